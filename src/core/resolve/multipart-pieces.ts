// Multipart content as it goes on the wire (RFC 2046 section 5.1.1; FORMAT.md C18): structure and part text with CRLF, files exact.
import type { Field, MultipartBody, Part } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { checkLineBreaks, type Evaluation, report } from './evaluation.ts';
import { type Piece, rangePieces } from './pieces.ts';
import { substitute } from './substitute.ts';

/** A part as it is sent. */
export interface SentPart {
  readonly headers: readonly string[];
  readonly content: readonly Piece[];
}

/** `named` is the boundary that Content-Type says, which may be made anew at each place: the delimiters say the same. */
export async function multipartPieces(to: Evaluation, body: MultipartBody, named: string | undefined): Promise<readonly Piece[]> {
  const boundary = body.delimiters.length > 0 ? (named ?? boundaryOf(to, body)) : undefined;
  if (boundary === undefined) return rangePieces(to, body, body.range, '\r\n');
  const pieces: Piece[] = [];
  const parts = await sentParts(to, body);
  for (const [i, part] of parts.entries()) {
    checkDelimiter(to, body.parts[i]?.content, part.content, boundary);
    pieces.push({ kind: 'text', text: `--${boundary}\r\n${part.headers.map((line) => `${line}\r\n`).join('')}\r\n` });
    pieces.push(...part.content, { kind: 'text', text: '\r\n' });
  }
  return [...pieces, { kind: 'text', text: `--${boundary}--\r\n` }];
}

/** What is typed has no delimiter in it: it would have ended the part. */
function checkDelimiter(to: Evaluation, range: Range | undefined, content: readonly Piece[], boundary: string): void {
  const text = content.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
  if (!range || !text.includes(`--${boundary}`)) return;
  const isDelimiter = (line: string): boolean => line === `--${boundary}` || line === `--${boundary}--`;
  if (!text.split(/\r\n|\r|\n/).some((line) => isDelimiter(line.trimEnd()))) return;
  const message = `A value brings the line --${boundary} into this part: it would end the part and begin another. The request is not sent; choose another boundary.`;
  report(to, 'boundary-illegal', 'error', range, message);
}

export async function sentParts(to: Evaluation, body: MultipartBody): Promise<readonly SentPart[]> {
  const parts: SentPart[] = [];
  for (const part of body.parts)
    parts.push({ headers: part.fields.map((f) => fieldLine(to, f)), content: await partContent(to, body, part) });
  return parts;
}

/** What the delimiters say, with values put in; `undefined` when there are none. */
export function boundaryOf(to: Evaluation, body: MultipartBody): string | undefined {
  const first = body.delimiters[0];
  return first && substitute(to, to.placed, first.boundary);
}

/** As typed; folds are joined with one space. */
function fieldLine(to: Evaluation, { range, value, folds }: Field): string {
  const first = substitute(to, to.placed, { start: range.start, end: folds.length === 0 ? range.end : value.end });
  const line = [first, ...folds.map((r) => substitute(to, to.placed, r))].join(' ');
  checkLineBreaks(to, range, line);
  return line;
}

const partContent = async (to: Evaluation, body: MultipartBody, part: Part): Promise<readonly Piece[]> =>
  part.content ? rangePieces(to, body, part.content, '\r\n') : [];
