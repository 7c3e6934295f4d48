// Responses that depart from the grammar: each is read all the same, and each departure is named with its place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawServer } from '../../support/raw-server.ts';
import { request, responseOf, send, text, wireOf } from './sending.ts';
import { count } from './tally.ts';

interface Odd {
  readonly why: string;
  readonly octets: string;
  /** The server closes after its answer. */
  readonly closes?: boolean;
  readonly line?: string;
  readonly status?: number;
  readonly content?: string;
  /** Code and what the place holds. */
  readonly oddities: readonly (readonly [code: string, place: string])[];
}

const H = 'HTTP/1.1 200 OK\r\n';
const L2 = 'Content-Length: 2\r\n';

const odd: readonly Odd[] = [
  {
    why: 'lines that end with LF alone',
    octets: 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok',
    oddities: [
      ['bare-lf', '\n'],
      ['bare-lf', '\n'],
      ['bare-lf', '\n'],
    ],
  },
  { why: 'one line that ends with LF alone', octets: `${H}A: b\n${L2}\r\nok`, oddities: [['bare-lf', '\n']] },
  { why: 'an empty line before the status line', octets: `\r\n${H}${L2}\r\nok`, oddities: [['blank-before-status', '\r\n']] },
  { why: 'no reason and no space', octets: `HTTP/1.1 200\r\n${L2}\r\nok`, oddities: [['no-space-before-reason', '']] },
  { why: 'no reason', octets: `HTTP/1.1 200 \r\n${L2}\r\nok`, oddities: [] },
  { why: 'a reason in UTF-8', octets: `HTTP/1.1 200 gr\xc3\xbcn\r\n${L2}\r\nok`, oddities: [['obs-text', '\xc3\xbcn']] },
  { why: 'two spaces before the status', octets: `HTTP/1.1  200 OK\r\n${L2}\r\nok`, oddities: [['odd-space', '  ']] },
  { why: 'a tab before the status', octets: `HTTP/1.1\t200 OK\r\n${L2}\r\nok`, oddities: [['odd-space', '\t']] },
  { why: 'two spaces before the reason', octets: `HTTP/1.1 200  OK\r\n${L2}\r\nok`, oddities: [['odd-space', '  ']] },
  { why: 'a status of two digits', octets: `HTTP/1.1 99 Low\r\n${L2}\r\nok`, status: 99, oddities: [['status-not-3-digits', '99']] },
  {
    why: 'a status of four digits',
    octets: `HTTP/1.1 1000 High\r\n${L2}\r\nok`,
    status: 1000,
    oddities: [['status-not-3-digits', '1000']],
  },
  { why: 'a status that nobody has registered', octets: `HTTP/1.1 799 What\r\n${L2}\r\nok`, status: 799, oddities: [] },
  { why: 'version 1.2', octets: `HTTP/1.2 200 OK\r\n${L2}\r\nok`, oddities: [['version', 'HTTP/1.2']] },
  { why: 'version 2.0 in the syntax of 1.1', octets: `HTTP/2.0 200 OK\r\n${L2}\r\nok`, oddities: [['version', 'HTTP/2.0']] },
  { why: 'a version without a point', octets: `HTTP/2 200 OK\r\n${L2}\r\nok`, oddities: [['version', 'HTTP/2']] },
  { why: 'a version in lower case', octets: `http/1.1 200 OK\r\n${L2}\r\nok`, oddities: [['version', 'http/1.1']] },
  { why: 'Shoutcast', octets: 'ICY 200 OK\r\nicy-name: x\r\n\r\nok', closes: true, oddities: [['version', 'ICY']] },
  { why: 'a line without colon', octets: `${H}oops\r\n${L2}\r\nok`, oddities: [['no-colon', 'oops']] },
  { why: 'a space before the colon', octets: `${H}Content-Length : 2\r\n\r\nok`, oddities: [['space-before-colon', ' ']] },
  { why: 'a space inside of a name', octets: `${H}X Y: 1\r\n${L2}\r\nok`, oddities: [['bad-name', 'X Y']] },
  { why: 'a name in parentheses', octets: `${H}(X): 1\r\n${L2}\r\nok`, oddities: [['bad-name', '(X)']] },
  { why: 'an empty name', octets: `${H}: 1\r\n${L2}\r\nok`, oddities: [['empty-name', '']] },
  { why: 'a folded value', octets: `${H}X: a\r\n  b\r\n${L2}\r\nok`, oddities: [['obs-fold', '  b']] },
  { why: 'a first field that is indented', octets: `${H} X: a\r\n${L2}\r\nok`, oddities: [['space-before-name', ' X: a']] },
  { why: 'NUL in a value', octets: `${H}X: a\x00b\r\n${L2}\r\nok`, oddities: [['ctl-in-value', '\x00']] },
  { why: 'a lone CR in a value', octets: `${H}X: a\rb\r\n${L2}\r\nok`, oddities: [['ctl-in-value', '\r']] },
  { why: 'a value in Latin-1', octets: `${H}X: gr\xfcn\r\n${L2}\r\nok`, oddities: [['obs-text', '\xfcn']] },
  { why: 'a length in UTF-8 company', octets: `${H}X: \xe2\x82\xac\r\n${L2}\r\nok`, oddities: [['obs-text', '\xe2\x82\xac']] },
  { why: 'the same length twice', octets: `${H}${L2}${L2}\r\nok`, oddities: [['repeated-content-length', `${H}${L2}${L2}\r\n`]] },
  {
    why: 'the same length twice in one field',
    octets: `${H}Content-Length: 2, 2\r\n\r\nok`,
    oddities: [['repeated-content-length', `${H}Content-Length: 2, 2\r\n\r\n`]],
  },
  {
    why: 'two lengths',
    octets: `${H}${L2}Content-Length: 3\r\n\r\nok`,
    oddities: [['conflicting-content-length', `${H}${L2}Content-Length: 3\r\n\r\n`]],
  },
  {
    why: 'a length that is no number',
    octets: `${H}Content-Length: two\r\n\r\nok`,
    closes: true,
    oddities: [['bad-content-length', `${H}Content-Length: two\r\n\r\n`]],
  },
  {
    why: 'a length below nothing',
    octets: `${H}Content-Length: -2\r\n\r\nok`,
    closes: true,
    oddities: [['bad-content-length', `${H}Content-Length: -2\r\n\r\n`]],
  },
  {
    why: 'a length with a sign',
    octets: `${H}Content-Length: +2\r\n\r\nok`,
    closes: true,
    oddities: [['bad-content-length', `${H}Content-Length: +2\r\n\r\n`]],
  },
  { why: 'octets after the content', octets: `${H}${L2}\r\nokmore`, oddities: [['bytes-after-message', 'more']] },
  { why: 'a second response that nobody asked for', octets: `${H}${L2}\r\nok${H}\r\n`, oddities: [['bytes-after-message', `${H}\r\n`]] },
  {
    why: 'a length beside chunks',
    octets: `${H}${L2}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
    oddities: [['content-length-with-transfer-encoding', `${H}${L2}Transfer-Encoding: chunked\r\n\r\n`]],
  },
  {
    why: 'chunks in HTTP/1.0',
    octets: 'HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
    oddities: [['transfer-encoding-in-http-1.0', 'HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n']],
  },
  {
    why: 'a transfer coding of identity',
    octets: `${H}Transfer-Encoding: identity\r\n${L2}\r\nok`,
    oddities: [
      ['content-length-with-transfer-encoding', `${H}Transfer-Encoding: identity\r\n${L2}\r\n`],
      ['unknown-transfer-coding', `${H}Transfer-Encoding: identity\r\n${L2}\r\n`],
    ],
  },
  {
    why: 'chunked, but not last',
    octets: `${H}Transfer-Encoding: chunked, gzip\r\n\r\nok`,
    closes: true,
    oddities: [
      ['chunked-not-last', `${H}Transfer-Encoding: chunked, gzip\r\n\r\n`],
      ['unknown-transfer-coding', `${H}Transfer-Encoding: chunked, gzip\r\n\r\n`],
    ],
  },
  {
    why: 'chunk lines that end with LF alone',
    octets: `${H}Transfer-Encoding: chunked\r\n\r\n2\nok\n0\n\n`,
    oddities: [
      ['bare-lf', '\n'],
      ['bare-lf', '\n'],
      ['bare-lf', '\n'],
    ],
  },
  {
    why: 'a space after a chunk size',
    octets: `${H}Transfer-Encoding: chunked\r\n\r\n2 \r\nok\r\n0\r\n\r\n`,
    oddities: [['chunk-size-space', '2 ']],
  },
  { why: 'zeros before a chunk size', octets: `${H}Transfer-Encoding: chunked\r\n\r\n0002\r\nok\r\n000\r\n\r\n`, oddities: [] },
  {
    why: 'no empty line after the last chunk',
    octets: `${H}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n`,
    closes: true,
    oddities: [['no-final-crlf', '']],
  },
  {
    why: 'octets after the last chunk',
    octets: `${H}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nmore`,
    oddities: [['bytes-after-message', 'more']],
  },
  {
    why: 'content after 204',
    octets: 'HTTP/1.1 204 No Content\r\n\r\noops',
    status: 204,
    content: '',
    oddities: [['bytes-after-message', 'oops']],
  },
  {
    why: 'content after 304',
    octets: `HTTP/1.1 304 Not Modified\r\n${L2}\r\nok`,
    status: 304,
    content: '',
    oddities: [['bytes-after-message', 'ok']],
  },
  { why: 'content after HEAD', line: 'HEAD /', octets: `${H}${L2}\r\nok`, content: '', oddities: [['bytes-after-message', 'ok']] },
  { why: 'a 100 that nobody asked for', octets: `HTTP/1.1 100 Continue\r\n\r\n${H}${L2}\r\nok`, oddities: [] },
  { why: 'no length and the end of the connection', octets: `${H}\r\nok`, closes: true, oddities: [] },
  { why: 'HTTP/1.0 and the end of the connection', octets: 'HTTP/1.0 200 OK\r\n\r\nok', closes: true, oddities: [] },
  {
    why: 'a last chunk with fields after it',
    octets: `${H}Transfer-Encoding: chunked\r\n\r\n2;a="b;c"\r\nok\r\n0;z\r\nX: y\r\n\r\n`,
    oddities: [],
  },
];

for (const { why, octets, closes, line = 'GET /', status = 200, content = 'ok', oddities } of odd) {
  test(`read all the same: ${why}`, async (t) => {
    const server = await rawServer(t, (socket) => (closes === true ? socket.end(octets, 'latin1') : socket.write(octets, 'latin1')));
    const exchange = await send(t, request(server.port, line), { readTimeout: 2_000 });
    const response = responseOf(exchange);
    assert.equal(response.status, status);
    assert.equal(text(response.content), content);
    assert.ok(response.complete);
    assert.deepEqual(
      response.oddities.map(({ code, start, end }) => [code, octets.slice(start, end)]),
      oddities,
    );
    assert.equal(wireOf(exchange, 'in'), octets);
    count('odd responses that are read all the same');
  });

  test(`read the same octet by octet: ${why}`, async (t) => {
    const server = await rawServer(t, (socket) => {
      for (const char of octets) socket.write(char, 'latin1');
      if (closes === true) socket.end();
    });
    const response = responseOf(await send(t, request(server.port, line), { readTimeout: 2_000 }));
    assert.equal(text(response.content), content);
    const found = response.oddities.map(({ code }) => code);
    assert.deepEqual(
      found.filter((code) => code !== 'bytes-after-message'),
      oddities.map(([code]) => code).filter((code) => code !== 'bytes-after-message'),
    );
  });
}

test(`${odd.length} odd responses are read`, () => assert.ok(odd.length >= 50));

test('informational responses, extensions and trailers are kept as they came', async (t) => {
  const octets =
    'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nlink: </b>\r\n\r\nHTTP/1.1 102\r\n\r\nHTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\nX-A: 1\r\nx-a: 2\r\n\r\n3;a=1\r\nabc\r\n0;last\r\nDigest: x\r\nDIGEST: y\r\n\r\n';
  const server = await rawServer(t, (socket) => socket.write(octets));
  const exchange = await send(t, request(server.port, 'GET /'));
  const response = responseOf(exchange);
  assert.deepEqual(exchange.informational, [
    {
      version: 'HTTP/1.1',
      status: 103,
      reason: 'Early Hints',
      fields: [
        ['Link', '</a>'],
        ['link', '</b>'],
      ],
    },
    { version: 'HTTP/1.1', status: 102, reason: '', fields: [] },
  ]);
  assert.deepEqual([response.version, response.status, response.reason], ['HTTP/1.1', 200, 'Fine']);
  assert.deepEqual(response.fields, [
    ['Transfer-Encoding', 'chunked'],
    ['X-A', '1'],
    ['x-a', '2'],
  ]);
  assert.deepEqual(response.trailers, [
    ['Digest', 'x'],
    ['DIGEST', 'y'],
  ]);
  assert.deepEqual(
    response.chunkExtensions?.map(({ at, text }) => [octets.slice(at, at + text.length), text]),
    [
      [';a=1', ';a=1'],
      [';last', ';last'],
    ],
  );
  assert.deepEqual(
    [response.framing, response.contentLength, response.framedLength],
    ['chunked', 3, octets.length - octets.indexOf('3;a=1')],
  );
});

test('an accepted upgrade ends the exchange with its 101', async (t) => {
  const server = await rawServer(t, (socket) =>
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nsomething else'),
  );
  const exchange = await send(
    t,
    request(server.port, 'GET /', [
      ['Upgrade', 'x'],
      ['Connection', 'Upgrade'],
    ]),
  );
  const response = responseOf(exchange);
  assert.deepEqual([response.status, response.framing, response.complete, response.content.length], [101, 'upgrade', true, 0]);
  assert.ok(wireOf(exchange, 'in').endsWith('something else'));
});

test('a refused upgrade is an answer like any other, with its content', async (t) => {
  const server = await rawServer(t, (socket) => socket.write('HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno'));
  const response = responseOf(
    await send(
      t,
      request(server.port, 'GET /', [
        ['Upgrade', 'websocket'],
        ['Connection', 'Upgrade'],
      ]),
    ),
  );
  assert.deepEqual([response.status, text(response.content)], [403, 'no']);
});
