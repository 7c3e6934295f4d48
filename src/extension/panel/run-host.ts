// The host's side of one panel, without the editor: what it shows, what it answers to the page, what it asks of the editor.
import type { Explanation } from '../../core/explain/annotation.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import type { WsSession } from '../../core/http/websocket.ts';
import type { SavedContent } from '../../core/run/save.ts';
import type { Progress } from '../../core/send/client.ts';
import { connect, type Handlers, type Peer, type Port } from '../../protocol/connect.ts';
import type { ContentRef } from '../../protocol/content-view.ts';
import type { Density, HostSurface, NoticeView, Outgoing, PanelSurface, RunContent, RunState } from '../../protocol/contract.ts';
import type { EventView } from '../../protocol/event-view.ts';
import type { ExchangeView, Step } from '../../protocol/exchange-view.ts';
import { mergeFrames } from '../../protocol/merge-frames.ts';
import { Contents } from './contents.ts';
import { ExplainedSession } from './explained-session.ts';
import { fileNameOf } from './file-name.ts';
import { kept, restored } from './keep.ts';
import { received, sent } from './octets.ts';
import { Pace } from './pace.ts';
import { ProgressLog } from './progress-log.ts';
import { toFrameDetail, toSocketUpdate, toSocketView } from './socket-view.ts';
import { structureOf } from './structure.ts';
import { hopsOf, toExchangeView } from './view.ts';

/** A socket that frames can be sent on; the shape of `core/send/websocket`. */
export interface Socket {
  send(data: string | Uint8Array): boolean;
  ping(payload?: string | Uint8Array): boolean;
  close(code?: number, reason?: string): boolean;
}

/** What a panel asks of the editor. */
export interface RunActions {
  cancel(): void;
  /** Send again, go to the request, run a command. */
  step(step: Step): Promise<void>;
  /** The file's name, or `undefined` when the person called it off. */
  save(content: SavedContent, suggested: string): Promise<string | undefined>;
  /** A temporary file of ours: in an editor, or where it lies on the disk. */
  showFile(path: string, how: 'open' | 'reveal'): Promise<void>;
  copyText(text: string): Promise<void>;
  copyAsCurl(): Promise<void>;
  openAsText(): void;
  setPinned(pinned: boolean): void;
  report(what: string, error: unknown): void;
}

/** What holds for all panels, remembered by the editor. */
export interface Preferences {
  readonly density: Density;
  /** Rules that are muted everywhere. */
  readonly muted: readonly string[];
  change(patch: { readonly density?: Density; readonly muted?: readonly string[] }): void;
}

export interface RunIdentity {
  readonly key: string;
  readonly title: string;
  /** `line` from 1. */
  readonly source: { readonly name: string; readonly line: number } | undefined;
}

/** What a run tells its panel. Calls after the end, or for a run that another has followed, change nothing. */
export interface RunView {
  progress(told: Progress): void;
  complete(exchange: Exchange, explanation: Explanation): void;
  /**
   * Call again at every change; what is new is explained and sent to the page soon after. `undefined` once nothing can be sent
   * any more.
   */
  socket(live: Socket | undefined, session: WsSession, explanation: Explanation | ((session: WsSession) => Explanation)): void;
  /** Cancelled before there was an exchange to show. */
  cancelled(): void;
  /** Nothing was sent: the reasons, and `Go to the request` as the next step. */
  blocked(title: string, reasons: readonly string[]): void;
}

export class RunHost {
  readonly #actions: RunActions;
  readonly #preferences: Preferences;
  #identity: RunIdentity;
  #page: Peer<PanelSurface> | undefined;
  #ready = false;
  #serial = 0;
  #content: RunContent;
  #contents: Contents = Contents.of([]);
  #hops: readonly Exchange[] = [];
  #socket: Socket | undefined;
  #shown: ExplainedSession | undefined;
  #mutedHere: readonly string[] = [];
  #pinned = false;
  #restored = false;
  readonly #pace = new Pace();

  constructor(identity: RunIdentity, preferences: Preferences, actions: RunActions) {
    this.#identity = identity;
    this.#preferences = preferences;
    this.#actions = actions;
    this.#content = notice('Nothing has been sent yet', 'Send the request again to see the exchange here.');
  }

  /** The exchange that is shown; `undefined` before one, and after a reload. */
  get exchange(): Exchange | undefined {
    return this.#hops.at(-1);
  }

  get content(): RunContent {
    return this.#content;
  }

  get contents(): Contents {
    return this.#contents;
  }

  get pinned(): boolean {
    return this.#pinned;
  }

