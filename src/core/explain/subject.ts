// What an explanation reads. Everything is optional: what is absent is unknown, and no conclusion may be drawn from it.
// `from-exchange.ts` makes it of an Exchange, `from-description.ts` of the JSON of CONTRACT.md, `from-message.ts` of pasted text.

import type { CookieRecord } from '../http/cookie-record.ts';
import type { Certificate, Oddity } from '../http/exchange.ts';
import type { Fields } from '../http/field.ts';
import type { Http2Record } from '../http/http2.ts';

export interface Subject extends Hop {
  readonly informational?: readonly ResponseFacts[];
  /** Earlier hops of a redirect, first one first. */
  readonly chain?: readonly Hop[];
  readonly webSocket?: WebSocketFacts;
  /** The text of an event stream, where the response body does not hold it. */
  readonly sse?: SseFacts;
  readonly error?: ErrorFacts;
  readonly timing?: TimingFacts;
  readonly tls?: TlsSubject;
  readonly connection?: ConnectionFacts;
  readonly http2?: Http2Record;
  readonly context: Context;
}

export interface Hop {
  readonly request?: RequestFacts;
  readonly response?: ResponseFacts;
  /** What Postil's jar did; `undefined`: unknown, or there is none. */
  readonly cookies?: CookieRecord;
  /** Milliseconds from its beginning to its end. */
  readonly total?: number;
}

export interface RequestFacts {
  readonly method?: string;
  /** Absolute, or a target in origin form. */
  readonly url?: string;
  readonly version?: string;
  readonly fields?: Fields;
  /** Parallel to `fields`: true where Postil added it. */
  readonly added?: readonly boolean[];
  /** `undefined`: unknown; zero octets: known to be empty. */
  readonly content?: Uint8Array;
  /** Octets of the content, also where `content` is not all of it or unknown. */
  readonly contentLength?: number;
}

export interface ResponseFacts {
  readonly status?: number;
  readonly reason?: string;
  readonly version?: string;
  readonly fields?: Fields;
  readonly trailers?: Fields;
  /** Transfer codings removed, content codings still on it. */
  readonly content?: Uint8Array;
  /** Octets of the content, also where `content` is not all of it or unknown. */
  readonly contentLength?: number;
  /** Octets of a still chunked body, as received. */
  readonly rawBody?: Uint8Array;
  /** The whole message as received, where it could not be read. */
  readonly raw?: Uint8Array;
  readonly complete?: boolean;
  readonly connectionClosed?: boolean;
  /** Octets that came after the end of the message. */
  readonly extraBytes?: number;
  /** The first of them. */
  readonly extra?: Uint8Array;
  readonly oddities?: readonly Oddity[];
}

export interface WebSocketFacts {
  readonly handshake?: Hop;
  readonly frames?: readonly FrameFacts[];
  readonly close?: { readonly code?: number; readonly reason?: string; readonly wasClean?: boolean };
  /** What single reads of the socket brought. */
  readonly segments?: readonly { readonly direction: 'in' | 'out'; readonly bytes: Uint8Array }[];
}

export interface FrameFacts {
  readonly direction: 'in' | 'out';
  /** The octets from the frame's first on; may be cut. */
  readonly bytes: Uint8Array;
  readonly at?: number;
}

export interface SseFacts {
  readonly text?: string;
  readonly lastEventId?: string;
  readonly events?: readonly unknown[];
}

/** An error as Node, undici or ws report it; `extra` keeps every key that is not named here. */
export interface ErrorFacts {
  readonly code?: string;
  readonly message?: string;
  readonly name?: string;
  readonly syscall?: string;
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
  readonly host?: string;
  readonly cause?: ErrorFacts;
  readonly errors?: readonly ErrorFacts[];
  readonly certificate?: {
    readonly validFrom?: string;
    readonly validTo?: string;
    readonly altNames?: string;
    readonly subject?: string;
    readonly issuer?: string;
  };
  readonly rawPacket?: Uint8Array;
  readonly afterResponse?: ResponseFacts;
  readonly contentEncoding?: string;
  readonly input?: string;
  readonly phase?: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Durations in milliseconds. */
export interface TimingFacts {
  readonly dns?: number;
  readonly tcp?: number;
  readonly tls?: number;
  readonly send?: number;
  readonly ttfb?: number;
  readonly download?: number;
  readonly total?: number;
  readonly reused?: boolean;
  /** How long a WebSocket was open, until it ended. */
  readonly open?: number;
  /** When its last frame came, counted from the opening. */
  readonly lastFrame?: number;
  readonly attempts?: readonly { readonly address?: string; readonly ok?: boolean; readonly error?: string }[];
}

export interface TlsSubject {
  readonly protocol?: string;
  readonly cipher?: string;
  readonly authorized?: boolean;
  readonly authorizationError?: string;
  readonly servername?: string;
  readonly chain?: readonly Partial<Certificate>[];
}

export interface ConnectionFacts {
  readonly id?: number;
  readonly reused?: boolean;
  readonly use?: number;
  readonly localAddress?: string;
  readonly localPort?: number;
  readonly remoteAddress?: string;
  readonly remotePort?: number;
  readonly alpn?: string;
  readonly sentLength?: number;
  readonly receivedLength?: number;
  /** The proxy in between, `http://127.0.0.1:3128`. */
  readonly proxy?: string;
}

/** What surrounds the exchange: the clock, the jar, where it is shown. */
export interface Context {
  /** Milliseconds since 1970; the only clock that a rule may use. `undefined`: the time is not known. */
  readonly now?: number;
  /** Every other key of a description's `context`, as it was given. */
  readonly given?: Readonly<Record<string, unknown>>;
}
