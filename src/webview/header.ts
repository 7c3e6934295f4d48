// Above everything: the summary, its chips, the hops, the tabs, and how dense it shall be.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Chip, Tab } from '../protocol/annotation-view.ts';
import type { Density } from '../protocol/contract.ts';
import type { ExchangeView, HopView } from '../protocol/exchange-view.ts';
import type { SocketView } from '../protocol/socket-view.ts';
import { choice } from './body.ts';
import { countFindings } from './findings.ts';
import { icons } from './icons.ts';
import { densityOf, hidingOf, hopsOf, type Stage } from './model.ts';
import { hidden, prose } from './prose.ts';

export const DENSITIES: readonly Density[] = ['quiet', 'notes', 'learn'];

export function header(view: ExchangeView | SocketView, stage: Stage): TemplateResult {
  const hops = hopsOf(view);
  return html`<header class="top">
    ${summary(view, stage)}
    <div class="chips">${view.chips.map((one) => chip(one, stage))}<span class="tools">${tools(view, stage)}</span></div>
    ${hops.length > 1 ? hopSelector(hops, stage) : nothing}
  </header>`;
}

/** Stays in sight while the rest scrolls. */
export function tabbar(view: ExchangeView | SocketView, stage: Stage): TemplateResult {
  return html`<div class="tabbar">${tabs(view, stage)}${choice('Density of the notes (D)', DENSITIES, densityOf(stage), (one) => stage.setDensity(one))}</div>`;
}

function summary(view: ExchangeView | SocketView, stage: Stage): TemplateResult {
  const hops = hopsOf(view);
  const outcome = hops.at(-1)?.outcome ?? '';
  const hiding = hidingOf(hops, stage);
  const words = view.summary.map((part) => {
    const text = hidden(part.text, hiding);
    const isOutcome = part.kind === 'code' && (text === outcome || text === outcome.split(' ')[0] || outcome === `${text} OK`);
    return isOutcome ? html`<strong class="outcome ${view.tone}">${text}</strong>` : prose([part], hiding);
  });
  return html`<h1 class="summary" aria-live="polite">${words}</h1>`;
}

function chip(one: Chip, stage: Stage): TemplateResult {
  const body = html`${one.level === 'plain' || one.level === 'info' ? nothing : icons[one.level]}${one.text}`;
  const { opens } = one;
  if (opens === undefined) return html`<span class="chip ${one.level}" title=${one.label}>${body}</span>`;
  return html`<button class="chip ${one.level}" title=${one.label} aria-label=${one.label} @click=${() => stage.change({ tab: opens })}>${body}</button>`;
}

function hopSelector(hops: readonly HopView[], stage: Stage): TemplateResult {
  const hiding = hidingOf(hops, stage);
  return html`<nav class="hops" aria-label="Hops">${hops.map((hop, i) => {
    const on = i === stage.model.hop;
    const title = hidden(hop.title, hiding);
    return html`${i === 0 ? nothing : html`<span class="then" aria-hidden="true">${icons.closed}</span>`}
      <button class=${on ? 'selected' : ''} aria-current=${on ? 'step' : 'false'} title=${title} @click=${() => stage.change({ hop: i, form: undefined, region: undefined, frame: undefined })}>
        <span class="outcome ${hop.tone}">${hop.outcome}</span> <span class="what">${title}</span>
      </button>`;
  })}</nav>`;
}

interface TabOffer {
  readonly tab: Tab;
  readonly label: string;
  readonly count?: number;
}

/** The tabs that this content has. */
export function tabsOf(view: ExchangeView | SocketView, stage: Stage): readonly TabOffer[] {
  const findings = countFindings(view, stage);
  const hop = hopsOf(view)[stage.model.hop];
  const found: TabOffer = { tab: 'findings', label: 'Findings', count: findings };
  if (view.kind === 'socket')
    return [
      { tab: 'frames', label: 'Session' },
      { tab: 'exchange', label: 'Handshake' },
      ...(hop?.response?.content === undefined ? [] : [{ tab: 'body', label: 'Body' } as const]),
      found,
      { tab: 'timeline', label: 'Timeline' },
      { tab: 'bytes', label: 'Bytes' },
    ];
  return [
    { tab: 'exchange', label: 'Exchange' },
    ...(hop?.events === undefined
      ? []
      : [{ tab: 'events', label: 'Events', count: hop.events.filter((event) => event.withheld === undefined).length } as const]),
    ...(hop?.request.content === undefined && hop?.response?.content === undefined ? [] : [{ tab: 'body', label: 'Body' } as const]),
    found,
    { tab: 'timeline', label: 'Timeline' },
    { tab: 'bytes', label: hop?.http2 === undefined ? 'Bytes' : 'Frames' },
  ];
}

function tabs(view: ExchangeView | SocketView, stage: Stage): TemplateResult {
  const offers = tabsOf(view, stage);
  const key = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = offers.findIndex((offer) => offer.tab === stage.model.tab);
    const next = offers[(at + step + offers.length) % offers.length];
    if (next === undefined) return;
    event.preventDefault();
    stage.change({ tab: next.tab });
    requestAnimationFrame(() => document.getElementById(`tab-${next.tab}`)?.focus());
  };
  return html`<div class="tabs" role="tablist" aria-label="Views of the exchange" @keydown=${key}>${offers.map(({ tab, label, count }) => {
    const on = tab === stage.model.tab;
    return html`<button role="tab" id="tab-${tab}" aria-selected=${on ? 'true' : 'false'} aria-controls="view" tabindex=${on ? '0' : '-1'} @click=${() => stage.change({ tab })}>${label}${count === undefined || count === 0 ? nothing : html` <span class="count">${count}</span>`}</button>`;
  })}</div>`;
}

function tools(view: ExchangeView | SocketView, stage: Stage): TemplateResult {
  const secrets = hopsOf(view).some((hop) => hop.request.lines.some(isMasked) || hop.response?.lines.some(isMasked));
  const { revealed, run } = stage.model;
  const pinned = run?.pinned === true;
  return html`
    ${secrets ? tool(icons.eye, revealed ? 'Hide secrets (R)' : 'Show secrets (R)', () => stage.change({ revealed: !revealed }), revealed) : nothing}
    ${run?.source === undefined ? nothing : tool(icons.jump, `Go to the request: ${run.source.name}, line ${run.source.line}`, () => stage.attempt(stage.host.ask('step', { kind: 'source', label: '' })))}
    ${tool(icons.copy, 'Copy as curl', () => stage.attempt(stage.host.ask('copyAsCurl', null)))}
    ${tool(icons.text, 'Open as text', () => stage.host.tell('openAsText', null))}
    ${tool(icons.pin, pinned ? 'Pinned: the next run opens another panel' : 'Pin: keep this panel when the request is sent again', () => stage.host.tell('setPinned', !pinned), pinned)}`;
}

const isMasked = (line: HopView['request']['lines'][number]): boolean => line.kind !== 'status-line' && line.masked.length > 0;

function tool(icon: TemplateResult, label: string, act: () => void, pressed?: boolean): TemplateResult {
  return html`<button class="tool" title=${label} aria-label=${label} aria-pressed=${pressed === undefined ? nothing : pressed ? 'true' : 'false'} @click=${act}>${icon}</button>`;
}
