// What host and panel say to each other. A line here and a handler at the other end: until both are there nothing compiles.
import type { ContentQuestion, ContentRef, ContentSlice, WireQuestion, WireStructure } from './content-view.ts';
import type { EventView } from './event-view.ts';
import type { ExchangeView, Step } from './exchange-view.ts';
import type { FrameDetail, SocketUpdate, SocketView } from './socket-view.ts';

export type Density = 'quiet' | 'notes' | 'learn';

/** While a request is on its way. */
export interface ProgressView {
  readonly kind: 'progress';
  /** `GET http://127.0.0.1:8080/articles/7`. */
  readonly title: string;
  /** `waiting for the first octet`. */
  readonly doing: string;
  /** Milliseconds since 1970 by the host's clock. */
  readonly startedAt: number;
  readonly received: number | undefined;
  /** Octets that will come, where the response says so. */
  readonly expected: number | undefined;
  /** Events of a stream that is still open. */
  readonly events: readonly EventView[];
}

/** Nothing was sent, or it was called off: words and what to do. */
export interface NoticeView {
  readonly kind: 'notice';
  readonly title: string;
  readonly detail: string;
  readonly tone: 'neutral' | 'error';
  readonly steps: readonly Step[];
}

export type RunContent = ProgressView | NoticeView | ExchangeView | SocketView;

/** One panel's whole content. */
export interface RunState {
  /** Another number for every run and for every hop from progress to its end: then what was opened closes. */
  readonly serial: number;
  readonly title: string;
  /** The block that it belongs to, for the person: `examples/01-first.http`, line 4 (from 1). */
  readonly source: { readonly name: string; readonly line: number } | undefined;
  readonly content: RunContent;
  readonly density: Density;
  readonly pinned: boolean;
  /** Rules that are not shown, by id. */
  readonly muted: readonly string[];
  /** `true` after a reload: nothing can be sent from what is shown. */
  readonly restored: boolean;
}

export type Outgoing = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'binary'; readonly octets: Uint8Array };

/** What the host answers. Calls are `[question, answer]`. */
export interface HostSurface {
  readonly calls: {
    /** The panel has loaded (again) and wants everything. */
    readonly ready: readonly [ask: null, answer: RunState];
    readonly readContent: readonly [ask: ContentQuestion, answer: ContentSlice];
    readonly readStructure: readonly [ask: { readonly hop: number; readonly direction: 'out' | 'in' }, answer: WireStructure];
    readonly readWire: readonly [ask: WireQuestion, answer: Uint8Array];
    /** The answer is the file's name, or `undefined` when called off. */
    readonly saveContent: readonly [ask: ContentRef, answer: string | undefined];
    /** The temporary file of a large content: in an editor, or where it lies on the disk. */
    readonly showContentFile: readonly [ask: { readonly which: ContentRef; readonly how: 'open' | 'reveal' }, answer: null];
    /** `undefined` after a reload: its octets are not kept. */
    readonly readFrame: readonly [ask: number, answer: FrameDetail | undefined];
    readonly sendFrame: readonly [ask: Outgoing, answer: null];
    readonly ping: readonly [ask: string, answer: null];
    readonly closeSocket: readonly [ask: { readonly code: number | undefined; readonly reason: string }, answer: null];
    readonly copyAsCurl: readonly [ask: null, answer: null];
    readonly step: readonly [ask: Step, answer: null];
  };
  readonly notices: {
    readonly cancel: null;
    readonly setDensity: Density;
    readonly setPinned: boolean;
    readonly mute: { readonly id: string; readonly where: 'here' | 'everywhere' };
    readonly unmute: string;
    readonly copyText: string;
    /** Read the exchange as a text document beside. */
    readonly openAsText: null;
  };
}

/** What the panel hears. */
export interface PanelSurface {
  readonly calls: Readonly<Record<never, readonly [unknown, unknown]>>;
  readonly notices: {
    readonly state: RunState;
    readonly progress: ProgressView;
    readonly socket: SocketUpdate;
    /** A key was pressed while the editor has the focus, or a command was run. */
    readonly command: 'density' | 'findings' | 'reveal';
    /** What to keep for a reload of the window: text that only the host reads. */
    readonly keep: string;
  };
}
