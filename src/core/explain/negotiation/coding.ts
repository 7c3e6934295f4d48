// Accept-Encoding against Content-Encoding, and whether caches know of the choice (RFC 9110 sections 12.5.3 and 12.5.5).
import { split } from '../../http/token.ts';
import { say } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { answered, asked, nameIn, type View } from '../view.ts';
import { preferences, weightOfCoding } from './preferences.ts';

export function explainCoding(x: View): readonly Annotation[] {
  const codings = split(answered(x, 'Content-Encoding') ?? '').map((piece) => piece.text.toLowerCase());
  if (codings.length === 0) return [];
  return [...unwanted(x, codings), ...untold(x)];
}

function unwanted(x: View, codings: readonly string[]): readonly Annotation[] {
  const accept = asked(x, 'Accept-Encoding');
  // Without the field any coding is acceptable; most servers then send none.
  if (accept === undefined) return [];
  const list = preferences(accept);
  const bad = codings.find((coding) => !weightOfCoding(list, coding));
  if (bad === undefined) return [];
  return [
    warning('negotiation/coding', at.field('response', nameIn(x.got, 'Content-Encoding')), {
      title: say`Coded with ${escaped(bad, 20)}, which the request does not accept`,
      detail: say`${'Accept-Encoding'} (${escaped(accept === '' ? 'empty' : accept, 60)}) does not admit ${escaped(bad, 20)}, so the client may not be able to undo it. A cache that ignores ${'Vary'}, or a server that always compresses, is the usual reason.`,
      specs: [rfc(9110, '12.5.3')],
      basis: 'computed',
    }),
  ];
}

function untold(x: View): readonly Annotation[] {
  const vary = answered(x, 'Vary') ?? '';
  if (/(?:^|,)\s*(?:accept-encoding|\*)\s*(?:,|$)/i.test(vary)) return [];
  const control = answered(x, 'Cache-Control') ?? '';
  if (/\bno-store\b/i.test(control) || (x.method !== undefined && x.method !== 'GET' && x.method !== 'HEAD')) return [];
  const shared = /\b(?:s-maxage|public)\b/i.test(control) || (/\bmax-age\s*=\s*"?[1-9]/i.test(control) && !/\bprivate\b/i.test(control));
  return [
    (shared ? warning : info)('negotiation/vary-encoding', at.field('response', nameIn(x.got, 'Content-Encoding')), {
      title: say`Compressed, but ${'Vary: Accept-Encoding'} is missing: caches cannot know why`,
      detail: say`A cache may hand this coded copy to a client that cannot undo it, or the plain one to all. A response whose coding was chosen by ${'Accept-Encoding'} should say so in ${'Vary'}.`,
      specs: [rfc(9110, '12.5.5'), rfc(9111, '4.1')],
    }),
  ];
}
