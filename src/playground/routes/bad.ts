// Faulty answers, octet by octet. Each breaks one rule, so that a client shows what it makes of it.
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { pause } from '../pause.ts';
import { message, problem, raw, reset, text } from '../reply.ts';
import type { Call, Family } from '../route.ts';

interface Fault {
  readonly name: string;
  readonly tells: string;
  readonly answer: (socket: Socket) => void | Promise<void>;
}

/** The connection ends behind each of them, so they say so: the one fault is the one that the name says. */
const head = (...fields: readonly string[]): string[] => [
  'HTTP/1.1 200 OK',
  `Date: ${new Date().toUTCString()}`,
  'Connection: close',
  'Cache-Control: no-store',
  ...fields,
];

const plain = (...fields: readonly string[]): string[] => head('Content-Type: text/plain', ...fields);

/** A fault that is a constant message, after which the connection ends. */
const constant = (name: string, tells: string, octets: () => Uint8Array): Fault => ({
  name,
  tells,
  answer: (socket) => raw(socket, octets()),
});

const FAULTS: readonly Fault[] = [
  constant('surplus', 'More octets than Content-Length says.', () => message(plain('Content-Length: 5'), 'hello, and then some')),
  constant('short', 'Fewer octets than Content-Length says, then the end.', () => message(plain('Content-Length: 20'), 'hello')),
  constant('two-lengths', 'Two different Content-Length fields.', () =>
    message(plain('Content-Length: 5', 'Content-Length: 11'), 'hello world'),
  ),
  constant('length-and-chunked', 'Content-Length together with Transfer-Encoding.', () =>
    message(plain('Content-Length: 5', 'Transfer-Encoding: chunked'), '5\r\nhello\r\n0\r\n\r\n'),
  ),
  constant('chunk-size', 'A chunk size that is no hexadecimal number.', () =>
    message(plain('Transfer-Encoding: chunked'), '5\r\nhello\r\nfive\r\nworld\r\n0\r\n\r\n'),
  ),
  constant('chunk-end', 'Chunks without the last one of size 0.', () => message(plain('Transfer-Encoding: chunked'), '5\r\nhello\r\n')),
  constant('truncated-gzip', 'A gzip stream that stops in the middle.', () => {
    const whole = gzipSync('The second half of this text is missing. '.repeat(20));
    const half = whole.subarray(0, whole.length >> 1);
    return message(plain('Content-Encoding: gzip', `Content-Length: ${half.length}`), half);
  }),
  constant('not-gzip', 'Plain text with the label gzip.', () => message(plain('Content-Encoding: gzip', 'Content-Length: 5'), 'hello')),
  constant('no-status-line', 'An answer without a status line.', () => Buffer.from('hello, this is not HTTP\r\n')),
  constant('bare-lf', 'Lines that end with LF instead of CRLF.', () =>
    Buffer.from('HTTP/1.1 200 OK\nConnection: close\nContent-Type: text/plain\nContent-Length: 5\n\nhello'),
  ),
  constant('no-colon', 'A field line without a colon.', () => message(plain('This line has none', 'Content-Length: 5'), 'hello')),
  constant('space-before-colon', 'White space between a field name and its colon.', () => message(plain('Content-Length : 5'), 'hello')),
  constant('folded', 'A field over two lines, which RFC 9112 no longer allows.', () =>
    message(plain('X-Long: one', '  two', 'Content-Length: 5'), 'hello'),
  ),
  constant('304-with-body', 'A 304 that brings content along.', () =>
    message(
      ['HTTP/1.1 304 Not Modified', `Date: ${new Date().toUTCString()}`, 'Connection: close', 'ETag: "v7"', 'Content-Length: 5'],
      'hello',
    ),
  ),
  constant('wrong-version', 'A version that does not exist.', () =>
    message(['HTTP/7.3 200 OK', 'Connection: close', 'Content-Length: 5'], 'hello'),
  ),
  { name: 'empty', tells: 'Closes without a single octet.', answer: (socket) => void socket.end() },
  { name: 'silence', tells: 'Never answers: only a timeout ends the waiting.', answer: () => undefined },
  { name: 'endless-headers', tells: 'Field after field, without an end.', answer: endlessHeaders },
  {
    name: 'reset',
    tells: 'A TCP reset in the middle of the content.',
    answer: async (socket) => {
      socket.write(message(plain('Content-Length: 1000'), 'The rest of this text'));
      if (await pause(socket, 50)) reset(socket);
    },
  },
];

async function endlessHeaders(socket: Socket): Promise<void> {
  socket.write('HTTP/1.1 200 OK\r\n');
  for (let i = 0; i < 100_000; i++) {
    const more = socket.write(`X-Field-${i}: ${'and on '.repeat(20)}\r\n`);
    if ((!more || i % 50 === 0) && !(await pause(socket, 5))) return;
  }
  socket.destroy();
}

export const bad: Family = {
  title: 'Faulty answers',
  routes: [
    {
      methods: ['GET'],
      path: '/bad',
      tells: 'Lists the faulty answers.',
      answer: (call) => text(call, FAULTS.map(({ name, tells }) => `/bad/${name}: ${tells}`).join('\n')),
    },
    ...FAULTS.map(({ name, tells, answer }) => ({
      methods: ['*'],
      path: `/bad/${name}`,
      tells,
      answer: ({ request }: Call) => answer(request.socket),
    })),
    {
      methods: ['*'],
      path: '/bad/{name}',
      tells: 'Any other name: 404.',
      answer: (call) => problem(call, 404, `There is no such fault; /bad lists them.`),
    },
  ],
};
