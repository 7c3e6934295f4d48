// Reading JSON that somebody else wrote: each function gives the value when it has the wanted type, else `undefined`.

export type Json = Readonly<Record<string, unknown>>;

export const record = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;

export const list = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);

export const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const number = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

export const boolean = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

/** One of these words. */
export const oneOf = <T extends string>(words: Readonly<Record<T, true>>, value: unknown): T | undefined =>
  typeof value === 'string' && Object.hasOwn(words, value) ? (value as T) : undefined;

/** Octets written as hexadecimal digits, with or without spaces and `0x`; `undefined` when something else is in it. */
export function hex(value: unknown): Uint8Array | undefined {
  const digits = string(value)?.replace(/0x|[\s:,]/gi, '');
  if (digits === undefined || !/^[0-9a-f]*$/i.test(digits)) return undefined;
  const octets = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < octets.length; i++) octets[i] = Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16);
  return octets;
}

/** Base64 with or without padding; `undefined` for what is none. */
export function base64(value: unknown): Uint8Array | undefined {
  const digits = string(value)?.replace(/\s/g, '');
  if (digits === undefined || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return undefined;
  const whole = digits.replace(/=+$/, '');
  if (whole.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(whole), (c) => c.charCodeAt(0));
}

const encoder = new TextEncoder();

/** The UTF-8 octets of a string, or those of `{ "type": "Buffer", "data": [...] }`, as Node writes a Buffer into JSON. */
export function octets(value: unknown): Uint8Array | undefined {
  if (typeof value === 'string') return encoder.encode(value);
  const data = list(record(value)?.['data']) ?? list(value);
  return data?.every((n) => typeof n === 'number') ? Uint8Array.from(data) : undefined;
}

export type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The same record without the keys that are `undefined`: what is absent is unknown. */
export function known<T extends object>(values: T): Known<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Known<T>;
}

/** A distinguished name as text, or as Node's record `{ CN, O }`. */
export const distinguishedName = (value: unknown): string | undefined =>
  string(value) ?? string(record(value)?.['CN']) ?? string(record(value)?.['O']);

/** A string, or a number or boolean written as one. */
export const scalar = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
