// The content of the response, read once for all rules here: codings taken off, then text if it is text.
import { sniff } from '../../body/codings.ts';
import { type Decoded, decodeContent } from '../../body/decode.ts';
import { asText, isTextual, type Text } from '../../body/text.ts';
import { firstOf } from '../../http/field.ts';
import { type MediaType, parseMediaType } from '../../http/media-type.ts';
import { contentForbidden } from '../framing/read.ts';
import type { View } from '../view.ts';
import { type JsonReading, jsonReader } from './plain-json.ts';

export interface Body {
  /** As sent, content codings still on it. */
  readonly octets: Uint8Array;
  readonly decoded: Decoded;
  /** `undefined` where it is not text, or could not be decoded. */
  readonly text: Text | undefined;
  /** The text as JSON. */
  readonly json: () => JsonReading;
  readonly type: MediaType | undefined;
  /** All of it is here: not cut by the wire, a limit or a capture. */
  readonly whole: boolean;
}

/** Beyond this the rules do not look inside: an explanation may not take the time of reading megabytes. */
const MOST = 1 << 20;

/** `undefined` where the content is not known, is long, or may not exist. */
export function bodyOf(x: View): Body | undefined {
  const response = x.response;
  const octets = response?.content;
  if (response === undefined || octets === undefined || octets.length > MOST || contentForbidden(x) !== undefined) return undefined;
  const cut = response.complete === false || (response.contentLength ?? octets.length) > octets.length;
  const decoded = decodeContent(octets, x.got, { limit: 2 * MOST, cut });
  // Compressed octets without a label are no text, whatever their type says.
  const packed = decoded.steps.length === 0 && ['gzip', 'zstd'].includes(sniff(octets) ?? '');
  const readable = !packed && decoded.left.length === 0 && decoded.octets.length > 0 && isTextual(decoded.octets, x.got);
  const text = readable ? asText(decoded.octets, x.got) : undefined;
  return {
    octets,
    decoded,
    text,
    json: jsonReader(text?.text ?? ''),
    type: parseMediaType(firstOf(x.got, 'Content-Type') ?? ''),
    whole: !cut && x.status !== 206 && decoded.steps.every((step) => step.fault === undefined),
  };
}

/** `line 1, column 9`: both from 1, columns in characters. */
export function placeIn(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
