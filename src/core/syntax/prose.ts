// Notes without a comment mark where a request line is expected. Read as one they would be a host that nobody has, and the request below them
// its fields or its content; so they are told, not sent, and the request is read where it begins.
import type { Range } from '../text/range.ts';
import { type Draft, problem } from './draft.ts';
import { isKnownField } from './known-fields.ts';
import { type Lines, skipBlanks, trimEnd } from './lines.ts';
import { isKnownMethod, KEYWORDS, METHODS } from './method.ts';
import type { BadLine } from './tree.ts';

/** Where line `first` is a note: the line behind it and those that follow it, up to the request line; without one, up to a blank line. */
export function readProse(draft: Draft, first: number): number | undefined {
  const words = lineAt(draft, first);
  if (!draft.dialect.continuation || words.length > LONGEST) return undefined;
  const isSentence = readsAsSentence(words);
  if (!isSentence && !HEADING.test(words)) return undefined;
  const request = requestLineAfter(draft, first);
  if (request === undefined && (!isSentence || isFieldLike(words))) return undefined;
  const lines: Range[] = [];
  let next = first;
  for (; next < (request ?? draft.lines.count); next++) {
    const range = placeAt(draft, next);
    if (next > first && (range.start === range.end ? request === undefined : OTHER.test(lineAt(draft, next)))) break;
    if (range.start < range.end) lines.push(range);
  }
  tell(draft, lines, request !== undefined);
  return next;
}

/** In code units. Nobody writes longer notes on a line, and content may have any length. */
const LONGEST = 500;

/** Words in a row, of which the first is no host: `Lists all todos`, `- one`, `Note: needs a token`; `Get all todos`, but not `get e.test/a`. */
function readsAsSentence(words: string): boolean {
  const [, first = '', rest = ''] = /^((?:[\p{L}\p{M}\p{N}'’*_-]+[.,:;!?]*))[ \t]+(\S.*)$/u.exec(words) ?? [];
  if (first === '' || COMMAND.test(first) || /^(?:\/|\*$|\{\{|\S*:\/\/|HTTP\/)/i.test(rest)) return false;
  if (!isKnownMethod(first)) return true;
  return first !== first.toUpperCase() && /^[\p{L}\p{M}'’-]+[,;:]?[ \t]+[\p{L}\p{M}]/u.test(rest);
}

const COMMAND = /^(?:curl|wget|import|run|fetch|localhost)$/;
/** Before a request line only: `Notes`, `Todos:`, and what Markdown has around code. */
const HEADING = /^(?:\p{Lu}\p{Ll}+[.:]?|[\p{L}-]+:|`{3,}\w*|[-=*_~]{3,})$/u;
/** What is no note, however it stands among notes. */
const OTHER = /^(?:#|\/[/*]|@[\p{L}\p{N}_.-]+\s*:?=|<\s|>|\?\?|\{\{|import\s|run\s|HTTP\/\d)/u;

const NAMES = [...METHODS, ...KEYWORDS.keys()].join('|');
const REQUEST_LINE = new RegExp(`^(?:${NAMES})[ \\t]+(?:/|\\{\\{|(?:https?|wss?)://|[\\w-]+(?:[.:][\\w-]+)*(?:[/?:]|$))`);
const WITH_URL = new RegExp(`^(?:${NAMES})[ \\t]+(?:https?|wss?)://`, 'i');
const URL_ALONE = /^(?:https?|wss?):\/\/\S+$/i;

/** Looked for once, however many notes there are. */
function requestLineAfter(draft: Draft, first: number): number | undefined {
  const { count } = draft.lines;
  const before = found.get(draft.lines) ?? 0;
  let i = before > first ? before : first + 1;
  while (i < count && i !== before && !isRequestLine(draft, i)) i++;
  found.set(draft.lines, i);
  return i < count ? i : undefined;
}

const found = new WeakMap<Lines, number>();

function isRequestLine(draft: Draft, i: number): boolean {
  const words = lineAt(draft, i);
  return REQUEST_LINE.test(words) || WITH_URL.test(words) || (URL_ALONE.test(words) && lineAt(draft, i - 1) === '');
}

const isFieldLike = (words: string): boolean => isKnownField(/^([^\s:]+):/.exec(words)?.[1]?.toLowerCase() ?? '');

function placeAt({ lines: { text, starts, ends } }: Draft, i: number): Range {
  const start = skipBlanks(text, starts[i] ?? 0, ends[i] ?? 0);
  return { start, end: trimEnd(text, start, ends[i] ?? 0) };
}

function lineAt(draft: Draft, i: number): string {
  const { start, end } = placeAt(draft, i);
  return draft.lines.text.slice(start, end);
}

/** The whole run of lines is one problem. */
function tell(draft: Draft, lines: readonly Range[], isBeforeRequest: boolean): void {
  for (const range of lines) {
    const line: BadLine = { kind: 'bad-line', range };
    draft.items.push(line);
  }
  const range = { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 };
  const found = isBeforeRequest
    ? 'This text stands before the request line'
    : 'This is no request line: a method and a URL are expected, as in GET https://example.com/';
  problem(draft, 'text-not-sent', 'warning', range, `${found}. It is taken as a note and not sent. Put # before it to make it a comment.`, {
    fixes: [{ title: 'Make it a comment', edits: lines.map(({ start }) => ({ range: { start, end: start }, text: '# ' })) }],
  });
}
