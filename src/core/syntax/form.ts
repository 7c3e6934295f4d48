// `application/x-www-form-urlencoded` content as pairs (FORMAT.md C15): lines are joined, a line break separates.
import { type BodyLines, lineFinder, rangeOf } from './body-lines.ts';
import type { ContentKind } from './content-kind.ts';
import { exact } from './exact.ts';
import { skipBlanks, trimEnd } from './lines.ts';
import { PairNode } from './nodes.ts';
import type { Problem } from './problem.ts';
import { skipReference } from './reference.ts';
import type { FormBody, Pair } from './tree.ts';

export function readForm(content: BodyLines, kind: ContentKind, problems: Problem[]): FormBody {
  const { lines, first, last, comments, includes } = content;
  const pairs: Pair[] = [];
  const [isComment, isInclude] = [lineFinder(lines, comments), lineFinder(lines, includes)];
  for (let i = first; i <= last; i++) {
    if (isComment(i) || isInclude(i)) continue;
    const end = trimEnd(lines.text, lines.starts[i] ?? 0, lines.ends[i] ?? 0);
    const start = skipBlanks(lines.text, lines.starts[i] ?? 0, end);
    if (start < end) addPairs(pairs, lines.text, start, end, kind.formEscapes, i > first, i < last);
    if (!kind.formEscapes) reportEscape(lines.text, start, end, problems);
  }
  return { kind: 'body', type: 'form', range: rangeOf(content), comments, includes, pairs: exact(pairs) };
}

/** The `&` at a line's beginning or end is the same separator as the line break; other empty pairs are kept as typed. */
function addPairs(pairs: Pair[], text: string, start: number, end: number, escapes: boolean, hasBefore: boolean, hasAfter: boolean): void {
  let at = start;
  for (;;) {
    const stop = indexOutside(text, 38, at, end, escapes);
    const edge = (at === start && stop === start && hasBefore) || (stop === end && at === end && hasAfter);
    if (!edge) pairs.push(readPair(text, at, stop, escapes));
    if (stop >= end) return;
    at = stop + 1;
  }
}

function readPair(text: string, from: number, to: number, escapes: boolean): Pair {
  const end = trimEnd(text, from, to);
  const start = skipBlanks(text, from, end);
  const equals = indexOutside(text, 61, start, end, escapes);
  if (equals >= end) return new PairNode(start, end, undefined, end);
  return new PairNode(start, trimEnd(text, start, equals), skipBlanks(text, equals + 1, end), end);
}

/** The next character `c` outside of references; `end` when there is none. */
function indexOutside(text: string, c: number, at: number, end: number, escapes: boolean): number {
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === c) return at;
    if (code === 123) at = Math.max(at + 1, skipReference(text, at, end));
    else at += escapes && code === 37 && isEscaped(text.charCodeAt(at + 1)) ? 2 : 1;
  }
  return end;
}

/** `%+ %& %= %%`. */
const isEscaped = (c: number): boolean => c === 43 || c === 38 || c === 61 || c === 37;

function reportEscape(text: string, start: number, end: number, problems: Problem[]): void {
  for (let at = text.indexOf('%', start); at !== -1 && at + 1 < end; at = text.indexOf('%', at + 1)) {
    if (!isEscaped(text.charCodeAt(at + 1))) continue;
    const found = text.slice(at, at + 2);
    const message = `"${found}" is how JetBrains' client writes a literal "${found.slice(1)}". Here it is sent as "%25" and "${found.slice(1)}". Write "# @form-escapes" above the request for the other reading, or "%25" for a percent sign.`;
    problems.push({ code: 'jetbrains-form-escape', severity: 'warning', range: { start: at, end: at + 2 }, message });
    at++;
  }
}
