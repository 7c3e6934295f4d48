// The cookie jar (RFC 6265) over tough-cookie: what it would send to a URL, and what it keeps of an answer.
import { CookieJar } from 'tough-cookie';
import { type Fields, valuesOf } from '../http/field.ts';

/** Where cookies are kept between exchanges. */
export interface Cookies {
  /** The value of the Cookie field for this URL; empty when there is none. */
  readonly for: (url: string) => Promise<string>;
  /** Takes the Set-Cookie fields of an answer. */
  readonly store: (url: string, fields: Fields) => Promise<void>;
  /** For keeping on disk; `createCookies` takes it back. */
  readonly serialize: () => Promise<string>;
}

/** `saved` is what `serialize` gave once; anything else begins with an empty jar. */
export function createCookies(saved?: string): Cookies {
  const jar = restored(saved) ?? new CookieJar(undefined, OPTIONS);
  return {
    for: (url) => jar.getCookieString(url),
    store: async (url, fields) => {
      for (const value of valuesOf(fields, 'set-cookie')) await jar.setCookie(value, url, { ignoreError: true });
    },
    serialize: async () => JSON.stringify(await jar.serialize()),
  };
}

/** Public suffixes are refused, `localhost` and names without dots are allowed: that is where this is used most. */
const OPTIONS = { rejectPublicSuffixes: true, allowSpecialUseDomain: true, looseMode: true } as const;

function restored(saved: string | undefined): CookieJar | undefined {
  if (saved === undefined) return undefined;
  try {
    return CookieJar.deserializeSync(saved);
  } catch {
    // A damaged file must not keep anybody from sending.
    return undefined;
  }
}
