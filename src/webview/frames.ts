// The frames as they came, and the bits of the one that is selected.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { count, duration } from '../protocol/measure.ts';
import type { CloseView, FrameView, RulerCell, SocketView } from '../protocol/socket-view.ts';
import { icons } from './icons.ts';
import type { Stage } from './model.ts';
import { card, noteRow, unmuted } from './note.ts';
import { prose } from './prose.ts';
import './row-list.ts';

const ROW = 26;
/** Rows in sight before the list scrolls. */
const TALL = 14;
const OPENLY = { secrets: [], revealed: true } as const;

export function frames(view: SocketView, stage: Stage): TemplateResult {
  const { hideControl, frame: selected } = stage.model;
  const all = hideControl ? view.frames.filter((frame) => !frame.control) : view.frames;
  const control = view.frames.filter((frame) => frame.control).length;
  const total = (view.frames.at(-1)?.index ?? -1) + 1;
  const at = all.findIndex((frame) => frame.index === selected);
  const chosen = all[at];
  return html`<section class="frames" aria-label="Frames">
    <h2 class="caption">Frames · ${count(total)}${total > view.frames.length ? html`, the latest ${count(view.frames.length)} are here` : nothing}
      ${control === 0 ? nothing : html`<label><input type="checkbox" .checked=${hideControl} @change=${() => stage.change({ hideControl: !hideControl })} /> hide ping, pong, close</label>`}</h2>
    ${all.length === 0 ? html`<p class="none">${view.state === 'connecting' ? 'Frames come after the handshake.' : 'No frame yet.'}</p>` : list(all, at, stage)}
    ${chosen === undefined ? nothing : detail(chosen, stage)}
    ${view.close === undefined ? nothing : closeRow(view.close, stage)}
  </section>`;
}

function list(all: readonly FrameView[], at: number, stage: Stage): TemplateResult {
  const select = (index: number): void => {
    const frame = all[index];
    if (frame !== undefined) stage.change({ frame: frame.index });
  };
  const key = (event: KeyboardEvent): void => {
    const to = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: all.length - 1, Escape: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to === -1) stage.change({ frame: undefined });
    else select(Math.min(to, all.length - 1));
  };
  const row = (index: number): TemplateResult => {
    const frame = all[index];
    return frame === undefined ? html`` : frameRow(frame, index === at, () => select(index), stage);
  };
  return html`<div class="grid" role="grid" tabindex="0" aria-label="Frames, choose with the arrow keys" aria-rowcount=${all.length + 1} aria-activedescendant=${at < 0 ? nothing : `frame-${all[at]?.index}`} @keydown=${key}>
    <div class="frow head" role="row"><span role="columnheader">#</span><span role="columnheader"><span class="unseen">Direction</span></span><span role="columnheader">since last</span><span role="columnheader">type</span><span role="columnheader" class="c-bits">bits</span><span role="columnheader" class="c-size">wire / app</span><span role="columnheader">preview</span><span role="columnheader">note</span></div>
    <postil-rows class="rows" role="rowgroup" .style=${`height: ${Math.min(all.length, TALL) * ROW}px`}
      .rows=${{ count: all.length, height: ROW, row, follow: true, focus: at < 0 ? undefined : at }}></postil-rows>
  </div>`;
}

function frameRow(frame: FrameView, on: boolean, select: () => void, stage: Stage): TemplateResult {
  const [note] = unmuted(frame.findings, stage);
  const level = note?.level === 'error' || note?.level === 'warning' ? note.level : '';
  const brackets = { none: '', first: '┐', middle: '┤', last: '┘' } as const;
  return html`<div class="frow ${on ? 'selected' : ''} ${level} ${frame.direction}" id="frame-${frame.index}" role="row" aria-rowindex=${frame.index + 2} aria-selected=${on ? 'true' : 'false'} @click=${select}>
    <span role="gridcell" class="no">${frame.index + 1}</span>
    <span role="gridcell" class="way" title=${frame.direction === 'out' ? 'sent' : 'received'}>${icons[frame.direction]}<span class="unseen">${frame.direction === 'out' ? 'sent' : 'received'}</span></span>
    <span role="gridcell" class="when">+${duration(frame.delta)}</span>
    <span role="gridcell" class="type">${frame.type}${frame.message === undefined ? nothing : html`<span class="faint" title="part of message ${frame.message}"> · ${frame.message}</span>`}</span>
    <span role="gridcell" class="c-bits bits">${frame.bits.map((bit, i) => html`${i === 0 ? nothing : ' · '}<span class=${bit.bad ? 'error' : ''}>${bit.text}</span>`)}</span>
    <span role="gridcell" class="c-size">${count(frame.wireLength)} / ${frame.length === undefined ? '–' : count(frame.length)}</span>
    <span role="gridcell" class="preview">${frame.preview}</span>
    <span role="gridcell" class="fnote">${frame.bracket === 'none' ? nothing : html`<span class="bracket" title="one read of the socket brought these frames">${brackets[frame.bracket]}</span>`}${
      note === undefined
        ? frame.bracket === 'first'
          ? html`<span class="faint">one read brought these</span>`
          : nothing
        : html`<span class="note ${note.level}">${level === '' ? nothing : html`<span class="level">${icons[note.level]}<span>${note.level}</span></span>`}<span class="title">${prose(note.title, OPENLY)}</span></span>`
    }</span>
  </div>`;
}

function detail(frame: FrameView, stage: Stage): TemplateResult {
  const known = stage.contents.frame(frame.index);
  return html`<div class="ruler-box" role="group" aria-label="Frame ${frame.index + 1}, bit by bit">
    ${known === undefined ? nothing : html`<div class="ruler">${known.ruler.map(cell)}</div>`}
    ${unmuted(known?.notes ?? frame.findings, stage).map((note) => card(note, stage, OPENLY))}
  </div>`;
}

const cell = (one: RulerCell): TemplateResult => html`<div class="cell ${one.bad ? 'error' : ''} ${one.derived ? 'derived' : ''}">
  <span class="label">${one.label}</span><code>${one.bits}</code><span class="meaning">${one.meaning}</span>
</div>`;

function closeRow(view: CloseView, stage: Stage): TemplateResult {
  return html`<div class="close ${view.clean ? 'good' : 'error'}" role="status">
    <span class="level">${view.clean ? icons.good : icons.error}<span>closed</span></span>
    <span>${prose(view.words)}${view.reason === '' ? nothing : html` · “${view.reason}”`}${view.by === 'network' && view.code !== undefined ? html` · <code>${view.code}</code>` : nothing}</span>
    ${unmuted(view.notes, stage).map((note) => (note.definition ? nothing : noteRow(note, 'close', stage, OPENLY)))}
  </div>`;
}
