// Two small clients for the playground's tests: node:http for what is well-formed, a bare socket for what is not.
import http from 'node:http';
import net from 'node:net';
import { after, before } from 'node:test';
import { type Fields, firstOf, valuesOf } from '../../src/core/http/field.ts';
import { type Playground, startPlayground } from '../../src/playground/server.ts';

export interface Got {
  readonly status: number;
  readonly fields: Fields;
  readonly trailers: Fields;
  readonly informational: readonly number[];
  readonly content: Buffer;
  readonly text: string;
  /** The first value of that field. */
  readonly field: (name: string) => string | undefined;
  readonly fieldsOf: (name: string) => readonly string[];
  readonly json: () => unknown;
}

export interface Ask {
  readonly method?: string;
  /** Flat, as Node takes them: `['Host', 'x', 'X-A', '1']`. */
  readonly fields?: readonly string[];
  readonly body?: string | Uint8Array;
}

/** Starts a playground before the tests of a file and closes it after them. */
export function playground(): { readonly at: () => Playground; readonly get: (target: string, ask?: Ask) => Promise<Got> } {
  let started: Playground | undefined;
  const agent = new http.Agent({ keepAlive: true });
  const at = (): Playground => {
    if (started === undefined) throw new Error('the playground has not started');
    return started;
  };
  before(async () => {
    started = await startPlayground({ port: 0 });
  });
  after(async () => {
    agent.destroy();
    await at().close();
  });
  return { at, get: (target, ask = {}) => request(at(), target, ask, agent) };
}

function request({ port }: Playground, target: string, { method = 'GET', fields = [], body }: Ask, agent: http.Agent): Promise<Got> {
  const length = body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))];
  const headers = ['Host', `127.0.0.1:${port}`, ...fields, ...length];
  const informational: number[] = [];
  return new Promise((resolve, reject) => {
    const ask = http.request({ host: '127.0.0.1', port, path: target, method, headers, agent }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => resolve(got(response, informational, Buffer.concat(pieces))));
    });
    ask.on('information', ({ statusCode }) => informational.push(statusCode));
    ask.on('error', reject);
    ask.end(body);
  });
}

function got(response: http.IncomingMessage, informational: readonly number[], content: Buffer): Got {
  const fields = pairs(response.rawHeaders);
  return {
    status: response.statusCode ?? 0,
    fields,
    trailers: pairs(response.rawTrailers),
    informational,
    content,
    text: content.toString(),
    field: (name) => firstOf(fields, name),
    fieldsOf: (name) => valuesOf(fields, name),
    json: () => JSON.parse(content.toString()),
  };
}

const pairs = (flat: readonly string[]): Fields =>
  flat.flatMap((name, i): [string, string][] => (i % 2 === 0 ? [[name, flat[i + 1] ?? '']] : []));

/** What a bare socket gets back for these octets, and how it ended. */
export async function exchange(port: number, octets: string | Uint8Array, limit = 1_000_000): Promise<{ text: string; end: string }> {
  const socket = net.connect({ host: '127.0.0.1', port });
  const pieces: Buffer[] = [];
  let length = 0;
  let end = 'closed';
  socket.on('data', (piece) => {
    pieces.push(piece);
    length += piece.length;
    if (length > limit) socket.destroy();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    end = error.code ?? error.message;
  });
  socket.write(octets);
  await new Promise((resolve) => socket.once('close', resolve));
  return { text: Buffer.concat(pieces).toString('latin1'), end };
}

export const head = (target: string, ...fields: readonly string[]): string =>
  `${['GET', target, 'HTTP/1.1'].join(' ')}\r\n${['Host: 127.0.0.1', ...fields].join('\r\n')}\r\n\r\n`;
