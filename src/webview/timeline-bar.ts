// The time of an exchange as one bar, to scale. The words stand beside it, so nothing depends on colour or width.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { duration } from '../protocol/measure.ts';
import type { PhaseView, TimelineView } from '../protocol/timeline-view.ts';
import type { Stage } from './model.ts';

/** A bar with its words, under the exchange; leads to the Timeline tab. */
export function timelineBar(view: TimelineView, stage: Stage): TemplateResult {
  return html`<section class="time" aria-label="Timeline">
    <h2 class="caption"><button class="link quiet" @click=${() => stage.change({ tab: 'timeline' })}>Timeline · ${duration(view.total)}</button></h2>
    ${bar(view)}
    <p class="facts">${absences(view)}${share(view)}</p>
  </section>`;
}

export function bar(view: TimelineView): TemplateResult {
  return html`<div class="bar" role="img" aria-label=${spoken(view)}>${view.phases.map((phase) => segment(phase, view))}</div>`;
}

export const absences = (view: TimelineView): readonly TemplateResult[] =>
  view.absent.map(({ label, why }) => html`<span>no ${label}: ${why}</span>`);

export const lengthOf = (phase: PhaseView): number => phase.end - phase.start;

function segment(phase: PhaseView, view: TimelineView): TemplateResult {
  const length = lengthOf(phase);
  const part = view.total === 0 ? 0 : length / view.total;
  const server = phase.kind === 'wait' ? view.server.find((one) => one.duration !== undefined && one.duration <= length) : undefined;
  const words = `${phase.label} ${duration(length).replace(/ ms$/, '')}${server?.duration === undefined ? '' : ` · ${server.name} ${duration(server.duration).replace(/ ms$/, '')}`}`;
  return html`<span class="segment p-${phase.kind}" .style=${`flex-grow: ${Math.max(part, 0.004)}`} title="${phase.label}: ${duration(length)}. ${phase.note}">
    ${part > 0.05 ? html`<span>${words}</span>` : nothing}
  </span>`;
}

const spoken = (view: TimelineView): string => view.phases.map((phase) => `${phase.label} ${duration(lengthOf(phase))}`).join(', ');

function share(view: TimelineView): TemplateResult | typeof nothing {
  const wait = view.phases.find((phase) => phase.kind === 'wait');
  if (wait === undefined || view.total === 0) return nothing;
  const percent = Math.round((lengthOf(wait) / view.total) * 100);
  return percent < 30 ? nothing : html`<span>${percent} % of it is waiting for the answer</span>`;
}
