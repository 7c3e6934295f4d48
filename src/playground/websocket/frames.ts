// Frames as octets, right ones and wrong ones (RFC 6455 section 5.2), and a handshake answered by hand, for what `ws` refuses to send.
import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { Fields } from '../../core/http/field.ts';
import { message } from '../reply.ts';
import type { SocketCall } from '../route.ts';

export interface FrameShape {
  /** FIN, the three reserved bits and the opcode: `0x81` for a text in one frame. */
  readonly first: number;
  readonly payload?: string | Uint8Array;
  readonly mask?: Uint8Array;
  /** What the header says in place of the payload's length. */
  readonly length?: number;
}

export function frame({ first, payload = '', mask, length }: FrameShape): Buffer {
  const content = Buffer.from(payload);
  const said = length ?? content.length;
  const head = said < 126 ? Buffer.from([first, said]) : said < 65_536 ? Buffer.alloc(4) : Buffer.alloc(10);
  if (said >= 65_536) head.writeBigUInt64BE(BigInt(said), 2);
  else if (said >= 126) head.writeUInt16BE(said, 2);
  head[0] = first;
  head[1] = (said < 126 ? said : said < 65_536 ? 126 : 127) | (mask === undefined ? 0 : 0x80);
  if (mask === undefined) return Buffer.concat([head, content]);
  return Buffer.concat([head, mask, content.map((octet, i) => octet ^ (mask[i & 3] ?? 0))]);
}

export const textFrame = (payload: string): Buffer => frame({ first: 0x81, payload });

/** A close frame; without a code its payload is empty. */
export function closeFrame(code?: number, reason = ''): Buffer {
  if (code === undefined) return frame({ first: 0x88 });
  return frame({ first: 0x88, payload: Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)]) });
}

/** RFC 6455 section 4.2.2. */
export const acceptOf = (key: string): string => createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');

/** The fields of a right answer, in the usual order. */
export const handshakeFields = ({ request }: SocketCall): Fields => [
  ['Upgrade', 'websocket'],
  ['Connection', 'Upgrade'],
  ['Sec-WebSocket-Accept', acceptOf(request.headers['sec-websocket-key'] ?? '')],
];

export const switchProtocols = (socket: Duplex, fields: Fields): void =>
  void socket.write(message(['HTTP/1.1 101 Switching Protocols', ...fields.map(([name, value]) => `${name}: ${value}`)]));

/** Answers the client's close, or its going, by ending the connection. */
export function endWithClient({ socket, head }: SocketCall): void {
  // What the client sent right behind its request was read along with it.
  if (head.length > 0) socket.unshift(head);
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.end());
  socket.on('data', (octets: Buffer) => {
    // A client's close frame stands at the beginning of a write of its own.
    if (octets[0] === 0x88) socket.end();
  });
}
