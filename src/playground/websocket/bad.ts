// Broken handshakes and broken frames, each breaking one rule of RFC 6455.
import type { Fields } from '../../core/http/field.ts';
import type { SocketCall, SocketRoute } from '../route.ts';
import { acceptOf, endWithClient, frame, handshakeFields, switchProtocols, textFrame } from './frames.ts';

interface Fault {
  readonly tells: string;
  /** The answer's fields; the right ones when absent. */
  readonly fields?: (right: Fields, call: SocketCall) => Fields;
  /** What is sent once open, after a text that is right. */
  readonly octets?: () => Uint8Array;
}

const without = (fields: Fields, name: string): Fields => fields.filter(([one]) => one !== name);

const FAULTS: Readonly<Record<string, Fault>> = {
  accept: {
    tells: 'A Sec-WebSocket-Accept computed from the key with its line end still on it.',
    fields: (right, { request }) => [
      ...without(right, 'Sec-WebSocket-Accept'),
      ['Sec-WebSocket-Accept', acceptOf(`${request.headers['sec-websocket-key'] ?? ''}\r\n`)],
    ],
  },
  'no-accept': { tells: 'No Sec-WebSocket-Accept at all.', fields: (right) => without(right, 'Sec-WebSocket-Accept') },
  upgrade: { tells: 'A 101 without Upgrade, as a proxy that drops it would give.', fields: (right) => without(right, 'Upgrade') },
  'other-upgrade': { tells: 'A 101 that switches to h2c.', fields: (right) => [['Upgrade', 'h2c'], ...without(right, 'Upgrade')] },
  connection: { tells: 'A 101 without Connection.', fields: (right) => without(right, 'Connection') },
  subprotocol: {
    tells: 'Chooses a subprotocol that was not offered.',
    fields: (right) => [...right, ['Sec-WebSocket-Protocol', 'surprise.v9']],
  },
  extension: {
    tells: 'Uses an extension that was not offered.',
    fields: (right) => [...right, ['Sec-WebSocket-Extensions', 'x-surprise']],
  },
  masked: {
    tells: 'A masked frame, which only a client may send.',
    octets: () => frame({ first: 0x81, payload: 'masked', mask: Uint8Array.of(1, 2, 3, 4) }),
  },
  rsv: { tells: 'A frame with RSV2 set, which nothing was agreed for.', octets: () => frame({ first: 0xa1, payload: 'reserved' }) },
  compressed: { tells: 'A compressed frame (RSV1) without permessage-deflate.', octets: () => frame({ first: 0xc1, payload: 'packed' }) },
  opcode: { tells: 'A frame with the reserved opcode 3.', octets: () => frame({ first: 0x83, payload: 'what am I?' }) },
  continuation: { tells: 'A continuation of nothing.', octets: () => frame({ first: 0x80, payload: 'and then' }) },
  interleaved: {
    tells: 'A new message before the fragmented one has ended.',
    octets: () => Buffer.concat([frame({ first: 0x01, payload: 'one, ' }), textFrame('two')]),
  },
  utf8: { tells: 'A text that is not UTF-8.', octets: () => frame({ first: 0x81, payload: Uint8Array.of(0x48, 0x69, 0xff, 0xfe) }) },
  'fragmented-ping': { tells: 'A ping without FIN.', octets: () => frame({ first: 0x09, payload: 'half a' }) },
  'long-ping': { tells: 'A ping of 126 octets, one more than allowed.', octets: () => frame({ first: 0x89, payload: 'p'.repeat(126) }) },
  'short-close': { tells: 'A close frame with one octet, half a code.', octets: () => frame({ first: 0x88, payload: Uint8Array.of(3) }) },
  huge: {
    tells: 'A frame that promises a terabyte.',
    octets: () => frame({ first: 0x82, payload: 'the beginning of it', length: 2 ** 40 }),
  },
};

export const bad: readonly SocketRoute[] = Object.entries(FAULTS).map(([name, fault]) => ({
  path: `/ws/bad/${name}`,
  tells: fault.tells,
  open: (call) => spoil(call, fault),
}));

function spoil(call: SocketCall, { fields, octets }: Fault): void {
  const right = handshakeFields(call);
  switchProtocols(call.socket, fields?.(right, call) ?? right);
  endWithClient(call);
  if (octets === undefined) return;
  call.socket.write(textFrame('The next frame is wrong.'));
  call.socket.write(octets());
}
