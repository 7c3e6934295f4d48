// The HTTP client: takes a request, gives back what happened. It never rejects, retries nothing, and adds nothing to the request.

import type { Exchange, Phase, ResponseHead } from '../http/exchange.ts';
import type { HttpRequest, SendOptions } from '../http/request.ts';
import type { Surroundings } from './surroundings.ts';

export interface ClientSettings extends Surroundings {
  /** How many octets of each direction are kept in an exchange's wire log; 1 MiB unless told. */
  readonly wireCap?: number;
  /** How many octets of a response's content are kept in memory; 8 MiB unless told. */
  readonly contentCap?: number;
  /** Where content that is larger goes, whole, as `HttpResponse.contentFile`. Without it, what is past the cap is only counted. */
  readonly spillFolder?: string;
  /** How many octets a response's head may have; 1 MiB unless told. */
  readonly maxHead?: number;
  /** So many random octets; `node:crypto` unless told. */
  readonly random?: (size: number) => Buffer;
}

/** What is to be seen while an exchange runs; `at` in milliseconds since the exchange began. */
export type Progress =
  | { readonly kind: 'phase'; readonly phase: Phase; readonly at: number }
  | { readonly kind: 'sent'; readonly at: number; readonly octets: number; readonly total: number }
  | { readonly kind: 'informational'; readonly at: number; readonly head: ResponseHead }
  | { readonly kind: 'head'; readonly at: number; readonly head: ResponseHead }
  /** `chunk` is good for the time of the call: who wants to keep it copies it. */
  | { readonly kind: 'content'; readonly at: number; readonly chunk: Uint8Array; readonly received: number }
  /** A redirect was answered, the next request follows. */
  | { readonly kind: 'hop'; readonly at: number; readonly exchange: Exchange };

export interface Live {
  /** Cancels; what has arrived is kept. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface HttpClient {
  /** The last exchange of a chain of redirects; the earlier ones through `redirectedFrom`. */
  readonly send: (request: HttpRequest, options: SendOptions, live?: Live) => Promise<Exchange>;
  /** Ends all connections. */
  readonly close: () => Promise<void>;
}
