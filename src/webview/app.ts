// The panel's life: what the host says comes in, the model changes, the page is drawn again.
import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import type { Peer } from '../protocol/connect.ts';
import type { Density, HostSurface, ProgressView, RunContent, RunState } from '../protocol/contract.ts';
import type { ExchangeView } from '../protocol/exchange-view.ts';
import { mergeFrames } from '../protocol/merge-frames.ts';
import type { FrameView, SocketUpdate, SocketView } from '../protocol/socket-view.ts';
import { bodyTab } from './body.ts';
import { bytesTab } from './bytes.ts';
import { ContentReader } from './content-reader.ts';
import { eventsTab } from './events.ts';
import { exchangeTab } from './exchange.ts';
import { findingsTab } from './findings.ts';
import { header, tabbar, tabsOf } from './header.ts';
import { cycleDensity, keepOneStop, pressed } from './keyboard.ts';
import { hopsOf, INITIAL, lineKey, type Model, type Stage } from './model.ts';
import { notice, progress } from './progress.ts';
import { sessionTab } from './socket.ts';
import { timelineTab } from './timeline.ts';

/** How long the old exchange stays, set back, before progress takes its place: a fast answer then never flickers. */
const PATIENCE = 200;

export class App implements Stage {
  readonly host: Peer<HostSurface>;
  readonly contents: ContentReader;
  readonly #root: HTMLElement;
  readonly #remember: (ui: { readonly tab: Model['tab'] }) => void;
  #model: Model;
  #drawing = false;
  #coming: ReturnType<typeof setTimeout> | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(root: HTMLElement, host: Peer<HostSurface>, remember: (ui: { readonly tab: Model['tab'] }) => void, tab: Model['tab']) {
    this.#root = root;
    this.host = host;
    this.#remember = remember;
    this.#model = { ...INITIAL, tab };
    this.contents = new ContentReader(
      {
        readContent: (question) => host.ask('readContent', question),
        readWire: (question) => host.ask('readWire', question),
        readStructure: (question) => host.ask('readStructure', question),
        readFrame: (index) => host.ask('readFrame', index),
      },
      () => this.#draw(),
    );
    document.addEventListener('keydown', (event) => pressed(event, this));
    this.#watchWidth();
  }

  get model(): Model {
    return this.#model;
  }

  change(patch: Partial<Model>): void {
    this.#model = { ...this.#model, ...patch };
    if (patch.tab !== undefined) this.#remember({ tab: patch.tab });
    this.#draw();
  }

  attempt<T>(what: Promise<T>, done?: (answer: T) => string | undefined): void {
    what.then(
      (answer) => {
        const words = done?.(answer);
        if (words !== undefined) this.#say(words);
      },
      (error: unknown) => this.#say(error instanceof Error ? error.message : String(error)),
    );
  }

  reveal(hop: number, key: string): void {
    const id = lineKey(hop, key);
    const closed = new Set([...this.#model.closed].filter((one) => !one.startsWith(lineKey(hop, 'section'))));
    const side = key.startsWith('request') ? 'request' : 'response';
    this.change({ tab: 'exchange', hop, open: new Set([...this.#model.open, id]), closed });
    requestAnimationFrame(() => {
      if (!this.#focusLine(id) && side === 'request') {
        this.change({ closed: new Set([...closed, lineKey(hop, `section ${side}`)]) });
        requestAnimationFrame(() => this.#focusLine(id));
      }
    });
  }

  setDensity(density: Density): void {
    const { run } = this.#model;
    if (run === undefined) return;
    this.change({ run: { ...run, density } });
    this.host.tell('setDensity', density);
  }

  /** Everything new; progress waits a moment before it replaces what can be read. */
  show(run: RunState): void {
    clearTimeout(this.#coming);
    const old = this.#model.run?.content;
    if (run.content.kind === 'progress' && old !== undefined && old.kind !== 'progress' && old.kind !== 'notice') {
      this.change({ stale: true });
      this.#coming = setTimeout(() => this.#replace(run), PATIENCE);
      return;
    }
    this.#replace(run);
  }

  progress(view: ProgressView): void {
    const { run } = this.#model;
    if (run?.content.kind !== 'progress') return;
    this.change({ run: { ...run, content: view } });
  }

  socket({ head, changed, appended }: SocketUpdate): void {
    const { run } = this.#model;
    if (run?.content.kind !== 'socket') return;
    const frames = mergeFrames(run.content.frames, { changed, appended });
    const frame = this.#model.frame ?? faultyFrame([...changed, ...appended]);
    for (const one of changed) this.contents.forgetFrame(one.index);
    this.change({ run: { ...run, content: { kind: 'socket', ...head, frames } }, frame });
  }

  command(name: 'density' | 'findings' | 'reveal'): void {
    if (name === 'density') cycleDensity(this);
    else if (name === 'findings') this.change({ tab: 'findings' });
    else this.change({ revealed: !this.#model.revealed });
  }

  #watchWidth(): void {
    const narrow = matchMedia('(max-width: 700px)');
    this.#model = { ...this.#model, narrow: narrow.matches };
    narrow.addEventListener('change', () => this.change({ narrow: narrow.matches }));
  }

  #replace(run: RunState): void {
    const old = this.#model.run;
    const { content } = run;
    const fresh = old?.serial !== run.serial;
    if (fresh) this.contents.clear();
    const hop = content.kind === 'exchange' ? content.hops.length - 1 : 0;
    const place = fresh
      ? {
          hop,
          open: new Set<string>(),
          closed: new Set<string>(),
          frame: undefined,
          region: undefined,
          form: undefined,
          bodySide: 'response' as const,
          revealed: false,
        }
      : {};
    const since = content.kind === 'progress' && old?.content.kind !== 'progress' ? { progressSince: Date.now() } : {};
    this.#model = { ...this.#model, run, stale: false, ...place, ...since };
    this.#model = { ...this.#model, tab: this.#tabFor(content) };
    if (content.kind === 'socket') this.#model = { ...this.#model, frame: this.#model.frame ?? faultyFrame(content.frames) };
    this.#tick(content.kind === 'progress');
    this.#draw();
  }

  /** The tab that was open, where this content has it; else the first. */
  #tabFor(content: RunContent): Model['tab'] {
    if (content.kind !== 'exchange' && content.kind !== 'socket') return this.#model.tab;
    const offers = tabsOf(content, this).map((offer) => offer.tab);
    const old = this.#model.tab;
    if (content.kind === 'socket' && old === 'exchange') return 'frames';
    if (content.kind === 'exchange' && hopsOf(content).at(-1)?.failure !== undefined) return 'exchange';
    return offers.includes(old) ? old : (offers[0] ?? 'exchange');
  }

  #tick(on: boolean): void {
    clearInterval(this.#ticking);
    this.#ticking = on ? setInterval(() => this.#draw(), 100) : undefined;
  }

  #say(words: string): void {
    this.change({ status: words });
    setTimeout(() => this.#model.status === words && this.change({ status: '' }), 4000);
  }

  #focusLine(id: string): boolean {
    const line = [...this.#root.querySelectorAll<HTMLElement>('[data-line]')].find((one) => one.dataset['line'] === id);
    line?.scrollIntoView({ block: 'center' });
    line?.querySelector<HTMLElement>('[data-stop]')?.focus({ preventScroll: true });
    return line !== undefined;
  }

  #draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      render(this.#page(), this.#root);
      keepOneStop(this.#root);
    });
  }

  #page(): TemplateResult {
    const { run, stale, status } = this.#model;
    if (run === undefined) return html`<p class="none" role="status">Nothing to show yet.</p>`;
    return html`<div class="page ${stale ? 'stale' : ''}" aria-busy=${stale ? 'true' : 'false'}>${this.#content(run.content)}</div>
      <div class="status ${status === '' ? 'unseen' : ''}" role="status">${status}</div>`;
  }

  #content(content: RunContent): TemplateResult {
    switch (content.kind) {
      case 'progress':
        return progress(content, Date.now(), this);
      case 'notice':
        return notice(content, this);
      case 'exchange':
      case 'socket':
        return html`${header(content, this)}${tabbar(content, this)}<main id="view" role="tabpanel" aria-labelledby="tab-${this.#model.tab}" class="view">${this.#tab(content) ?? nothing}</main>`;
    }
  }

  #tab(content: ExchangeView | SocketView): TemplateResult | undefined {
    const { tab } = this.#model;
    const hops = hopsOf(content);
    const hop = Math.min(this.#model.hop, hops.length - 1);
    const view = hops[hop];
    if (view === undefined) return undefined;
    switch (tab) {
      case 'exchange':
        return exchangeTab(view, hop, this);
      case 'body':
        return bodyTab(view, this);
      case 'findings':
        return findingsTab(content, this);
      case 'timeline':
        return timelineTab(hops, hop, this);
      case 'bytes':
        return bytesTab(view, hop, this);
      case 'events':
        return eventsTab(view.events ?? [], this);
      case 'frames':
        return content.kind === 'socket' ? sessionTab(content, this) : undefined;
    }
  }
}

/** The first frame that breaks a rule: its bits are shown without being asked for. */
const faultyFrame = (frames: readonly FrameView[]): number | undefined =>
  frames.find((frame) => frame.findings.some((note) => note.level === 'error'))?.index;
