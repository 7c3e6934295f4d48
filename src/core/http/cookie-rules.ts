// What becomes of one Set-Cookie: where it goes back to, how long it lives, why it is refused. The jar decides by it and the
// explanations speak by it. RFC 6265 sections 5.1.3, 5.1.4 and 5.3, with what browsers added since: SameSite, prefixes, Partitioned, limits,
// Secure cookies that only a secure origin may touch.
import { attributeOf, octetsOf, parseCookieDate, type SetCookie } from './cookie.ts';

export interface Circumstances {
  /** Where the response came from. */
  readonly url: URL;
  /** Milliseconds since 1970. */
  readonly now: number | undefined;
  readonly isPublicSuffix: (domain: string) => boolean;
  /** What is kept already and has not expired; absent where it is not known. */
  readonly kept?: () => readonly KeptCookie[];
}

/** What a cookie that is kept is told by. */
export interface KeptCookie {
  readonly name: string;
  /** The host's name where it is for the host alone. */
  readonly domain: string;
  readonly path: string;
  readonly secure: boolean;
}

export type Refusal =
  | 'samesite-none-insecure'
  | 'secure-prefix'
  | 'host-prefix'
  | 'http-prefix'
  | 'nameless-prefix'
  | 'secure-over-http'
  | 'overlays-secure'
  | 'domain-mismatch'
  | 'domain-too-wide'
  | 'partitioned-insecure'
  | 'too-large'
  | 'no-pair'
  | 'control-character';

export interface Lifetime {
  readonly by: 'max-age' | 'expires' | 'session';
  /** Seconds from now; zero or less deletes. `undefined` for a session, or when the clock is not known. */
  readonly seconds: number | undefined;
  /** Milliseconds since 1970. */
  readonly until: number | undefined;
}

export const has = (cookie: SetCookie, attribute: string): boolean => attributeOf(cookie, attribute) !== undefined;

/** `strict`, `lax`, `none`; anything else, or nothing, is `undefined`, which browsers treat as Lax. */
export function sameSite(cookie: SetCookie): 'strict' | 'lax' | 'none' | undefined {
  const value = attributeOf(cookie, 'samesite')?.value.toLowerCase();
  return value === 'strict' || value === 'lax' || value === 'none' ? value : undefined;
}

/**
 * Without the leading dot, in lower case and as a host is written in a URL; `undefined` when the cookie is for the host alone. An empty
 * one is ignored (RFC 6265 section 5.2.3). A dot at the end stays, so that it matches no host without one, as in browsers.
 */
export function domainOf(cookie: SetCookie): string | undefined {
  const value = attributeOf(cookie, 'domain', (given) => given !== '')
    ?.value.replace(/^\./, '')
    .toLowerCase();
  if (value === undefined || value === '') return undefined;
  return /[^\0-\x7f]/.test(value) ? (URL.parse(`http://${value}/`)?.hostname ?? value) : value;
}

/** RFC 6265 section 5.1.3. */
export const domainMatches = (host: string, domain: string): boolean =>
  host === domain || (host.endsWith(`.${domain}`) && !isAddress(host));

export const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host);

/** The path of the attribute, else the directory of the request's path (RFC 6265 section 5.1.4). */
export function pathOf(cookie: SetCookie, url: URL): string {
  const value = attributeOf(cookie, 'path')?.value;
  if (value?.startsWith('/')) return value;
  const last = url.pathname.lastIndexOf('/');
  return last <= 0 ? '/' : url.pathname.slice(0, last);
}

/** RFC 6265 section 5.1.4: `/a` covers `/a` and `/a/b`, not `/ab`. */
export const pathMatches = (path: string, prefix: string): boolean =>
  path === prefix || (path.startsWith(prefix) && (prefix.endsWith('/') || path[prefix.length] === '/'));

