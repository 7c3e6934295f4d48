// Requests in the fenced code blocks of a Markdown text: ```` ```http ```` and ```` ```rest ```` (CommonMark 0.31 section 4.5), also in block
// quotes and list items (sections 5.1, 5.2). All of them together are read as one `.http` text, so that a variable of one fence
// holds in those after it.
import type { Range } from '../text/range.ts';
import { type Container, containersOf, cutTo, indentAt, marksAt } from './containers.ts';
import { LANGUAGE, mayHaveFence } from './fence-mark.ts';

/** A `.http` text and where it stands in the Markdown text around it. */
export interface Fenced {
  /** Each fence's content without the indentation of the fence, a line `###` between two. Empty without a fence. */
  readonly text: string;
  /** From an offset of `text` to the one of the Markdown text. */
  readonly outside: (offset: number) => number;
  /** From an offset of the Markdown text; `undefined` outside of all fences. */
  readonly inside: (offset: number) => number | undefined;
  /** What a range of `text` covers in the Markdown text: to the end of its last line, not to the beginning of the next. */
  readonly around: (range: Range) => Range;
  /** An edit of `text` as one of the Markdown text: further lines get the marks of the block quote or list that they stand in. */
  readonly edit: (edit: TextEdit) => TextEdit;
}

interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

export function fences(markdown: string): Fenced {
  const lines = mayHaveFence(markdown) ? linesIn(markdown) : [];
  const own = lines.filter((line) => line.own);
  const outside = (offset: number): number => {
    const line = lineAt(lines, offset, 'at');
    return line === undefined ? 0 : line.from + Math.min(offset - line.at, line.own ? line.text.length : 0);
  };
  const around = ({ start, end }: Range): Range => {
    const first = lineAt(own, start, 'at') ?? own[0];
    const last = end > start ? lineAt(own, end - 1, 'at') : first;
    if (first === undefined || last === undefined) return { start: 0, end: 0 };
    return { start: placeIn(first, start), end: placeIn(last, end) };
  };
  return {
    text: lines.map(({ text }) => text).join(''),
    outside,
    inside: (offset) => {
      const line = lineAt(own, offset, 'start');
      return line === undefined || offset > line.end ? undefined : line.at + Math.max(0, Math.min(offset - line.from, line.text.length));
    },
    around,
    edit: (edit) => edited(markdown, own, edit),
  };
}

/** A place at a line's beginning stands behind the marks of that line, but behind the last line of a fence before those of its end. */
function edited(markdown: string, own: readonly Line[], { range, text }: TextEdit): TextEdit {
  const first = lineAt(own, range.start, 'at') ?? own[0];
  const last = lineAt(own, range.end, 'at') ?? own[0];
  if (first === undefined || last === undefined) return { range: { start: 0, end: 0 }, text };
  const marks = markdown.slice(first.start, first.from);
  const [start, end] = [placeIn(first, range.start), placeIn(last, range.end)];
  const marked = (words: string): string => words.replace(/\r\n|\n|\r/g, `$&${marks}`);
  if (!isBehind(last, range.end)) return { range: { start, end }, text: marked(text) };
  if (text === '' && range.start === first.at) return { range: { start: first.start, end }, text };
  const [, lines = '', ending = '\n'] = /^([\s\S]*?)(\r\n|\n|\r)?$/.exec(text) ?? [];
  return { range: { start, end }, text: `${isBehind(first, range.start) ? marks : ''}${marked(lines)}${ending}` };
}

/** Behind the line break of the last line of a fence. */
const isBehind = ({ at, text }: Line, offset: number): boolean => offset >= at + text.length && /[\r\n]$/.test(text);

/** A line of the `.http` text. */
interface Line {
  readonly text: string;
  /** Where it begins in the `.http` text. */
  readonly at: number;
  /** Where its text begins in the Markdown text, and where the whole line begins and ends. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
  /** Not the `###` between two fences, which stands nowhere. */
  readonly own: boolean;
}

interface Open {
  readonly mark: string;
  /** Columns of white space before the fence, counted from the container's content. */
  readonly indent: number;
  readonly http: boolean;
  readonly within: readonly Container[];
}

const OPEN = /^(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)$/;
/** Raw HTML that may hold anything (CommonMark section 4.6, the first two kinds). */
const RAW: readonly (readonly [open: RegExp, close: RegExp])[] = [
  [/^<(?:pre|script|style|textarea)(?=[\s>]|$)/i, /<\/(?:pre|script|style|textarea)>/i],
  [/^<!--/, /-->/],
];

function linesIn(markdown: string): readonly Line[] {
  const lines: Line[] = [];
  let open: Open | undefined;
  let raw: RegExp | undefined;
  let containers: readonly Container[] = [];
  let at = 0;
  const add = (line: Omit<Line, 'at'>): void => {
    lines.push({ ...line, at });
    at += line.text.length;
  };
  for (const match of markdown.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)) {
    const [whole] = match;
    const content = whole.replace(/[\r\n]+$/, '');
    const start = match.index;
    const end = start + content.length;
    if (whole === '') break;
    const held = containersOf(content, open?.within ?? containers);
    if (open !== undefined && held.count < open.within.length) open = undefined;
    if (open !== undefined) {
      const cut = cutTo(content, held.place, open.indent);
      if (closes(content.slice(held.place.at), open)) open = undefined;
      else if (open.http) add({ text: whole.slice(cut), from: start + cut, start, end, own: true });
      continue;
    }
    const begun = marksAt(content, held, containers);
    containers = begun.containers;
    const indent = indentAt(content, begun.place);
    const rest = content.slice(indent.at);
    if (raw !== undefined || indent.columns > 3) {
      if (raw?.test(rest) === true) raw = undefined;
      continue;
    }
    raw = rawAfter(rest);
    open = raw === undefined ? opened(rest, indent.columns, containers) : undefined;
    if (open?.http === true && lines.length > 0) add({ text: '###\n', from: end, start, end, own: false });
  }
  return lines;
}

function opened(line: string, indent: number, within: readonly Container[]): Open | undefined {
  const [, mark, words] = OPEN.exec(line) ?? [];
  return mark === undefined || words === undefined ? undefined : { mark, indent, http: LANGUAGE.test(words), within };
}

/** What ends the raw HTML that begins on a line and does not end there. */
const rawAfter = (line: string): RegExp | undefined => RAW.find(([begin, end]) => begin.test(line) && !end.test(line))?.[1];

const closes = (line: string, { mark }: Open): boolean => {
  const found = line.trim();
  if (found.length < mark.length || found !== mark.charAt(0).repeat(found.length)) return false;
  return indentAt(line, { at: 0, column: 0 }).columns <= 3;
};

/** The last line that begins at or before an offset. */
function lineAt(lines: readonly Line[], offset: number, by: 'at' | 'start'): Line | undefined {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.[by] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = lines[low];
  return found !== undefined && found[by] <= offset ? found : undefined;
}

const placeIn = (line: Line, offset: number): number => line.from + Math.max(0, Math.min(offset - line.at, line.text.length));
