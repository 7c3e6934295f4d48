// A request's content: where it begins and ends, which of its lines are not sent, and its structure by kind (FORMAT.md C12, C1, C14).
import { endsContent } from './after.ts';
import { asComment, type BodyLines, isBlankLine, lineFinder, rangeOf } from './body-lines.ts';
import type { ContentKind } from './content-kind.ts';
import { exact } from './exact.ts';
import { readForm } from './form.ts';
import { readGraphql } from './graphql.ts';
import { readInclude } from './include.ts';
import { type Lines, skipBlanks, trimEnd } from './lines.ts';
import { inspectMessages, readMessages } from './messages.ts';
import { behindParts, readMultipart } from './multipart.ts';
import { isCommentLine, readComment, readStatusLine, scriptBlockEnd } from './preamble.ts';
import type { Problem } from './problem.ts';
import type { Body, Comment, Include } from './tree.ts';

export interface ReadBody {
  readonly body: Body | undefined;
  /** Comment lines before and after the content. */
  readonly outside: readonly Comment[];
  readonly problems: readonly Problem[];
  /** The first line after the content. */
  readonly next: number;
}

/** Reads the content that begins at line `from`. */
export function readBody(lines: Lines, from: number, kind: ContentKind): ReadBody {
  const next = contentEnd(lines, from, kind);
  const type = kind.type === 'untyped' ? untypedLook(lines, from, next) : kind.type;
  const drops =
    kind.dropComments &&
    (type === 'json' ||
      type === 'form' ||
      type === 'messages' ||
      ((kind.expectsNone || type === 'multipart') && isAllComments(lines, from, next)));
  const sorted = sortLines(lines, from, next, drops, kind.verbatim === true);
  const problems: Problem[] = [];
  const structure = type === 'multipart' && sorted.content && isAllFiles(sorted.content) ? 'text' : type;
  const body = sorted.content && structureOf(sorted.content, structure, kind, problems);
  if (type === 'messages') inspectMessages(lines.text, body?.type === 'messages' ? body : undefined, sorted.dropped, problems);
  return { body, outside: sorted.outside, problems, next };
}

function structureOf(content: BodyLines, type: Body['type'], kind: ContentKind, problems: Problem[]): Body {
  switch (type) {
    case 'multipart':
      return readMultipart(content, kind, problems);
    case 'form':
      return readForm(content, kind, problems);
    case 'messages':
      return readMessages(content);
    case 'graphql':
      return readGraphql(content);
    case 'json':
    case 'xml':
    case 'text':
      return { kind: 'body', type, range: rangeOf(content), comments: content.comments, includes: content.includes };
  }
}

function isAllComments(lines: Lines, from: number, to: number): boolean {
  const { text, starts, ends } = lines;
  for (let i = from; i < to; i++)
    if (!isCommentLine(text, skipBlanks(text, starts[i] ?? 0, ends[i] ?? 0)) && !isBlankLine(lines, i)) return false;
  return true;
}

/** Multipart content that comes from files has its structure there. */
function isAllFiles({ lines, first, last, includes }: BodyLines): boolean {
  const isInclude = lineFinder(lines, includes);
  for (let i = first; i <= last; i++) if (!isInclude(i) && !isBlankLine(lines, i)) return false;
  return true;
}

/** Content ends at a handler and its like, and at a status line after a blank line. */
function contentEnd(lines: Lines, from: number, kind: ContentKind): number {
  const { text, starts, ends, count } = lines;
  if (kind.verbatim) return count;
  const first = kind.type === 'multipart' ? behindParts(lines, from, kind) : from;
  const carriesHttp = kind.mediaType === 'message/http' || kind.mediaType === 'application/http';
  for (let i = first; i < count; i++) {
    const start = starts[i] ?? 0;
    switch (text.charCodeAt(start)) {
      case 60:
      case 62:
      case 63:
        if (endsContent(text, start, trimEnd(text, start, ends[i] ?? 0))) return i;
        break;
      case 123:
        if (text.charCodeAt(start + 1) === 123 && scriptBlockEnd(lines, i) !== undefined) return i;
        break;
      case 72:
        if (!carriesHttp && (i === from || isBlankLine(lines, i - 1)) && readStatusLine(text, start, ends[i] ?? 0)) return i;
        break;
    }
  }
  return count;
}

/** Without a Content-Type: what begins like JSON is read like JSON. */
function untypedLook({ text, starts, ends }: Lines, from: number, to: number): 'json' | 'xml' | 'text' {
  for (let i = from; i < to; i++) {
    const end = ends[i] ?? 0;
    const at = skipBlanks(text, starts[i] ?? 0, end);
    if (at === end || isCommentLine(text, at)) continue;
    const c = text.charCodeAt(at);
    if (c === 91 || (c === 123 && text.charCodeAt(at + 1) !== 123)) return 'json';
    return c === 60 && /^<(?:[?!]|[\p{L}_])/u.test(text.slice(at, at + 3)) ? 'xml' : 'text';
  }
  return 'text';
}

interface Sorted {
  readonly content: BodyLines | undefined;
  readonly outside: readonly Comment[];
  /** All of them. */
  readonly dropped: readonly Comment[];
}

function sortLines(lines: Lines, from: number, to: number, drops: boolean, verbatim: boolean): Sorted {
  const { text, starts, ends } = lines;
  const dropped: Comment[] = [];
  const includes: Include[] = [];
  let first = -1;
  let last = -1;
  for (let i = from; i < to; i++) {
    const end = ends[i] ?? 0;
    const start = starts[i] ?? 0;
    const at = skipBlanks(text, start, end);
    if (at === end) continue;
    if (drops && isCommentLine(text, at)) {
      dropped.push(asComment(readComment(text, at, end)));
      continue;
    }
    if (first === -1) first = i;
    last = i;
    const include = text.charCodeAt(start) === 60 && !verbatim ? readInclude(text, start, end) : undefined;
    if (include) includes.push(include);
  }
  if (first === -1) return { content: undefined, outside: dropped, dropped };
  if (verbatim) first = from;
  const [start, end] = [starts[first] ?? 0, ends[last] ?? 0];
  const isInside = ({ range }: Comment): boolean => range.start > start && range.end < end;
  const comments = exact(dropped.length === 0 ? dropped : dropped.filter(isInside));
  const outside = comments.length === dropped.length ? NONE : dropped.filter((c) => !isInside(c));
  return { content: { lines, first, last, comments, includes: exact(includes) }, outside, dropped };
}

const NONE: readonly Comment[] = [];
