// Set-Cookie and Cookie as a browser reads them (RFC 6265 sections 5.2 and 5.4): never fails, takes nearly anything.
import type { Range } from '../text/range.ts';
import { trim } from './token.ts';

export interface CookieAttribute {
  /** As written; compare without regard to case. */
  readonly name: string;
  /** Empty when there is no `=`. */
  readonly value: string;
  readonly range: Range;
}

export interface SetCookie {
  /** Up to the first `=`; empty when there is none. */
  readonly name: string;
  /** All after the first `=` up to the semicolon, quotes kept. A secret more often than not. */
  readonly value: string;
  readonly nameRange: Range;
  readonly valueRange: Range;
  readonly attributes: readonly CookieAttribute[];
}

export interface CookiePair {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
}

/** `undefined` when neither a name nor a value is there: a browser ignores such a line. */
export function parseSetCookie(line: string): SetCookie | undefined {
  const semicolon = line.indexOf(';');
  const pair = line.slice(0, semicolon < 0 ? line.length : semicolon);
  const equals = pair.indexOf('=');
  const name = trim(equals < 0 ? '' : pair.slice(0, equals));
  const value = trim(equals < 0 ? pair : pair.slice(equals + 1), equals + 1);
  if (name.text === '' && value.text === '') return undefined;
  return {
    name: name.text,
    value: value.text,
    nameRange: name.range,
    valueRange: value.range,
    attributes: semicolon < 0 ? [] : attributesOf(line.slice(semicolon + 1), semicolon + 1),
  };
}

/**
 * The last attribute of that name (lower case) whose value counts: of several, browsers take the last, and none of more than 1024
 * octets.
 */
export const attributeOf = (
  cookie: SetCookie,
  name: string,
  counts: (value: string) => boolean = () => true,
): CookieAttribute | undefined => cookie.attributes.findLast((a) => a.name.toLowerCase() === name && !isTooLong(a) && counts(a.value));

/** Browsers leave such an attribute out as if it were not there. */
export const isTooLong = ({ value }: CookieAttribute): boolean => value.length * 3 > 1024 && octetsOf(value) > 1024;

export const octetsOf = (text: string): number => new TextEncoder().encode(text).length;

/** The pairs of a `Cookie` field. What has no `=` is a value without a name. */
export function parseCookie(text: string): readonly CookiePair[] {
  return attributesOf(text, 0).map(({ name, value, range }) =>
    text.slice(range.start, range.end).includes('=') ? { name, value, range } : { name: '', value: name, range },
  );
}

function attributesOf(text: string, offset: number): readonly CookieAttribute[] {
  const found: CookieAttribute[] = [];
  let start = 0;
  for (const part of text.split(';')) {
    const whole = trim(part, offset + start);
    start += part.length + 1;
    if (whole.text === '') continue;
    const equals = whole.text.indexOf('=');
    const name = equals < 0 ? whole.text : trim(whole.text.slice(0, equals)).text;
    found.push({ name, value: equals < 0 ? '' : trim(whole.text.slice(equals + 1)).text, range: whole.range });
  }
  return found;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A date as browsers read it in `Expires` (RFC 6265 section 5.1.1): its parts in nearly any order. Milliseconds since 1970. */
export function parseCookieDate(text: string): number | undefined {
  let time: readonly number[] | undefined;
  let day: number | undefined;
  let month: number | undefined;
  let year: number | undefined;
  for (const token of text.split(/[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/)) {
    const clock = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/.exec(token);
    if (time === undefined && clock !== null) time = clock.slice(1).map(Number);
    else if (day === undefined && /^\d{1,2}(?!\d)/.test(token)) day = Number.parseInt(token, 10);
    else if (month === undefined && MONTHS.includes(token.slice(0, 3).toLowerCase()))
      month = MONTHS.indexOf(token.slice(0, 3).toLowerCase());
    else if (year === undefined && /^\d{2,4}(?!\d)/.test(token)) year = Number.parseInt(token, 10);
  }
  if (time === undefined || day === undefined || month === undefined || year === undefined) return undefined;
  const full = year >= 70 && year <= 99 ? year + 1900 : year < 70 ? year + 2000 : year;
  const [hour = 0, minute = 0, second = 0] = time;
  if (day < 1 || day > 31 || full < 1601 || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = Date.UTC(full, month, day, hour, minute, second);
  return new Date(date).getUTCDate() === day ? date : undefined;
}
