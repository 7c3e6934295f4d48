// What is wrong and what will bite, heaviest first; a click leads to the line. What is right is one line.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { NoteView } from '../protocol/annotation-view.ts';
import type { ExchangeView, HopView } from '../protocol/exchange-view.ts';
import { plural } from '../protocol/measure.ts';
import type { SocketView } from '../protocol/socket-view.ts';
import { icons } from './icons.ts';
import { hidingOf, hopsOf, type Stage, toggled } from './model.ts';
import { BASIS, isFinding, noteRow, specLinks, unmuted } from './note.ts';
import { type Hiding, plain, prose } from './prose.ts';

/** A note and the place that it is about. */
export interface Placed {
  readonly note: NoteView;
  readonly hop: number;
  /** Key of the line; `undefined` for what has no line. */
  readonly line: string | undefined;
  /** Index of the frame, for a note about one. */
  readonly frame?: number;
  /** It is a frame of HTTP/2. */
  readonly h2?: true;
  readonly evidence: string;
}

/** Shown at first; more on request. */
const FIRST = 5;

export function findingsTab(view: ExchangeView | SocketView, stage: Stage): TemplateResult {
  const all = placedNotes(view).filter(({ note }) => unmuted([note], stage).length > 0);
  const findings = sortedFindings(all);
  const right = all.filter(({ note }) => note.level === 'good' && !note.definition);
  const elsewhere = all.filter(
    ({ note, line, frame, evidence }) =>
      line === undefined && frame === undefined && evidence === '' && note.level === 'info' && !note.definition,
  );
  const shown = stage.model.open.has('all findings') ? findings : findings.slice(0, FIRST);
  const hiding = hidingOf(hopsOf(view), stage);
  return html`<div class="findings">
    ${findings.length === 0 ? html`<p class="none">${icons.good} Nothing here breaks a rule or is likely to bite.</p>` : html`<ol>${shown.map((one) => finding(one, hiding, stage))}</ol>`}
    ${shown.length < findings.length ? html`<button class="link" @click=${() => stage.change({ open: toggled(stage.model.open, 'all findings') })}>${plural(findings.length - shown.length, 'more finding')}</button>` : nothing}
    ${right.length === 0 ? nothing : rightThings(right, hiding, stage)}
    ${elsewhere.length === 0 ? nothing : html`<h2 class="caption">About the exchange as a whole</h2>${elsewhere.map(({ note }) => noteRow(note, 'elsewhere', stage, hiding))}`}
    ${mutedRules(stage)}
  </div>`;
}

export const countFindings = (view: ExchangeView | SocketView, stage: Stage): number =>
  sortedFindings(placedNotes(view)).filter(({ note }) => unmuted([note], stage).length > 0).length;

/** Heaviest first, then by place on the wire. */
export const sortedFindings = (all: readonly Placed[]): readonly Placed[] =>
  all.filter(({ note }) => isFinding(note)).toSorted((a, b) => Number(a.note.level === 'warning') - Number(b.note.level === 'warning'));

/** Every note with its place, in the order of the wire. */
export function placedNotes(view: ExchangeView | SocketView): readonly Placed[] {
  const inHops = hopsOf(view).flatMap(notesOfHop);
  const elsewhere = view.kind === 'exchange' ? view.elsewhere : view.notes;
  const inFrames =
    view.kind === 'exchange'
      ? []
      : [
          ...view.frames.flatMap((frame) =>
            frame.findings.map(
              (note): Placed => ({
                note,
                hop: 0,
                line: undefined,
                frame: frame.index,
                evidence: `frame ${frame.index + 1}, ${frame.type}`,
              }),
            ),
          ),
          ...(view.close?.notes ?? []).map((note): Placed => ({ note, hop: 0, line: undefined, evidence: 'the close' })),
        ];
  return [...inHops, ...inFrames, ...elsewhere.map((note): Placed => ({ note, hop: 0, line: undefined, evidence: '' }))];
}

