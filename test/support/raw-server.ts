// Raw TCP and TLS listeners on 127.0.0.1: what a server answers is given as octets, what arrived is kept as octets.
import * as net from 'node:net';
import * as tls from 'node:tls';

export interface RawServer {
  readonly port: number;
  /** What each connection has received so far, in the order of connecting. */
  readonly received: readonly Buffer[];
  readonly sockets: readonly net.Socket[];
  readonly close: () => Promise<void>;
}

/** Called for every read of a connection; `whole` is all that this connection has received so far. */
export type Answer = (socket: net.Socket, whole: Buffer, read: Buffer) => void;

export interface RawServerOptions {
  readonly tls?: tls.TlsOptions;
  readonly onConnect?: (socket: net.Socket) => void;
  readonly host?: string;
  readonly path?: string;
}

/** The part of a test's context that is needed to clean up after it. */
export interface Scope {
  readonly after: (clean: () => Promise<void>) => void;
}

/** Listens on a free port until the test ends; `answer` writes what it wants. Broken connections are part of the tests and not reported. */
export async function rawServer(scope: Scope, answer: Answer, options: RawServerOptions = {}): Promise<RawServer> {
  const received: Buffer[] = [];
  const sockets: net.Socket[] = [];
  const onSocket = (socket: net.Socket): void => {
    const index = sockets.push(socket) - 1;
    received.push(Buffer.alloc(0));
    socket.on('error', () => {});
    socket.on('data', (read: Buffer) => {
      const whole = Buffer.concat([received[index] ?? Buffer.alloc(0), read]);
      received[index] = whole;
      answer(socket, whole, read);
    });
    options.onConnect?.(socket);
  };
  const server = options.tls === undefined ? net.createServer({ allowHalfOpen: true }, onSocket) : tls.createServer(options.tls, onSocket);
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => {
    if (options.path === undefined) server.listen(0, options.host ?? '127.0.0.1', resolve);
    else server.listen(options.path, resolve);
  });
  const address = server.address();
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  scope.after(close);
  return { port: typeof address === 'object' && address !== null ? address.port : 0, received, sockets, close };
}

const HEAD_END = '\r\n\r\n';

/** Answers each complete head (requests without content) with the same octets, and ends the connection when told to. */
export const always =
  (answer: string | Uint8Array, end = false): Answer =>
  (socket, whole, read) => {
    if (!whole.subarray(-HEAD_END.length).equals(Buffer.from(HEAD_END)) || read.length === 0) return;
    const bytes = typeof answer === 'string' ? Buffer.from(answer, 'latin1') : answer;
    if (end) socket.end(bytes);
    else socket.write(bytes);
  };
