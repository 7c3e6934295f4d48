// A jar as JSON, in the shape in which tough-cookie writes its own: jars of other programs can be read, and this one by them.
import { readJson } from '../body/json.ts';
import { boolean, type Json, list, number, record, string } from '../explain/read-json.ts';
import { LAST } from '../http/cookie-rules.ts';
import type { StoredCookie } from '../send/cookies/stored.ts';
import { LineIndex, type Position } from '../text/line-index.ts';
import { fail, ok, type Result } from '../text/result.ts';

export interface JarFault {
  /** Where it breaks; absent where the text is JSON but no jar: then the message names the member. */
  readonly at?: Position;
  /** What was found and what was expected; the next step is the reader's to say. */
  readonly message: string;
}

export function jarText(cookies: readonly StoredCookie[]): string {
  return `${JSON.stringify({ version: 'postil', storeType: 'MemoryCookieStore', rejectPublicSuffixes: true, cookies: cookies.map(written) }, null, 2)}\n`;
}

/** An empty text is an empty jar. */
export function readJar(text: string): Result<readonly StoredCookie[], JarFault> {
  if (text.trim() === '') return ok([]);
  const { problem } = readJson(text);
  if (problem !== undefined) {
    const kind = /^# (?:Netscape )?HTTP Cookie File/m.test(text)
      ? 'This is a cookies.txt as curl writes it; a jar of Postil is JSON'
      : undefined;
    return fail({ at: new LineIndex(text).at(problem.range.start), message: kind ?? problem.message });
  }
  const cookies = list(record(JSON.parse(text))?.['cookies']);
  if (cookies === undefined) return fail({ message: 'There is no list "cookies": this is not a cookie jar' });
  const read: StoredCookie[] = [];
  for (const [index, given] of cookies.entries()) {
    const cookie = readCookie(record(given) ?? {});
    if (typeof cookie === 'string') return fail({ message: `cookies[${index}] ${cookie}` });
    read.push(cookie);
  }
  return ok(read);
}

function written(cookie: StoredCookie): Json {
  const { name, value, domain, hostOnly, path, pathByDefault, secure, httpOnly, sameSite, expires, created, from } = cookie;
  return {
    key: name,
    value,
    ...(expires !== undefined && { expires: new Date(expires).toISOString() }),
    domain,
    path,
    ...(secure && { secure }),
    ...(httpOnly && { httpOnly }),
    hostOnly,
    ...(pathByDefault && { pathIsDefault: true }),
    creation: new Date(created).toISOString(),
    ...(sameSite !== undefined && { sameSite }),
    ...(from !== undefined && { from }),
  };
}

/** The cookie, or what is wrong with it. */
function readCookie(given: Json): StoredCookie | string {
  const [name = '', value = '', domain] = [string(given['key']), string(given['value']), string(given['domain'])];
  if (name === '' && value === '') return 'has no "key", the name of the cookie';
  if (domain === undefined || domain === '') return 'has no "domain"';
  const path = string(given['path']) ?? '/';
  if (!path.startsWith('/')) return `has the "path" ${JSON.stringify(path)}; a path begins with a slash`;
  const expires = expiryOf(given);
  if (expires !== undefined && !isTime(expires)) return `has "expires" that is no date: ${JSON.stringify(given['expires'])}`;
  if (/[\0-\x08\x0a-\x1f\x7f;]/.test(name + value)) return 'has a control character or a semicolon in its name or value';
  const sameSite = string(given['sameSite']);
  const created = Date.parse(string(given['creation']) ?? '');
  return {
    name,
    value,
    domain: domain.toLowerCase().replace(/^\./, ''),
    hostOnly: boolean(given['hostOnly']) ?? false,
    path,
    pathByDefault: boolean(given['pathIsDefault']) ?? false,
    secure: boolean(given['secure']) ?? false,
    httpOnly: boolean(given['httpOnly']) ?? false,
    sameSite: sameSite === 'strict' || sameSite === 'lax' || sameSite === 'none' ? sameSite : undefined,
    expires,
    created: isTime(created) ? created : 0,
    from: string(given['from']),
  };
}

/** What a date can say. */
const isTime = (milliseconds: number): boolean => !Number.isNaN(new Date(milliseconds).getTime());

/** `undefined` for the session's, not a number for what is no date. tough-cookie counts `maxAge` from the last use. */
function expiryOf(given: Json): number | undefined {
  const [expires, maxAge] = [string(given['expires']), number(given['maxAge'])];
  const used = Date.parse(string(given['lastAccessed']) ?? string(given['creation']) ?? '');
  if (maxAge !== undefined && !Number.isNaN(used)) return Math.max(0, Math.min(used + maxAge * 1000, LAST));
  return expires === undefined || expires === 'Infinity' ? undefined : Date.parse(expires);
}
