// What becomes of one Set-Cookie: where it goes back to, how long it lives, why it is refused. The jar decides by it and the
// explanations speak by it. RFC 6265 sections 5.1.3, 5.1.4 and 5.3, with what browsers added since: SameSite, prefixes, Partitioned, limits.
import { attributeOf, parseCookieDate, type SetCookie } from './cookie.ts';

export interface Circumstances {
  /** Where the response came from. */
  readonly url: URL;
  /** Milliseconds since 1970. */
  readonly now: number | undefined;
  readonly isPublicSuffix: (domain: string) => boolean;
}

export type Refusal =
  | 'samesite-none-insecure'
  | 'secure-prefix'
  | 'host-prefix'
  | 'http-prefix'
  | 'secure-over-http'
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

export const octetsOf = (text: string): number => new TextEncoder().encode(text).length;

export const has = (cookie: SetCookie, attribute: string): boolean => attributeOf(cookie, attribute) !== undefined;

/** `strict`, `lax`, `none`; anything else, or nothing, is `undefined`, which browsers treat as Lax. */
export function sameSite(cookie: SetCookie): 'strict' | 'lax' | 'none' | undefined {
  const value = attributeOf(cookie, 'samesite')?.value.toLowerCase();
  return value === 'strict' || value === 'lax' || value === 'none' ? value : undefined;
}

/** Without the leading dot, in lower case and as a host is written in a URL; `undefined` when the cookie is for the host alone. */
export function domainOf(cookie: SetCookie): string | undefined {
  const value = attributeOf(cookie, 'domain')?.value.replace(/^\./, '').toLowerCase();
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
  const maxAge = attributeOf(cookie, 'max-age')?.value;
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) {
    const seconds = Number(maxAge);
    return { by: 'max-age', seconds, until: now === undefined ? undefined : Math.max(0, Math.min(now + seconds * 1000, LAST)) };
  }
  const expires = parseCookieDate(attributeOf(cookie, 'expires')?.value ?? '');
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
export function refusals(cookie: SetCookie, { url, isPublicSuffix }: Circumstances): readonly Refusal[] {
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
  if (secure && !isTrustworthy(url)) found.push('secure-over-http');
  if (domain !== undefined && !domainMatches(url.hostname, domain)) found.push('domain-mismatch');
  else if (domain !== undefined && isPublicSuffix(domain) && domain !== url.hostname) found.push('domain-too-wide');
  if (sameSite(cookie) === 'none' && !secure) found.push('samesite-none-insecure');
  if (has(cookie, 'partitioned') && !secure) found.push('partitioned-insecure');
  return found;
}
