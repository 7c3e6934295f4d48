// What the response's fields allow a cache, read once for all rules here (RFC 9111 sections 3, 4.2 and 5.2.2).
import { parseDate } from '../../http/date.ts';
import { firstOf } from '../../http/field.ts';
import { isDigits } from '../../http/token.ts';
import { type Directive, directives } from '../fields/engine/cache-directives.ts';
import { answered, asked, type View } from '../view.ts';

/** Where a lifetime comes from, in the order in which a cache looks (section 4.2.1). */
export type Source = 's-maxage' | 'max-age' | 'Expires' | 'heuristic';

export interface Lifetime {
  readonly source: Source;
  /** Seconds; 0 where the value cannot be read, which counts as stale. */
  readonly seconds: number;
}

export interface Age {
  /** Seconds since the origin made or checked the response (section 4.2.3). */
  readonly seconds: number;
  /** The value of `Age`; `undefined` without one. */
  readonly field: number | undefined;
  /** Seconds from `Date` to the clock, where that counts more than `Age`. */
  readonly apparent: number | undefined;
}

export interface Policy {
  readonly directives: readonly Directive[];
  /** For a browser's own cache, and for shared ones; `undefined` when nothing says and nothing can be estimated. */
  readonly own: Lifetime | undefined;
  readonly shared: Lifetime | undefined;
  readonly age: Age;
  readonly validators: { readonly etag: string | undefined; readonly modified: string | undefined };
}

/** Codes that may be stored without being told so (RFC 9110 section 15.1). */
export const HEURISTIC = new Set([200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501]);

export function policyOf(x: View): Policy {
  const list = directives(answered(x, 'Cache-Control') ?? '');
  return {
    directives: list,
    own: lifetime(x, list, ['max-age']),
    shared: lifetime(x, list, ['s-maxage', 'max-age']),
    age: ageOf(x),
    validators: { etag: firstOf(x.got, 'ETag'), modified: firstOf(x.got, 'Last-Modified') },
  };
}

export const find = (list: readonly Directive[], name: string): Directive | undefined => list.find((d) => d.name === name);

/** The directive without field names: `private` and not `private="Set-Cookie"`. */
export const plainly = (list: readonly Directive[], name: string): boolean => list.some((d) => d.name === name && !d.value);

/** `undefined` for what is no number of seconds. */
export const secondsOf = (directive: Directive | undefined): number | undefined =>
  directive?.value !== undefined && isDigits(directive.value) ? Math.min(Number(directive.value), 2 ** 31) : undefined;

/** What a request says in `Cache-Control`. */
export const demands = (x: View): readonly Directive[] => directives(asked(x, 'Cache-Control') ?? '');

/** The first occurrence counts, and one that cannot be read makes the response stale (section 4.2.1). */
function lifetime(x: View, list: readonly Directive[], names: readonly ('s-maxage' | 'max-age')[]): Lifetime | undefined {
  for (const source of names) {
    const directive = find(list, source);
    if (directive !== undefined) return { source, seconds: secondsOf(directive) ?? 0 };
  }
  const expires = firstOf(x.got, 'Expires');
  if (expires !== undefined) {
    const until = parseDate(expires, x.now)?.time;
    const from = x.date ?? x.now;
    if (until === undefined) return { source: 'Expires', seconds: 0 };
    return from === undefined ? undefined : { source: 'Expires', seconds: Math.max(0, Math.round((until - from) / 1000)) };
  }
  return estimate(x, list);
}

/** Ten percent of the time since the last change, as most caches do; the RFC names that figure as typical (section 4.2.2). */
function estimate(x: View, list: readonly Directive[]): Lifetime | undefined {
  const modified = parseDate(firstOf(x.got, 'Last-Modified') ?? '', x.now)?.time;
  const from = x.date ?? x.now;
  if (modified === undefined || from === undefined || from <= modified) return undefined;
  if (!HEURISTIC.has(x.status ?? 0) && find(list, 'public') === undefined) return undefined;
  return { source: 'heuristic', seconds: Math.round((from - modified) / 10_000) };
}

function ageOf(x: View): Age {
  const value = firstOf(x.got, 'Age')?.split(',')[0]?.trim();
  const field = value !== undefined && isDigits(value) ? Math.min(Number(value), 2 ** 31) : undefined;
  const seen = x.now === undefined || x.date === undefined ? 0 : Math.max(0, Math.floor((x.now - x.date) / 1000));
  const apparent = seen > (field ?? 0) ? seen : undefined;
  return { seconds: apparent ?? field ?? 0, field, apparent };
}
