// What the cookie jar did in one exchange: which of its cookies went out and why not the others (RFC 6265 section 5.4), what became
// of each Set-Cookie (section 5.3). No value is in it.
import type { Refusal } from './cookie-rules.ts';

export interface CookieRecord {
  readonly use: JarUse;
  /** The cookies of the jar that have to do with the host: those that were sent in their order, then the others. */
  readonly considered: readonly ConsideredCookie[];
  /** One for each Set-Cookie of the response, in order; empty as long as there is no response. */
  readonly set: readonly SetCookieVerdict[];
  /** The same of the interim responses (1xx), one after another; absent where they set none. */
  readonly interim?: readonly SetCookieVerdict[];
}

/** `authored`: the request has a Cookie field of its own, and the jar adds nothing; `off`: `# @no-cookie-jar`. */
export type JarUse = 'asked' | 'authored' | 'off';

export interface ConsideredCookie {
  readonly name: string;
  /** The host where `hostOnly`, else the domain with all below it. */
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  /** The path is the directory of the page that set it, not what an attribute said. */
  readonly pathByDefault: boolean;
  /** What set it, without its query: `https://api.example.com/login`; `undefined` when that is not known. */
  readonly from?: string;
  readonly verdict: 'sent' | Withheld;
}

/** Why a cookie stayed in the jar; with `authored` and `off` it would have been sent otherwise. */
export type Withheld = 'host-only' | 'domain' | 'path' | 'secure' | 'expired' | 'authored' | 'off';

export type SetCookieVerdict =
  /** `absent`: it was to be removed and was not there; `off`: `# @no-cookie-jar`. */
  | { readonly name: string; readonly outcome: 'stored' | 'replaced' | 'removed' | 'absent' | 'off' }
  | { readonly name: string; readonly outcome: 'refused'; readonly why: Refusal };
