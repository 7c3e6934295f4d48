// What stands in the place of a response that did not come.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { FailureView, Step } from '../protocol/exchange-view.ts';
import { icons } from './icons.ts';
import type { Stage } from './model.ts';
import { card, unmuted } from './note.ts';
import { type Hiding, prose } from './prose.ts';

/** The summary above says the cause already; here is the rest. */
export function failure(view: FailureView, partial: boolean, stage: Stage, hiding: Hiding): TemplateResult {
  const [first, ...others] = unmuted(view.notes, stage);
  return html`<section class="failure" aria-label="Failure">
    <h2>${icons.error}<span>${partial ? 'The response is not complete' : 'No response'}</span></h2>
    ${first === undefined ? html`<p>${prose(view.title, hiding)}</p>` : nothing}
    ${first === undefined ? html`<p>${view.message}</p>` : html`<p>${prose(first.detail, hiding)}</p>`}
    ${view.attempts.length === 0 || first !== undefined ? nothing : html`<ul class="attempts" aria-label="Addresses that were tried">${view.attempts.map((attempt) => html`<li><code>${attempt}</code></li>`)}</ul>`}
    <div class="steps">${view.answer === undefined ? nothing : toAnswer(view.answer, stage)}${steps(view.steps, stage)}</div>
    <p class="facts"><code>${view.code}</code> while Postil ${view.phase}: ${view.message}</p>
    ${others.map((note) => card(note, stage, hiding))}
  </section>`;
}

const toAnswer = ({ hop, label }: NonNullable<FailureView['answer']>, stage: Stage): TemplateResult =>
  html`<button class="secondary" @click=${() => stage.change({ hop, form: undefined, region: undefined, frame: undefined })}>${label}</button>`;

export const steps = (all: readonly Step[], stage: Stage): readonly TemplateResult[] =>
  all.map(
    (step, i) =>
      html`<button class=${i === 0 ? 'primary' : 'secondary'} @click=${() => stage.attempt(stage.host.ask('step', step))}>${step.label}</button>`,
  );
