// Numbers in words, the same everywhere: spans of time, octets, hours of the day.

const UNITS: readonly (readonly [name: string, seconds: number])[] = [
  ['year', 31_536_000],
  ['day', 86_400],
  ['hour', 3600],
  ['min', 60],
];

/** Seconds in the fitting unit: `40 s`, `10 min`, `1 hour`, `30 days`, `about 2 years`. */
export function span(seconds: number): string {
  const whole = Math.round(seconds);
  const unit = UNITS.find(([, size]) => whole >= size && (whole % size === 0 || whole >= 2 * size));
  if (unit === undefined || whole < 60) return `${whole} s`;
  const [name, size] = unit;
  const exact = whole / size;
  const count = exact >= 10 ? Math.round(exact) : Math.round(exact * 10) / 10;
  return `${count * size === whole ? '' : 'about '}${count} ${name === 'min' || count === 1 ? name : `${name}s`}`;
}

/** Seconds exactly, and in the fitting unit where that says more: `40 s`, `600 s (10 min)`. */
export function spanExactly(seconds: number): string {
  const exact = `${seconds} s`;
  const fitting = span(seconds);
  return fitting === exact ? exact : `${exact} (${fitting})`;
}

/** `1 octet`, `29 octets`, `48 kB` (of 1000 octets), `1.2 GB`. */
export function octets(count: number): string {
  if (count === 1) return '1 octet';
  if (count < 10_000) return `${count} octets`;
  const [size, unit] = count < 999_500 ? [1e3, 'kB'] : count < 999_500_000 ? [1e6, 'MB'] : [1e9, 'GB'];
  const value = count / Number(size);
  return `${value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)} ${unit}`;
}

/** Milliseconds: `0.4 ms`, `38 ms`, `1.2 s`. */
export function duration(ms: number): string {
  if (ms >= 10_000) return `${Math.round(ms / 1000)} s`;
  if (ms >= 1000) return `${Math.round(ms / 100) / 10} s`;
  return `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`;
}

/** `12:00:30 GMT`; the empty string for a time that no date can hold. */
export const clock = (time: number): string => (Math.abs(time) <= 8.64e15 ? `${new Date(time).toISOString().slice(11, 19)} GMT` : '');

/** `octet` for 1, `octets` for any other number: the word alone, where the number is set apart. */
export const plural = (count: number | bigint | string, one: string, many = `${one}s`): string => (Number(count) === 1 ? one : many);

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
