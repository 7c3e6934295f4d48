// Range and Content-Range as numbers (RFC 9110 sections 14.1 and 14.4).
import { split } from '../../http/token.ts';

export interface AskedRange {
  /** `undefined` for a suffix: the last `last` octets. */
  readonly first: number | undefined;
  /** Inclusive; `undefined`: to the end. */
  readonly last: number | undefined;
}

export interface Part {
  readonly unit: string;
  /** Both `undefined` in a 416: the range is not satisfied. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** `undefined`: the complete length is not known. */
  readonly total: number | undefined;
}

/** The ranges in octets; `undefined` for another unit or what cannot be read, which a server ignores. */
export function readRange(value: string): readonly AskedRange[] | undefined {
  const set = /^bytes=(.+)$/i.exec(value.trim())?.[1];
  if (set === undefined) return undefined;
  const ranges = split(set).map(({ text }) => /^(\d*)-(\d*)$/.exec(text));
  const numbers = ranges.map((m) => (m === null || m[0] === '-' ? undefined : { first: digits(m[1]), last: digits(m[2]) }));
  return numbers.every((r) => r !== undefined && !(r.first !== undefined && r.last !== undefined && r.last < r.first))
    ? numbers.filter((r) => r !== undefined)
    : undefined;
}

/** `bytes 0-99/1000`, `bytes 0-99/*`, `bytes *\/1000`; `undefined` for what is impossible too. */
export function readContentRange(value: string): Part | undefined {
  const found = /^(\S+) (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(value.trim());
  if (found === null) return undefined;
  const [, unit = '', from, to, all] = found;
  const part = { unit: unit.toLowerCase(), first: digits(from), last: digits(to), total: all === '*' ? undefined : digits(all) };
  if (
    part.first !== undefined &&
    part.last !== undefined &&
    (part.last < part.first || (part.total !== undefined && part.last >= part.total))
  )
    return undefined;
  return part;
}

/** What a range asks of `total` octets, both ends inclusive; `undefined` when it lies outside. */
export function placed(range: AskedRange, total: number): { readonly first: number; readonly last: number } | undefined {
  if (total === 0) return undefined;
  if (range.first === undefined)
    return range.last === undefined || range.last === 0 ? undefined : { first: Math.max(0, total - range.last), last: total - 1 };
  return range.first >= total ? undefined : { first: range.first, last: Math.min(range.last ?? total - 1, total - 1) };
}

const digits = (words: string | undefined): number | undefined => (words === undefined || words === '' ? undefined : Number(words));
