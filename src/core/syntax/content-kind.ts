// How content is read: by method, target and Content-Type, else by the look of it (FORMAT.md C1, C15, C17, C18, C20).

import type { Range } from '../text/range.ts';
import { sameName } from './compare.ts';
import { normalMethod } from './method.ts';
import { DIALECTS, type Dialect } from './profile.ts';
import type { Body, Field, RequestLine } from './tree.ts';

export interface ContentKind {
  /** `untyped`: json or text, decided by the first line. */
  readonly type: Body['type'] | 'untyped';
  /** Without parameters, in lower case; empty when there is none. */
  readonly mediaType: string;
  /** Of a multipart type: where its boundary parameter stands in the block's text, and what it says. */
  readonly boundary: Range | undefined;
  readonly boundaryText: string | undefined;
  /** JetBrains' `%&` is no separator (`# @form-escapes`). */
  readonly formEscapes: boolean;
  /** Comment lines are dropped where FORMAT.md C1 says so; `false` keeps them all. */
  readonly dropComments: boolean;
  /** The method brings no content and no Content-Type says otherwise: comment lines alone are a note of the author's, not content. */
  readonly expectsNone: boolean;
  /** From the first blank line to the block's end everything is content, but for blank lines at its end: no files, no handlers. */
  readonly verbatim?: boolean;
}

export function contentKindOf(
  text: string,
  line: RequestLine,
  fields: readonly Field[],
  { verbatimMethods }: Dialect = DIALECTS.postil,
): ContentKind {
  const base = { mediaType: '', boundary: undefined, boundaryText: undefined, formEscapes: false, dropComments: true, expectsNone: false };
  const method = line.method ? normalMethod(text.slice(line.method.start, line.method.end), verbatimMethods) : 'GET';
  if (method === 'WEBSOCKET' || startsWebSocket(text, line)) return { ...base, type: 'messages' };
  const field = fields.find((f) => sameName(text, f.name, 'content-type'));
  const typed = field ? unfolded(text, field) : '';
  const mediaType = mediaTypeOf(typed);
  if (method === 'GRAPHQL' || isGraphqlByField(text, fields)) return { ...base, mediaType, type: 'graphql' };
  const type = typeOf(mediaType);
  if (type === 'untyped') return { ...base, type, expectsNone: WITHOUT_CONTENT.has(method) };
  if (type !== 'multipart' || !field) return { ...base, mediaType, type };
  const at = boundaryIn(typed);
  const boundary = at && { start: placeIn(field, at.start), end: placeIn(field, at.end) };
  return { ...base, mediaType, type, boundary, boundaryText: at && typed.slice(at.start, at.end) };
}

const WITHOUT_CONTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'SSE']);

/** The value with its folds, joined with one space. */
const unfolded = (text: string, { value, folds }: Field): string =>
  folds.length === 0 ? text.slice(value.start, value.end) : [value, ...folds].map(({ start, end }) => text.slice(start, end)).join(' ');

/** From an offset of the joined value to one of the block. */
function placeIn({ value, folds }: Field, offset: number): number {
  let left = offset;
  for (const { start, end } of [value, ...folds]) {
    if (left <= end - start) return start + left;
    left -= end - start + 1;
  }
  return folds.at(-1)?.end ?? value.end;
}

/** `Application/JSON; charset=utf-8` is `application/json`. */
export function mediaTypeOf(value: string): string {
  const semicolon = value.indexOf(';');
  return (semicolon === -1 ? value : value.slice(0, semicolon)).trim().toLowerCase();
}

export function typeOf(mediaType: string): ContentKind['type'] {
  if (mediaType === '') return 'untyped';
  if (mediaType === 'application/x-www-form-urlencoded') return 'form';
  if (mediaType.startsWith('multipart/')) return 'multipart';
  if (isJsonType(mediaType)) return 'json';
  if (/[/+]xml(?:-.*)?$/.test(mediaType)) return 'xml';
  return 'text';
}

const isJsonType = (mediaType: string): boolean =>
  mediaType === 'application/json' ||
  /^[^/]+\/(?:.*\+json|json|json5|x-json|(?:.*\+)?(?:x-)?ndjson|jsonl|(?:x-)?jsonlines|json-seq|json-.*|x-json-.*)$/.test(mediaType);

/** One JSON value a line, and a line break after the last. */
export const isLinesType = (mediaType: string): boolean =>
  /[/+](?:(?:x-)?ndjson|jsonl|(?:x-)?jsonlines|x-jsonl|event-stream|x-ldjson|stream\+json)$/.test(mediaType);

/** Where the boundary parameter's value stands in a Content-Type value, without quotes. */
export function boundaryIn(value: string): Range | undefined {
  const m = /;\s*boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;\s"](?:[^;]*[^;\s])?))/i.exec(value);
  if (!m) return undefined;
  const found = m[1] ?? m[2] ?? '';
  if (found === '') return undefined;
  const start = m.index + m[0].lastIndexOf(found);
  return { start, end: start + found.length };
}

const startsWebSocket = (text: string, line: RequestLine): boolean => {
  const first = line.target[0];
  return first !== undefined && /^wss?:\/\//i.test(text.slice(first.start, first.start + 6));
};

const isGraphqlByField = (text: string, fields: readonly Field[]): boolean =>
  fields.some((f) => sameName(text, f.name, 'x-request-type') && /^graphql$/i.test(text.slice(f.value.start, f.value.end)));
