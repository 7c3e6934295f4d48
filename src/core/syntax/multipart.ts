// `multipart/*` content: delimiters, parts, their fields and content (RFC 2046 section 5.1.1; FORMAT.md C18).
import type { Range } from '../text/range.ts';
import { asComment, type BodyLines, rangeOf } from './body-lines.ts';
import type { ContentKind } from './content-kind.ts';
import { exact } from './exact.ts';
import { readField } from './field-line.ts';
import { readInclude } from './include.ts';
import { isBlank, type Lines, skipBlanks, trimEnd } from './lines.ts';
import { inspectMultipart } from './multipart-inspect.ts';
import type { FieldNode } from './nodes.ts';
import { isCommentLine, readComment } from './preamble.ts';
import type { Problem } from './problem.ts';
import type { Comment, Delimiter, Include, MultipartBody, Part } from './tree.ts';

export function readMultipart(content: BodyLines, kind: ContentKind, problems: Problem[]): MultipartBody {
  const { lines, first, last } = content;
  const boundary = kind.boundaryText ?? inferred(lines, first, last);
  const state: State = {
    lines,
    boundary,
    dropComments: kind.dropComments,
    place: 'before',
    delimiters: [],
    parts: [],
    comments: [],
    includes: [],
    lost: [],
    noBlankLine: [],
    near: [],
    open: undefined,
  };
  for (let i = first; i <= last; i++) readLine(state, i);
  endPart(state, last + 1);
  const [delimiters, parts, comments, includes] = [
    exact(state.delimiters),
    exact(state.parts),
    exact(state.comments),
    exact(state.includes),
  ];
  const body: MultipartBody = {
    kind: 'body',
    type: 'multipart',
    range: rangeOf(content),
    comments,
    includes,
    boundary: kind.boundary,
    delimiters,
    parts,
  };
  inspectMultipart(lines, body, kind, { lost: state.lost, noBlankLine: state.noBlankLine, near: state.near }, problems);
  return body;
}

/** The line after the closing delimiter: up to there nothing ends the content, whatever it looks like. `from` when there is none. */
export function behindParts(lines: Lines, from: number, kind: ContentKind): number {
  const { text, starts, ends, count } = lines;
  const boundary = kind.boundaryText ?? inferred(lines, from, count - 1);
  if (boundary === undefined || !text.includes(`--${boundary}--`, starts[from])) return from;
  for (let i = from; i < count; i++) {
    const start = starts[i] ?? 0;
    const end = trimEnd(text, start, ends[i] ?? 0);
    if (delimiterAt(text, start, end, boundary)?.closing) return i + 1;
    if (text.charCodeAt(start) === 60 && delimiterAfter(text, { start, end }, boundary)?.closing) return i + 1;
  }
  return from;
}

interface State {
  readonly lines: Lines;
  readonly boundary: string | undefined;
  readonly dropComments: boolean;
  /** `lead` is between a part's fields and its content. */
  place: 'before' | 'fields' | 'lead' | 'content' | 'after';
  readonly delimiters: Delimiter[];
  readonly parts: Part[];
  readonly comments: Comment[];
  readonly includes: Include[];
  /** Text outside of parts. */
  readonly lost: Range[];
  readonly noBlankLine: Range[];
  /** Lines of content that are a delimiter but for their dashes. */
  readonly near: Range[];
  open: { readonly start: number; readonly fields: FieldNode[]; first: number; last: number } | undefined;
}

function readLine(state: State, i: number): void {
  const { text, starts, ends } = state.lines;
  const start = starts[i] ?? 0;
  const end = trimEnd(text, start, ends[i] ?? 0);
  const delimiter = state.boundary === undefined ? undefined : delimiterAt(text, start, end, state.boundary);
  if (delimiter) {
    addDelimiter(state, delimiter, i);
    return;
  }
  const at = skipBlanks(text, start, end);
  switch (state.place) {
    case 'before':
    case 'after':
      if (at < end) addOutside(state, at, end);
      return;
    case 'fields':
      readPartField(state, i, at, end);
      return;
    case 'lead':
      if (at === end) return;
      if (state.dropComments && isCommentLine(text, at)) state.comments.push(asComment(readComment(text, at, end)));
      else addContent(state, i, start, end);
      return;
    case 'content':
      if (at < end) addContent(state, i, start, end);
      return;
  }
}

function addDelimiter(state: State, delimiter: Delimiter, line: number): void {
  endPart(state, line);
  state.delimiters.push(delimiter);
  state.place = delimiter.closing ? 'after' : 'fields';
  if (!delimiter.closing) state.open = { start: state.lines.starts[line + 1] ?? delimiter.range.end, fields: [], first: -1, last: -1 };
}

