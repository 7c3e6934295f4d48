// How octets and foreign text are shown: cut to a length, controls escaped, secrets left out.

import { grouped } from '../text/grouped.ts';

/** `81 05 48 …`: the first `max` octets in hexadecimal. */
export function hexOf(octets: Uint8Array, max = 16): string {
  const shown = Array.from(octets.subarray(0, max), (octet) => octet.toString(16).padStart(2, '0'));
  return octets.length > max ? `${shown.join(' ')} …` : shown.join(' ');
}

/** Text with everything that does not print (C0, C1, bidirectional controls, separators) escaped, at most `max` characters of it. */
export function escaped(text: string, max = 60): string {
  if (text.length <= max && !UNPRINTABLE.test(text)) return text;
  const characters = Array.from(text);
  const shown = characters.slice(0, max).map((c) => (UNPRINTABLE.test(c) ? escapeOne(c) : c));
  return shown.join('') + (characters.length > max ? '…' : '');
}

/** Octets as ASCII where they are printable, else `\r`, `\n` or `\x9a`. */
export const escapedOctets = (octets: Uint8Array, max = 40): string =>
  Array.from(octets.subarray(0, max), octetShown).join('') + (octets.length > max ? '…' : '');

/** At most `max` characters, the last of them an ellipsis when something was left out. */
export function short(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = Array.from(text);
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}

/** `1 octet`, `12 octets`, `65,536 octets`. */
export const octetCount = (n: number | bigint): string => `${grouped(n)} ${Number(n) === 1 ? 'octet' : 'octets'}`;

/** `2 frames`, `1 frame`. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : many}`;

/** The values of members that look like credentials, in JSON or a form, replaced by `•••`. */
export const withoutSecrets = (text: string): string =>
  text
    .replace(/("[^"]{0,40}(?:passw|secret|token|api_?key|authorization|cookie|credential|session_?id)[^"]{0,20}"\s*:\s*")[^"]*/gi, '$1•••')
    .replace(/((?:^|[&?#\s])[^=&\s]{0,40}(?:passw|secret|token|api_?key)[^=&\s]{0,20}=)[^&\s]*/gi, '$1•••')
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 •••');

const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\p{Surrogate}]/u;

function escapeOne(c: string): string {
  const named = { '\r': '\\r', '\n': '\\n', '\t': '\\t', '\0': '\\0' }[c];
  if (named !== undefined) return named;
  const point = c.codePointAt(0) ?? 0;
  return point < 0x100 ? `\\x${point.toString(16).padStart(2, '0')}` : `\\u{${point.toString(16)}}`;
}

const octetShown = (octet: number): string =>
  octet >= 0x20 && octet < 0x7f
    ? String.fromCharCode(octet)
    : octet >= 0x80
      ? `\\x${octet.toString(16)}`
      : escapeOne(String.fromCharCode(octet));

/** Text when it prints, else hexadecimal. */
export function quoted(octets: Uint8Array, max = 32): string {
  const odd = octets.subarray(0, max).filter((one) => (one < 0x20 && one !== 0x0d && one !== 0x0a && one !== 0x09) || one > 0x7e).length;
  return odd > Math.min(octets.length, max) / 4 ? hexOf(octets, 16) : escapedOctets(octets, max);
}
