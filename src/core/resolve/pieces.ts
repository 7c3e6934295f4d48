// Text and files in the lines of a body: comments left out, `< file` lines read, values put in (FORMAT.md C12 to C14).
import { absolute, type Body, type Include, textOf } from '../syntax/tree.ts';
import { octetsOfText } from '../text/octets.ts';
import type { Range } from '../text/range.ts';
import { type Evaluation, loadPaths, report, reportAt } from './evaluation.ts';
import { candidates } from './imports.ts';
import { substitute, substituteText } from './substitute.ts';

/** Text with its values in it, or a file as it is. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string; readonly size: number };

/** In octets. */
export const lengthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => sum + (piece.kind === 'text' ? octetsOfText(piece.text).length : piece.size), 0);

/** The line break of text bodies; `undefined` leaves those of the file. */
export function eolOf({ scope }: Evaluation): string | undefined {
  switch (scope.settings.bodyEol) {
    case 'lf':
      return '\n';
    case 'crlf':
      return '\r\n';
    case 'asFile':
      return undefined;
  }
}

/** The lines of a range of whole lines: comments left out, includes read, line breaks as `eol`. */
export async function rangePieces(to: Evaluation, body: Body, range: Range, eol: string | undefined): Promise<readonly Piece[]> {
  const pieces: Piece[] = [];
  const cuts = [
    ...body.comments.map((c) => ({ range: c.range, include: undefined })),
    ...body.includes.map((i) => ({ range: i.range, include: i })),
  ]
    .filter((cut) => cut.range.start >= range.start && cut.range.end <= range.end)
    .sort((a, b) => a.range.start - b.range.start);
  const { text } = to.placed.block;
  let at = range.start;
  for (const { range: cut, include } of cuts) {
    const start = lineStart(text, cut.start, range.start);
    addText(to, pieces, { start: at, end: start }, eol);
    if (include) pieces.push(...(await includePieces(to, include)));
    at = include ? lineEnd(text, cut.end, range.end) : nextLine(text, cut.end, range.end);
  }
  addText(to, pieces, { start: at, end: range.end }, eol);
  return pieces;
}

function addText(to: Evaluation, pieces: Piece[], range: Range, eol: string | undefined): void {
  if (range.end <= range.start) return;
  const text = substituteLines(to, range, eol);
  if (text !== '') pieces.push({ kind: 'text', text });
}

/** Line breaks of the text are changed, those that a value brings are not. */
export function substituteLines(to: Evaluation, range: Range, eol: string | undefined): string {
  const { text } = to.placed.block;
  if (eol === undefined) return substitute(to, to.placed, range);
  let made = '';
  for (let at = range.start; at < range.end; ) {
    const end = lineEnd(text, at, range.end);
    made += substitute(to, to.placed, { start: at, end });
    at = nextLine(text, end, range.end);
    if (end < range.end) made += eol;
  }
  return made;
}

function lineEnd(text: string, at: number, end: number): number {
  while (at < end && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
  return at;
}

function lineStart(text: string, at: number, from: number): number {
  while (at > from && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at--;
  return at;
}

/** The place after the line break that follows `at` on its line. */
function nextLine(text: string, at: number, end: number): number {
  const stop = lineEnd(text, at, end);
  if (stop >= end) return end;
  return text.charCodeAt(stop) === 13 && text.charCodeAt(stop + 1) === 10 ? Math.min(stop + 2, end) : stop + 1;
}

/** What stands in the place of a `< file` line; nothing, and a problem, when there is no such file. */
export async function includePieces(to: Evaluation, include: Include): Promise<readonly Piece[]> {
  const typed = substitute(to, to.placed, include.path);
  const path = await findFile(to, typed);
  // Which file is meant is known when the reference has a value.
  if (path === undefined && Array.from(to.left).some((reference) => typed.includes(reference))) return [];
  if (path === undefined) {
    const looked = placesOf(to, typed).join(' and ');
    report(to, 'file-not-found', 'error', include.path, `There is no file ${typed}. Looked for ${looked === '' ? typed : looked}.`, {
      subject: typed,
    });
    return [];
  }
  if (include.mode === 'raw') return [{ kind: 'file', path: path.path, size: path.size }];
  const octets = await to.ports.files.read(path.path);
  const text = octets && decode(to, octets, include);
  await loadPaths(to, text ?? '');
  return text === undefined ? [] : [{ kind: 'text', text: substituteText(to, text, absolute(to.placed, include.range)) }];
}

/** Beside the text first, then in the workspace. */
function placesOf({ scope }: Evaluation, typed: string): readonly string[] {
  return candidates(typed, scope);
}

async function findFile(to: Evaluation, typed: string): Promise<{ readonly path: string; readonly size: number } | undefined> {
  for (const path of placesOf(to, typed)) {
    const size = await to.ports.files.size(path);
    if (size !== undefined) return { path, size };
  }
  return undefined;
}

/** The names that other clients know (Node.js's, iconv's) as the Encoding Standard has them. */
const encodingNamed = (label: string): string =>
  /^(?:binary|ascii)$/i.test(label)
    ? 'latin1'
    : label
        .replace(/^(?:utf-?16(?:-?le)?|ucs-?2)$/i, 'utf-16le')
        .replace(/^utf-?16-?be$/i, 'utf-16be')
        .replace(/^win-?(\d+)$/i, 'windows-$1');

function decode(to: Evaluation, octets: Uint8Array, include: Include): string | undefined {
  const label = include.encoding ? textOf(to.placed.block, include.encoding) : 'utf-8';
  try {
    return new TextDecoder(encodingNamed(label)).decode(octets);
  } catch {
    const range = absolute(to.placed, include.encoding ?? include.range);
    reportAt(
      to,
      'bad-encoding',
      'error',
      range,
      `${label} is no encoding that Postil knows. Write utf8, latin1, utf-16le or another name of the Encoding Standard.`,
    );
    return undefined;
  }
}
