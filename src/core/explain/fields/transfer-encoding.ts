// Transfer-Encoding (RFC 9112 section 6.1). Whether the octets bear it out is checked in framing/.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, tokens } from './engine/shapes.ts';

const CODINGS = ['chunked', 'gzip', 'x-gzip', 'deflate', 'compress', 'x-compress'];

export const transferEncoding: FieldRule = field({
  name: 'Transfer-Encoding',
  specs: [rfc(9112, '6.1')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`How the message is framed on this connection: ${'chunked'} sends it in pieces, each with its size, when the length is not known in advance.`,
  values: { chunked: 'in pieces, each with its size', 'gzip, chunked': 'compressed for this hop' },
  remarks: ['not-a-token', 'unknown-coding', 'chunked-not-last', 'identity'],
  read: (value) => tokens(value, 'Transfer-Encoding'),
  tell: (codings) => {
    const names = codings.map((c) => c.text.toLowerCase());
    if (names.at(-1) !== 'chunked') return undefined;
    const others = names.slice(0, -1).join(', ');
    return {
      title:
        others === ''
          ? say`Comes in chunks, each with its length: the total was not known in advance`
          : say`Coded with ${shown(others, 24)} for this hop, then sent in chunks`,
    };
  },
  check: (codings) => {
    const names = codings.map((c) => c.text.toLowerCase());
    const at = names.indexOf('chunked');
    const unknown = codings.find((c) => ![...CODINGS, 'identity'].includes(c.text.toLowerCase()));
    return [
      ...(at >= 0 && at !== names.length - 1
        ? [
            {
              id: 'chunked-not-last',
              level: 'error',
              title: say`${'chunked'} must be the last transfer coding`,
              detail: say`Only then does the message show where it ends. With anything after it a client has to read a response until the connection closes, and a server must refuse a request with ${'400'}; differing readings are how requests are smuggled.`,
              specs: [rfc(9112, '6.1'), rfc(9112, '6.3')],
            } as const,
          ]
        : []),
      ...(names.includes('identity')
        ? [
            {
              id: 'identity',
              level: 'warning',
              title: say`${'identity'} is no longer a transfer coding`,
              detail: say`HTTP/1.1 removed it; some recipients refuse the message as one with an unknown coding (501). Leave the field out.`,
              specs: [rfc(9112, '7')],
            } as const,
          ]
        : []),
      ...(unknown === undefined
        ? []
        : [
            {
              id: 'unknown-coding',
              level: 'warning',
              span: unknown.range,
              title: say`${shown(unknown.text, 24)} is not a registered transfer coding`,
              detail: say`A server that does not know a coding should answer 501; a client cannot read the response.`,
              specs: [rfc(9112, '6.1')],
            } as const,
          ]),
    ];
  },
});
