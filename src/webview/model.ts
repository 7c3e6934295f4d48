// What the panel shows now, and what its parts may do. The parts are functions of this; they keep nothing.
import type { Tab } from '../protocol/annotation-view.ts';
import type { Peer } from '../protocol/connect.ts';
import type { ContentForm, Side } from '../protocol/content-view.ts';
import type { Density, HostSurface, RunState } from '../protocol/contract.ts';
import type { ExchangeView, HopView } from '../protocol/exchange-view.ts';
import type { SocketView } from '../protocol/socket-view.ts';
import type { ContentReader } from './content-reader.ts';
import type { Hiding } from './prose.ts';

export interface Model {
  readonly run: RunState | undefined;
  /** Something new is on its way: what stands here is the old. */
  readonly stale: boolean;
  readonly tab: Tab;
  readonly hop: number;
  /** Opened lines and other things that open, by key. */
  readonly open: ReadonlySet<string>;
  /** Things that are open unless closed: by key. */
  readonly closed: ReadonlySet<string>;
  readonly revealed: boolean;
  readonly bodySide: Side;
  readonly form: ContentForm | 'media' | undefined;
  readonly wireDirection: 'out' | 'in';
  /** Start of the selected region in the Bytes tab. */
  readonly region: number | undefined;
  readonly frame: number | undefined;
  readonly followFrames: boolean;
  readonly hideControl: boolean;
  readonly sendMode: 'text' | 'binary';
  readonly draft: string;
  /** Said by a screen reader, shown for a moment. */
  readonly status: string;
  /** Too narrow for three columns of text. */
  readonly narrow: boolean;
  /** By this window's clock. */
  readonly progressSince: number;
}

export const INITIAL: Model = {
  run: undefined,
  stale: false,
  tab: 'exchange',
  hop: 0,
  open: new Set(),
  closed: new Set(),
  revealed: false,
  bodySide: 'response',
  form: undefined,
  wireDirection: 'in',
  region: undefined,
  frame: undefined,
  followFrames: true,
  hideControl: false,
  sendMode: 'text',
  draft: '',
  status: '',
  narrow: false,
  progressSince: 0,
};

/** What a part of the panel is given. */
export interface Stage {
  readonly model: Model;
  readonly host: Peer<HostSurface>;
  readonly contents: ContentReader;
  change(patch: Partial<Model>): void;
  /** Waits for the host; says `done` of its answer, or why it failed. */
  attempt<T>(what: Promise<T>, done?: (answer: T) => string | undefined): void;
  /** Shows a line of the exchange, opened and focused. */
  reveal(hop: number, key: string): void;
  setDensity(density: Density): void;
}

export const toggled = (set: ReadonlySet<string>, key: string): ReadonlySet<string> => {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
};

/** Hops of what is shown; a socket has one, its handshake. */
export function hopsOf(content: ExchangeView | SocketView): readonly HopView[] {
  return content.kind === 'exchange' ? content.hops : [content.exchange];
}

/** Secrets of any hop are hidden in all of them: a token comes back in the next hop's address. */
export const hidingOf = (hops: readonly HopView[], { model }: Stage): Hiding => ({
  secrets: hops.flatMap((hop) => hop.secrets),
  revealed: model.revealed,
});

export const densityOf = (stage: Stage): Density => stage.model.run?.density ?? 'notes';

/** The key under which a line is open. */
export const lineKey = (hop: number, key: string): string => `${hop}/${key}`;
