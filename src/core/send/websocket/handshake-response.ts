// Checks the head that answers the handshake, as RFC 6455 section 4.1 tells a client to.
import { createHash } from 'node:crypto';
import type { Failure, ResponseHead } from '../../http/exchange.ts';
import { combined, type Fields, firstOf } from '../../http/field.ts';
import { failure } from '../failure.ts';

/** RFC 6455 section 1.3: the proof that a server has read the key. */
export const acceptFor = (key: string): string => createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');

/** Why a 101 does not open the connection; `undefined` when it does as far as these four fields tell. */
export function faultOf({ version, fields }: ResponseHead, key: string): Failure | undefined {
  if (!hasToken(fields, 'Upgrade', 'websocket')) return fault('WS_INVALID_UPGRADE', 'Invalid Upgrade header');
  if (!hasToken(fields, 'Connection', 'upgrade')) return fault('WS_INVALID_CONNECTION', 'Invalid Connection header');
  if (firstOf(fields, 'Sec-WebSocket-Accept') !== acceptFor(key)) return fault('WS_INVALID_ACCEPT', 'Invalid Sec-WebSocket-Accept header');
  return version === 'HTTP/1.0' ? fault('WS_INVALID_VERSION', 'The handshake was answered with HTTP/1.0') : undefined;
}

const fault = (code: string, message: string): Failure => failure('protocol', code, 'websocket', message);

function hasToken(fields: Fields, name: string, token: string): boolean {
  const value = combined(fields, name) ?? '';
  return value.split(',').some((one) => one.trim().toLowerCase() === token);
}

/** The answer in the words of `ws`: its own key proven, subprotocol and extensions as the server chose them. */
export function answerForWs({ fields }: ResponseHead, wsKey: string): Uint8Array {
  const passed = ['Sec-WebSocket-Protocol', 'Sec-WebSocket-Extensions'].flatMap((name) => {
    const value = combined(fields, name);
    return value === undefined ? [] : [`${name}: ${value}`];
  });
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${acceptFor(wsKey)}`,
  ];
  return Buffer.from(`${[...lines, ...passed].join('\r\n')}\r\n\r\n`);
}
