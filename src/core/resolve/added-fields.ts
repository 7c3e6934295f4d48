// The setting `postil.defaultHeaders`: which fields Postil adds, and with which values.
import { DEFAULT_SETTINGS, type ResolveSettings } from './scope.ts';

/** `{"User-Agent": "me", "Accept-Encoding": false, "X-Team": "blue"}`: a text is added, `false` and `""` keep a field away, `true` is as usual. */
export function addedFields(setting: unknown): Partial<ResolveSettings> {
  const wanted = Object.entries(typeof setting === 'object' && setting !== null ? setting : {}).flatMap(
    ([name, value]: [string, unknown]): readonly (readonly [string, string | boolean])[] =>
      typeof value === 'string' || typeof value === 'boolean' ? [[name, value]] : [],
  );
  const given = (name: string): string | boolean | undefined => wanted.findLast(([key]) => key.toLowerCase() === name)?.[1];
  const value = (name: string, usual: string | undefined): string | undefined => {
    const found = given(name) ?? true;
    return found === true ? usual : found === false || found === '' ? undefined : found;
  };
  const accept = value('accept', ANY);
  const more = wanted.flatMap(([name, text]) =>
    typeof text === 'string' && text !== '' && !KNOWN.has(name.toLowerCase()) ? [[name, text] as const] : [],
  );
  return {
    userAgent: value('user-agent', DEFAULT_SETTINGS.userAgent),
    accept: accept === ANY,
    acceptEncoding: value('accept-encoding', DEFAULT_SETTINGS.acceptEncoding),
    leaveOut: ['host', 'content-length'].filter((name) => given(name) === false),
    more: accept === undefined || accept === ANY ? more : [['Accept', accept], ...more],
  };
}

const ANY = '*/*';

/** Fields of which Postil knows the value. */
const KNOWN: ReadonlySet<string> = new Set(['host', 'content-length', 'user-agent', 'accept', 'accept-encoding']);
