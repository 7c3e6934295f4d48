// The opening handshake side by side, a row for each check, and the proof of the key step by step.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CheckView, HandshakeView, ProofView } from '../protocol/socket-view.ts';
import { icons } from './icons.ts';
import { densityOf, type Stage, toggled } from './model.ts';
import { plain, prose } from './prose.ts';

export function handshake(view: HandshakeView, stage: Stage): TemplateResult {
  const judged = view.rows.filter((row) => row.level !== 'info');
  const holding = judged.filter((row) => row.level === 'good').length;
  const shown = isOpen(view, holding === judged.length, stage);
  const caption = {
    pending: 'waiting for the answer',
    accepted: `${holding} of ${judged.length} checks hold`,
    refused: 'refused',
    failed: 'failed',
  }[view.outcome];
  const rows =
    view.outcome === 'refused' || view.outcome === 'failed'
      ? view.rows.toSorted((a, b) => Number(b.level === 'error') - Number(a.level === 'error'))
      : view.rows;
  return html`<section class="handshake" aria-label="Handshake">
    <h2 class="caption"><button class="section" aria-expanded=${shown ? 'true' : 'false'} @click=${() => stage.change({ closed: toggled(stage.model.closed, 'handshake') })}>${shown ? icons.opened : icons.closed}<span>Handshake · ${caption}</span></button></h2>
    ${
      shown
        ? html`<div class="scroll"><table class="checks ${densityOf(stage)}">
          <thead><tr><th scope="col"><span class="unseen">Check</span></th><th scope="col">Request</th><th scope="col">Response</th><th scope="col">Verdict</th></tr></thead>
          <tbody>${rows.map(check)}</tbody>
        </table></div>`
        : nothing
    }
    ${view.proof === undefined ? nothing : proof(view.proof, stage)}
  </section>`;
}

/** In a narrow panel a handshake that holds leaves its place to the frames. */
function isOpen(view: HandshakeView, holds: boolean, stage: Stage): boolean {
  const folded = stage.model.narrow && view.outcome === 'accepted' && holds && densityOf(stage) !== 'learn';
  return folded === stage.model.closed.has('handshake');
}

function check(row: CheckView): TemplateResult {
  return html`<tr class=${row.level}>
    <th scope="row">${row.name}</th>
    <td data-side="request"><code>${row.request}</code></td>
    <td data-side="response"><code>${row.response}</code></td>
    <td class="verdict"><span class="level">${row.level === 'pending' ? nothing : row.level === 'info' ? html`<span class="icon dash">–</span>` : icons[row.level]}<span class=${row.level === 'error' || row.level === 'warning' ? '' : 'unseen'}>${WORD[row.level]}</span></span><span class="words" title=${plain(row.verdict)}>${prose(row.verdict)}</span></td>
  </tr>`;
}

const WORD = { good: 'holds: ', error: 'broken', warning: 'doubtful', info: 'not used: ', pending: 'waiting: ' } as const;

function proof(view: ProofView, stage: Stage): TemplateResult {
  const open = (densityOf(stage) === 'learn' || (view.received !== undefined && !view.holds)) !== stage.model.open.has('proof');
  const level = view.received === undefined ? 'info' : view.holds ? 'good' : 'error';
  const toggle = html`<button class="link" aria-expanded=${open ? 'true' : 'false'} @click=${() => stage.change({ open: toggled(stage.model.open, 'proof') })}>${open ? 'Hide steps' : 'Show steps'}</button>`;
  return html`<div class="proof ${level}">
    <p class="formula"><code>base64(SHA-1("<span class="t-name">${view.key}</span>" + "<span class="faint">${view.guid}</span>"))</code>${open ? toggle : nothing}</p>
    ${open ? steps(view, level) : html`<p class="formula"><code>= <span class="t-string">${view.expected}</span></code>${outcome(view, level)}${toggle}</p>`}
  </div>`;
}

const steps = (view: ProofView, level: string): TemplateResult => html`<ol class="steps-list">
  <li><span>key and GUID as one text, ${view.key.length + view.guid.length} octets of ASCII</span><code>${view.key}${view.guid}</code></li>
  <li><span>SHA-1 of it, 20 octets</span><code>${view.digest}</code></li>
  <li><span>base64 of these 20 octets</span><code class="t-string">${view.expected}</code></li>
  <li class=${level}><span>${view.received === undefined ? 'nothing received yet' : view.holds ? 'received, equal' : 'received, different'}</span><code>${view.received ?? ''}</code></li>
</ol>`;

function outcome(view: ProofView, level: string): TemplateResult | typeof nothing {
  if (view.received === undefined) return nothing;
  return html`<span class="${level} verdict">${view.holds ? icons.good : icons.error} ${view.holds ? 'recomputed, equal' : 'the server said something else'}</span>`;
}
