import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChunked } from '../../../../src/core/explain/framing/chunked.ts';
import { explainFraming } from '../../../../src/core/explain/framing/framing.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { answer, linesOf } from '../told.ts';

type Headers = readonly (readonly [string, string])[];

const check = (headers: Headers, response: object, expected: readonly string[], request: object = {}): void =>
  assert.deepEqual(linesOf(answer(headers, { response, request }), 'framing/'), expected);

const octets = (words: string): Uint8Array => new TextEncoder().encode(words);
const CHUNKED: Headers = [['Transfer-Encoding', 'chunked']];

test('chunks are read with their sizes in hexadecimal, extensions and trailers', () => {
  assert.deepEqual(readChunked(octets('4;a=b\r\nWiki\r\nA\r\n0123456789\r\n0\r\nX-T: 1\r\n\r\nrest')), {
    chunks: [
      { start: 0, size: 4, extension: ';a=b' },
      { start: 13, size: 10, extension: '' },
    ],
    size: 14,
    trailers: ['X-T: 1'],
    ended: true,
    bareLf: false,
    fault: undefined,
    length: 41,
  });
});

test('a body of chunks stops where it cannot be read, and says where', () => {
  const fault = (words: string): unknown => readChunked(octets(words)).fault;
  assert.deepEqual(fault('zz\r\nhello\r\n'), { kind: 'size', at: 0, found: 'zz' });
  assert.deepEqual(fault('0x5\r\nhello\r\n'), { kind: 'size', at: 0, found: '0x5' });
  assert.deepEqual(fault('2\r\nhello\r\n'), { kind: 'overrun', at: 5, found: 'llo' });
  assert.equal(fault('5\r\nhello\r'), undefined);
  assert.equal(readChunked(octets('5\r\nhel')).ended, false);
});

test('a response that may not have content and has it is an error', () => {
  for (const [status, method] of [
    [204, 'DELETE'],
    [304, 'GET'],
    [200, 'HEAD'],
  ] as const) {
    const [line = ''] = linesOf(answer([], { response: { status, body: 'ok' }, request: { method } }), 'framing/content-not-allowed');
    assert.match(line, /^error response\.body .*2 octets after .* must not have content$/);
  }
  check([['Content-Length', '5000']], { status: 200 }, [], { method: 'HEAD' });
  check([['Content-Length', '5000']], { status: 304 }, []);
});

test('too little, too much and just right are told by the numbers', () => {
  check([['Content-Length', '5']], { body: 'hello' }, [
    'good response.header:Content-Length framing/length-fits: 5 octets were announced, and 5 came',
  ]);
  check([['Content-Length', '9']], { body: 'hello', complete: false }, [
    'error response.body framing/short: Incomplete: 5 of 9 octets came, 4 are missing',
  ]);
  check([['Content-Length', '2']], { body: 'ab', extraBytes: 4 }, [
    'error response.header:Content-Length framing/surplus: 4 octets more than the Content-Length says: they come after the end',
  ]);
});

test('a decoded content says nothing against the length of the coded one', () => {
  check(
    [
      ['Content-Length', '9'],
      ['Content-Encoding', 'gzip'],
    ],
    { body: 'hello' },
    [],
  );
});

test('two ways to say the length are told as the danger they are', () => {
  check([['Content-Length', '5'], ...CHUNKED], { version: 'HTTP/1.1' }, [
    'error response.header:Content-Length framing/length-and-coding: Content-Length and Transfer-Encoding disagree on where the body ends',
    'good response.header:Transfer-Encoding framing/chunked: Chunked: the length was not known in advance; the last chunk marks the end',
  ]);
  check(
    [
      ['Content-Length', '2'],
      ['Content-Length', '3'],
    ],
    { body: 'ok' },
    ['error response.header:Content-Length framing/lengths-differ: Two lengths that differ: 2 and 3 octets'],
  );
  check(
    [
      ['Content-Length', '2'],
      ['Content-Length', '2'],
    ],
    { body: 'ok' },
    [
      'warning response.header:Content-Length framing/length-repeated: Content-Length is repeated, each time as 2',
      'good response.header:Content-Length framing/length-fits: 2 octets were announced, and 2 came',
    ],
  );
});

test('chunks that break off, are wrong or have decimal sizes', () => {
  check(CHUNKED, { rawBody: '2\r\nok\r\n', complete: false }, [
    'error response.body framing/no-last-chunk: Incomplete: 2 octets came, but no last chunk of size 0',
  ]);
  check(CHUNKED, { rawBody: 'zz\r\n' }, [
    'error response.body framing/bad-chunk-size: Bad chunk size zz: hexadecimal digits were expected',
  ]);
  check(CHUNKED, { rawBody: '4\r\nWiki\r\n5\r\npedia\r\n0\r\n\r\n' }, [
    'good response.header:Transfer-Encoding framing/chunked: 2 chunks, 9 octets; the length was not known in advance',
  ]);
});

test('transfer codings belong to HTTP/1.1 alone', () => {
  const id = (version: string): readonly string[] =>
    linesOf(answer(CHUNKED, { response: { version } }), 'framing/').map((line) => line.split(' ')[2] ?? '');
  assert.deepEqual(id('HTTP/1.0'), ['framing/coding-in-1.0:']);
  assert.deepEqual(id('HTTP/2'), ['framing/coding-in-2:']);
});

test('the length of a request counts octets, not characters', () => {
  const given = { request: { method: 'POST', url: 'https://a.example/', headers: [['Content-Length', '2']], body: '你好' } };
  assert.deepEqual(linesOf(given, 'framing/'), [
    'error request.header:Content-Length framing/request-length: Content-Length says 2, but the content has 6 octets',
  ]);
});

test('without any length only closing ends an HTTP/1 response', () => {
  check([], { body: 'abc', version: 'HTTP/1.1' }, [
    'info response framing/until-close: No length: the content ends where the server closes the connection',
  ]);
  check([], { body: 'abc', version: 'HTTP/1.1', complete: false }, [
    'error response.body framing/cut: The connection broke before the response was complete',
  ]);
  check([], { body: 'abc' }, []);
});

test('the octets of a message divide into its parts', () => {
  const raw = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
  check([['Content-Length', '2']], { raw }, ['info wire framing/wire: Status line 15, header section 17, empty line, content 2 octets']);
  check([], { raw: 'SSH-2.0-x\r\n' }, ['error wire framing/no-status-line: No status line: the answer begins with SSH-2.0-x\\r\\n']);
});

test('each oddity is told once, with its first place and how often', () => {
  const oddities = [
    { code: 'bare-lf', start: 15, end: 16 },
    { code: 'bare-lf', start: 30, end: 31 },
    { code: 'bytes-after-message', start: 50, end: 54 },
    { code: 'never-heard-of', start: 1, end: 2 },
  ];
  const notes = explainFraming({ response: { status: 200, oddities }, context: {} });
  assert.deepEqual(
    notes.map((note) => note.id),
    ['framing/odd/bare-lf', 'framing/odd/never-heard-of'],
  );
  assert.match(plain(notes[0]?.detail ?? []), /First at octet 15 of what was received, 2 times in all\.$/);
});
