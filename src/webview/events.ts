// Server-sent events as rows, the newest last.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { EventView } from '../protocol/event-view.ts';
import { duration } from '../protocol/measure.ts';
import { coloured, drawn } from './colour.ts';
import { icons } from './icons.ts';
import { type Stage, toggled } from './model.ts';
import { noteRow, unmuted } from './note.ts';

/** Rows drawn at once; of a longer stream, the newest. */
const MOST = 500;

export function eventsTab(events: readonly EventView[], stage: Stage): TemplateResult {
  const shown = events.slice(-MOST);
  return html`<div class="events">
    ${events.length === 0 ? html`<p class="none">No event has come.</p>` : nothing}
    ${shown.length < events.length ? html`<p class="facts">${events.length - shown.length} earlier events are not drawn here; the Body tab has all of the stream.</p>` : nothing}
    <ol>${shown.map((event) => row(event, stage))}</ol>
  </div>`;
}

function row(event: EventView, stage: Stage): TemplateResult {
  const key = `event ${event.index}`;
  const open = stage.model.open.has(key);
  return html`<li class="event ${event.withheld === undefined ? '' : 'withheld'}">
    <button class="row" aria-expanded=${open ? 'true' : 'false'} @click=${() => stage.change({ open: toggled(stage.model.open, key) })}>
      <span class="no">${event.index + 1}</span>
      <span class="when">${event.at === undefined ? '' : duration(event.at)}</span>
      <span class="type">${event.withheld !== undefined && event.data === '' ? '' : event.event}</span>
      <span class="data">${event.data === '' ? html`<span class="faint">${event.withheld ?? 'empty'}</span>` : event.data}</span>
      <span class="id">${event.id === undefined ? nothing : html`id ${event.id}`}${event.retry === undefined ? nothing : html` retry ${event.retry} ms`}</span>
    </button>
    ${event.withheld === undefined || event.data === '' ? nothing : html`<p class="remark">${icons.warning} ${event.withheld}</p>`}
    ${open ? html`<pre class="raw">${event.raw.map((line) => html`<span>${drawn(coloured(line, 'events'))}\n</span>`)}</pre>` : nothing}
    ${unmuted(event.notes, stage).map((note) => (note.level === 'good' || note.definition ? nothing : noteRow(note, 'event', stage, { secrets: [], revealed: true })))}
  </li>`;
}
