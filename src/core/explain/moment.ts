// Points of time in words. GMT always, as HTTP writes it: a field's time is nobody's local time.
import { span } from './words.ts';

/** `20 Nov 2026, 12:00:00 GMT`, from milliseconds since 1970; `an impossible date` for a time that no date can hold. */
export function moment(time: number): string {
  if (!(Math.abs(time) <= 8.64e15)) return 'an impossible date';
  const date = new Date(time);
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map((n) => String(n).padStart(2, '0')).join(':');
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${yearOf(date)}, ${clock} GMT`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Four digits at least, as dates of HTTP have them. */
function yearOf(date: Date): string {
  const year = date.getUTCFullYear();
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
}

/** `in 5 min`, `1 hour ago`, `now`: where `time` lies, seen from `now`, both in milliseconds since 1970. */
export function relative(time: number, now: number): string {
  const seconds = Math.round((time - now) / 1000);
  if (seconds === 0) return 'now';
  return seconds > 0 ? `in ${span(seconds)}` : `${span(-seconds)} ago`;
}
