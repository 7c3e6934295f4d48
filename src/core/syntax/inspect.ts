// Checks over one block that need nothing but its tree. What depends on a variable's value is left to `resolve`.
import type { Range } from '../text/range.ts';
import { sameName } from './compare.ts';
import { inspectBody } from './inspect-body.ts';
import { inspectDirectives } from './inspect-directives.ts';
import { inspectFields } from './inspect-fields.ts';
import { type LineProblem, lineProblems, methodProblems } from './line-problems.ts';
import type { Problem } from './problem.ts';
import type { Dialect } from './profile.ts';
import { type Block, type Request, type RequestLine, targetOf, textOf } from './tree.ts';

export function inspect(block: Block, dialect: Dialect, problems: Problem[]): void {
  const { request } = block;
  if (block.directives.length > 0) inspectDirectives(block, problems);
  if (!request) return;
  inspectEncoding(block, request, problems);
  inspectLine(block, request, dialect, problems);
  inspectFields(block, request, dialect, problems);
  inspectBody(block, request, problems);
}

/** What an editor shows in the place of octets that are no UTF-8. */
function inspectEncoding({ text }: Block, { line }: Request, problems: Problem[]): void {
  const at = text.indexOf('\ufffd', line.range.start);
  if (at === -1) return;
  const message =
    'This is the character that stands in the place of octets that are no UTF-8. If they are lost, open the file with its own encoding and save it as UTF-8.';
  problems.push({ code: 'invalid-utf8', severity: 'warning', range: { start: at, end: at + 1 }, message });
}

/** Whether a value goes into the request line. */
export const lineHasReferences = (block: Block, { range }: RequestLine): boolean =>
  block.references.some((r) => r.range.start >= range.start && r.range.end <= range.end && r.kind !== 'escaped');

/** Whether the method stands there without a value that goes into it. */
export const methodIsTyped = (block: Block, { method }: RequestLine): boolean =>
  method !== undefined && !textOf(block, method).includes('{{');

function inspectLine(block: Block, request: Request, dialect: Dialect, problems: Problem[]): void {
  const { line, fields } = request;
  if (block.references.length > 0 && lineHasReferences(block, line)) {
    const ofMethod: LineProblem[] = [];
    if (line.method && methodIsTyped(block, line)) methodProblems(textOf(block, line.method), ofMethod);
    for (const each of ofMethod) problems.push(placed(line, each));
    return;
  }
  const found = lineProblems({
    method: line.method && textOf(block, line.method),
    target: targetOf(block, line),
    version: line.version && textOf(block, line.version),
    hasHost: fields.some((f) => sameName(block.text, f.name, 'host')),
    hasAuthorization: fields.some((f) => sameName(block.text, f.name, 'authorization')),
    defaultScheme: dialect.scheme ?? 'http',
    dialect,
    asTyped: block.directives.some(({ tag }) => sameName(block.text, tag, 'no-auto-encoding')),
  });
  for (const each of found) problems.push(placed(line, each));
}

function placed(line: RequestLine, { code, severity, message, part, span, fix }: LineProblem): Problem {
  const range = rangeOf(line, part, span);
  if (!fix) return { code, severity, message, range };
  return {
    code,
    severity,
    message,
    range,
    fixes: [{ title: fix.title, edits: [{ range: fix.span ? rangeOf(line, part, fix.span) : range, text: fix.text }] }],
  };
}

function rangeOf(line: RequestLine, part: LineProblem['part'], span: Range | undefined): Range {
  switch (part) {
    case 'line':
      return line.range;
    case 'method':
      return line.method ?? line.range;
    case 'version':
      return line.version ?? line.range;
    case 'target': {
      const [first, last] = [line.target[0], line.target.at(-1)];
      if (!first || !last) return line.range;
      return span ? { start: placeOf(line, span.start), end: placeOf(line, span.end) } : { start: first.start, end: last.end };
    }
  }
}

/** From an offset of the joined target to one of the block. */
function placeOf(line: RequestLine, offset: number): number {
  let left = offset;
  for (const piece of line.target) {
    if (left <= piece.end - piece.start) return piece.start + left;
    left -= piece.end - piece.start;
  }
  return line.target.at(-1)?.end ?? line.range.end;
}
