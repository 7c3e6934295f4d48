// Faults of a server, each as what it does to a connection once the request is there.
import type { Socket } from 'node:net';

export interface Fault {
  readonly name: string;
  readonly act: (socket: Socket) => void;
  /** `response`: it is read all the same; `failure`: it can't be. */
  readonly comes: 'response' | 'failure';
}

const H = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${H}Transfer-Encoding: chunked\r\n\r\n`;

const says =
  (octets: string | Uint8Array, then: 'stay' | 'end' | 'reset' = 'stay') =>
  (socket: Socket): void => {
    socket.write(typeof octets === 'string' ? Buffer.from(octets, 'latin1') : octets, () => {
      if (then === 'end') socket.end();
      if (then === 'reset') setImmediate(() => socket.resetAndDestroy());
    });
  };

/** Repeats until the connection is gone. */
const forever =
  (start: string, piece: string) =>
  (socket: Socket): void => {
    socket.write(start, 'latin1');
    const block = Buffer.from(piece.repeat(Math.ceil(16_384 / piece.length)), 'latin1');
    const more = (): void => {
      while (!socket.destroyed && socket.write(block));
      if (!socket.destroyed) socket.once('drain', () => setImmediate(more));
    };
    more();
  };

const drips =
  (octets: string) =>
  (socket: Socket): void => {
    let at = 0;
    const next = (): void => {
      if (at >= octets.length || socket.destroyed) return;
      socket.write(octets.slice(at, ++at), 'latin1', () => setImmediate(next));
    };
    next();
  };

const resets = [
  'HTTP/1',
  'HTTP/1.1 200 OK\r\n',
  `${H}Content-Le`,
  `${H}Content-Length: 9\r\n\r\n`,
  `${H}Content-Length: 9\r\n\r\nhalf`,
  `${CHUNKED}4`,
  `${CHUNKED}4\r\nha`,
  `${CHUNKED}4\r\nhalf\r\n0\r\n`,
];

const response = (name: string, act: Fault['act']): Fault => ({ name, act, comes: 'response' });
const failure = (name: string, act: Fault['act']): Fault => ({ name, act, comes: 'failure' });

export const faults: readonly Fault[] = [
  failure('reset at once', (socket) => socket.resetAndDestroy()),
  failure('closed at once', (socket) => socket.end()),
  ...resets.map((octets) => failure(`reset after ${JSON.stringify(octets.slice(-12))}`, says(octets, 'reset'))),
  ...resets.slice(0, -1).map((octets) => failure(`closed after ${JSON.stringify(octets.slice(-12))}`, says(octets, 'end'))),
  response('a slow drip', drips(`${H}Content-Length: 2\r\nX: y\r\n\r\nok`)),
  response('a slow drip of chunks', drips(`${CHUNKED}1\r\no\r\n1;x=y\r\nk\r\n0\r\nT: v\r\n\r\n`)),
  response(
    '10,000 fields',
    says(`${H}${Array.from({ length: 10_000 }, (_, i) => `X-${i}: ${i}\r\n`).join('')}Content-Length: 2\r\n\r\nok`),
  ),
  response('a field of almost 1 MB', says(`${H}X: ${'a'.repeat(1_000_000)}\r\nContent-Length: 2\r\n\r\nok`)),
  response('500 interim answers', says(`${'HTTP/1.1 102 Processing\r\n\r\n'.repeat(500)}${H}Content-Length: 2\r\n\r\nok`)),
  response('surplus', says(`${H}Content-Length: 2\r\n\r\nok${'x'.repeat(10_000)}`)),
  response('half-closed after the answer', says(`${H}Content-Length: 2\r\n\r\nok`, 'end')),
  response('10,000 tiny chunks', says(`${CHUNKED}${'1\r\na\r\n'.repeat(10_000)}0\r\n\r\n`)),
  failure('endless fields', forever(H, 'X-Filler: 0123456789\r\n')),
  failure('an endless line', forever(`${H}X: `, 'a')),
  failure('an endless status line', forever('HTTP/1.1 200 ', 'O')),
  failure('endless interim answers', forever('', 'HTTP/1.1 102 Processing\r\n\r\n')),
  failure('endless blank lines', forever('', '\r\n')),
  failure('endless trailers', forever(`${CHUNKED}0\r\n`, 'X-Filler: 0123456789\r\n')),
  failure('an endless chunk extension', forever(`${CHUNKED}4;x=`, 'a')),
  failure('a bad chunk size', says(`${CHUNKED}zz\r\nhalf\r\n`)),
  failure('a negative chunk size', says(`${CHUNKED}-4\r\nhalf\r\n`)),
  failure('a chunk too long', says(`${CHUNKED}2\r\nhalf\r\n0\r\n\r\n`)),
  failure('short of its length', says(`${H}Content-Length: 99\r\n\r\nhalf`, 'end')),
  failure('garbage', says(Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 167 + 13) & 255)), 'end')),
  failure('zeros', says(Buffer.alloc(4096))),
  failure('a TLS alert', says(Buffer.from('15030300020228', 'hex'))),
  failure('a TLS hello', says(Buffer.from('160301020001000001fc0303', 'hex'))),
  failure('a preface of HTTP/2', says('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')),
  failure('settings of HTTP/2', says(Buffer.from('000000040000000000', 'hex'))),
  failure('a request instead of a response', says('GET / HTTP/1.1\r\nHost: x\r\n\r\n')),
  failure('mail', says('220 mail.test ESMTP\r\n')),
  failure('silence', () => {}),
  failure('silence after half a head', says(`${H}X: y`)),
  failure('silence after half the content', says(`${H}Content-Length: 9\r\n\r\nhalf`)),
];
