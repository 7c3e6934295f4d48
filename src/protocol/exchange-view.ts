// An exchange as the panel draws it: lines in wire order, notes at their lines, times to scale. No HTTP is decided from here on.
import type { Side } from '../core/explain/anchor.ts';
import type { Prose } from '../core/text/prose.ts';
import type { Range } from '../core/text/range.ts';
import type { Chip, NoteView } from './annotation-view.ts';
import type { ContentView } from './content-view.ts';
import type { EventView } from './event-view.ts';
import type { Http2View } from './http2-view.ts';
import type { TimelineView } from './timeline-view.ts';

export interface ExchangeView {
  readonly kind: 'exchange';
  readonly summary: Prose;
  /** The outcome's words inside of `summary` are coloured by it. */
  readonly tone: Tone;
  readonly chips: readonly Chip[];
  /** First one first; the last is the exchange that was waited for. Never empty. */
  readonly hops: readonly HopView[];
  /** Notes that belong to no line of any hop. */
  readonly elsewhere: readonly NoteView[];
}

/** The class of the outcome: success, redirect or information, client error, server error or failure. */
export type Tone = 'good' | 'neutral' | 'warning' | 'error';

/** One request and what came back for it. */
export interface HopView {
  /** `GET /articles/7`. */
  readonly title: string;
  /** `200 OK`, or the failure's code. */
  readonly outcome: string;
  readonly tone: Tone;
  readonly request: MessageView;
  readonly informational: readonly MessageView[];
  /** `undefined` when nothing of a response came. */
  readonly response: MessageView | undefined;
  readonly failure: FailureView | undefined;
  readonly timeline: TimelineView;
  readonly connection: readonly Fact[];
  readonly certificates: readonly CertificateView[];
  /** Notes about the connection's security, for which there is no line. */
  readonly tlsNotes: readonly NoteView[];
  /** Present when the exchange went over HTTP/2. */
  readonly http2?: Http2View;
  /** Present when the response is an event stream. */
  readonly events: readonly EventView[] | undefined;
  /** Its time is part of the next hop's: a proxy was asked for the way to it. */
  readonly inside?: boolean;
  /** Values to be shown as dots, also inside of notes, until somebody asks. */
  readonly secrets: readonly string[];
}

export interface MessageView {
  readonly side: Side;
  readonly lines: readonly LineView[];
  readonly trailers: readonly LineView[];
  readonly content: ContentView | undefined;
  readonly contentNotes: readonly NoteView[];
  readonly fieldCount: number;
  readonly addedCount: number;
  /** Octets of the whole message on the wire, `undefined` when not known. */
  readonly octets: number | undefined;
}

interface LineBase {
  /** Unique in its hop: `response.header:Set-Cookie#1`. */
  readonly key: string;
  readonly notes: readonly NoteView[];
}

export type LineView =
  | (LineBase & {
      readonly kind: 'request-line';
      readonly method: string;
      readonly target: string;
      readonly version: string;
      readonly masked: readonly Range[];
    })
  | (LineBase & { readonly kind: 'status-line'; readonly version: string; readonly status: number; readonly reason: string })
  | (LineBase & {
      readonly kind: 'field';
      readonly name: string;
      readonly value: string;
      /** Secret parts of `value`. */
      readonly masked: readonly Range[];
      /** Why Postil added it; `undefined` when it was written or received. */
      readonly added?: string;
    });

/** In the place of the response. */
export interface FailureView {
  readonly title: Prose;
  readonly notes: readonly NoteView[];
  readonly code: string;
  readonly message: string;
  readonly phase: string;
  /** Each address that was tried. */
  readonly attempts: readonly string[];
  /** The hop that says why: what a proxy answered. */
  readonly answer?: { readonly hop: number; readonly label: string };
  readonly steps: readonly Step[];
}

/** A next step as a button. */
export type Step =
  | { readonly kind: 'again'; readonly label: string }
  | { readonly kind: 'source'; readonly label: string }
  | { readonly kind: 'command'; readonly label: string; readonly command: string };

export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly level?: 'good' | 'warning' | 'error';
}

export interface CertificateView {
  readonly subject: string;
  readonly facts: readonly Fact[];
}
