import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Field } from '../../../src/core/http/field.ts';
import type { HttpRequest } from '../../../src/core/http/request.ts';
import { rawServer } from '../../support/raw-server.ts';
import { failureOf, request, responseOf, send, text, wireOf } from './sending.ts';
import { count } from './tally.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';

const cases: readonly (readonly [why: string, request: (port: number) => HttpRequest, octets: string])[] = [
  [
    'fields in odd order and case, the same name twice',
    (port) =>
      request(port, 'GET /a?b', [
        ['X-a', '1'],
        ['x-A', '2'],
        ['HOST', 'example.test'],
      ]),
    'GET /a?b HTTP/1.1\r\nX-a: 1\r\nx-A: 2\r\nHOST: example.test\r\n\r\n',
  ],
  ['no field at all', (port) => request(port, 'GET /', []), 'GET / HTTP/1.1\r\n\r\n'],
  [
    'two Host fields',
    (port) =>
      request(port, 'GET /', [
        ['Host', 'a'],
        ['Host', 'b'],
      ]),
    'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  ],
  ['HTTP/1.0', (port) => request(port, 'GET / HTTP/1.0', []), 'GET / HTTP/1.0\r\n\r\n'],
  ['a method nobody knows', (port) => request(port, 'M-SEARCH /x'), 'M-SEARCH /x HTTP/1.1\r\nHost: test\r\n\r\n'],
  ['a method in lower case', (port) => request(port, 'get /x'), 'get /x HTTP/1.1\r\nHost: test\r\n\r\n'],
  ['OPTIONS *', (port) => request(port, 'OPTIONS *'), 'OPTIONS * HTTP/1.1\r\nHost: test\r\n\r\n'],
  ['the absolute form', (port) => request(port, 'GET http://else.test/a'), 'GET http://else.test/a HTTP/1.1\r\nHost: test\r\n\r\n'],
  [
    'target octets as they are',
    (port) => request(port, 'GET /a/../b/%7e"<>\\^`{|}?[x]=%'),
    'GET /a/../b/%7e"<>\\^`{|}?[x]=% HTTP/1.1\r\nHost: test\r\n\r\n',
  ],
  [
    'an empty value',
    (port) =>
      request(port, 'GET /', [
        ['Host', 'test'],
        ['X-Empty', ''],
      ]),
    'GET / HTTP/1.1\r\nHost: test\r\nX-Empty:\r\n\r\n',
  ],
  ['non-ASCII as UTF-8', (port) => request(port, 'GET /', [['X', 'grün']]), 'GET / HTTP/1.1\r\nX: gr\xc3\xbcn\r\n\r\n'],
  ['tabs and blanks inside a value', (port) => request(port, 'GET /', [['X', 'a \t b']]), 'GET / HTTP/1.1\r\nX: a \t b\r\n\r\n'],
  [
    'connection options',
    (port) =>
      request(port, 'GET /', [
        ['Connection', 'close, X-Foo'],
        ['Keep-Alive', 'timeout=5'],
      ]),
    'GET / HTTP/1.1\r\nConnection: close, X-Foo\r\nKeep-Alive: timeout=5\r\n\r\n',
  ],
  [
    'content with its length',
    (port) => request(port, 'POST /', [['Content-Length', '3']], { content: 'abc' }),
    'POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc',
  ],
  [
    'content of GET',
    (port) => request(port, 'GET /', [['Content-Length', '3']], { content: 'abc' }),
    'GET / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc',
  ],
  [
    'a length that does not fit',
    (port) => request(port, 'POST /', [['Content-Length', '2']], { content: 'abc' }),
    'POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nabc',
  ],
  ['content without a length', (port) => request(port, 'POST /', [], { content: 'abc' }), 'POST / HTTP/1.1\r\n\r\nabc'],
  [
    'chunks written around the content',
    (port) => request(port, 'POST /', [['Transfer-Encoding', 'chunked']], { content: 'hello' }),
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
  ],
  [
    'no chunk but the last for no content',
    (port) => request(port, 'POST /', [['Transfer-Encoding', 'chunked']], { content: '' }),
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  [
    'chunks as their author wrote them',
    (port) => request(port, 'POST /', [['Transfer-Encoding', 'chunked']], { content: '2;x=y\r\nhi\r\n0\r\nA: b\r\n\r\n', framed: true }),
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nhi\r\n0\r\nA: b\r\n\r\n',
  ],
  [
    'octets that are no text',
    (port) => request(port, 'POST /', [['Content-Length', '4']], { content: Buffer.from([0, 255, 13, 10]) }),
    'POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\n\x00\xff\r\n',
  ],
  [
    'a handwritten upgrade',
    (port) =>
      request(port, 'GET /chat', [
        ['Upgrade', 'websocket'],
        ['Connection', 'Upgrade'],
        ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
      ]),
    'GET /chat HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  ],
  ['CONNECT', (port) => request(port, 'CONNECT example.test:443'), 'CONNECT example.test:443 HTTP/1.1\r\nHost: test\r\n\r\n'],
];

for (const [why, make, octets] of cases) {
  test(`${why}: arrives octet by octet`, async (t) => {
    const server = await rawServer(t, (socket, whole) => {
      if (whole.length >= octets.length) socket.end(OK);
    });
    const exchange = await send(t, make(server.port));
    assert.equal(text(server.received[0] ?? Buffer.alloc(0)), octets);
    assert.equal(wireOf(exchange, 'out'), octets);
    assert.equal(wireOf(exchange, 'in'), OK);
    assert.equal(responseOf(exchange).status, 200);
    count('requests that arrive octet by octet');
  });
}

const refused: readonly (readonly [why: string, request: (port: number) => HttpRequest, code: string])[] = [
  ['CR and LF in a value', (port) => request(port, 'GET /', [['X', 'a\r\nY: b']]), 'ERR_INVALID_CHAR'],
  ['LF in a value', (port) => request(port, 'GET /', [['X', 'a\nb']]), 'ERR_INVALID_CHAR'],
  ['NUL in a value', (port) => request(port, 'GET /', [['X', 'a\0b']]), 'ERR_INVALID_CHAR'],
  ['a line break in a name', (port) => request(port, 'GET /', [['X\r\nY', 'a']]), 'ERR_INVALID_HTTP_TOKEN'],
  ['an empty name', (port) => request(port, 'GET /', [['', 'a']]), 'ERR_INVALID_HTTP_TOKEN'],
  ['a line break in the target', (port) => ({ ...request(port, 'GET /'), target: '/a\r\nX: y' }), 'ERR_UNESCAPED_CHARACTERS'],
  ['a space in the target', (port) => ({ ...request(port, 'GET /'), target: '/a b' }), 'ERR_UNESCAPED_CHARACTERS'],
  ['a space in the method', (port) => ({ ...request(port, 'GET /'), method: 'GET IT' }), 'ERR_INVALID_HTTP_TOKEN'],
  [
    'a port that is none',
    (port) => ({ ...request(port, 'GET /'), origin: { scheme: 'http', host: '127.0.0.1', port: 70_000 } }),
    'ERR_SOCKET_BAD_PORT',
  ],
  ['no host', (port) => ({ ...request(port, 'GET /'), origin: { scheme: 'http', host: '', port: 80 } }), 'ERR_INVALID_URL'],
  [
    'a file that is not there',
    (port) => request(port, 'POST /', [], { content: [{ kind: 'file', path: '/nowhere/at/all', size: 3 }] }),
    'ENOENT',
  ],
  ['a version that is not spoken', (port) => ({ ...request(port, 'GET /'), version: 'HTTP/3' }), 'UND_ERR_NOT_SUPPORTED'],
];

for (const [why, make, code] of refused) {
  test(`${why}: nothing is sent, nobody connects`, async (t) => {
    const server = await rawServer(t, () => {});
    const exchange = await send(t, make(server.port));
    assert.deepEqual([failureOf(exchange).code, failureOf(exchange).phase], [code, 'request']);
    assert.equal(exchange.connection, undefined);
    assert.equal(server.sockets.length, 0);
    count('requests that are not sent, with the reason');
  });
}

test('a file goes out between other octets, exact and with progress', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'postil-send-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'file.bin');
  const octets = Buffer.from(Array.from({ length: 1_000_000 }, (_, i) => (i * 31) & 255));
  await writeFile(path, octets);
  const content = [
    { kind: 'bytes', bytes: Buffer.from('before') },
    { kind: 'file', path, size: octets.length },
    { kind: 'bytes', bytes: Buffer.from('after') },
  ] as const;
  const length = octets.length + 11;
  const fields: readonly Field[] = [['Content-Length', String(length)]];
  const server = await rawServer(t, (socket, whole) => {
    if (whole.length - whole.indexOf('\r\n\r\n') - 4 === length) socket.end(OK);
  });
  const progress: number[] = [];
  const exchange = await send(
    t,
    request(server.port, 'POST /', fields, { content }),
    {},
    { onProgress: (p) => p.kind === 'sent' && progress.push(p.octets) },
  );
  assert.equal(responseOf(exchange).status, 200);
  const received = server.received[0] ?? Buffer.alloc(0);
  assert.ok(
    received.subarray(received.indexOf('\r\n\r\n') + 4).equals(Buffer.concat([Buffer.from('before'), octets, Buffer.from('after')])),
  );
  assert.equal(progress.at(-1), length);
  assert.ok(progress.length > 3);
  assert.equal(exchange.wire.sentLength, received.length);
});

test('a file that has another size than the request says is not sent', async (t) => {
  const exchange = await send(t, request(1, 'POST /', [], { content: [{ kind: 'file', path: '/etc/hostname', size: 1_000_000 }] }));
  assert.equal(failureOf(exchange).code, 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH');
});

const EXPECT: readonly Field[] = [
  ['Expect', '100-continue'],
  ['Content-Length', '5'],
];

test('Expect: the content waits for the 100', async (t) => {
  const server = await rawServer(t, (socket, whole, read) => {
    if (whole.equals(read)) {
      assert.ok(text(whole).endsWith('\r\n\r\n'));
      socket.write('HTTP/1.1 100 Continue\r\n\r\n');
    } else socket.end(OK);
  });
  const exchange = await send(t, request(server.port, 'POST /', EXPECT, { content: 'hello' }));
  assert.equal(responseOf(exchange).status, 200);
  assert.deepEqual(
    exchange.informational.map((head) => head.status),
    [100],
  );
  assert.ok(text(server.received[0] ?? Buffer.alloc(0)).endsWith('\r\n\r\nhello'));
  assert.deepEqual(
    exchange.wire.records.map((one) => one.direction),
    ['out', 'in', 'out', 'in'],
  );
});

test('Expect: a final answer instead of the 100 keeps the content back', async (t) => {
  const server = await rawServer(t, (socket) => socket.write('HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n'));
  const exchange = await send(t, request(server.port, 'POST /', EXPECT, { content: 'hello' }));
  assert.equal(responseOf(exchange).status, 417);
  assert.ok(text(server.received[0] ?? Buffer.alloc(0)).endsWith('\r\n\r\n'));
  assert.equal(exchange.timings.sent, undefined);
  assert.equal(exchange.connection?.closedBy, 'postil');
});

test('Expect: no answer to it, and the content goes out after a while', async (t) => {
  const server = await rawServer(t, (socket, whole) => {
    if (text(whole).endsWith('hello')) socket.end(OK);
  });
  assert.equal(responseOf(await send(t, request(server.port, 'POST /', EXPECT, { content: 'hello' }))).status, 200);
});
