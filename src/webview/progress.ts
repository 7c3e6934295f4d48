// While a request is on its way, and when nothing was sent.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { NoticeView, ProgressView } from '../protocol/contract.ts';
import { duration, octets } from '../protocol/measure.ts';
import { eventsTab } from './events.ts';
import { steps } from './failure.ts';
import type { Stage } from './model.ts';

export function progress(view: ProgressView, now: number, stage: Stage): TemplateResult {
  const { received, expected } = view;
  const part =
    received !== undefined && expected !== undefined && expected > 0 ? Math.min(100, Math.round((received / expected) * 100)) : undefined;
  const amount = received === undefined ? '' : expected === undefined ? octets(received) : `${octets(received)} of ${octets(expected)}`;
  return html`<section class="progress" aria-label="Sending">
    <h1 class="summary"><code>${view.title}</code></h1>
    <div class="track" role="progressbar" aria-label=${view.doing} aria-valuenow=${part ?? nothing} aria-valuemin="0" aria-valuemax="100">
      ${part === undefined ? html`<span class="run endless"></span>` : html`<progress class="run" max="100" value=${part}></progress>`}
    </div>
    <p class="doing"><span role="status">${view.doing}</span><span class="facts">${amount} ${duration(Math.max(0, now - stage.model.progressSince))}</span>
      <button class="secondary" @click=${() => stage.host.tell('cancel', null)}>Cancel</button></p>
    ${view.events.length === 0 ? nothing : eventsTab(view.events, stage)}
  </section>`;
}

export function notice(view: NoticeView, stage: Stage): TemplateResult {
  return html`<section class="notice ${view.tone}">
    <h1 class="summary">${view.title}</h1>
    <p>${view.detail}</p>
    <div class="steps">${steps(view.steps, stage)}</div>
  </section>`;
}