  /** Joins a page; a page that was joined before is left. */
  attach(port: Port): void {
    this.#page?.close('another page has taken over');
    this.#ready = false;
    this.#page = connect<HostSurface, PanelSurface>(port, this.#handlers(), {
      onFault: (name, error) => this.#actions.report(`panel ${name}`, error),
    });
  }

  begin(identity: RunIdentity, now: number): RunView {
    this.#identity = identity;
    this.#restored = false;
    const serial = this.#next();
    const log = new ProgressLog(identity.title, now);
    this.#socket = undefined;
    this.#show(log.view());
    const current = (act: () => void) => (): void => void (this.#serial === serial && act());
    return {
      progress: (told) => current(() => this.#progress(log, told))(),
      complete: (exchange, explanation) => current(() => this.#complete(exchange, explanation, log.events))(),
      socket: (live, session, explanation) =>
        this.#session(serial, { live, session, explain: () => (typeof explanation === 'function' ? explanation(session) : explanation) }),
      cancelled: () => current(() => this.#end(notice('Cancelled', 'Nothing came back before you cancelled.')))(),
      blocked: (title, reasons) =>
        current(() =>
          this.#end({
            kind: 'notice',
            title,
            detail: reasons.join('\n'),
            tone: 'error',
            steps: [{ kind: 'source', label: 'Go to the request' }],
          }),
        )(),
    };
  }

  /** What a page kept before the window was reloaded. */
  restore(text: string | undefined): RunIdentity | undefined {
    const found = text === undefined ? undefined : restored(text);
    if (found === undefined) return undefined;
    const { key, title, source, content } = found.kept;
    this.#identity = { key, title, source };
    this.#contents = found.contents;
    this.#restored = true;
    this.#next();
    this.#show(content);
    return this.#identity;
  }

  /** The page is gone until it asks again: a hidden panel loses its page. */
  sleep(): void {
    this.#ready = false;
  }

  /** Density or muted rules have changed elsewhere. */
  refresh(): void {
    this.#tellState();
  }

  command(name: PanelSurface['notices']['command']): void {
    this.#page?.tell('command', name);
  }

  dispose(): void {
    this.#pace.dispose();
    this.#shown?.dispose();
    this.#page?.close('the panel was closed');
    this.#page = undefined;
  }

  #progress(log: ProgressLog, told: Progress): void {
    log.add(told);
    this.#pace.soon(() => {
      const view = log.view();
      this.#content = view;
      if (this.#ready) this.#page?.tell('progress', view);
    });
  }

  #complete(exchange: Exchange, explanation: Explanation, seen: readonly EventView[]): void {
    this.#hops = hopsOf(exchange);
    this.#contents = Contents.of(this.#hops);
    this.#end(withTimes(toExchangeView(exchange, explanation, this.#contents), seen));
  }

  #end(content: RunContent): void {
    this.#next();
    this.#show(content);
    this.#keep();
  }

  #sessionSerial = 0;

  #session(serial: number, { live, session, explain }: SessionNow): void {
    const first = this.#serial === serial;
    if (!first && this.#sessionSerial !== this.#serial) return;
    this.#socket = live;
    this.#hops = [session.handshake];
    if (first) {
      this.#contents = Contents.of(this.#hops);
      this.#sessionSerial = this.#next();
      this.#shown = new ExplainedSession(session, explain);
      this.#show(toSocketView(session, this.#shown.explanation, live !== undefined, this.#contents));
      return;
    }
    const update = (): void => this.#updateSession({ live, session, explain });
    if (session.state === 'closed') {
      this.#pace.now(update);
      this.#keep();
    } else this.#pace.soon(update);
  }

  #updateSession(now: SessionNow): void {
    if (this.#content.kind !== 'socket') return;
    const { live, session } = now;
    this.#contents = Contents.of([session.handshake]);
    const before = this.#content.frames;
    this.#shown?.update(session, now.explain, () => this.#updateSession(now));
    const explanation = this.#shown?.explanation ?? now.explain();
    const update = toSocketUpdate(before, session, explanation, live !== undefined, this.#contents);
    this.#content = { kind: 'socket', ...update.head, frames: mergeFrames(before, update) };
    if (this.#ready) this.#page?.tell('socket', update);
  }

  #next(): number {
    this.#shown?.dispose();
    this.#pace.forget();
    return ++this.#serial;
  }

  #show(content: RunContent): void {
    this.#content = content;
    this.#tellState();
  }

  #tellState(): void {
    if (this.#ready) this.#page?.tell('state', this.#state());
  }

  #keep(): void {
    const text = kept({ ...this.#identity, content: this.#content }, this.#contents);
    if (text !== undefined && this.#ready) this.#page?.tell('keep', text);
  }

  #state(): RunState {
    const { title, source } = this.#identity;
    return {
      serial: this.#serial,
      title,
      source,
      content: this.#content,
      density: this.#preferences.density,
      pinned: this.#pinned,
      muted: [...this.#preferences.muted, ...this.#mutedHere],
      restored: this.#restored,
    };
  }

  #handlers(): Handlers<HostSurface> {
    return { calls: this.#calls(), notices: this.#notices() };
  }

  #calls(): Handlers<HostSurface>['calls'] {
    return {
      ready: () => {
        this.#ready = true;
        queueMicrotask(() => this.#keep());
        return this.#state();
      },
      readContent: (question) => this.#contents.read(question),
      readStructure: ({ hop, direction }) => {
        const exchange = this.#hops[hop];
        return exchange === undefined
          ? { total: 0, regions: [], secrets: [], remark: 'the octets are not kept over a reload of the window' }
          : structureOf(exchange, direction);
      },
      readWire: ({ hop, direction, from, to }) => {
        const records = this.#hops[hop]?.wire.records ?? [];
        return (direction === 'out' ? sent(records) : received(records)).slice(from, to);
      },
      saveContent: async (which) => this.#actions.save(await this.#contents.whole(which), this.#fileName(which)),
      showContentFile: async ({ which, how }) => {
        const path = this.#contents.file(which);
        if (path === undefined) throw new Error('the file is not there any more');
        await this.#actions.showFile(path, how);
        return null;
      },
      readFrame: (index) => this.#shown && toFrameDetail(this.#shown.session, this.#shown.explanation, index),
      sendFrame: (message) => this.#onSocket((socket) => socket.send(dataOf(message)), 'the socket is not open'),
      ping: (payload) =>
        this.#onSocket(
          (socket) => socket.ping(payload === '' ? undefined : payload),
          'the socket is not open, or the payload has more than 125 octets',
        ),
      closeSocket: ({ code, reason }) =>
        this.#onSocket((socket) => socket.close(code, reason), `a close frame may not carry ${code ?? 'this'}`),
      copyAsCurl: () => this.#actions.copyAsCurl().then(() => null),
      step: (step) => this.#actions.step(step).then(() => null),
    };
  }

  #notices(): Handlers<HostSurface>['notices'] {
    return {
      cancel: () => this.#actions.cancel(),
      setDensity: (density) => this.#preferences.change({ density }),
      setPinned: (pinned) => {
        this.#pinned = pinned;
        this.#actions.setPinned(pinned);
        this.#tellState();
      },
      mute: ({ id, where }) => {
        if (where === 'everywhere') this.#preferences.change({ muted: [...new Set([...this.#preferences.muted, id])] });
        else {
          this.#mutedHere = [...new Set([...this.#mutedHere, id])];
          this.#tellState();
        }
      },
      unmute: (id) => {
        this.#mutedHere = this.#mutedHere.filter((one) => one !== id);
        if (this.#preferences.muted.includes(id)) this.#preferences.change({ muted: this.#preferences.muted.filter((one) => one !== id) });
        else this.#tellState();
      },
      copyText: (text) => void this.#actions.copyText(text).catch((error: unknown) => this.#actions.report('copy', error)),
      openAsText: () => this.#actions.openAsText(),
    };
  }

  /** Throws so that the page's call is refused with these words. */
  #onSocket(act: (socket: Socket) => boolean, otherwise: string): null {
    if (this.#socket === undefined || !act(this.#socket)) throw new Error(otherwise);
    return null;
  }

  #fileName(which: ContentRef): string {
    return fileNameOf(this.#hops[which.hop]?.request.target ?? '', this.#contents.view(which)?.mediaType ?? '', which.side);
  }
}

interface SessionNow {
  readonly live: Socket | undefined;
  readonly session: WsSession;
  readonly explain: () => Explanation;
}

/** When events came is known only while they come. */
function withTimes(view: ExchangeView, seen: readonly EventView[]): ExchangeView {
  if (seen.length === 0) return view;
  const timed = (events: readonly EventView[]): readonly EventView[] => events.map((event) => ({ ...event, at: seen[event.index]?.at }));
  return { ...view, hops: view.hops.map((hop) => (hop.events === undefined ? hop : { ...hop, events: timed(hop.events) })) };
}

const notice = (title: string, detail: string): NoticeView => ({
  kind: 'notice',
  title,
  detail,
  tone: 'neutral',
  steps: [{ kind: 'again', label: 'Send again' }],
});

const dataOf = (message: Outgoing): string | Uint8Array => (message.kind === 'text' ? message.text : message.octets);
