// One line of the exchange: number, text, notes in the margin, and the whole explanation when it is open.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { NoteView } from '../protocol/annotation-view.ts';
import type { LineView } from '../protocol/exchange-view.ts';
import { densityOf, lineKey, type Stage, toggled } from './model.ts';
import { card, isFinding, marginNote, marginNotes, unmuted } from './note.ts';
import { type Hiding, plain } from './prose.ts';
import { spokenLine, wireText } from './wire-text.ts';

export interface LinePlace {
  readonly hop: number;
  readonly number: number | undefined;
  readonly hiding: Hiding;
}

export function messageLine(line: LineView, place: LinePlace, stage: Stage): TemplateResult {
  const added = line.kind === 'field' ? line.added : undefined;
  return annotatedLine(stage, {
    ...place,
    key: line.key,
    text: wireText(line, stage.model.revealed),
    spoken: spokenLine(line, stage.model.revealed),
    notes: line.notes,
    ...(added !== undefined && { aside: html`<span class="added" title=${added}>added by Postil</span>` }),
  });
}

/** Anything that is a line with notes: of a message, the empty line, the content. */
export interface Annotated extends LinePlace {
  readonly key: string;
  readonly text: unknown;
  readonly spoken: string;
  readonly notes: readonly NoteView[];
  /** Faint words in the margin, where there is no note. */
  readonly aside?: TemplateResult;
}

export function annotatedLine(stage: Stage, line: Annotated): TemplateResult {
  const density = densityOf(stage);
  const notes = unmuted(line.notes, stage);
  const margin = marginNotes(notes, density);
  const key = lineKey(line.hop, line.key);
  const open = notes.length > 0 && stage.model.open.has(key);
  const level = margin.find((note) => note.level === 'error' || note.level === 'warning')?.level ?? '';
  const most = density === 'learn' ? margin.length : Math.max(1, margin.filter(isFinding).length);
  const words = margin.map((note) => `${note.level === 'info' ? '' : `${note.level}: `}${plain(note.title, line.hiding)}`).join('. ');
  const cells = html`<span class="no" aria-hidden="true">${line.number ?? ''}</span>
    <span class="wire">${line.text}</span>
    <span class="margin">
      ${margin.slice(0, most).map((note) => marginNote(note, line.hiding, density, density !== 'quiet' && margin.length > most && note === margin[most - 1] ? margin.length - most : 0))}
      ${margin.length === 0 || density === 'learn' ? (density === 'quiet' ? nothing : (line.aside ?? nothing)) : nothing}
    </span>`;
  if (notes.length === 0) return html`<div class="line bare" role="listitem" data-line=${key}><div class="row">${cells}</div></div>`;
  const toggle = (): void => {
    if (getSelection()?.isCollapsed === false) return;
    stage.change({ open: toggled(stage.model.open, key) });
  };
  return html`<div class="line ${level} ${open ? 'open' : ''}" role="listitem" data-line=${key}>
    <div
      class="row"
      role="button"
      tabindex="-1"
      data-stop
      data-toggle=${key}
      aria-expanded=${open ? 'true' : 'false'}
      aria-label="${line.spoken}${words === '' ? '' : `. ${words}`}"
      @click=${toggle}
    >${cells}</div>
    ${open ? html`<div class="cards" role="group" aria-label="Explanation">${notes.map((note) => card(note, stage, line.hiding))}</div>` : nothing}
  </div>`;
}
