// A response's content as a report shows it: content codings off, text where it is text.
import { decodeContent } from '../body/decode.ts';
import { prettyJson } from '../body/json.ts';
import { asText, isTextual, looksBinary } from '../body/text.ts';
import type { HttpResponse } from '../http/exchange.ts';
import { firstOf } from '../http/field.ts';
import { isJson, parseMediaType } from '../http/media-type.ts';
import type { HttpRequest } from '../http/request.ts';
import { size } from './layout.ts';

/** Text to print, or why there is none. */
export type BodyText = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'binary'; readonly why: string };

export interface DecodedContent {
  readonly octets: Uint8Array;
  /** `undefined` where the octets are no text. */
  readonly text: string | undefined;
  /** `true` when the octets can be made of `text` again. */
  readonly exact: boolean;
}

export function decodedContent({ content, contentLength, fields }: HttpResponse): DecodedContent {
  const { octets } = decodeContent(content, fields, { cut: contentLength > content.length });
  if (!isTextual(octets, fields)) return { octets, text: undefined, exact: false };
  const { text, faults } = asText(octets, fields);
  return { octets, text, exact: faults.every((fault) => fault.kind !== 'invalid') };
}

/** JSON with indentation, other text as it is; `undefined` without content. */
export function bodyText(response: HttpResponse): BodyText | undefined {
  if (response.contentLength === 0) return undefined;
  const { octets, text } = decodedContent(response);
  const type = firstOf(response.fields, 'content-type');
  if (text === undefined) return { kind: 'binary', why: `${size(octets.length)} of ${type ?? 'unknown type'}, not shown` };
  const parsed = type === undefined ? undefined : parseMediaType(type);
  return { kind: 'text', text: parsed !== undefined && isJson(parsed) ? prettyJson(text) : text.replace(/\r\n?/g, '\n') };
}

/** The request's content as it was sent; files that were streamed are named, not read again. `undefined` without content. */
export function requestText({ content, fields }: HttpRequest): BodyText | undefined {
  if (content === undefined || content.length === 0) return undefined;
  const texts = content.map((piece) => {
    if (piece.kind === 'file') return `(${size(piece.size)} of ${piece.path})`;
    return isTextual(piece.bytes, fields) && !looksBinary(piece.bytes)
      ? asText(piece.bytes, fields).text
      : `(${size(piece.bytes.length)} of octets)`;
  });
  return { kind: 'text', text: texts.join('').replace(/\r\n?/g, '\n') };
}
