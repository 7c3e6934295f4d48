// The frames of an HTTP/2 exchange: a row each; of the one that is selected its fields, its notes and its octets.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { HopView } from '../protocol/exchange-view.ts';
import type { H2FrameView, H2LineView, Http2View } from '../protocol/http2-view.ts';
import { count, duration, plural } from '../protocol/measure.ts';
import { hexRow, ROW } from './hex.ts';
import { icons } from './icons.ts';
import type { Stage } from './model.ts';
import { card, isFinding, noteRow, unmuted } from './note.ts';
import { type Hiding, hidden, prose } from './prose.ts';
import './row-list.ts';

const HEIGHT = 24;
const LINE = 20;
/** Rows in sight before the list scrolls. */
const TALL = 11;

export function h2Frames(view: HopView, http2: Http2View, hop: number, stage: Stage): TemplateResult {
  const hiding = { secrets: view.secrets, revealed: stage.model.revealed };
  const at = Math.max(
    0,
    http2.frames.findIndex((frame) => frame.index === (stage.model.frame ?? worthwhile(http2))),
  );
  const frame = http2.frames[at];
  return html`<div class="bytes h2">
    <p class="caption">${http2.words}</p>
    ${list(http2.frames, at, stage)}
    ${http2.more > 0 ? html`<p class="facts">${plural(http2.more, 'more frame')} went by; of a long content the first are here.</p>` : nothing}
    ${unmuted(http2.notes, stage).map((note) => noteRow(note, `h2 ${hop}`, stage, hiding))}
    ${frame === undefined ? nothing : html`<div class="split">${detail(frame, hiding, stage)}${octetsOf(frame, hop, stage)}</div>`}
  </div>`;
}

/** The first that breaks a rule; else the head of the response; else the first. */
function worthwhile({ frames }: Http2View): number {
  const found =
    frames.find((frame) => frame.ends || frame.notes.some((note) => note.level === 'error')) ??
    frames.findLast(({ direction, what }) => direction === 'in' && /^:status [2-9]/.test(what));
  return found?.index ?? 0;
}

function list(frames: readonly H2FrameView[], at: number, stage: Stage): TemplateResult {
  const select = (index: number): void => {
    const frame = frames[Math.max(0, Math.min(frames.length - 1, index))];
    if (frame !== undefined) stage.change({ frame: frame.index });
  };
  const key = (event: KeyboardEvent): void => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: frames.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    select(to);
  };
  const row = (index: number): TemplateResult => {
    const frame = frames[index];
    return frame === undefined ? html`` : frameRow(frame, index === at, () => select(index), stage);
  };
  return html`<div class="grid" role="grid" tabindex="0" aria-label="Frames, choose with the arrow keys" aria-rowcount=${frames.length + 1} aria-activedescendant="h2-${frames[at]?.index}" @keydown=${key}>
    <div class="frow h2row head" role="row"><span role="columnheader">#</span><span role="columnheader"><span class="unseen">Direction</span></span><span role="columnheader">time</span><span role="columnheader">stream</span><span role="columnheader">type</span><span role="columnheader">what</span><span role="columnheader" class="c-size">octets</span></div>
    <postil-rows class="rows" role="rowgroup" .style=${`height: ${Math.min(frames.length, TALL) * HEIGHT}px`} .rows=${{ count: frames.length, height: HEIGHT, row, focus: at }}></postil-rows>
  </div>`;
}

function frameRow(frame: H2FrameView, on: boolean, select: () => void, stage: Stage): TemplateResult {
  const level = unmuted(frame.notes, stage).find(isFinding)?.level ?? (frame.ends ? 'error' : undefined);
  const way = frame.direction === 'out' ? 'sent' : 'received';
  return html`<div class="frow h2row ${on ? 'selected' : ''} ${level ?? ''} ${frame.direction}" id="h2-${frame.index}" role="row" aria-rowindex=${frame.index + 2} aria-selected=${on ? 'true' : 'false'} @click=${select}>
    <span role="gridcell" class="no">${frame.index + 1}</span>
    <span role="gridcell" class="way" title=${way}>${icons[frame.direction]}<span class="unseen">${way}</span></span>
    <span role="gridcell" class="when" title=${frame.at < 0 ? 'before this exchange, while the connection was idle' : nothing}>${frame.at < 0 ? 'before' : duration(frame.at)}</span>
    <span role="gridcell" class="when">${frame.stream ?? '–'}</span>
    <span role="gridcell" class="type">${frame.type}${frame.flags.length === 0 ? nothing : html` <span class="faint">${frame.flags.join(' · ')}</span>`}</span>
    <span role="gridcell" class="preview" title=${frame.what}>${level === undefined ? nothing : html`<span class="level">${icons[level]}<span class="unseen">${level}: </span></span>`}${frame.what}</span>
    <span role="gridcell" class="c-size">${count(frame.octets)}</span>
  </div>`;
}

function detail(frame: H2FrameView, hiding: Hiding, stage: Stage): TemplateResult {
  const [first, ...rest] = unmuted(frame.notes, stage);
  return html`<div class="h2detail" role="group" aria-label="Frame ${frame.index + 1}, ${frame.type}">
    ${frame.lines.length === 0 ? nothing : html`<dl class="h2lines">${frame.lines.map((line) => field(line, hiding))}</dl>`}
    ${first === undefined ? nothing : isFinding(first) ? card(first, stage, hiding) : html`<p class="detail"><strong>${prose(first.title, hiding)}.</strong> ${prose(first.detail, hiding)}</p>`}
    ${rest.map((note) => (isFinding(note) ? card(note, stage, hiding) : noteRow(note, `h2 ${frame.index}`, stage, hiding)))}
  </div>`;
}

const field = ({ name, value, how, octets }: H2LineView, hiding: Hiding): TemplateResult =>
  html`<dt>${name}</dt><dd>${hidden(value, hiding)}${how === '' ? nothing : html` <span class="faint" title=${plural(octets, 'octet')}>${how}</span>`}</dd>`;

function octetsOf({ direction, place, index }: H2FrameView, hop: number, stage: Stage): TemplateResult {
  if (place === undefined) return html`<p class="none">The octets of this frame are not kept.</p>`;
  const structure = stage.contents.structure(hop, direction);
  const total = structure?.total ?? place.end;
  // Until it is known what is secret, nothing is shown.
  const veiled = stage.model.revealed ? [] : (structure?.secrets ?? [{ start: 0, end: total }]);
  const row = (line: number): TemplateResult => hexRow(line * ROW, stage.contents.wire(hop, direction, line * ROW, ROW), place, veiled);
  return html`<postil-rows class="hex" tabindex="0" role="region" aria-label="Octets ${direction === 'out' ? 'sent' : 'received'}, frame ${index + 1} marked" .rows=${{ count: Math.ceil(total / ROW), height: LINE, row, focus: Math.floor(place.start / ROW) }}></postil-rows>`;
}
