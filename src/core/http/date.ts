// HTTP dates (RFC 9110 section 5.6.7): the one form that is sent, and the two old forms that a recipient must still read.

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const IMF = /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const RFC850 = /^(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day, (\d{2})-([A-Z][a-z]{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const ASCTIME = /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) ([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/;

export interface HttpDate {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** `imf` is the form to send, the other two are obsolete. */
  readonly form: 'imf' | 'rfc850' | 'asctime';
  /** The day on which the date falls, where the text names another one. */
  readonly weekday?: string;
}

/**
 * Reads a date, `undefined` where it is none: ``Fri, 20 Nov 2026 12:00:00 GMT``. `now` settles the century of a two-digit year
 * (more than 50 years ahead means the last century that ends so).
 */
export function parseDate(value: string, now = 0): HttpDate | undefined {
  const imf = IMF.exec(value);
  if (imf) return dated('imf', value, [imf[3], imf[2], imf[1], imf[4], imf[5], imf[6]]);
  const asctime = ASCTIME.exec(value);
  if (asctime) return dated('asctime', value, [asctime[6], asctime[1], asctime[2], asctime[3], asctime[4], asctime[5]]);
  const old = RFC850.exec(value);
  if (old) return dated('rfc850', value, [fullYear(Number(old[3]), now), old[2], old[1], old[4], old[5], old[6]]);
  return undefined;
}

/** The time alone, in milliseconds since 1970. */
export const timeOf = (value: string, now?: number): number | undefined => parseDate(value, now)?.time;

/** `Fri, 20 Nov 2026 12:00:00 GMT`; the empty string for a time that no date can hold. */
export const formatDate = (time: number): string => (Math.abs(time) <= 8.64e15 ? new Date(time).toUTCString() : '');

function dated(form: HttpDate['form'], value: string, parts: readonly (string | number | undefined)[]): HttpDate | undefined {
  const [year, name, day, hour, minute, second] = parts;
  const month = MONTHS.indexOf(String(name));
  const numbers = [Number(year), month, Number(day), Number(hour), Number(minute), Number(second)] as const;
  if (month < 0 || numbers[2] < 1 || numbers[3] > 23 || numbers[4] > 59 || numbers[5] > 60) return undefined;
  const time = Date.UTC(...numbers);
  // A day that the month does not have rolls over; a date with it is none.
  if (new Date(time).getUTCDate() !== numbers[2] && numbers[5] !== 60) return undefined;
  const weekday = DAYS[new Date(Date.UTC(numbers[0], numbers[1], numbers[2])).getUTCDay()] ?? '';
  return value.startsWith(weekday.slice(0, 3)) ? { time, form } : { time, form, weekday };
}

function fullYear(twoDigits: number, now: number): number {
  const current = new Date(now).getUTCFullYear();
  const year = current - (current % 100) + twoDigits;
  return year > current + 50 ? year - 100 : year;
}
