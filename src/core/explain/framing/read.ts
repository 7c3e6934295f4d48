// What the fields of a message say about its length (RFC 9110 section 8.6, RFC 9112 section 6).
import { type Fields, valuesOf } from '../../http/field.ts';
import { isDigits, split } from '../../http/token.ts';
import type { Side } from '../anchor.ts';
import type { RequestFacts, ResponseFacts } from '../subject.ts';
import type { View } from '../view.ts';

export interface Lengths {
  /** Every value of every `Content-Length`, lists taken apart. */
  readonly lengths: readonly string[];
  /** The one number they agree on; `undefined` when there is none, or no agreement, or no number. */
  readonly length: number | undefined;
  /** Transfer codings in order, lower case, without parameters. */
  readonly codings: readonly string[];
  readonly chunked: boolean;
}

export function lengthsOf(fields: Fields): Lengths {
  const lengths = valuesOf(fields, 'Content-Length').flatMap((value) =>
    value.trim() === '' ? [''] : split(value).map((piece) => piece.text),
  );
  const codings = valuesOf(fields, 'Transfer-Encoding').flatMap((value) =>
    split(value).map((piece) => (piece.text.split(';')[0] ?? '').trim().toLowerCase()),
  );
  const [first] = lengths;
  const length = first !== undefined && isDigits(first) && lengths.every((l) => l === first) ? Number(first) : undefined;
  return { lengths, length, codings, chunked: codings.at(-1) === 'chunked' };
}

export const messageOf = (x: View, side: Side): RequestFacts | ResponseFacts | undefined => (side === 'request' ? x.request : x.response);

/** Why the response ends at its empty line whatever its fields say (RFC 9112 section 6.3, rule 1); `undefined` where it may have content. */
export function contentForbidden(x: View): string | undefined {
  const status = x.status ?? 0;
  if (status >= 100 && status < 200) return `${status}`;
  if (status === 204 || status === 304) return `${status}`;
  if (x.method === 'HEAD') return 'HEAD';
  if (x.method === 'CONNECT' && status >= 200 && status < 300) return 'CONNECT';
  return undefined;
}
