// TE (RFC 9110 section 10.1.4).
import { combined, has } from '../../http/field.ts';
import { isToken } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';
import { weighted } from './engine/weights.ts';

export const te: FieldRule = field({
  name: 'TE',
  specs: [rfc(9110, '10.1.4')],
  where: ['request'],
  shape: 'list',
  summary: say`The transfer codings that this hop understands besides ${'chunked'}, and with ${'trailers'} that trailer fields are welcome.`,
  values: { trailers: 'trailer fields are welcome', 'gzip, trailers': 'also gzip on the wire' },
  remarks: ['bad-weight', 'not-a-coding', 'not-in-connection', 'chunked'],
  read: (value) => weighted(value, 'TE', isToken, 'not-a-coding', 'a transfer coding or trailers'),
  tell: (codings) => {
    const names = codings.map((c) => c.word.toLowerCase());
    const others = names.filter((n) => n !== 'trailers');
    const welcome = names.includes('trailers') ? 'Trailer fields are welcome' : '';
    const also = others.length === 0 ? '' : `${welcome === '' ? 'Can' : ', can'} undo ${shown(others.join(', '), 24)}`;
    return { title: say`${text(`${welcome}${also}`)}, on this connection (hop-by-hop)` };
  },
  // Over HTTP/2 there is no Connection; where the version is not known, one that is there is looked at.
  check: (codings, { fields, subject }) => [
    ...(/(?:^|,)\s*te\s*(?:,|$)/i.test(combined(fields, 'Connection') ?? '') ||
    !(has(fields, 'Connection') || subject.request?.version === 'HTTP/1.1')
      ? []
      : [
          {
            id: 'not-in-connection',
            level: 'warning',
            title: say`${'TE'} must be named in ${'Connection'}, as it is for the next hop only`,
            detail: say`A proxy that does not know ${'TE'} passes it on otherwise, and a server further on believes that the proxy can do what only the client can. Send ${'Connection: TE'} with it.`,
            specs: [rfc(9110, '10.1.4'), rfc(9110, '7.6.1')],
          } as const,
        ]),
    ...(codings.some((c) => c.word.toLowerCase() === 'chunked')
      ? [
          {
            id: 'chunked',
            level: 'warning',
            title: say`${'chunked'} must not be listed: every HTTP/1.1 recipient takes it anyway`,
            detail: say`A client must not send it in ${'TE'}; the coding is always acceptable.`,
            specs: [rfc(9112, '7.4')],
          } as const,
        ]
      : []),
  ],
});
