// What happened: the value that `send` makes, and that everything downstream reads.
import type { CookieRecord } from './cookie-record.ts';
import type { Fields } from './field.ts';
import type { Http2Record } from './http2.ts';
import type { HttpRequest } from './request.ts';

export interface Exchange {
  readonly request: HttpRequest;
  readonly outcome: Outcome;
  /** 1xx responses in order, a 101 that ended the exchange not among them. */
  readonly informational: readonly ResponseHead[];
  /** `undefined` when no connection was made. */
  readonly connection: Connection | undefined;
  readonly timings: Timings;
  readonly wire: Wire;
  /** The exchange whose 3xx led here. */
  readonly redirectedFrom: Exchange | undefined;
  /** The CONNECT exchange with a proxy, where one was needed for a new connection, also when it was refused. */
  readonly tunnel?: Exchange;
  /** The frames; present where the exchange went over HTTP/2. */
  readonly http2?: Http2Record;
  /** What the cookie jar did; absent where there is none. */
  readonly cookies?: CookieRecord;
  /** Milliseconds since 1970, at the beginning. All other times count from here. */
  readonly startedAt: number;
}

export type Outcome =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  | { readonly kind: 'failure'; readonly failure: Failure; readonly partial: HttpResponse | undefined };

export interface ResponseHead {
  /** As on the wire: `HTTP/1.1`. */
  readonly version: string;
  readonly status: number;
  /** The reason phrase, empty when there is none. */
  readonly reason: string;
  readonly fields: Fields;
}

export interface HttpResponse extends ResponseHead {
  readonly trailers: Fields;
  /**
   * The content with transfer codings removed (those that can't be are named in `oddities`) and content codings still on it; at most `capture` octets. */
  readonly content: Uint8Array;
  /** A temporary file with all of the content, where it grew past what is kept in memory. Whoever shows the exchange removes it. */
  readonly contentFile?: string;
  /** How many octets the content has, also when `content` holds fewer. */
  readonly contentLength: number;
  /** Octets of the content on the wire, chunk framing included. */
  readonly framedLength: number;
  /** Where the content begins, in octets received; absent where it stands in frames. */
  readonly contentStart?: number;
  /** `false` when the message ended before its framing said so. */
  readonly complete: boolean;
  readonly framing: Framing;
  /** Departures from the grammar that Postil could read over, with their place in `wire` received octets. */
  readonly oddities: readonly Oddity[];
  /** Chunk extensions (RFC 9112 section 7.1.1), `;name=value` as written, each with its place in the received octets. */
  readonly chunkExtensions?: readonly { readonly at: number; readonly text: string }[];
}

/** How the end of the content was known (RFC 9112 section 6.3). */
export type Framing = 'none' | 'length' | 'chunked' | 'close' | 'upgrade' | 'http2';

export interface Oddity {
  /** `bare-lf`, `no-colon`, `bytes-after-message`… */
  readonly code: string;
  /** Octets of the received stream of this exchange, half-open. */
  readonly start: number;
  readonly end: number;
  readonly detail?: string;
}

export type Phase = 'request' | 'dns' | 'connect' | 'proxy' | 'tls' | 'send' | 'wait' | 'head' | 'content' | 'websocket' | 'decode';

/** A failure is data: a stable kind, the system's or library's own code, and where it happened. */
export interface Failure {
  readonly kind:
    | 'dns'
    | 'connect'
    | 'tls'
    | 'timeout'
    | 'reset'
    | 'protocol'
    | 'redirect'
    | 'cancelled'
    | 'proxy'
    | 'request'
    | 'unsupported'
    | 'internal';
  /** `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `HPE_INVALID_HEADER_TOKEN`… */
  readonly code: string;
  readonly message: string;
  readonly phase: Phase;
  readonly address?: string;
  readonly port?: number;
  readonly syscall?: string;
  /** The single failures behind a joint one: each address that was tried. */
  readonly causes?: readonly Failure[];
  /** Where no connection came about: the addresses that were tried. */
  readonly attempts?: readonly ConnectionAttempt[];
}

export interface Connection {
  /** Counts up from 1 within the process. */
  readonly id: number;
  /** `true` when it had served an exchange before this one. */
  readonly reused: boolean;
  /** How many exchanges it served, this one included. */
  readonly use: number;
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly alpn: string | undefined;
  readonly tls: TlsFacts | undefined;
  readonly attempts: readonly ConnectionAttempt[];
  /** Addresses that the host's name was looked up to, in the order of the answer; only where it was looked up for this exchange. */
  readonly answers?: readonly string[];
  /** The proxy in between, without its password: `http://127.0.0.1:3128`. `remoteAddress` is then the proxy's. */
  readonly proxy?: string;
  readonly closedBy: 'server' | 'postil' | undefined;
}

export interface ConnectionAttempt {
  readonly address: string;
  readonly port: number;
  readonly outcome: 'connected' | 'failed' | 'abandoned';
  readonly code?: string;
}

export interface TlsFacts {
  /** `TLSv1.3`. */
  readonly protocol: string;
  /** `TLS_AES_256_GCM_SHA384`. */
  readonly cipher: string;
  readonly authorized: boolean;
  /** Node's code for why not: `DEPTH_ZERO_SELF_SIGNED_CERT`. */
  readonly authorizationError: string | undefined;
  readonly servername: string | undefined;
  /** The peer's own certificate first. */
  readonly chain: readonly Certificate[];
}

export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601. */
  readonly validFrom: string;
  readonly validTo: string;
  /** `DNS:localhost`, `IP Address:127.0.0.1`. */
  readonly altNames: readonly string[];
  readonly fingerprint256: string;
}

/** Milliseconds since the exchange began; `undefined` for what did not take place (a reused connection has no `dns`). */
export interface Timings {
  readonly dns: number | undefined;
  readonly connected: number | undefined;
  readonly secured: number | undefined;
  /** The last octet of the request was given to the socket. */
  readonly sent: number | undefined;
  readonly firstByte: number | undefined;
  readonly done: number;
}

/** The log of octets inside TLS, in time order. */
export interface Wire {
  readonly records: readonly WireRecord[];
  /** Octets that went by, also when the capture was capped. */
  readonly sentLength: number;
  readonly receivedLength: number;
  readonly truncated: boolean;
}

export interface WireRecord {
  readonly direction: 'out' | 'in';
  /** Milliseconds since the exchange began. */
  readonly at: number;
  readonly bytes: Uint8Array;
}
