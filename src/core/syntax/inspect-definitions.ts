// Definitions behind a request: REST Client reads them and sends them besides. Here they are content, which defines nothing
// (FORMAT.md C4); where they stand at the end of it, after a blank line, that is hardly meant.
import { type Lines, linesOf, skipBlanks } from './lines.ts';
import { readDefinition } from './preamble.ts';
import type { Problem } from './problem.ts';
import type { Block, Body } from './tree.ts';

/** The first of the definitions that end the content; `undefined` when other text does. */
export function definitionsAfter({ text }: Block, { range, type }: Body): Problem | undefined {
  if (type === 'messages' || type === 'multipart' || !text.includes('@', range.start)) return undefined;
  const lines = linesOf(text);
  let first = -1;
  let last = lines.starts.findLastIndex((start) => start <= range.end);
  for (; last >= 0 && (lines.starts[last] ?? 0) >= range.start; last--) {
    if (isBlank(lines, last)) continue;
    if (!isDefinition(lines, last)) break;
    first = last;
  }
  if (first === -1 || !(isBlank(lines, first - 1) || lines.starts[first] === range.start)) return undefined;
  const start = lines.starts[first] ?? 0;
  return {
    code: 'definition-in-content',
    severity: 'warning',
    range: { start, end: lines.ends[first] ?? start },
    message: 'This line stands in the content: it is sent and defines nothing. Put ### before it, or move it above the request line.',
    fixes: [{ title: 'Put ### before the definition', edits: [{ range: { start, end: start }, text: '###\n' }] }],
  };
}

const isBlank = ({ text, starts, ends }: Lines, i: number): boolean => skipBlanks(text, starts[i] ?? 0, ends[i] ?? 0) === ends[i];

function isDefinition({ text, starts, ends }: Lines, i: number): boolean {
  const end = ends[i] ?? 0;
  const at = skipBlanks(text, starts[i] ?? 0, end);
  return text.charCodeAt(at) === 64 && readDefinition(text, at, end) !== undefined;
}
