// Fields after the content (RFC 9110 section 6.5), announced or not.
import { combined, has } from '../../http/field.ts';
import { split } from '../../http/token.ts';
import { say } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { nameIn, type View } from '../view.ts';
import { listed } from '../words.ts';

/** Fields that must be known before the content: for framing, routing, authentication, control and how to read it (section 6.5.1). */
const NOT_IN_TRAILERS = new Set(
  'transfer-encoding content-length host trailer connection te upgrade cache-control expect max-forwards range if-match if-none-match if-modified-since if-unmodified-since if-range authorization proxy-authorization www-authenticate proxy-authenticate set-cookie cookie content-encoding content-type content-range age date expires location retry-after vary'.split(
    ' ',
  ),
);

export function explainTrailers(x: View): readonly Annotation[] {
  const announced = split(combined(x.got, 'Trailer') ?? '').map((piece) => piece.text);
  const came = x.response?.trailers;
  const notes: Annotation[] = [];
  if (announced.length > 0) {
    const names = escaped(listed(announced), 40);
    const missing = came === undefined ? [] : announced.filter((name) => !has(came, name));
    notes.push(
      info('framing/trailer-announced', at.field('response', nameIn(x.got, 'Trailer')), {
        title:
          missing.length > 0
            ? say`${escaped(listed(missing), 36)} was announced, but did not come after the content`
            : say`${names} comes after the content, in the trailer section`,
        detail: say`Trailers are fields that are sent at the end, after the last chunk, because their value is known only then: a digest, a signature, a duration. ${'Trailer'} announces which.${
          came === undefined || missing.length > 0 ? [] : say` All of them came.`
        }`,
        specs: [rfc(9110, '6.5'), rfc(9110, '6.6.2'), rfc(9112, '7.1.2')],
        basis: 'computed',
      }),
    );
  }
  for (const [name] of came ?? []) {
    if (NOT_IN_TRAILERS.has(name.toLowerCase()))
      notes.push(
        (/^(?:transfer-encoding|content-length|host)$/i.test(name) ? error : warning)('framing/trailer-forbidden', at.trailer(name), {
          title: say`${escaped(name, 30)} has no place in a trailer: it comes too late to count`,
          detail: say`A field that is needed before the content, for framing, routing, authentication or reading it, must not be sent in the trailer section. Recipients ignore it there; to merge it into the header fields would be dangerous.`,
          specs: [rfc(9110, '6.5.1')],
        }),
      );
    else if (announced.length === 0)
      notes.push(
        info('framing/trailer', at.trailer(name), {
          title: say`${escaped(name, 40)} came after the content, as a trailer`,
          detail: say`It came at the end, after the last chunk, and was not announced in a ${'Trailer'} field. Many clients and proxies drop trailers.`,
          specs: [rfc(9110, '6.5')],
          basis: 'computed',
        }),
      );
  }
  return notes;
}