export function lifetimeOf(cookie: SetCookie, now: number | undefined): Lifetime {
  const maxAge = attributeOf(cookie, 'max-age', (value) => /^-?\d+$/.test(value))?.value;
  if (maxAge !== undefined) {
    const seconds = Number(maxAge);
    return { by: 'max-age', seconds, until: now === undefined ? undefined : Math.max(0, Math.min(now + seconds * 1000, LAST)) };
  }
  const expires = parseCookieDate(attributeOf(cookie, 'expires', (value) => parseCookieDate(value) !== undefined)?.value ?? '');
  if (expires === undefined) return { by: 'session', seconds: undefined, until: undefined };
  return { by: 'expires', seconds: now === undefined ? undefined : Math.round((expires - now) / 1000), until: expires };
}

/** The end of the year 9999: no cookie needs a later date, and no format writes one. */
export const LAST = 253_402_300_799_000;

export const isLoopback = (url: URL): boolean =>
  url.hostname === 'localhost' || url.hostname.endsWith('.localhost') || url.hostname === '[::1]' || /^127\.[\d.]+$/.test(url.hostname);

/** Browsers treat loopback as trustworthy although it is not encrypted. */
export const isTrustworthy = (url: URL): boolean => url.protocol === 'https:' || url.protocol === 'wss:' || isLoopback(url);

/** Anywhere in the field, also in an attribute; a tab alone is none of them. */
const CONTROLS = /[\0-\x08\x0a-\x1f\x7f]/;

/** Every reason for which a browser would not store the cookie, the weightiest first. */
export function refusals(cookie: SetCookie, { url, isPublicSuffix, kept }: Circumstances): readonly Refusal[] {
  const secure = has(cookie, 'secure');
  const name = cookie.name.toLowerCase();
  const domain = domainOf(cookie);
  const found: Refusal[] = [];
  if ([cookie, ...cookie.attributes].some(({ name, value }) => CONTROLS.test(name + value))) found.push('control-character');
  if (octetsOf(cookie.name) + octetsOf(cookie.value) > 4096) found.push('too-large');
  if (name.startsWith('__secure-') && !secure) found.push('secure-prefix');
  if (name.startsWith('__host-') && !(secure && attributeOf(cookie, 'path')?.value === '/' && domain === undefined))
    found.push('host-prefix');
  if (name.startsWith('__http-') && !(secure && has(cookie, 'httponly'))) found.push('http-prefix');
  if (
    name.startsWith('__host-http-') &&
    !(secure && has(cookie, 'httponly') && attributeOf(cookie, 'path')?.value === '/' && domain === undefined)
  )
    found.push('http-prefix');
  // Written without a name it would come back looking like one with the prefix.
  if (name === '' && /^__(?:secure|host|http)-/i.test(cookie.value)) found.push('nameless-prefix');
  if (secure && !isTrustworthy(url)) found.push('secure-over-http');
  if (!secure && kept !== undefined && !isTrustworthy(url) && kept().some((one) => overlays(cookie, url, one)))
    found.push('overlays-secure');
  if (domain !== undefined && !domainMatches(url.hostname, domain)) found.push('domain-mismatch');
  else if (domain !== undefined && isPublicSuffix(domain) && domain !== url.hostname) found.push('domain-too-wide');
  if (sameSite(cookie) === 'none' && !secure) found.push('samesite-none-insecure');
  if (has(cookie, 'partitioned') && !secure) found.push('partitioned-insecure');
  return found;
}

/**
 * Whether it would stand in front of a Secure cookie of its name, so that somebody on the way could put another in its place. The paths
 * are compared one way only: what is set for `/` does not come before what is kept for `/login`.
 */
function overlays(cookie: SetCookie, url: URL, { name, domain, path, secure }: KeptCookie): boolean {
  const own = domainOf(cookie) ?? url.hostname;
  return (
    secure && name === cookie.name && (domainMatches(domain, own) || domainMatches(own, domain)) && pathMatches(pathOf(cookie, url), path)
  );
}
