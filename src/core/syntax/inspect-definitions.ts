// Definitions behind a request: REST Client reads them and sends them besides. Here they are content, which defines nothing
// (FORMAT.md C4); where they stand at the end of it, after a blank line, that is hardly meant.
import type { Range } from '../text/range.ts';
import { skipBlanks } from './lines.ts';
import { readDefinition } from './preamble.ts';
import type { Problem } from './problem.ts';
import type { Block, Body } from './tree.ts';

/** The first of the definitions that end the content; `undefined` when other text does, which most often the last line shows. */
export function definitionsAfter({ text }: Block, { range, type }: Body): Problem | undefined {
  if (type === 'messages' || type === 'multipart') return undefined;
  let above: Range | undefined;
  let first: Range | undefined;
  for (let end = range.end; end > range.start; ) {
    const line = lineUpTo(text, range.start, end);
    const at = skipBlanks(text, line.start, end);
    if (at === end) first = above;
    else if (text.charCodeAt(at) !== 64 || !readDefinition(text, at, end)) break;
    else above = line;
    if (line.start === range.start) first = above;
    end = beforeBreak(text, line.start);
  }
  if (!first) return undefined;
  return {
    code: 'definition-in-content',
    severity: 'warning',
    range: first,
    message: 'This line stands in the content: it is sent and defines nothing. Put ### before it, or move it above the request line.',
    fixes: [{ title: 'Put ### before the definition', edits: [{ range: { start: first.start, end: first.start }, text: '###\n' }] }],
  };
}

const isBreak = (c: number): boolean => c === 10 || c === 13;

function lineUpTo(text: string, from: number, end: number): Range {
  let start = end;
  while (start > from && !isBreak(text.charCodeAt(start - 1))) start--;
  return { start, end };
}

/** The end of the line before the one that begins at `start`. */
const beforeBreak = (text: string, start: number): number =>
  text.charCodeAt(start - 1) === 10 && text.charCodeAt(start - 2) === 13 ? start - 2 : start - 1;
