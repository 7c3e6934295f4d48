// What somebody has copied, as requests of a `.http` text, and what parts it from the requests around the place where it is put.
import { parse } from '../syntax/parse.ts';
import { blockAt, type HttpDocument } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { readCurl } from './curl.ts';
import type { RequestDraft } from './draft.ts';
import { readFetch } from './fetch-call.ts';
import { readMessage } from './raw-message.ts';
import { requestsText } from './request-text.ts';

export interface Pasted {
  readonly from: 'curl' | 'fetch' | 'message';
  readonly count: number;
  /** Ends with a line break. */
  readonly text: string;
}

/** Longer texts are not looked at. */
const LONGEST = 1_000_000;

const READERS: Readonly<Record<Pasted['from'], (text: string) => readonly RequestDraft[] | undefined>> = {
  curl: readCurl,
  fetch: readFetch,
  message: readMessage,
};

/** `undefined` when the whole text is none of them. */
export function asRequests(text: string): Pasted | undefined {
  if (text.length > LONGEST) return undefined;
  for (const from of ['curl', 'fetch', 'message'] as const) {
    const drafts = READERS[from](text);
    if (drafts !== undefined) return { from, count: drafts.length, text: requestsText(drafts) };
  }
  return undefined;
}

export interface Insertion {
  readonly range: Range;
  readonly text: string;
  /** An empty line with no request of its own: nothing else can be meant there. */
  readonly between: boolean;
}

/** The requests in the place of a range, with `###` lines where a neighbour begins or ends. */
export function insertion(document: HttpDocument, { start, end }: Range, text: string): Insertion {
  const { source } = document;
  const lineStart = start - (/[^\r\n]*$/.exec(source.slice(0, start))?.[0].length ?? 0);
  const lineEnd = end + (/^[^\r\n]*/.exec(source.slice(end))?.[0].length ?? 0);
  const alone = source.slice(lineStart, start).trim() === '' && source.slice(end, lineEnd).trim() === '';
  const [from, to] = alone ? [lineStart, lineEnd] : [start, end];
  const first = blockAt(document, from);
  const last = blockAt(document, to);
  const before = source.slice(first?.offset ?? 0, from);
  const after = source.slice(to, last === undefined ? source.length : last.offset + last.block.text.length);
  const begins = hasRequest(before);
  const follows = hasRequest(after) || (begins && after.trim() !== '');
  const open = begins ? `${lineBreaks(before, 2)}###\n\n` : lineBreaks(before, before.trim() === '' ? 0 : 1);
  const isLast = source.slice(to).trim() === '';
  const close = follows ? '\n###\n' : isLast || /^[\r\n]/.test(source.slice(to)) ? '' : '\n';
  const body = `${open}${close === '' && !isLast ? text.replace(/\n$/, '') : text}${close}`;
  const ends = /\r\n/.test(source) ? '\r\n' : '\n';
  return { range: { start: from, end: to }, text: body.replaceAll('\n', ends), between: alone && after.trim() === '' };
}

const hasRequest = (text: string): boolean => parse(text).document.blocks.some(({ block }) => block.request !== undefined);

/** As many line breaks as the end of a text lacks. */
function lineBreaks(text: string, wanted: number): string {
  if (text === '') return '';
  const there = /(?:\r\n|\n|\r)*$/.exec(text)?.[0].match(/\r\n|\n|\r/g)?.length ?? 0;
  return '\n'.repeat(Math.max(0, wanted - there));
}
