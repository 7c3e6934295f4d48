// A WebSocket: its state, the handshake, the frames, the box to send from.
import { html, type TemplateResult } from 'lit/html.js';
import type { SocketView } from '../protocol/socket-view.ts';
import { exchangeTab } from './exchange.ts';
import { frames } from './frames.ts';
import { handshake } from './handshake.ts';
import type { Stage } from './model.ts';
import { sendBox } from './send-box.ts';

const STATES = ['connecting', 'open', 'closing', 'closed'] as const;

export function sessionTab(view: SocketView, stage: Stage): TemplateResult {
  return html`<div class="session">${stateStrip(view)}${handshake(view.handshake, stage)}${
    hasOpened(view) ? frames(view, stage) : answer(view, stage)
  }${sendBox(view, stage)}</div>`;
}

const hasOpened = ({ handshake: { outcome }, frames: seen }: SocketView): boolean =>
  seen.length > 0 || outcome === 'accepted' || outcome === 'pending';

/** Without a connection there are no frames: the answer that refused it is read like any other. */
const answer = (view: SocketView, stage: Stage): TemplateResult => html`${exchangeTab(view.exchange, 0, stage)}`;

/** The four states of RFC 6455 and the browsers' numbers for them (`readyState`). */
function stateStrip(view: SocketView): TemplateResult {
  const tone = view.state === 'closed' && view.close?.clean !== true ? 'error' : view.state === 'open' ? 'good' : '';
  return html`<ol class="states" aria-label="State of the connection">${STATES.map((state, i) => {
    const on = state === view.state;
    return html`<li class=${on ? `on ${tone}` : ''} aria-current=${on ? 'step' : 'false'}>${state} <span class="code">${i}</span></li>`;
  })}</ol>`;
}
