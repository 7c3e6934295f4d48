// What the two ends agreed on: the subprotocol and the extensions, in numbers.
import { type Fields, firstOf, has } from '../../http/field.ts';
import { join, say, text } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import { good, info } from '../note.ts';
import { escaped, octetCount } from '../shown.ts';
import { document, rfc } from '../spec.ts';
import { agreedDeflate, type Deflate, extensionsOf } from './extensions.ts';
import { members } from './list.ts';
import { subprotocolMeaning } from './subprotocols.ts';

/** Where a field of that side stands. */
type Place = (side: 'request' | 'response', field: string) => string;

export function explainAgreement(asked: Fields, answered: Fields, place: Place): readonly Annotation[] {
  return [...subprotocol(asked, answered, place), ...extensions(asked, answered, place)];
}

function subprotocol(asked: Fields, answered: Fields, place: Place): readonly Annotation[] {
  const chosen = firstOf(answered, 'Sec-WebSocket-Protocol');
  if (chosen === undefined) return [];
  const offered = members(asked, 'Sec-WebSocket-Protocol');
  const meaning = subprotocolMeaning(chosen);
  return [
    good('ws/handshake/subprotocol', place('response', 'Sec-WebSocket-Protocol'), {
      title: say`The server chose the subprotocol ${escaped(chosen, 40)}${text(offered.length > 1 ? ` out of ${offered.length} offered` : '')}`,
      detail: join([
        say`Offered in order of preference: ${text(offered.map((name) => escaped(name, 40)).join(', '))}. Both ends agreed on ${escaped(chosen, 40)}, which says what the messages mean.`,
        meaning === undefined
          ? say`The name is not in IANA's registry of subprotocols: its meaning is the application's own.`
          : say`${text(meaning)}.`,
      ]),
      specs: [
        rfc(6455, '1.9'),
        rfc(6455, '11.3.4'),
        document(
          'IANA WebSocket registries',
          'subprotocol-name',
          'https://www.iana.org/assignments/websocket/websocket.xhtml#subprotocol-name',
        ),
      ],
    }),
  ];
}

function extensions(asked: Fields, answered: Fields, place: Place): readonly Annotation[] {
  const deflate = agreedDeflate(answered);
  if (deflate !== undefined)
    return [
      info('ws/handshake/deflate', place('response', 'Sec-WebSocket-Extensions'), {
        title: say`Messages are compressed: windows of ${text(`${windowOf(deflate.serverBits)} (server), ${windowOf(deflate.clientBits)} (client)`)}`,
        detail: deflateDetail(deflate),
        specs: [rfc(7692, '7.1'), rfc(7692, '6')],
        basis: 'computed',
      }),
    ];
  const offered = extensionsOf(asked);
  if (offered.length === 0 || has(answered, 'Sec-WebSocket-Extensions')) return [];
  return [
    info('ws/handshake/extensions-declined', place('request', 'Sec-WebSocket-Extensions'), {
      title: say`The server took none of the extensions offered: messages go uncompressed`,
      detail: say`Offered: ${text(offered.map((one) => escaped(one.name, 40)).join(', '))}. A server may leave them out; the connection works without.`,
      specs: [rfc(6455, '9.1')],
    }),
  ];
}

function deflateDetail({ serverBits, clientBits, serverResets, clientResets }: Deflate): ReturnType<typeof say> {
  return join([
    say`${'permessage-deflate'} was agreed: a message whose first frame has the bit RSV1 set is DEFLATE data without its last four octets ${'00 00 ff ff'}.`,
    say`Window of the server: 2^${text(serverBits)} = ${text(octetCount(2 ** serverBits))}; of the client: 2^${text(clientBits)} = ${text(octetCount(2 ** clientBits))}. Smaller windows save memory and compress less.`,
    takeover('server', serverResets),
    takeover('client', clientResets),
  ]);
}

const takeover = (side: string, resets: boolean): ReturnType<typeof say> =>
  resets
    ? say`The ${text(side)} resets its compressor: each message stands alone (${`${side}_no_context_takeover`}).`
    : say`The ${text(side)} keeps its context from message to message, so that repeated text gets cheaper.`;

const windowOf = (bits: number): string => (bits >= 10 ? `${2 ** (bits - 10)} KiB` : `${2 ** bits} octets`);
