// Which parts of a line are better not read over a shoulder. Whoever shows it draws dots there until somebody asks.
import type { Range } from '../text/range.ts';

const CREDENTIALS = /^(?:proxy-)?authorization$/i;
const KEYS =
  /^(?:x-)?(?:api-?key|auth(?:-token)?|access-token|csrf-token|xsrf-token|amz-security-token|goog-api-key|vault-token|gitlab-token)$/i;
const QUERY =
  /^(?:access_token|refresh_token|id_token|token|api_?key|key|apikey|password|passwd|pwd|secret|client_secret|sig|signature|code|x-amz-signature|x-amz-security-token)$/i;

/** Secret parts of a field's value, in code units of the value; an empty list when it may be read. */
export function secretsInField(name: string, value: string): readonly Range[] {
  const field = name.toLowerCase();
  if (CREDENTIALS.test(field)) return credentials(value);
  if (field === 'cookie') return valuesAfterEquals(value, /[^;]+/g);
  if (field === 'set-cookie') return valuesAfterEquals(value, /^[^;]+/g);
  if (KEYS.test(field)) return some(0, value.length);
  if (field === 'location' || field === 'referer' || field === 'content-location') return secretsInUrl(value);
  return [];
}

/** Password and token parameters of a URL or request target. */
export function secretsInUrl(url: string): readonly Range[] {
  const found: Range[] = [];
  const user = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@:]*:([^/?#@]*)@/i.exec(url);
  if (user?.[1] !== undefined) {
    const end = user[0].length - 1;
    found.push(...some(end - user[1].length, end));
  }
  for (const m of url.matchAll(/[?&#]([^=&#]*)=([^&#]*)/g)) {
    if (QUERY.test(m[1] ?? '')) found.push(...some(m.index + m[0].length - (m[2] ?? '').length, m.index + m[0].length));
  }
  return found;
}

/** The value with dots for each secret part: `Bearer •••••`. */
export function masked(name: string, value: string): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of secretsInField(name, value)) {
    shown += `${value.slice(at, start)}${DOTS}`;
    at = end;
  }
  return shown + value.slice(at);
}

const DOTS = '•••••';

// `Bearer abc`: the scheme may be read. Digest's parameters are no secrets but its response, nonce and the like add up to little: dots from the scheme on.
// Of AWS's signature key id, date and names may be read.
function credentials(value: string): readonly Range[] {
  const signature = /^AWS4-HMAC-SHA256\s.*\bSignature=/i.exec(value)?.[0].length;
  if (signature !== undefined) return some(signature, value.length);
  const scheme = /^\S+\s+/.exec(value)?.[0].length ?? 0;
  return some(scheme, value.length);
}

function valuesAfterEquals(value: string, pieces: RegExp): readonly Range[] {
  return [...value.matchAll(pieces)].flatMap((m) => {
    const equals = m[0].indexOf('=');
    return equals < 0 ? [] : some(m.index + equals + 1, m.index + m[0].trimEnd().length);
  });
}

const some = (start: number, end: number): readonly Range[] => (end > start ? [{ start, end }] : []);
