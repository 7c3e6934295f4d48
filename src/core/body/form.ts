// `application/x-www-form-urlencoded`: pairs in order, duplicates kept, each with its place (WHATWG URL section 5.1).
import type { Range } from '../text/range.ts';

export interface Pair {
  /** Decoded: `+` is a space, `%XX` an octet of UTF-8. */
  readonly name: string;
  /** Empty both for `a=` and for `a`; `bare` tells them apart. */
  readonly value: string;
  /** No `=` was there. */
  readonly bare: boolean;
  /** Of `name=value` in the text. */
  readonly range: Range;
  readonly faults: readonly PairFault[];
}

/** `percent`: a `%` without two hexadecimal digits, kept as it is; `utf-8`: octets that are no UTF-8. */
export interface PairFault {
  readonly kind: 'percent' | 'utf-8';
  readonly range: Range;
}

/** Total. Empty pieces (`a=1&&b=2`) are left out, as WHATWG has it. */
export function parseForm(text: string): readonly Pair[] {
  const pairs: Pair[] = [];
  let start = 0;
  while (start <= text.length) {
    const ampersand = text.indexOf('&', start);
    const end = ampersand < 0 ? text.length : ampersand;
    if (end > start) pairs.push(pairOf(text, { start, end }));
    start = end + 1;
  }
  return pairs;
}

function pairOf(text: string, range: Range): Pair {
  const piece = text.slice(range.start, range.end);
  const equals = piece.indexOf('=');
  const nameEnd = equals < 0 ? range.end : range.start + equals;
  const name = decode(text, { start: range.start, end: nameEnd });
  const value = decode(text, { start: Math.min(nameEnd + 1, range.end), end: range.end });
  return { name: name.text, value: value.text, bare: equals < 0, range, faults: [...name.faults, ...value.faults] };
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LENIENT = new TextDecoder('utf-8', { ignoreBOM: true });
const ENCODER = new TextEncoder();

function decode(text: string, range: Range): { text: string; faults: readonly PairFault[] } {
  const piece = text.slice(range.start, range.end);
  if (!/[%+]/.test(piece)) return { text: piece, faults: [] };
  const faults: PairFault[] = [];
  const octets: number[] = [];
  for (const match of piece.matchAll(/%[0-9A-Fa-f]{2}|\+|%|[^%+]+/g)) {
    const [found] = match;
    if (found === '+') octets.push(32);
    else if (found.length === 3 && found.startsWith('%')) octets.push(Number.parseInt(found.slice(1), 16));
    else for (const octet of ENCODER.encode(found)) octets.push(octet);
    if (found === '%') faults.push({ kind: 'percent', range: { start: range.start + match.index, end: range.start + match.index + 1 } });
  }
  const bytes = Uint8Array.from(octets);
  try {
    return { text: STRICT.decode(bytes), faults };
  } catch {
    // Octets that are no UTF-8 are shown with replacement characters, and named.
    return { text: LENIENT.decode(bytes), faults: [...faults, { kind: 'utf-8', range }] };
  }
}
