// Structured field values (RFC 9651 section 4.2): items, lists and dictionaries, each part with its place. Parsing is strict, as
// the RFC demands: the first fault ends it, and says where it stands and what was expected.
import type { Range } from '../text/range.ts';
import { fail, ok, type Result } from '../text/result.ts';

export type BareItem =
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'decimal'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'token'; readonly value: string }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Seconds since 1970. */
  | { readonly kind: 'date'; readonly value: number }
  | { readonly kind: 'display'; readonly value: string };

export interface StructuredParameter {
  readonly key: string;
  readonly value: BareItem;
  readonly range: Range;
}

export interface Item {
  readonly kind: 'item';
  readonly value: BareItem;
  readonly parameters: readonly StructuredParameter[];
  /** Without its parameters. */
  readonly range: Range;
}

export interface InnerList {
  readonly kind: 'inner-list';
  readonly items: readonly Item[];
  readonly parameters: readonly StructuredParameter[];
  readonly range: Range;
}

export type Member = Item | InnerList;

export interface Entry {
  readonly key: string;
  readonly member: Member;
  readonly range: Range;
}

/** `at` is an offset in code units; `expected` completes "expected …". */
export interface StructuredFault {
  readonly at: number;
  readonly expected: string;
}

export const parseItem = (text: string): Result<Item, StructuredFault> => whole(text, item);

export const parseList = (text: string): Result<readonly Member[], StructuredFault> => whole(text, list);

/** Of entries with the same key the last one counts, and only that is given. */
export const parseDictionary = (text: string): Result<readonly Entry[], StructuredFault> => whole(text, dictionary);

/** The last parameter of that key. */
export const parameterOf = (member: Member, key: string): BareItem | undefined => member.parameters.findLast((p) => p.key === key)?.value;

/** The value of an item as text: `60`, `?1`, `gzip`; strings without quotes, octets as base64 with colons, an inner list in parentheses. */
export function write(value: BareItem | Member): string {
  switch (value.kind) {
    case 'integer':
    case 'decimal':
      return String(value.value);
    case 'string':
    case 'token':
    case 'display':
      return value.value;
    case 'boolean':
      return value.value ? '?1' : '?0';
    case 'date':
      return `@${value.value}`;
    case 'bytes':
      return `:${btoa(String.fromCharCode(...value.value))}:`;
    case 'item':
      return write(value.value);
    case 'inner-list':
      return `(${value.items.map(write).join(' ')})`;
  }
}

interface Cursor {
  readonly text: string;
  at: number;
}

/** The parsers below stop at a fault by this value; it does not leave the file. */
class Stop {
  readonly fault: StructuredFault;
  constructor(fault: StructuredFault) {
    this.fault = fault;
  }
}

type Read<T> = T | Stop;

const stop = (cursor: Cursor, expected: string): Stop => new Stop({ at: cursor.at, expected });

function whole<T>(text: string, parse: (cursor: Cursor) => Read<T>): Result<T, StructuredFault> {
  const cursor: Cursor = { text, at: 0 };
  skip(cursor, /^ */);
  const value = parse(cursor);
  if (value instanceof Stop) return fail(value.fault);
  skip(cursor, /^ */);
  return cursor.at === text.length ? ok(value) : fail({ at: cursor.at, expected: 'the end of the value' });
}

function skip(cursor: Cursor, pattern: RegExp): string {
  const found = pattern.exec(cursor.text.slice(cursor.at))?.[0] ?? '';
  cursor.at += found.length;
  return found;
}

const peek = (cursor: Cursor): string => cursor.text[cursor.at] ?? '';

function list(cursor: Cursor): Read<readonly Member[]> {
  const members: Member[] = [];
  while (cursor.at < cursor.text.length) {
    const next = member(cursor);
    if (next instanceof Stop) return next;
    members.push(next);
    const comma = afterMember(cursor);
    if (comma instanceof Stop) return comma;
  }
  return members;
}

function dictionary(cursor: Cursor): Read<readonly Entry[]> {
  const entries: Entry[] = [];
  while (cursor.at < cursor.text.length) {
    const start = cursor.at;
    const key = readKey(cursor);
    if (key instanceof Stop) return key;
    const value = dictionaryMember(cursor, { start, end: cursor.at });
    if (value instanceof Stop) return value;
    const same = entries.findIndex((e) => e.key === key);
    const entry = { key, member: value, range: { start, end: cursor.at } };
    if (same < 0) entries.push(entry);
    else entries[same] = entry;
    const comma = afterMember(cursor);
    if (comma instanceof Stop) return comma;
  }
  return entries;
}

/** Past white space and one comma; a comma at the end is a fault. */
function afterMember(cursor: Cursor): Read<undefined> {
  skip(cursor, /^[ \t]*/);
  if (cursor.at === cursor.text.length) return undefined;
  if (peek(cursor) !== ',') return stop(cursor, 'a comma');
  cursor.at++;
  skip(cursor, /^[ \t]*/);
  return cursor.at === cursor.text.length ? stop(cursor, 'a member after the comma') : undefined;
}

/** After a key: `=value`, or nothing for true. */
function dictionaryMember(cursor: Cursor, keyRange: Range): Read<Member> {
  if (peek(cursor) === '=') {
    cursor.at++;
    return member(cursor);
  }
  const found = parameters(cursor);
  if (found instanceof Stop) return found;
  return { kind: 'item', value: { kind: 'boolean', value: true }, parameters: found, range: keyRange };
}

const member = (cursor: Cursor): Read<Member> => (peek(cursor) === '(' ? innerList(cursor) : item(cursor));

