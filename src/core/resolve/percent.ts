// Percent-encoding (RFC 3986 section 2.1) as the three places of a request want it. Nothing that is legal is changed.

const encoder = new TextEncoder();

/** UTF-8 octets of `text` as `%XX`; a lone surrogate becomes U+FFFD. */
const octets = (text: string): string =>
  Array.from(encoder.encode(text), (b) => `%${b.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/** `{{%x}}`: everything but unreserved characters. */
export const encodeComponent = (text: string): string => text.replace(/[^A-Za-z0-9\-._~]+/g, octets);

/** A target: only what may not go on the wire (FORMAT.md C8). `%41` and a stray `%` stay. */
export const encodeTarget = (text: string): string => text.replace(/[^\x21-\x7e]+|["<>\\^{}|`]+/g, octets);

/** The text with everything encoded but the references that are left in it. */
export function encodeAround(text: string, left: ReadonlySet<string>, encode: (text: string) => string): string {
  if (left.size === 0 || !text.includes('{{')) return encode(text);
  let made = '';
  let at = 0;
  for (const { index, 0: reference } of text.matchAll(/\{\{[^{}\r\n]*\}\}/g)) {
    if (!left.has(reference)) continue;
    made += encode(text.slice(at, index)) + reference;
    at = index + reference.length;
  }
  return made + encode(text.slice(at));
}

/** A form's name or value (FORMAT.md C15): white space, controls, non-ASCII, and a `%` that begins no `%XX`. */
export const encodeForm = (text: string): string => text.replace(/[^\x21-\x7e]+|%(?![0-9A-Fa-f]{2})/g, octets);

/** JetBrains' escapes: `%&` is a literal `&`, which has to be encoded to stay one. */
export const decodeFormEscapes = (text: string): string => text.replace(/%([+&=%])/g, (_, c: string) => octets(c));

/** `%41` → `A`; what is no UTF-8 stays as typed. */
export function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** Where a `%` begins no `%XX`, from 0; -1 when nowhere. */
export const strayPercent = (text: string): number => text.search(/%(?![0-9A-Fa-f]{2})/);
