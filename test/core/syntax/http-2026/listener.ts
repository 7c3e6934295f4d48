// A listener that keeps what arrives as octets: one request a connection, answered and closed; a TLS handshake is noted and cut off.
import { rawServer, type Scope } from '../../../support/raw-server.ts';

const OK = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfine');

export interface Listener {
  readonly port: number;
  /** What each connection brought, in order. */
  readonly received: readonly Buffer[];
}

export function listener(scope: Scope, answers: readonly Uint8Array[] = []): Promise<Listener> {
  let answered = 0;
  return rawServer(scope, (socket, whole) => {
    if (whole[0] === HANDSHAKE) socket.destroy();
    else if (isComplete(whole)) socket.end(answers[Math.min(answered++, answers.length - 1)] ?? OK);
  });
}

/** The first octet of a TLS record that shakes hands. */
export const HANDSHAKE = 0x16;

/** Head and, by its Content-Length, content. The preface of HTTP/2 is an end as well: nobody here speaks it. */
function isComplete(octets: Buffer): boolean {
  const head = octets.indexOf('\r\n\r\n');
  if (head === -1) return false;
  const length = /^content-length:[ \t]*(\d+)/im.exec(octets.toString('latin1', 0, head))?.[1] ?? '0';
  return octets.length >= head + 4 + Number(length) || octets.subarray(0, 3).toString() === 'PRI';
}
