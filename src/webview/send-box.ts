// Where a person writes a message for an open socket.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { SocketView } from '../protocol/socket-view.ts';
import type { Stage } from './model.ts';

export function sendBox(view: SocketView, stage: Stage): TemplateResult {
  const { draft, sendMode, run } = stage.model;
  if (run?.restored === true) return html`<p class="facts">Shown from before the window was reloaded. Connect again from the editor.</p>`;
  if (view.state === 'closed')
    return html`<div class="sendbox closed"><button class="primary" @click=${() => stage.attempt(stage.host.ask('step', { kind: 'again', label: 'Connect again' }))}>Connect again</button></div>`;
  const octets = sendMode === 'binary' ? octetsOf(draft) : undefined;
  const wrong = sendMode === 'binary' && octets === undefined;
  const send = (): void => {
    if (!view.live || wrong) return;
    const message =
      sendMode === 'text' ? ({ kind: 'text', text: draft } as const) : ({ kind: 'binary', octets: octets ?? new Uint8Array(0) } as const);
    stage.attempt(stage.host.ask('sendFrame', message).then(() => stage.change({ draft: '' })));
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  return html`<form class="sendbox" aria-label="Send a message" @submit=${(event: Event) => event.preventDefault()}>
    <textarea rows=${Math.min(8, draft.split('\n').length)} aria-label=${sendMode === 'text' ? 'Text to send' : 'Octets to send, in hex'} aria-invalid=${wrong ? 'true' : 'false'}
      placeholder=${sendMode === 'text' ? 'Text to send. Enter sends, Shift+Enter breaks the line' : 'Octets in hex: 48 65 6c 6c 6f'}
      .value=${draft} ?disabled=${!view.live} @input=${(event: Event) => stage.change({ draft: (event.target as HTMLTextAreaElement).value })} @keydown=${key}></textarea>
    <select aria-label="Kind of message" .value=${sendMode} @change=${(event: Event) => stage.change({ sendMode: (event.target as HTMLSelectElement).value === 'binary' ? 'binary' : 'text' })}>
      <option value="text" ?selected=${sendMode === 'text'}>text</option>
      <option value="binary" ?selected=${sendMode === 'binary'}>binary</option>
    </select>
    <button type="button" class="primary" ?disabled=${!view.live || wrong} @click=${send}>Send</button>
    <button type="button" class="secondary" ?disabled=${!view.live} @click=${() => stage.attempt(stage.host.ask('ping', ''))}>Ping</button>
    <button type="button" class="secondary" ?disabled=${view.state === 'closing'} @click=${() => stage.attempt(stage.host.ask('closeSocket', { code: 1000, reason: '' }))}>Close</button>
    ${wrong ? html`<p class="error" role="alert">Write pairs of hex digits: 48 65 6c</p>` : nothing}
  </form>`;
}

/** Octets of hex text; spaces, colons and 0x are passed over. `undefined` when it is none. */
export function octetsOf(text: string): Uint8Array | undefined {
  const digits = text.replace(/0x|[\s:,_-]/gi, '');
  if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16));
}