function notesOfHop(hop: HopView, index: number): readonly Placed[] {
  const messages = [hop.request, ...hop.informational, ...(hop.response === undefined ? [] : [hop.response])];
  const ofLines = messages.flatMap((message) => [
    ...message.lines.flatMap((line) =>
      line.notes.map((note): Placed => ({ note, hop: index, line: line.key, evidence: evidenceOf(line) })),
    ),
    ...message.contentNotes.map(
      (note): Placed => ({ note, hop: index, line: `${message.side}.body`, evidence: `${message.side} content` }),
    ),
    ...message.trailers.flatMap((line) =>
      line.notes.map((note): Placed => ({ note, hop: index, line: line.key, evidence: evidenceOf(line) })),
    ),
  ]);
  const place =
    (evidence: string) =>
    (note: NoteView): Placed => ({ note, hop: index, line: undefined, evidence });
  return [
    ...ofLines,
    ...(hop.failure?.notes ?? []).map(place('the failure')),
    ...hop.tlsNotes.map(place('TLS')),
    ...hop.timeline.notes.map(place('the timeline')),
    ...(hop.http2?.notes ?? []).map(place('the frames')),
    ...(hop.http2?.frames ?? []).flatMap((frame) =>
      frame.notes.map(
        (note): Placed => ({
          note,
          hop: index,
          line: undefined,
          frame: frame.index,
          h2: true,
          evidence: `frame ${frame.index + 1}, ${frame.type}`,
        }),
      ),
    ),
    ...(hop.events ?? []).flatMap((event) => event.notes.map(place('the event stream'))),
  ];
}

function evidenceOf(line: HopView['request']['lines'][number]): string {
  switch (line.kind) {
    case 'request-line':
      return 'request line';
    case 'status-line':
      return `status line, ${line.status}`;
    case 'field':
      return line.name;
  }
}

function finding({ note, hop, line, frame, h2, evidence }: Placed, hiding: Hiding, stage: Stage): TemplateResult {
  const go = (): void => {
    if (h2 === true) stage.change({ tab: 'bytes', hop, frame });
    else if (frame !== undefined) stage.change({ tab: 'frames', frame });
    else if (line !== undefined) stage.reveal(hop, line);
  };
  return html`<li class="finding ${note.level}">
    <h3><span class="level">${icons[note.level]}<span>${note.level}</span></span>${prose(note.title, hiding)}</h3>
    <p>${prose(note.detail, hiding)}</p>
    <footer>
      ${line === undefined && frame === undefined ? (evidence === '' ? nothing : html`<span class="faint">${evidence}</span>`) : html`<button class="link" @click=${go} aria-label="Show ${evidence}: ${plain(note.title, hiding)}">${icons.jump} ${evidence}</button>`}
      ${specLinks(note)}
      <span class="badge" title=${BASIS[note.basis]}>${note.basis}</span>
      <span class="actions"><button class="link" @click=${() => stage.host.tell('mute', { id: note.id, where: 'here' })}>Mute here</button>
      <button class="link" @click=${() => stage.host.tell('mute', { id: note.id, where: 'everywhere' })}>Mute everywhere</button></span>
    </footer>
  </li>`;
}

function rightThings(right: readonly Placed[], hiding: Hiding, stage: Stage): TemplateResult {
  const open = stage.model.open.has('right');
  return html`<section class="right">
    <button class="section" aria-expanded=${open ? 'true' : 'false'} @click=${() => stage.change({ open: toggled(stage.model.open, 'right') })}>
      ${open ? icons.opened : icons.closed}<span class="good">${icons.good} ${plural(right.length, 'thing')} ${right.length === 1 ? 'is' : 'are'} right</span>
    </button>
    ${
      open
        ? html`<ul>${right.map(
            ({ note, hop, line, evidence }) =>
              html`<li>${line === undefined ? html`<span class="faint">${evidence}</span>` : html`<button class="link" @click=${() => stage.reveal(hop, line)}>${evidence}</button>`} <span>${prose(note.title, hiding)}</span></li>`,
          )}</ul>`
        : nothing
    }
  </section>`;
}

function mutedRules(stage: Stage): TemplateResult | typeof nothing {
  const muted = stage.model.run?.muted ?? [];
  if (muted.length === 0) return nothing;
  return html`<h2 class="caption">Muted</h2><ul class="muted">${muted.map((id) => html`<li><code>${id}</code> <button class="link" @click=${() => stage.host.tell('unmute', id)}>Show again</button></li>`)}</ul>`;
}
