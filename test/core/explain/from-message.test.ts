import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { explain } from '../../../src/core/explain/explain.ts';
import { fromMessage } from '../../../src/core/explain/from-message.ts';
import type { Subject } from '../../../src/core/explain/subject.ts';

function read(text: string | Uint8Array): Subject {
  const result = fromMessage(text);
  assert.ok(result.ok);
  return result.value;
}

const words = (octets: Uint8Array | undefined): string | undefined => octets && new TextDecoder().decode(octets);
const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

test('a response', () => {
  const { request, response } = read('HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc');
  assert.equal(request, undefined);
  assert.deepEqual(
    [response?.version, response?.status, response?.reason, words(response?.content)],
    ['HTTP/1.1', 404, 'Not Found', 'abc'],
  );
  assert.deepEqual(response?.fields, [
    ['Content-Type', 'text/plain'],
    ['Content-Length', '3'],
  ]);
});

test('a request with a body', () => {
  const { request } = read('POST /a HTTP/1.1\r\nHost: a.example\r\nContent-Length: 3\r\n\r\na=1');
  assert.deepEqual([request?.method, request?.url, request?.version, words(request?.content)], ['POST', '/a', 'HTTP/1.1', 'a=1']);
});

test('a request and its responses, interim ones apart', () => {
  const { request, response, informational } = read(
    crlf('GET / HTTP/1.1\nHost: a\n\nHTTP/1.1 103 Early Hints\nLink: </a>\n\nHTTP/1.1 200 OK\nContent-Length: 2\n\nok'),
  );
  assert.equal(request?.method, 'GET');
  assert.deepEqual(
    informational?.map((one) => one.status),
    [103],
  );
  assert.equal(words(response?.content), 'ok');
});

test('several exchanges become a chain', () => {
  const { chain, response } = read(
    'GET /a HTTP/1.1\nHost: a\n\nHTTP/1.1 301 Moved\nLocation: /b\n\nGET /b HTTP/1.1\nHost: a\n\nHTTP/1.1 200 OK\n\nhi',
  );
  assert.deepEqual(
    chain?.map((hop) => [hop.request?.url, hop.response?.status]),
    [['/a', 301]],
  );
  assert.equal(response?.status, 200);
});

test('octets beyond the length are surplus where the line ends are those of the wire', () => {
  assert.equal(read('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokmore').response?.extraBytes, 4);
  assert.equal(read('HTTP/1.1 200 OK\nContent-Length: 2\n\nok\n').response?.extraBytes, undefined);
});

test('a cut body is incomplete', () => {
  assert.equal(read('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok').response?.complete, false);
});

test('a head alone says nothing of its body', () => {
  assert.equal(read('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n').response?.content, undefined);
});

test('chunks are put together, with their trailers', () => {
  const { response } = read('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nWiki\r\n0\r\nExpires: 0\r\n\r\n');
  assert.equal(words(response?.content), 'Wiki');
  assert.deepEqual(response?.trailers, [['Expires', '0']]);
  assert.equal(response?.complete, true);
});

test('a body that a tool took out of its chunks is taken as it is', () => {
  const { response } = read('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{"a":1}');
  assert.equal(words(response?.content), '{"a":1}');
  assert.equal(response?.rawBody, undefined);
});

test('a compressed body that a tool decoded is not held against its coding', () => {
  assert.equal(read('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 25\r\n\r\n{"a":1}').response?.content, undefined);
});

test('a line without a colon is an oddity, a folded line goes on', () => {
  const { response } = read('HTTP/1.1 200 OK\r\nA: 1\r\n b\r\nnonsense\r\n\r\n');
  assert.deepEqual(response?.fields, [['A', '1 b']]);
  assert.deepEqual(
    response?.oddities?.map((one) => one.code),
    ['no-colon'],
  );
});