function innerList(cursor: Cursor): Read<InnerList> {
  const start = cursor.at++;
  const items: Item[] = [];
  while (cursor.at < cursor.text.length) {
    skip(cursor, /^ */);
    if (peek(cursor) === ')') {
      const range = { start, end: ++cursor.at };
      const found = parameters(cursor);
      return found instanceof Stop ? found : { kind: 'inner-list', items, parameters: found, range };
    }
    const next = item(cursor);
    if (next instanceof Stop) return next;
    items.push(next);
    if (peek(cursor) !== ' ' && peek(cursor) !== ')') return stop(cursor, 'a space or a closing parenthesis');
  }
  return stop(cursor, 'a closing parenthesis');
}

function item(cursor: Cursor): Read<Item> {
  const start = cursor.at;
  const value = bareItem(cursor);
  if (value instanceof Stop) return value;
  const range = { start, end: cursor.at };
  const found = parameters(cursor);
  return found instanceof Stop ? found : { kind: 'item', value, parameters: found, range };
}

function parameters(cursor: Cursor): Read<readonly StructuredParameter[]> {
  const found: StructuredParameter[] = [];
  while (peek(cursor) === ';') {
    cursor.at++;
    skip(cursor, /^ */);
    const start = cursor.at;
    const key = readKey(cursor);
    if (key instanceof Stop) return key;
    let value: Read<BareItem> = { kind: 'boolean', value: true };
    if (peek(cursor) === '=') {
      cursor.at++;
      value = bareItem(cursor);
      if (value instanceof Stop) return value;
    }
    found.push({ key, value, range: { start, end: cursor.at } });
  }
  return found;
}

function readKey(cursor: Cursor): Read<string> {
  const key = skip(cursor, /^[a-z*][a-z0-9_\-.*]*/);
  return key === '' ? stop(cursor, 'a key in lower case') : key;
}

function bareItem(cursor: Cursor): Read<BareItem> {
  const char = peek(cursor);
  if (/[-0-9]/.test(char)) return number(cursor);
  if (char === '"') return string(cursor);
  if (char === ':') return bytes(cursor);
  if (char === '?') return boolean(cursor);
  if (char === '@') return date(cursor);
  if (char === '%') return display(cursor);
  const token = skip(cursor, /^[A-Za-z*][!#$%&'*+\-.^_`|~0-9A-Za-z:/]*/);
  return token === '' ? stop(cursor, 'a number, a "string", a token, ?1, @date or :octets:') : { kind: 'token', value: token };
}

function number(cursor: Cursor): Read<BareItem> {
  const start = cursor.at;
  const written = skip(cursor, /^-?[0-9]+(\.[0-9]*)?/);
  const [whole = '', fraction] = written.replace('-', '').split('.');
  if (written === '') return stop(cursor, 'a digit after the sign');
  if (fraction === undefined && whole.length <= 15) return { kind: 'integer', value: Number(written) };
  if (fraction !== undefined && whole.length <= 12 && fraction.length >= 1 && fraction.length <= 3)
    return { kind: 'decimal', value: Number(written) };
  cursor.at = start;
  return stop(cursor, 'at most 15 digits, or 12 digits with 1 to 3 after the point');
}

function string(cursor: Cursor): Read<BareItem> {
  cursor.at++;
  let value = '';
  while (cursor.at < cursor.text.length) {
    const char = peek(cursor);
    if (char === '"') {
      cursor.at++;
      return { kind: 'string', value };
    }
    if (char === '\\') {
      cursor.at++;
      if (peek(cursor) !== '"' && peek(cursor) !== '\\') return stop(cursor, '" or \\ after a backslash');
    } else if (char < ' ' || char > '~') return stop(cursor, 'printable ASCII in a string');
    value += peek(cursor);
    cursor.at++;
  }
  return stop(cursor, 'a closing quote');
}

function bytes(cursor: Cursor): Read<BareItem> {
  cursor.at++;
  const encoded = skip(cursor, /^[A-Za-z0-9+/]*={0,2}/);
  if (peek(cursor) !== ':') return stop(cursor, 'base64 and a closing colon');
  const unpadded = encoded.replace(/=+$/, '');
  if (unpadded.length % 4 === 1) return stop(cursor, 'a possible length of base64');
  cursor.at++;
  const decoded = atob(unpadded.padEnd(Math.ceil(unpadded.length / 4) * 4, '='));
  return { kind: 'bytes', value: Uint8Array.from(decoded, (c) => c.charCodeAt(0)) };
}

function boolean(cursor: Cursor): Read<BareItem> {
  const written = skip(cursor, /^\?[01]/);
  return written === '' ? stop(cursor, '?0 or ?1') : { kind: 'boolean', value: written === '?1' };
}

function date(cursor: Cursor): Read<BareItem> {
  cursor.at++;
  if (!/[-0-9]/.test(peek(cursor))) return stop(cursor, 'whole seconds after @');
  const value = number(cursor);
  if (value instanceof Stop) return value;
  return value.kind === 'integer' ? { kind: 'date', value: value.value } : stop(cursor, 'whole seconds after @');
}

function display(cursor: Cursor): Read<BareItem> {
  const written = /^%"((?:[ !#$&-~]|%[0-9a-f]{2})*)"/.exec(cursor.text.slice(cursor.at));
  if (written === null) return stop(cursor, '%" … " with %xx in lower case');
  try {
    const value = decodeURIComponent(written[1] ?? '');
    cursor.at += written[0].length;
    return { kind: 'display', value };
  } catch {
    return stop(cursor, 'UTF-8 behind the percent signs');
  }
}