function endPart(state: State, line: number): void {
  const { open, lines } = state;
  if (!open) return;
  const end = Math.max(open.start, lines.ends[line - 1] ?? open.start);
  const content = open.first === -1 ? undefined : { start: lines.starts[open.first] ?? 0, end: lines.ends[open.last] ?? 0 };
  state.parts.push({ range: { start: open.start, end }, fields: exact(open.fields), content: content && clipped(state, content) });
  state.open = undefined;
}

/** A part's last line may end in a delimiter (`< file --boundary--`), which is no content. */
function clipped(state: State, content: Range): Range {
  const include = state.includes.at(-1);
  return include &&
    include.range.end < content.end &&
    include.range.start >= content.start &&
    state.delimiters.at(-1)?.range.end === content.end
    ? { start: content.start, end: include.range.end }
    : content;
}

function addOutside(state: State, at: number, end: number): void {
  const { text } = state.lines;
  if (state.dropComments && isCommentLine(text, at)) state.comments.push(asComment(readComment(text, at, end)));
  else state.lost.push({ start: at, end });
}

function readPartField(state: State, i: number, at: number, end: number): void {
  const { text, starts } = state.lines;
  if (at === end) {
    state.place = 'lead';
    return;
  }
  // A comment among a part's fields can't be anything else, also where comments are kept.
  if (isCommentLine(text, at)) {
    state.comments.push(asComment(readComment(text, at, end)));
    return;
  }
  const field = readField(text, at, end);
  const fields = state.open?.fields ?? [];
  const last = fields.at(-1);
  if (field) fields.push(field);
  else if (last && at > (starts[i] ?? 0)) fields[fields.length - 1] = last.folded([...last.folds, { start: at, end }]);
  else {
    state.noBlankLine.push({ start: at, end });
    addContent(state, i, starts[i] ?? 0, end);
  }
}

function addContent(state: State, i: number, start: number, end: number): void {
  state.place = 'content';
  if (state.open) {
    if (state.open.first === -1) state.open.first = i;
    state.open.last = i;
  }
  const { text } = state.lines;
  if (text.charCodeAt(start) === 45 && isNearDelimiter(text.slice(start, end), state.boundary)) state.near.push({ start, end });
  const include = text.charCodeAt(start) === 60 ? readInclude(text, start, end) : undefined;
  if (!include) return;
  const delimiter = state.boundary === undefined ? undefined : delimiterAfter(text, include.path, state.boundary);
  if (!delimiter) {
    state.includes.push(include);
    return;
  }
  const pathEnd = trimEnd(text, include.path.start, delimiter.range.start);
  state.includes.push({ ...include, range: { start, end: pathEnd }, path: { start: include.path.start, end: pathEnd } });
  closeWithin(state, delimiter, i);
}

const isNearDelimiter = (line: string, boundary = ''): boolean =>
  withoutDashes(boundary) !== '' && withoutDashes(line) === withoutDashes(boundary);

const withoutDashes = (text: string): string => text.replace(/^-+|-+$/g, '');

function closeWithin(state: State, delimiter: Delimiter, line: number): void {
  state.delimiters.push(delimiter);
  endPart(state, line + 1);
  state.place = delimiter.closing ? 'after' : 'fields';
  if (!delimiter.closing) state.open = { start: state.lines.starts[line + 1] ?? delimiter.range.end, fields: [], first: -1, last: -1 };
}

/** `--boundary` or `--boundary--` and nothing more; white space after it is trimmed already. */
function delimiterAt(text: string, start: number, end: number, boundary: string): Delimiter | undefined {
  if (text.charCodeAt(start) !== 45 || !text.startsWith('--', start) || !text.startsWith(boundary, start + 2)) return undefined;
  const after = start + 2 + boundary.length;
  const closing = text.startsWith('--', after) && after + 2 === end;
  if (!closing && after !== end) return undefined;
  return { range: { start, end }, boundary: { start: start + 2, end: after }, closing };
}

function delimiterAfter(text: string, path: Range, boundary: string): Delimiter | undefined {
  const at = path.start + text.slice(path.start, path.end).lastIndexOf(`--${boundary}`);
  return at > path.start && isBlank(text.charCodeAt(at - 1)) ? delimiterAt(text, at, path.end, boundary) : undefined;
}

/** The first `--line` says what the boundary is when the header does not. */
function inferred(lines: Lines, first: number, last: number): string | undefined {
  for (let i = first; i <= last; i++) {
    const start = lines.starts[i] ?? 0;
    const end = trimEnd(lines.text, start, lines.ends[i] ?? 0);
    if (lines.text.startsWith('--', start) && end > start + 2) return lines.text.slice(start + 2, end);
  }
  return undefined;
}
