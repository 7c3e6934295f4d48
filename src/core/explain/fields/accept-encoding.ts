// Accept-Encoding (RFC 9110 section 12.5.3).

import { isToken } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { orderOf, weighted } from './engine/weights.ts';

export const acceptEncoding: FieldRule = field({
  name: 'Accept-Encoding',
  specs: [rfc(9110, '12.5.3')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`The content codings (compressions) that the client can undo, such as ${'gzip'} or ${'br'}.`,
  values: {
    gzip: 'LZ77 with CRC, understood everywhere',
    br: 'Brotli',
    zstd: 'Zstandard',
    deflate: 'zlib',
    identity: 'no coding',
    'gzip, br': 'both',
  },
  remarks: ['bad-weight', 'not-a-coding'],
  read: (value) => weighted(value, 'Accept-Encoding', isToken, 'not-a-coding', 'the name of a coding such as gzip'),
  tell: (members, { place }) => {
    if (place === 'response') return { title: say`Codings the server takes in requests: ${text(orderOf(members))}` };
    if (members.length === 0) return { title: say`Asks for no compression at all` };
    if (members.every((m) => m.word === 'identity' && m.weight > 0)) return { title: say`Asks for the content uncompressed` };
    return {
      title: say`Can undo ${text(orderOf(members))}`,
      detail: say`The server picks one and names it in ${'Content-Encoding'}, or sends the content as it is.`,
    };
  },
});
