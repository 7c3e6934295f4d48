// Servers of HTTP/2 on 127.0.0.1: Node's own, and one whose frames are written octet by octet.
import * as http2 from 'node:http2';
import type { HttpRequest } from '../../../../src/core/http/request.ts';
import { type RawServer, rawServer, type Scope } from '../../../support/raw-server.ts';
import * as certificates from '../certificates.ts';
import { request } from '../sending.ts';

export type OnStream = (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => void;

/** A server of HTTP/2, over TLS (where HTTP/1.1 is spoken too) or on clear text, until the test ends. */
export async function http2Server(scope: Scope, secure: boolean, onStream: OnStream): Promise<number> {
  const server = secure ? http2.createSecureServer({ ...certificates.trusted }) : http2.createServer();
  const sessions: http2.ServerHttp2Session[] = [];
  server.on('session', (session) => sessions.push(session));
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    onStream(stream, headers);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  scope.after(
    () =>
      new Promise((resolve) => {
        for (const session of sessions) session.destroy();
        server.close(() => resolve());
      }),
  );
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** `frame(1, 5, 1, block)`: type, flags, stream, payload. */
export function frame(type: number, flags: number, stream: number, payload: Uint8Array | string = ''): Buffer {
  const octets = Buffer.from(payload);
  const header = Buffer.alloc(9);
  header.writeUIntBE(octets.length, 0, 3);
  header[3] = type;
  header[4] = flags;
  header.writeUInt32BE(stream, 5);
  return Buffer.concat([header, octets]);
}

/** A header block of literals. */
export const block = (...fields: readonly (readonly [name: string, value: string])[]): Buffer =>
  Buffer.concat(
    fields.map(([name, value]) =>
      Buffer.concat([Buffer.of(0, name.length), Buffer.from(name), Buffer.of(value.length), Buffer.from(value)]),
    ),
  );

export const SETTINGS = frame(4, 0, 0);

/** Answers the first request on a connection with these frames, behind SETTINGS and their acknowledgement; then ends it, if asked. */
export const scripted = (scope: Scope, frames: readonly Buffer[], { end = false } = {}): Promise<RawServer> => {
  const answered = new Set<unknown>();
  return rawServer(scope, (socket, whole) => {
    // The request's HEADERS come behind the preface and SETTINGS.
    if (answered.has(socket) || !hasHeaders(whole)) return;
    answered.add(socket);
    socket.write(Buffer.concat([SETTINGS, frame(4, 1, 0), ...frames]));
    if (end) socket.end();
  });
};

function hasHeaders(whole: Buffer): boolean {
  for (let at = 24; at + 9 <= whole.length; at += 9 + whole.readUIntBE(at, 3)) if (whole[at + 3] === 1) return true;
  return false;
}

/** A request whose line says HTTP/2. */
export const two = (
  port: number,
  line: string,
  ...more: Parameters<typeof request> extends [unknown, unknown, ...infer R] ? R : never
): HttpRequest => ({
  ...request(port, line, ...more),
  version: 'HTTP/2',
  versionWritten: true,
});
