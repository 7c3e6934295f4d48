// What follows a request's content and is never sent: handlers, saved responses, asserts, recorded responses (FORMAT.md C19).

import type { Range } from '../text/range.ts';
import { addComment, addStrayText, type Draft, problem, scriptNotRun } from './draft.ts';
import { exact } from './exact.ts';
import { readField } from './field-line.ts';
import { skipBlanks, trimEnd } from './lines.ts';
import { closingLine, isCommentLine, readStatusLine, scriptBlockEnd } from './preamble.ts';
import { newRequestAt, type Severity } from './problem.ts';
import { readRequestLine } from './request-line.ts';
import type { After, BadLine, Field, RecordedResponse, ResponseBody, StatusLine } from './tree.ts';

/** Whether the line from `start` to `end` (its white space at the end trimmed) begins a handler, a save, a reference or an assert. */
export function isAfterLine(text: string, start: number, end: number): boolean {
  switch (text.charCodeAt(start)) {
    case 62:
      return /^>\s*\{%/.test(text.slice(start, end)) || SAVE.test(text.slice(start, end)) || HANDLER.test(text.slice(start, end));
    case 60:
      return text.charCodeAt(start + 1) === 62 && REFERENCE.test(text.slice(start, end));
    case 63:
      return text.charCodeAt(start + 1) === 63 && end > start + 2;
  }
  return false;
}

const HANDLER = /^>\s*(?:\S+|\.{0,2}\/.*|\{\{.*)\.(?:js|mjs|cjs|ts|mts|cts|lua|py)$/i;
const SAVE = /^>>!?\s+(?:\S+|(?:\.{0,2}\/|\{\{).*)$/;
const REFERENCE = /^<>\s+\S/;

/** A line that begins one of these, or a script of those that belong before the request line: it is no content either. */
export const endsContent = (text: string, start: number, end: number): boolean => isAfterLine(text, start, end) || isScript(text, start);

const isScript = (text: string, start: number): boolean =>
  text.charCodeAt(start) === 60 && text.startsWith('{%', skipBlanks(text, start + 1, text.length));

/** One step after the content, at line `line`; gives the next line. */
export function readRest(draft: Draft, line: number): number {
  const { text, starts, ends } = draft.lines;
  const start = starts[line] ?? 0;
  const end = trimEnd(text, start, ends[line] ?? 0);
  const at = skipBlanks(text, start, end);
  if (at === end) return line + 1;
  const status = readStatusLine(text, start, end);
  if (status) return readResponse(draft, status, line + 1);
  if (endsContent(text, start, end)) return readAfter(draft, line, start, end);
  const script = scriptBlockEnd(draft.lines, line);
  if (script !== undefined) return addScriptBlock(draft, line, at, script);
  if (isCommentLine(text, at)) return addComment(draft, at, end) ?? line + 1;
  return readStray(draft, line, at, end);
}

function readAfter(draft: Draft, line: number, start: number, end: number): number {
  const { text } = draft.lines;
  const whole = { start, end };
  if (text.startsWith('??', start))
    return add(draft, { kind: 'assert', range: whole, condition: { start: skipBlanks(text, start + 2, end), end } }, line);
  if (text.startsWith('<>', start))
    return add(draft, { kind: 'reference-file', range: whole, path: { start: skipBlanks(text, start + 2, end), end } }, line);
  if (text.startsWith('>>', start)) {
    const overwrite = text.charCodeAt(start + 2) === 33;
    return add(
      draft,
      { kind: 'save', range: whole, path: { start: skipBlanks(text, start + (overwrite ? 3 : 2), end), end }, overwrite },
      line,
    );
  }
  const at = skipBlanks(text, start + 1, end);
  if (!text.startsWith('{%', at)) return add(draft, { kind: 'handler', range: whole, code: undefined, path: { start: at, end } }, line);
  const close = closingLine(draft.lines, line, at + 2, '%}');
  const codeEnd = close.at === -1 ? trimEnd(text, at + 2, draft.lines.ends[close.line] ?? 0) : close.at;
  if (close.at === -1)
    problem(
      draft,
      'unclosed-script',
      'warning',
      { start, end: at + 2 },
      'This script has no end: everything up to the next ### is taken as a part of it. Close it with %}.',
    );
  const range = { start, end: close.at === -1 ? codeEnd : close.at + 2 };
  const next = add(draft, { kind: 'handler', range, code: { start: at + 2, end: codeEnd }, path: undefined }, close.line);
  if (close.at !== -1) addStrayText(draft, close.at + 2, draft.lines.ends[close.line] ?? 0);
  return next;
}

function addScriptBlock(draft: Draft, first: number, start: number, last: number): number {
  const { starts, ends } = draft.lines;
  const code = { start: ends[first] ?? 0, end: starts[last] ?? 0 };
  return add(draft, { kind: 'handler', range: { start, end: ends[last] ?? 0 }, code, path: undefined }, last);
}

function add(draft: Draft, after: After, lastLine: number): number {
  draft.after.push(after);
  draft.items.push(after);
  tellNotRun(draft, after);
  return lastLine + 1;
}

function tellNotRun(draft: Draft, { kind, range }: After): void {
  const tell = (severity: Severity, message: string): void => problem(draft, 'handler-not-run', severity, range, message);
  switch (kind) {
    case 'handler':
      if (isScript(draft.lines.text, range.start)) scriptNotRun(draft, range);
      else tell('information', 'Handlers are not run by Postil: the response is shown as if this one were not there.');
      return;
    case 'reference-file':
      // A client writes one after each send: there may be dozens.
      tell('hint', 'A reference to a saved response is not compared by Postil. It is not sent.');
      return;
    case 'save':
    case 'assert':
    case 'stray':
      return;
  }
}

function readStray(draft: Draft, first: number, at: number, firstEnd: number): number {
  const { text, starts, ends, count } = draft.lines;
  let end = firstEnd;
  let line = first + 1;
  for (; line < count; line++) {
    const start = starts[line] ?? 0;
    const lineEnd = trimEnd(text, start, ends[line] ?? 0);
    const from = skipBlanks(text, start, lineEnd);
    if (from === lineEnd || isCommentLine(text, from) || endsContent(text, start, lineEnd) || readStatusLine(text, start, lineEnd)) break;
    if (scriptBlockEnd(draft.lines, line) !== undefined) break;
    end = lineEnd;
  }
  const stray: After = { kind: 'stray', range: { start: at, end } };
  draft.after.push(stray);
  draft.items.push(stray);
  const message =
    'This text stands after the content has ended, so it is not sent. Move it before the handler, or put ### before it to begin another request.';
  const isRequest = readRequestLine(text, at, firstEnd).method !== undefined;
  problem(draft, 'text-not-sent', 'warning', stray.range, message, isRequest ? { fixes: [newRequestAt(at)] } : undefined);
  return line;
}

/** A response that was written down: status line, fields, and everything up to the next status line or the block's end. */
function readResponse(draft: Draft, line: StatusLine, first: number): number {
  const { text, starts, ends, count } = draft.lines;
  const fields: Field[] = [];
  const badLines: BadLine[] = [];
  draft.items.push(line);
  let i = first;
  for (; i < count; i++) {
    const end = trimEnd(text, starts[i] ?? 0, ends[i] ?? 0);
    const at = skipBlanks(text, starts[i] ?? 0, end);
    if (at === end) break;
    const field = readField(text, at, end);
    const bad: BadLine = { kind: 'bad-line', range: { start: at, end } };
    if (field) fields.push(field);
    else badLines.push(bad);
    draft.items.push(field ?? bad);
  }
  const last = responseEnd(draft, i);
  const body = responseBody(draft, i, last);
  if (body) draft.items.push(body);
  const response: RecordedResponse = { line, fields: exact(fields), badLines: exact(badLines), body };
  draft.responses.push(response);
  return last;
}

function responseEnd(draft: Draft, from: number): number {
  const { text, starts, ends, count } = draft.lines;
  for (let i = from + 1; i < count; i++) {
    if (!text.startsWith('HTTP/', starts[i] ?? 0)) continue;
    const before = skipBlanks(text, starts[i - 1] ?? 0, ends[i - 1] ?? 0) === ends[i - 1];
    if (before && readStatusLine(text, starts[i] ?? 0, ends[i] ?? 0)) return i;
  }
  return count;
}

function responseBody(draft: Draft, from: number, to: number): ResponseBody | undefined {
  const range = contentRange(draft, from, to);
  return range && { kind: 'response-body', range };
}

/** From the first line that is not blank to the end of the last one. */
function contentRange({ lines: { text, starts, ends } }: Draft, from: number, to: number): Range | undefined {
  let first = from;
  let last = to - 1;
  while (first < to && skipBlanks(text, starts[first] ?? 0, ends[first] ?? 0) === ends[first]) first++;
  while (last > first && skipBlanks(text, starts[last] ?? 0, ends[last] ?? 0) === ends[last]) last--;
  return first < to ? { start: starts[first] ?? 0, end: ends[last] ?? 0 } : undefined;
}
