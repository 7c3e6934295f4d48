// A problem as a terminal shows it: `file:line:column: error id: message`, the source line, a caret (CONTRACT.md).
import type { Style } from '../core/report/layout.ts';
import type { Problem, Related } from '../core/syntax/problem.ts';
import type { HttpDocument } from '../core/syntax/tree.ts';
import { LineIndex } from '../core/text/line-index.ts';

export interface ProblemFile {
  /** As the person wrote it. */
  readonly path: string;
  readonly document: HttpDocument;
}

/** `undefined:NAME` for a variable; other codes as they are. */
export const problemId = ({ code, subject }: Problem): string =>
  code === 'undefined' && subject !== undefined ? `undefined:${subject}` : code;

export function formatProblem(file: ProblemFile, problem: Problem, style: Style, index = new LineIndex(file.document.source)): string {
  const start = index.at(problem.range.start);
  const from = index.startOf(start.line);
  const line = file.document.source.slice(from, index.startOf(start.line + 1)).replace(/[\r\n]+$/, '');
  const sameLine = Math.min(problem.range.end - from, line.length);
  const marks = '^'.repeat(Math.max(1, sameLine - start.character));
  const place = `${file.path}:${start.line + 1}:${start.character + 1}`;
  const colour = COLOURS[problem.severity];
  const paint = (code: string, words: string): string => (style.colour ? `\u001b[${code}m${words}\u001b[0m` : words);
  const head = `${place}: ${paint(colour, problem.severity)} ${problemId(problem)}: ${visible(problem.message)}`;
  const [shown, at] = window(line, start.character, style.columns - 4);
  const found = `${head}\n    ${visible(shown)}\n    ${' '.repeat(at)}${paint(colour, marks.slice(0, Math.max(1, shown.length - at)))}\n`;
  return found + (problem.related ?? []).map((each) => `    ${relatedPlace(file, each, index)}: ${visible(each.message)}\n`).join('');
}

function relatedPlace({ path }: ProblemFile, { range, file }: Related, index: LineIndex): string {
  const { line, character } = file ?? index.at(range.start);
  return `${file?.path ?? path}:${line + 1}:${character + 1}`;
}

const COLOURS = { error: '31', warning: '33', information: '34', hint: '2' } as const;

/** A long line is cut around the place that is meant. */
function window(line: string, at: number, columns: number): readonly [string, number] {
  if (line.length <= columns) return [line, at];
  const from = Math.max(0, Math.min(at - Math.floor(columns / 3), line.length - columns));
  return [line.slice(from, from + columns), at - from];
}

/** Tabs keep their width of one; control characters are shown, never passed on. */
const visible = (text: string): string =>
  text
    .replaceAll('\t', ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, (c) => (c.charCodeAt(0) < 32 ? String.fromCharCode(0x2400 + c.charCodeAt(0)) : '\ufffd'));
