// The exchange in wire order: the request as sent, 1xx responses, the response or what stands in its place.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { HopView, MessageView } from '../protocol/exchange-view.ts';
import { count, plural } from '../protocol/measure.ts';
import { failure } from './failure.ts';
import { icons } from './icons.ts';
import { inlineContent } from './inline-content.ts';
import { annotatedLine, messageLine } from './line.ts';
import { densityOf, lineKey, type Stage, toggled } from './model.ts';
import { isFinding, unmuted } from './note.ts';
import type { Hiding } from './prose.ts';
import { timelineBar } from './timeline-bar.ts';

export function exchangeTab(view: HopView, hop: number, stage: Stage): TemplateResult {
  const hiding: Hiding = { secrets: view.secrets, revealed: stage.model.revealed };
  return html`<div class="exchange ${densityOf(stage)}">
    ${section({ title: requestTitle(view), message: view.request, key: 'request', hop, hiding, open: isRequestOpen(view, stage) }, stage)}
    ${view.informational.map((message, i) => section({ title: `${message.lines[0]?.kind === 'status-line' ? message.lines[0].status : '1xx'} before the response`, message, key: `informational ${i}`, hop, hiding, open: densityOf(stage) === 'learn' }, stage))}
    ${view.failure === undefined ? nothing : failure(view.failure, view.response !== undefined, stage, hiding)}
    ${view.response === undefined ? nothing : section({ title: view.failure === undefined ? 'Response' : 'What had come of the response', message: view.response, key: 'response', hop, hiding, open: true }, stage)}
    ${view.timeline.total > 0 ? timelineBar(view.timeline, stage) : nothing}
  </div>`;
}

/** HTTP/2 has pseudo-fields and small letters: how it went out stands with the frames. */
function requestTitle({ request, http2 }: HopView): string {
  if (request.octets === 0) return 'Request, not sent';
  return http2 === undefined ? 'Request as sent' : 'Request as written';
}

interface Section {
  readonly title: string;
  readonly message: MessageView;
  readonly key: string;
  readonly hop: number;
  readonly hiding: Hiding;
  /** Open unless the person closed it, and the other way round. */
  readonly open: boolean;
}

/** The request is opened by what is wrong with it, and where nothing came back. */
function isRequestOpen(view: HopView, stage: Stage): boolean {
  const notes = [...view.request.lines.flatMap((line) => line.notes), ...view.request.contentNotes];
  return densityOf(stage) === 'learn' || view.response === undefined || unmuted(notes, stage).some(isFinding);
}

function section({ title, message, key, hop, hiding, open }: Section, stage: Stage): TemplateResult {
  const id = lineKey(hop, `section ${key}`);
  const shown = open !== stage.model.closed.has(id);
  return html`<section class="message" aria-label=${title}>
    <h2><button class="section" aria-expanded=${shown ? 'true' : 'false'} data-section=${id} @click=${() => stage.change({ closed: toggled(stage.model.closed, id) })}>
      ${shown ? icons.opened : icons.closed}<span>${title}</span><span class="facts">${factsOf(message)}</span>
    </button></h2>
    ${shown ? html`<div class="lines" role="list" data-lines>${lines(message, hop, hiding, stage)}</div>` : nothing}
  </section>`;
}

function factsOf({ fieldCount, addedCount, octets }: MessageView): string {
  const parts = [
    plural(fieldCount, 'field'),
    addedCount > 0 ? `${addedCount} added by Postil` : '',
    octets === undefined || octets === 0 ? '' : plural(octets, 'octet'),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function lines(message: MessageView, hop: number, hiding: Hiding, stage: Stage): TemplateResult {
  const { content, trailers } = message;
  let number = 0;
  const line = (one: MessageView['lines'][number]): TemplateResult => messageLine(one, { hop, number: ++number, hiding }, stage);
  return html`
    ${message.lines.map(line)}
    ${emptyLine(message, { hop, number: ++number, hiding }, stage)}
    ${content === undefined ? nothing : inlineContent(content, number + 1, stage)}
    ${content?.remark === undefined ? nothing : html`<p class="remark ${content.inFile === true ? 'info' : ''}">${content.inFile === true ? icons.info : icons.warning} ${content.remark}</p>`}
    ${trailers.length === 0 ? nothing : html`<p class="divider">trailer section</p>${trailers.map((one) => messageLine(one, { hop, number: undefined, hiding }, stage))}`}
  `;
}

// Notes about the content stand at the line that ends the header section, so that they are read before a long body.
function emptyLine(message: MessageView, place: { hop: number; number: number; hiding: Hiding }, stage: Stage): TemplateResult {
  const learn = densityOf(stage) === 'learn';
  const framed = message.lines.some((line) => line.kind !== 'field' && line.version === 'HTTP/2');
  const words =
    message.content === undefined
      ? `${framed ? 'END_STREAM with the fields' : 'an empty line'} ends the message: it has no content`
      : `${framed ? 'END_HEADERS' : 'an empty line'} ends the fields; ${count(message.content.wireLength)} octets of content follow`;
  return annotatedLine(stage, {
    ...place,
    key: `${message.side}.body`,
    text: html`<span class="faint" title="carriage return, line feed">⏎</span>`,
    spoken: message.content === undefined ? 'empty line' : 'empty line, content follows',
    notes: message.contentNotes,
    ...(learn && { aside: html`<span class="faint">${words}</span>` }),
  });
}
