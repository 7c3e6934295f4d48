// The content: how many octets are sent, what happens to line ends and comments, what a part, a pair or a message is.

import { counted, octetCount } from '../../explain/shown.ts';
import { rfc } from '../../explain/spec.ts';
import type { Content, HttpRequest } from '../../http/request.ts';
import { decodePercent } from '../../resolve/percent.ts';
import type { Block, Body, Delimiter, MultipartBody, Pair } from '../../syntax/tree.ts';
import { textOf } from '../../syntax/tree.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import { prose, type Section, specsOf } from './section.ts';

export const sizeOf = (content: Content): number =>
  content.reduce((sum, piece) => sum + (piece.kind === 'bytes' ? piece.bytes.length : piece.size), 0);

/** `request` is `undefined` while something blocks the request; `comments` are the lines that are not sent. */
export function bodySections(block: Block, body: Body, request: HttpRequest | undefined, comments: number): readonly Section[] {
  const content = request?.content;
  if (content === undefined)
    return [prose(say`${text(WORDS[body.type])} How many octets it has is known when nothing blocks the request.`)];
  const files = content.filter((piece) => piece.kind === 'file').length;
  const sentences: Prose[] = [say`${text(`${octetCount(sizeOf(content))}, ${lineBreaks(content)}.`)}`, say`${text(WORDS[body.type])}`];
  if (files > 0) sentences.push(say`${text(counted(files, 'file'))} sent octet by octet.`);
  if (comments > 0) sentences.push(say`${text(`${counted(comments, 'comment line')} ${comments === 1 ? 'is' : 'are'} not sent.`)}`);
  return [{ kind: 'list', items: sentences }, ...(textOf(block, body.range).length > 0 ? specsOf([rfc(9110, '6.4')]) : [])];
}

const WORDS: Readonly<Record<Body['type'], string>> = {
  json: 'JSON text, sent as typed with variables put in.',
  xml: 'XML, sent as typed with variables put in.',
  text: 'Text, sent as typed with variables put in.',
  graphql: 'GraphQL: sent as JSON of query and variables.',
  form: 'A form: the lines are joined, names and values percent-encoded where they must be.',
  multipart: 'Parts, each with fields and content of its own, between delimiters.',
  messages: 'WebSocket messages, sent in order once the connection is open.',
};

/** `9 line breaks sent as LF`, `1 line break sent as CRLF`. */
function lineBreaks(content: Content): string {
  let lf = 0;
  let crlf = 0;
  for (const piece of content) {
    if (piece.kind !== 'bytes') continue;
    for (let at = piece.bytes.indexOf(10); at >= 0; at = piece.bytes.indexOf(10, at + 1)) {
      if (piece.bytes[at - 1] === 13) crlf++;
      else lf++;
    }
  }
  if (lf === 0 && crlf === 0) return 'no line breaks';
  const each = [lf > 0 ? `${counted(lf, 'line break')} sent as LF` : '', crlf > 0 ? `${counted(crlf, 'line break')} sent as CRLF` : ''];
  return each.filter((words) => words !== '').join(', ');
}

export function delimiterSections(block: Block, body: MultipartBody, delimiter: Delimiter): readonly Section[] {
  const boundary = textOf(block, delimiter.boundary);
  const named = body.boundary === undefined ? undefined : textOf(block, body.boundary);
  return [
    prose(
      delimiter.closing
        ? say`The end of all parts: two dashes, the boundary ${boundary}, two dashes.`
        : say`A delimiter: two dashes and the boundary ${boundary}. A part begins after it; the line break before it belongs to it and not to the part.`,
    ),
    ...(named === undefined ? [prose(say`${'Content-Type'} names no boundary: it is taken from here and added.`)] : []),
    ...specsOf([rfc(2046, '5.1.1')]),
  ];
}

export function pairSections(block: Block, pair: Pair): readonly Section[] {
  const name = textOf(block, pair.name);
  const value = pair.value === undefined ? '' : textOf(block, pair.value);
  const rows = [[formDecoded(name), formDecoded(value)] as const];
  return [prose(say`What the server reads:`), { kind: 'table', rows }];
}

/** In a form `+` is a space. */
const formDecoded = (typed: string): string => decodePercent(typed.replaceAll('+', ' '));
