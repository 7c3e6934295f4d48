// A cookie of the jar in words, for lists.
import { moment, relative } from '../core/explain/moment.ts';
import { counted, escaped } from '../core/explain/shown.ts';
import type { StoredCookie } from '../core/send/cookies/stored.ts';

export const nameOf = ({ name }: StoredCookie): string => (name === '' ? '(no name)' : escaped(name, 60));

/** `api.example.com`, `example.com and below`. */
export const placeOf = ({ domain, hostOnly }: StoredCookie): string => (hostOnly ? domain : `${domain} and below`);

/** Path, attributes, lifetime, what set it: ``/ · Secure, HttpOnly · until 24 Nov 2026, 12:00:00 GMT · set by /login``. */
export function attributesOf(cookie: StoredCookie, now: number): string {
  const { path, secure, httpOnly, sameSite } = cookie;
  const flags = [secure ? 'Secure' : '', httpOnly ? 'HttpOnly' : '', sameSite === undefined ? '' : `SameSite=${SAME_SITE[sameSite]}`];
  return [escaped(path), flags.filter(Boolean).join(', '), lifeOf(cookie, now), originOf(cookie)].filter(Boolean).join(' · ');
}

const SAME_SITE = { strict: 'Strict', lax: 'Lax', none: 'None' } as const;

/** The hour is worth knowing where it is near. */
function lifeOf({ expires }: StoredCookie, now: number): string {
  if (expires === undefined) return 'ends with this window';
  return expires - now < DAY ? `ends ${relative(expires, now)}` : `until ${moment(expires)}`;
}

const DAY = 86_400_000;

/** Without the host where it is the cookie's own. */
function originOf({ from, domain }: StoredCookie): string {
  const url = from === undefined ? null : URL.parse(from);
  if (url === null) return '';
  return `set by ${escaped(url.hostname === domain ? url.pathname : url.href, 100)}`;
}

/** What is wrong with a new value; `undefined` when nothing is (RFC 6265 section 4.1.1, read as browsers do). */
export function faultOfValue(name: string, value: string): string | undefined {
  if (value.includes(';')) return 'A semicolon would end the value. Encode it, as %3B for instance.';
  if (/[\0-\x1f\x7f]/.test(value)) return 'A value can hold no control characters.';
  if (value.trim() !== value) return 'Spaces around the value would be lost on the way. Put quotes around it, or take them out.';
  if (name === '' && value === '') return 'A cookie without a name needs a value.';
  const size = new TextEncoder().encode(name + value).length;
  return size > 4096 ? `Name and value have ${size} octets together; browsers and Postil keep at most 4096.` : undefined;
}

/** `1 cookie`, `3 cookies`. */
export const cookieCount = (cookies: readonly unknown[]): string => counted(cookies.length, 'cookie');
