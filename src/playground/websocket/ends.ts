// Closing with any code, also those that may not stand in a frame (RFC 6455 section 7.4), and refusing the handshake with any status.
import { STATUS_CODES } from 'node:http';
import { raw, refuse } from '../reply.ts';
import type { SocketCall, SocketRoute } from '../route.ts';
import { fieldsFor } from '../routes/status.ts';
import { closeFrame, endWithClient, handshakeFields, switchProtocols } from './frames.ts';

export const ends: readonly SocketRoute[] = [
  {
    path: '/ws/close/{code}',
    tells: 'Opens, then closes with that code; 1005 is a close without a code, 1006 no close at all.',
    example: '/ws/close/1001',
    open: close,
  },
  {
    path: '/ws/refuse/{status}',
    tells: 'Refuses the handshake with that status and a text that says why.',
    example: '/ws/refuse/403',
    open: turnAway,
  },
];

function close(call: SocketCall): void {
  const code = Number(call.params['code']);
  if (!/^\d{1,5}$/.test(call.params['code'] ?? '') || code > 65_535) {
    refuse(call.socket, 400, [], 'A close code is a number from 0 to 65535.\n');
    return;
  }
  switchProtocols(call.socket, handshakeFields(call));
  if (code === 1006) {
    call.socket.end();
    return;
  }
  endWithClient(call);
  call.socket.write(code === 1005 ? closeFrame() : closeFrame(code, `you asked for ${code}`));
}

function turnAway({ params, socket }: SocketCall): void {
  const status = Number(params['status']);
  if (!/^[2-9]\d\d$/.test(params['status'] ?? '')) {
    refuse(socket, 400, [], 'A status code has three digits, the first from 2 to 9.\n');
    return;
  }
  const said = `${status} ${STATUS_CODES[status] ?? 'has no registered name'}: this handshake is refused, as you asked.\n`;
  if (status === 204 || status === 304)
    raw(socket, Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\n\r\n`));
  else refuse(socket, status, fieldsFor(status), said);
}
