// Sec-WebSocket-Extensions (RFC 6455 section 11.3.2). Negotiation is checked in websocket/.
import { parseParameters } from '../../http/parameters.ts';
import { split } from '../../http/token.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

const KNOWN = ['permessage-deflate', 'bbf-usp-protocol'];

export const secWebsocketExtensions: FieldRule = field({
  name: 'Sec-WebSocket-Extensions',
  specs: [rfc(6455, '11.3.2'), rfc(7692, '7')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`Extensions of the protocol: the client offers, the server accepts; compression (${'permessage-deflate'}) is the one in use.`,
  values: { 'permessage-deflate': 'compressed messages', 'permessage-deflate; client_max_window_bits': 'with a hint about the window' },
  remarks: ['unregistered'],
  read: (value) => ({ parsed: split(value).map((piece) => ({ name: parseParameters(piece.text)[0]?.name ?? piece.text, piece })) }),
  tell: (list, { place }) => {
    const names = shown(list.map((e) => e.name).join(', '), 36);
    return place === 'request' ? { title: say`Offers the extension ${names}` } : { title: say`The server accepted the extension ${names}` };
  },
  check: (list) => {
    const odd = list.find((e) => !KNOWN.includes(e.name.toLowerCase()));
    return when(odd !== undefined, {
      id: 'unregistered',
      level: 'info',
      span: odd?.piece.range,
      title: say`${shown(odd?.name ?? '', 30)} is not a registered WebSocket extension`,
      detail: say`A peer that does not know an extension declines it; the connection works without.`,
      specs: [rfc(6455, '9.1')],
    });
  },
});
