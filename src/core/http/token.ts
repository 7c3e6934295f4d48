// Tokens, quoted strings and comma-separated lists, each with its place (RFC 9110 sections 5.6.1, 5.6.2 and 5.6.4).
import type { Range } from '../text/range.ts';

/** A part of a value and where it stands in it, in code units. */
export interface Piece {
  readonly text: string;
  readonly range: Range;
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

export const isToken = (text: string): boolean => TOKEN.test(text);

/** Digits and nothing else: no sign, no point, no space. */
export const isDigits = (text: string): boolean => /^[0-9]+$/.test(text);

export const isSpace = (char: string | undefined): boolean => char === ' ' || char === '\t';

/** `text` without white space (SP and HTAB) at its ends; `offset` says where `text` begins. */
export function trim(text: string, offset = 0): Piece {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text[start])) start++;
  while (end > start && isSpace(text[end - 1])) end--;
  return { text: text.slice(start, end), range: { start: offset + start, end: offset + end } };
}

/**
 * Splits at a separator outside of quoted strings and, if asked, of angle brackets (`Link`); each part is trimmed.
 * Empty parts are left out, as RFC 9110 section 5.6.1.2 has a recipient do.
 */
export function split(
  value: string,
  separator: ',' | ';' | ' ' = ',',
  options: { offset?: number; angle?: boolean } = {},
): readonly Piece[] {
  const offset = options.offset ?? 0;
  const parts: Piece[] = [];
  let start = 0;
  let inside: '"' | '>' | undefined;
  for (let i = 0; i <= value.length; i++) {
    const char = value[i];
    if (i === value.length || (inside === undefined && char === separator)) {
      const part = trim(value.slice(start, i), offset + start);
      if (part.text !== '') parts.push(part);
      start = i + 1;
    } else if (inside === '"' && char === '\\') i = Math.min(i + 1, value.length - 1);
    else if (inside !== undefined) inside = char === inside ? undefined : inside;
    else if (char === '"') inside = '"';
    else if (char === '<' && options.angle === true) inside = '>';
  }
  return parts;
}

export interface Quoted {
  /** Without the quotes and with `\x` taken for `x`. */
  readonly value: string;
  /** Just past the closing quote, or the end of the text. */
  readonly end: number;
  /** `false` when the text ends before the closing quote. */
  readonly closed: boolean;
}

/** The quoted string that begins at `at`; `undefined` when there is no quote at that place. */
export function readQuoted(text: string, at: number): Quoted | undefined {
  if (text[at] !== '"') return undefined;
  let value = '';
  for (let i = at + 1; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '"') return { value, end: i + 1, closed: true };
    if (char === '\\' && i + 1 < text.length) value += text[++i] ?? '';
    else value += char;
  }
  return { value, end: text.length, closed: false };
}
