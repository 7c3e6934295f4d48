// The practice server: HTTP and WebSocket on 127.0.0.1 and nowhere else, for examples, tests and learners.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { selfSigned } from './certificate.ts';
import { families } from './families.ts';
import { indexPage } from './index-page.ts';
import { refuse } from './reply.ts';
import type { Family, SocketRoute } from './route.ts';
import { respond, type Table, upgrade } from './router.ts';
import { bad } from './websocket/bad.ts';
import { ends } from './websocket/ends.ts';
import { talkative } from './websocket/talk.ts';

/** Where the examples expect it. */
export const DEFAULT_PORT = 7777;

export interface PlaygroundOptions {
  /** 0 picks a free one; `DEFAULT_PORT` unless told. */
  readonly port?: number;
  /** With a certificate made at the start. */
  readonly tls?: boolean;
}

export interface Playground {
  /** `http://127.0.0.1:7777`, without a slash at the end. */
  readonly url: string;
  /** `ws://127.0.0.1:7777`. */
  readonly wsUrl: string;
  readonly port: number;
  /** PEM; trust it to verify the connection. Only with `tls`. */
  readonly certificate?: string;
  /** Ends all connections and frees the port. */
  readonly close: () => Promise<void>;
}

/** Listens; rejects when the port is taken (`EADDRINUSE`). */
export async function startPlayground({ port = DEFAULT_PORT, tls = false }: PlaygroundOptions = {}): Promise<Playground> {
  const pair = tls ? selfSigned(Date.now()) : undefined;
  const settings = { keepAliveTimeout: KEEP_ALIVE };
  const server = pair === undefined ? createServer(settings) : createSecureServer({ ...settings, cert: pair.certificate, key: pair.key });
  const connections = track(server);
  await listening(server, port);
  const bound = (server.address() as AddressInfo).port;
  const url = `http${tls ? 's' : ''}://127.0.0.1:${bound}`;
  serve(server, url);
  return {
    url,
    wsUrl: url.replace(/^http/, 'ws'),
    port: bound,
    ...(pair !== undefined && { certificate: pair.certificate }),
    close: () => close(server, connections),
  };
}

/** Longer than people think between two sends, so that a reused connection is a usual sight. */
const KEEP_ALIVE = 60_000;

function serve(server: Server, origin: string): void {
  const routes = families();
  const sockets: readonly SocketRoute[] = [...talkative(), ...ends, ...bad];
  const front: Family = {
    title: 'Here',
    routes: [
      {
        methods: ['GET'],
        path: '/',
        tells: 'This list; as JSON with Accept: application/json.',
        answer: (call) => indexPage(call, all, sockets),
      },
    ],
  };
  const all: readonly Family[] = [front, ...routes];
  const table: Table = { families: all, sockets };
  server.on('request', (request: IncomingMessage, reply: ServerResponse) => {
    respond(table, request, reply, origin).catch(() => request.socket.destroy());
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    upgrade(table, request, socket, head, origin);
  });
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    refuse(socket, 501, [], 'This server is no proxy: it opens no tunnels.\n');
  });
  server.on('clientError', unreadable);
}

/** What Node's parser refuses never becomes a request; the reason is told all the same. */
function unreadable(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { code = '' } = error;
  const status =
    code === 'HPE_INVALID_METHOD' ? 501 : code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  refuse(socket, status, [], `This is no request that this server can read: ${error.message} (${code}).\n`);
}

function track(server: Server): Set<Socket> {
  const connections = new Set<Socket>();
  const add = (socket: Socket): void => {
    connections.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => connections.delete(socket));
  };
  server.on('connection', add);
  return connections;
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

const close = (server: Server, connections: ReadonlySet<Socket>): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of connections) socket.destroy();
  });