test('curl -v: both heads, the body, TLS, redirects', () => {
  const { request, response, chain, tls, connection } = read(
    `* Connected to a.example (192.0.2.1) port 443
* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519
> GET /a HTTP/1.1
> Host: a.example
>
< HTTP/1.1 302 Found
< Location: /b
<
* Connection #0 to host a.example left intact
> GET /b HTTP/1.1
> Host: a.example
>
< HTTP/1.1 200 OK
< Content-Length: 7
<
{"a":1}
`,
  );
  assert.deepEqual(
    chain?.map((hop) => hop.response?.status),
    [302],
  );
  assert.deepEqual([request?.url, response?.status, words(response?.content)], ['https://a.example/b', 200, '{"a":1}']);
  assert.equal(tls?.protocol, 'TLSv1.3');
  assert.equal(connection?.remotePort, 443);
});

const CURL: readonly (readonly [text: string, code: string])[] = [
  ['curl: (6) Could not resolve host: a.test', 'ENOTFOUND'],
  ["curl: (7) Failed to connect to localhost port 1 after 0 ms: Couldn't connect to server", 'ECONNREFUSED'],
  ['* connect to 10.0.0.1 port 1 failed: Operation timed out\ncurl: (7) Failed to connect', 'ETIMEDOUT'],
  ['curl: (28) Operation timed out after 1000 milliseconds', 'TIMEOUT_ERR'],
  ['curl: (35) error:0A00010B:SSL routines::wrong version number', 'ERR_SSL_WRONG_VERSION_NUMBER'],
  ['curl: (52) Empty reply from server', 'ECONNRESET'],
  ['curl: (60) SSL certificate problem: certificate has expired', 'CERT_HAS_EXPIRED'],
  ['curl: (60) SSL: no alternative certificate subject name matches target host name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
];

for (const [text, code] of CURL)
  test(`${text.slice(-60)} is ${code}`, () => {
    assert.equal(read(text).error?.code, code);
  });

const DEVTOOLS = {
  'a label and its value in two lines':
    'Request URL\nhttps://a.example/x\nRequest Method\nPUT\nStatus Code\n204 No Content\nResponse Headers\netag\n"v1"\nRequest Headers\n:authority\na.example\nif-match\n"v0"\n',
  'a label and its value in one line':
    'General\nRequest URL: https://a.example/x\nRequest Method: PUT\nStatus Code: 204 No Content\nResponse Headers\netag: "v1"\nRequest Headers\nif-match: "v0"\n',
};

for (const [fact, text] of Object.entries(DEVTOOLS))
  test(`a browser's copy, ${fact}`, () => {
    const { request, response } = read(text);
    assert.deepEqual([request?.method, request?.url, request?.fields], ['PUT', 'https://a.example/x', [['if-match', '"v0"']]]);
    assert.deepEqual([response?.status, response?.reason, response?.fields], [204, 'No Content', [['etag', '"v1"']]]);
  });

test('fields alone are a response, or a request by their names', () => {
  assert.deepEqual(read('content-type: text/html\netag: "a"\n').response?.fields?.length, 2);
  assert.equal(read(':method: GET\n:authority: a.example\n:path: /x\naccept: */*\n').request?.url, 'https://a.example/x');
});

test('what is no message is said to be none', () => {
  for (const text of ['', ' \n', 'hello there\nhow are you', '<html></html>']) assert.equal(fromMessage(text).ok, false);
});

test('any text is read or refused, and what is read can be explained', () => {
  const line = fc.constantFrom(
    'HTTP/1.1 200 OK',
    'GET / HTTP/1.1',
    'Content-Length: 3',
    'Transfer-Encoding: chunked',
    'Content-Encoding: gzip',
    '',
    '5',
    'abc',
    '> GET / HTTP/1.1',
    '< HTTP/1.1 200 OK',
    '* x',
    'curl: (7) x',
    'Request URL: http://a/',
    'Upgrade: websocket',
    ' folded',
    'no colon',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 5, arbitrary: line }, { weight: 1, arbitrary: fc.string({ maxLength: 12 }) }), { maxLength: 12 }),
      fc.constantFrom('\n', '\r\n'),
      (lines, end) => {
        const read = fromMessage(lines.join(end));
        if (read.ok) assert.ok(explain(read.value).annotations.length >= 0);
      },
    ),
    { numRuns: 400 },
  );
});
