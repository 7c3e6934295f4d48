// Moments for `$timestamp` and `$datetime`: offsets, the two named formats, and formats in Day.js letters.

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `-3`, `d` added to a moment; `undefined` for an unknown unit. Months and years keep the day where the month has it. */
export function addOffset(at: number, count: number, unit: string): number | undefined {
  const fixed = UNITS[unit];
  if (fixed !== undefined) return at + count * fixed;
  const months = { y: 12, Q: 3, M: 1 }[unit];
  if (months === undefined) return undefined;
  const from = new Date(at);
  const to = new Date(at);
  to.setUTCDate(1);
  to.setUTCMonth(to.getUTCMonth() + count * months);
  const days = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), days));
  return to.getTime();
}

/** `YYYY-MM-DD[T]HH:mm:ss.SSSZ`: the letters of Day.js; text in brackets stays. */
export function formatMoment(at: number, format: string, local: boolean): string {
  const parts = partsOf(at, local);
  return format.replace(
    /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|d|HH|H|hh|h|A|a|mm|m|ss|s|SSS|ZZ|Z|X|x/g,
    (letters, kept?: string) => (kept === undefined ? letterOf(letters, parts) : kept),
  );
}

interface Moment {
  readonly at: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Minutes east of UTC. */
  readonly offset: number;
}

function partsOf(at: number, local: boolean): Moment {
  const offset = local ? -new Date(at).getTimezoneOffset() : 0;
  const d = new Date(at + offset * 60_000);
  return {
    at,
    year: d.getUTCFullYear(),
    month: d.getUTCMonth(),
    day: d.getUTCDate(),
    weekday: d.getUTCDay(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(),
    millisecond: d.getUTCMilliseconds(),
    offset,
  };
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

function zone(offset: number, colon: string): string {
  const by = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${pad(Math.trunc(by / 60))}${colon}${pad(by % 60)}`;
}

function letterOf(letters: string, m: Moment): string {
  const hour12 = m.hour % 12 === 0 ? 12 : m.hour % 12;
  const table: Readonly<Record<string, string | number | undefined>> = {
    YYYY: pad(m.year, 4),
    YY: pad(m.year % 100),
    MMMM: MONTHS[m.month],
    MMM: MONTHS[m.month]?.slice(0, 3),
    MM: pad(m.month + 1),
    M: m.month + 1,
    DD: pad(m.day),
    D: m.day,
    dddd: DAYS[m.weekday],
    ddd: DAYS[m.weekday]?.slice(0, 3),
    d: m.weekday,
    HH: pad(m.hour),
    H: m.hour,
    hh: pad(hour12),
    h: hour12,
    A: m.hour < 12 ? 'AM' : 'PM',
    a: m.hour < 12 ? 'am' : 'pm',
    mm: pad(m.minute),
    m: m.minute,
    ss: pad(m.second),
    s: m.second,
    SSS: pad(m.millisecond, 3),
    ZZ: zone(m.offset, ''),
    Z: zone(m.offset, ':'),
    X: Math.trunc(m.at / 1000),
    x: m.at,
  };
  return String(table[letters] ?? letters);
}
