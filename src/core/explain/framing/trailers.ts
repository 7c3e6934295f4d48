// Fields after the content (RFC 9110 section 6.5), announced or not.
import { combined, type Field, type Fields, has } from '../../http/field.ts';
import { split } from '../../http/token.ts';
import { say } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { nameIn, type View } from '../view.ts';
import { listed } from '../words.ts';
import { readChunked } from './chunked.ts';

/** Fields that decide where the message ends or to whom it goes; others that have no place here are the field rule's business. */
const DANGEROUS = /^(?:transfer-encoding|content-length|host)$/i;

/** The trailer section of a body that is there as it came, still chunked. */
function inBody({ response, got }: View): Fields | undefined {
  if (response?.rawBody === undefined || !/\bchunked\s*$/i.test(combined(got, 'Transfer-Encoding') ?? '')) return undefined;
  const { ended, trailers } = readChunked(response.rawBody);
  return ended ? trailers.flatMap((line): Fields => (line.includes(':') ? [cutAt(line, line.indexOf(':'))] : [])) : undefined;
}

const cutAt = (line: string, colon: number): Field => [line.slice(0, colon), line.slice(colon + 1).trim()];

export function explainTrailers(x: View): readonly Annotation[] {
  const announced = split(combined(x.got, 'Trailer') ?? '').map((piece) => piece.text);
  const came = x.response?.trailers ?? inBody(x);
  const notes: Annotation[] = [];
  if (announced.length > 0) {
    const names = escaped(listed(announced), 40);
    // What was announced and did not come is the field rule's business.
    const missing = came === undefined ? [] : announced.filter((name) => !has(came, name));
    if (missing.length === 0)
      notes.push(
        info('framing/trailer-announced', at.field('response', nameIn(x.got, 'Trailer')), {
          title: say`${names} comes after the content, in the trailer section`,
          detail: say`Trailers are fields that are sent at the end, after the last chunk, because their value is known only then: a digest, a signature, a duration. ${'Trailer'} announces which.${
            came === undefined ? [] : say` All of them came.`
          }`,
          specs: [rfc(9110, '6.5'), rfc(9110, '6.6.2'), rfc(9112, '7.1.2')],
          basis: 'computed',
        }),
      );
  }
  for (const [name] of came ?? []) {
    if (DANGEROUS.test(name))
      notes.push(
        error('framing/trailer-forbidden', at.trailer(name), {
          title: say`${escaped(name, 30)} has no place in a trailer: it comes too late to count`,
          detail: say`A field that is needed before the content, for framing, routing, authentication or reading it, must not be sent in the trailer section. Recipients ignore it there; to merge it into the header fields would be dangerous.`,
          specs: [rfc(9110, '6.5.1')],
        }),
      );
    else if (announced.length === 0)
      notes.push(
        info('framing/trailer', at.trailer(name), {
          aside: /^grpc-/i.test(name),
          title: say`${escaped(name, 40)} came after the content, as a trailer`,
          detail: say`It came at the end, after the last chunk, and was not announced in a ${'Trailer'} field. Many clients and proxies drop trailers.`,
          specs: [rfc(9110, '6.5')],
          basis: 'computed',
        }),
      );
  }
  return notes;
}
