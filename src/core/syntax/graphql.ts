// GraphQL content: the query, and after a blank line its variables as a JSON object (FORMAT.md C17).
import { asComment, type BodyLines, isBlankLine } from './body-lines.ts';
import { exact } from './exact.ts';
import { type Lines, skipBlanks } from './lines.ts';
import { isCommentLine, readComment } from './preamble.ts';
import { skipReference } from './reference.ts';
import type { Comment, GraphqlBody } from './tree.ts';

export function readGraphql(content: BodyLines): GraphqlBody {
  const { lines, first, includes } = content;
  const { starts, ends } = lines;
  const from = variablesLine(content);
  const comments = from === undefined ? [] : commentsIn(lines, from, content.last);
  const last = from === undefined ? content.last : lastSent(lines, from, content.last);
  const start = starts[first] ?? 0;
  const end = ends[last] ?? 0;
  const base = { kind: 'body', type: 'graphql', range: { start, end }, comments: exact(comments), includes } as const;
  if (from === undefined) return { ...base, query: base.range, variables: undefined };
  let queryLast = from - 1;
  while (queryLast > first && isBlankLine(lines, queryLast)) queryLast--;
  return { ...base, query: { start, end: ends[queryLast] ?? 0 }, variables: { start: starts[from] ?? 0, end } };
}

/** The last line after a blank one that begins a JSON object, or names a file of one. */
function variablesLine({ lines, first, last, includes }: BodyLines): number | undefined {
  const { text, starts, ends } = lines;
  let seen = false;
  for (let i = last; i > first + 1; i--) {
    const at = skipBlanks(text, starts[i] ?? 0, ends[i] ?? 0);
    const c = text.charCodeAt(at);
    if ((c !== 123 && c !== 60) || !isBlankLine(lines, i - 1)) continue;
    if (c === 60) {
      const include = includes.find(({ range }) => range.start === at);
      if (include && /\.json$/i.test(text.slice(include.path.start, include.path.end))) return i;
    } else {
      if (looksLikeJson(lines, i, at, last) || (!seen && isBehindOperation(text.slice(starts[first], at)))) return i;
      seen = true;
    }
  }
  return undefined;
}

/** `{"a": 1}`, `{}` and `{{variables}}` are no selection of fields. */
function looksLikeJson({ text, starts, ends }: Lines, line: number, brace: number, last: number): boolean {
  if (skipReference(text, brace, ends[line] ?? 0) > brace) return true;
  let at = brace + 1;
  for (let i = line; i <= last; i++, at = starts[i] ?? 0) {
    at = skipBlanks(text, at, ends[i] ?? 0);
    if (at < (ends[i] ?? 0) && !isCommentLine(text, at)) return text.charCodeAt(at) === 34 || text.charCodeAt(at) === 125;
  }
  return false;
}

/** An operation that is at its end, so that what follows in braces is no part of it. */
const isBehindOperation = (before: string): boolean =>
  /\}\s*$/.test(before) && /^\s*(?:\{|query\b|mutation\b|subscription\b)/m.test(before);

/** In JSON such a line can't be content. */
function commentsIn({ text, starts, ends }: Lines, from: number, to: number): readonly Comment[] {
  const found: Comment[] = [];
  for (let i = from; i <= to; i++) {
    const end = ends[i] ?? 0;
    const at = skipBlanks(text, starts[i] ?? 0, end);
    if (at < end && isCommentLine(text, at)) found.push(asComment(readComment(text, at, end)));
  }
  return found;
}

function lastSent({ text, starts, ends }: Lines, from: number, to: number): number {
  for (let i = to; i > from; i--) {
    const at = skipBlanks(text, starts[i] ?? 0, ends[i] ?? 0);
    if (at < (ends[i] ?? 0) && !isCommentLine(text, at)) return i;
  }
  return from;
}
