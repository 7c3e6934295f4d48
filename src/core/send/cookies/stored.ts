// A cookie as the jar keeps it (RFC 6265 section 5.3), and which requests it goes with (section 5.4).
import { attributeOf, type SetCookie } from '../../http/cookie.ts';
import type { Withheld } from '../../http/cookie-record.ts';
import {
  domainMatches,
  domainOf,
  has,
  isAddress,
  isTrustworthy,
  lifetimeOf,
  pathMatches,
  pathOf,
  sameSite,
} from '../../http/cookie-rules.ts';

export interface StoredCookie {
  readonly name: string;
  readonly value: string;
  /** The host where `hostOnly`, else the domain with all below it. */
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  /** The path is the directory of the page that set it, not what an attribute said. */
  readonly pathByDefault: boolean;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: 'strict' | 'lax' | 'none' | undefined;
  /** Milliseconds since 1970; `undefined`: it ends with the session. */
  readonly expires: number | undefined;
  /** When a cookie of this name, domain and path was first set; milliseconds since 1970. */
  readonly created: number;
  /** What set it, without its query: `https://api.example.com/login`. */
  readonly from: string | undefined;
}

/** Two cookies are the same when these agree: one for the host alone and one for all below it are two, as in browsers. */
export const keyOf = ({ domain, hostOnly, path, name }: Pick<StoredCookie, 'domain' | 'hostOnly' | 'path' | 'name'>): string =>
  `${hostOnly ? '' : '.'}${domain};${path};${name}`;

/** For a cookie that is not refused. A domain that is the host itself and a public suffix binds it to the host (section 5.3, step 5). */
export function storedOf(cookie: SetCookie, { url, now }: { readonly url: URL; readonly now: number }, suffix: boolean): StoredCookie {
  const domain = suffix ? undefined : domainOf(cookie);
  return {
    name: cookie.name,
    value: cookie.value,
    domain: domain ?? url.hostname,
    hostOnly: domain === undefined,
    path: pathOf(cookie, url),
    pathByDefault: attributeOf(cookie, 'path')?.value.startsWith('/') !== true,
    secure: has(cookie, 'secure'),
    httpOnly: has(cookie, 'httponly'),
    sameSite: sameSite(cookie),
    expires: lifetimeOf(cookie, now).until,
    created: now,
    from: `${url.origin}${url.pathname}`,
  };
}

/** Why the cookie does not go to this URL; `undefined` when it does. SameSite keeps nothing back: nobody's page asks, a person does. */
export function withheld(cookie: StoredCookie, { url, now }: { readonly url: URL; readonly now: number }): Withheld | undefined {
  const host = url.hostname;
  if (cookie.hostOnly && cookie.domain !== host) return 'host-only';
  if (!domainMatches(host, cookie.domain)) return 'domain';
  if (!pathMatches(url.pathname, cookie.path)) return 'path';
  if (cookie.secure && !isTrustworthy(url)) return 'secure';
  return isExpired(cookie, now) ? 'expired' : undefined;
}

export const isExpired = ({ expires }: StoredCookie, now: number): boolean => expires !== undefined && expires <= now;

/** Longer paths first, then the older cookie (section 5.4, step 2). */
export const inOrder = (a: StoredCookie, b: StoredCookie): number => b.path.length - a.path.length || a.created - b.created;

/**
 * The domain above two hosts that are not the same, `example.com` for `a.example.com` and `b.example.com`; `undefined` where they
 * have no two labels in common, or one is an address.
 */
export function commonDomain(a: string, b: string): string | undefined {
  if (isAddress(a) || isAddress(b)) return undefined;
  const [left, right] = [a.split('.').reverse(), b.split('.').reverse()];
  const differs = left.findIndex((label, i) => label !== right[i]);
  const common = differs < 0 ? left : left.slice(0, differs);
  return common.length < 2 ? undefined : common.reverse().join('.');
}
