// Where the time went: phases to scale, hops stacked, attempts, what the server says of its own work; in Learn, the ladder under each.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CertificateView, Fact, HopView } from '../protocol/exchange-view.ts';
import { duration } from '../protocol/measure.ts';
import type { LadderStep, LayerView, PhaseView, ServerTiming, TimelineView } from '../protocol/timeline-view.ts';
import { icons } from './icons.ts';
import { densityOf, hidingOf, lineKey, type Stage, toggled } from './model.ts';
import { noteRow, unmuted } from './note.ts';
import { hidden } from './prose.ts';
import { absences, lengthOf } from './timeline-bar.ts';

export function timelineTab(hops: readonly HopView[], selected: number, stage: Stage): TemplateResult {
  const view = hops[selected];
  if (view === undefined) return html``;
  const whole = hops.reduce((sum, hop) => sum + (hop.inside === true ? 0 : hop.timeline.total), 0);
  const hiding = hidingOf(hops, stage);
  return html`<div class="timeline">
    ${hops.length > 1 ? stack(hops, selected, whole, stage) : nothing}
    ${phases(view.timeline, selected, stage)}
    <p class="facts">${absences(view.timeline)}</p>
    ${view.timeline.attempts.length > 1 ? attempts(view.timeline) : nothing}
    <div class="noterows">${unmuted([...view.timeline.notes, ...view.tlsNotes], stage).map((note) => noteRow(note, `time ${selected}`, stage, hiding))}</div>
    ${view.connection.length === 0 ? nothing : html`<h2 class="caption">Connection</h2>${facts(view.connection)}`}
    ${view.certificates.length === 0 ? nothing : html`<h2 class="caption">Certificates, the server's own first</h2>${view.certificates.map(certificate)}`}
    ${densityOf(stage) === 'learn' && view.timeline.layers.length > 0 ? layers(view.timeline.layers) : nothing}
  </div>`;
}

function stack(hops: readonly HopView[], selected: number, whole: number, stage: Stage): TemplateResult {
  let start = 0;
  const hiding = hidingOf(hops, stage);
  return html`<h2 class="caption">Hops · ${duration(whole)}</h2><ol class="stack">${hops.map((hop, i) => {
    const left = whole === 0 ? 0 : (start / whole) * 100;
    if (hop.inside !== true) start += hop.timeline.total;
    const width = whole === 0 ? 0 : (hop.timeline.total / whole) * 100;
    return html`<li><button class="hop ${i === selected ? 'selected' : ''}" aria-pressed=${i === selected ? 'true' : 'false'} @click=${() => stage.change({ hop: i })}>
      <span class="what"><span class="outcome ${hop.tone}">${hop.outcome}</span> ${hidden(hop.title, hiding)}</span>
      <span class="track"><span class="run" .style=${`margin-left: ${left}%; width: max(2px, ${width}%)`}></span></span>
      <span class="length">${duration(hop.timeline.total)}</span>
    </button></li>`;
  })}</ol>`;
}

function phases(view: TimelineView, hop: number, stage: Stage): TemplateResult {
  return html`<h2 class="caption">Timeline · ${duration(view.total)}</h2>
    <ol class="phases">${view.phases.map((phase) => phaseRow(phase, view, hop, stage))}</ol>`;
}

function phaseRow(phase: PhaseView, view: TimelineView, hop: number, stage: Stage): TemplateResult {
  const scale = view.total === 0 ? 0 : 100 / view.total;
  const key = lineKey(hop, `phase ${phase.kind}`);
  const open = (densityOf(stage) === 'learn') !== stage.model.open.has(key);
  return html`<li class="phase">
    <button class="row" aria-expanded=${open ? 'true' : 'false'} @click=${() => stage.change({ open: toggled(stage.model.open, key) })}>
      <span class="label">${open ? icons.opened : icons.closed}${phase.label}</span>
      <span class="track"><span class="segment p-${phase.kind}" .style=${`margin-left: ${phase.start * scale}%; width: max(2px, ${lengthOf(phase) * scale}%)`}></span></span>
      <span class="length">${duration(lengthOf(phase))}</span>
      <span class="what">${phase.note}</span>
    </button>
    ${phase.kind === 'wait' && view.server.length > 0 ? serverTimings(view.server, phase, scale) : nothing}
    ${open && phase.ladder.length > 0 ? ladder(phase.ladder) : nothing}
  </li>`;
}

function serverTimings(all: readonly ServerTiming[], phase: PhaseView, scale: number): TemplateResult {
  return html`<ul class="server" aria-label="Server-Timing: what the server says of its own work">${all.map(
    ({ name, description, duration: took }) => html`<li>
      <span class="label">${name}</span>
      <span class="track">${took === undefined ? nothing : html`<span class="segment p-server" .style=${`margin-left: ${phase.start * scale}%; width: max(2px, ${Math.min(took, lengthOf(phase)) * scale}%)`}></span>`}</span>
      <span class="length">${took === undefined ? '' : duration(took)}</span>
      <span class="what">${description === '' ? 'Server-Timing' : description}${took !== undefined && took > lengthOf(phase) ? ', longer than the wait itself' : ''}</span>
    </li>`,
  )}</ul>`;
}

function ladder(steps: readonly LadderStep[]): TemplateResult {
  const words = { out: 'to the server', in: 'from the server', both: 'both' } as const;
  return html`<ol class="ladder">${steps.map(
    (step) => html`<li class=${step.direction}>
      <span class="arrow" title=${words[step.direction]}>${icons[step.direction]}<span class="unseen">${words[step.direction]}: </span></span>
      <span class="what">${step.what}</span><span class="why">${step.detail}</span>
      <span class="badge" title=${step.basis === 'model' ? 'what the protocol does here; no packet was captured' : 'seen at the socket'}>${step.basis === 'model' ? 'model, not captured' : 'seen'}</span>
    </li>`,
  )}</ol>`;
}

function attempts(view: TimelineView): TemplateResult {
  return html`<h2 class="caption">Connection attempts</h2><ul class="attempts">${view.attempts.map(
    ({ address, outcome, code }) =>
      html`<li><span class=${outcome === 'connected' ? 'good' : outcome === 'failed' ? 'error' : 'faint'}>${outcome === 'connected' ? icons.good : outcome === 'failed' ? icons.error : icons.info} ${outcome}</span> <code>${address}</code> ${code ?? ''}</li>`,
  )}</ul>`;
}

export const facts = (all: readonly Fact[]): TemplateResult =>
  html`<dl class="facts-list">${all.map(({ name, value, level }) => html`<dt>${name}</dt><dd class=${level ?? ''}>${level === undefined ? nothing : icons[level]}${value}</dd>`)}</dl>`;

const certificate = (one: CertificateView): TemplateResult =>
  html`<div class="certificate"><h3>${one.subject}</h3>${facts(one.facts)}</div>`;

function layers(all: readonly LayerView[]): TemplateResult {
  return html`<h2 class="caption">Layers, each wrapped in the next <span class="badge" title="no packet was captured">model, not captured</span></h2>
    <ol class="layers">${all.map(({ layer, facts: words, octets }, i) => html`<li .style=${`margin-left: ${i * 14}px`}><span class="layer">${layer}</span><span>${words}</span><span class="faint">${octets}</span></li>`)}</ol>`;
}
