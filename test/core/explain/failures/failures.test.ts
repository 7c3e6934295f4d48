import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { explainFailures } from '../../../../src/core/explain/failures/failures.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { explained, subjectOf } from '../told.ts';

const HTTPS = 'https://api.example.com/r';

interface Given {
  readonly error: object;
  readonly url?: string;
  readonly method?: string;
  readonly rest?: object;
}

function failed({ error, url = HTTPS, method = 'GET', rest }: Given): { readonly line: string; readonly detail: string } {
  const [note] = explainFailures(
    subjectOf({ request: { method, url, headers: [] }, error, context: { now: '2026-11-20T12:00:00Z' }, ...rest }),
  );
  assert.ok(note);
  assert.equal(note.anchor, 'error');
  return { line: `${note.level} ${note.id}: ${plain(note.title)}`, detail: plain(note.detail) };
}

const TABLE: readonly (readonly [fact: string, given: Given, line: RegExp, detail?: RegExp])[] = [
  [
    'the cause of "fetch failed" is what counts',
    { error: { message: 'fetch failed', cause: { code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND a.test' } } },
    /^error failure\/enotfound: DNS has no address for a\.test$/,
    /reserved/,
  ],
  [
    'a typo for a frequent word is guessed',
    { error: { message: 'getaddrinfo ENOTFOUND api.exmaple.com' } },
    /enotfound/,
    /typo for example/,
  ],
  ['a variable that was left in the host is seen', { error: { code: 'ENOTFOUND', hostname: '{{host}}' } }, /enotfound/, /variable/],
  [
    '::1 refused points to 127.0.0.1',
    { url: 'http://localhost:3000/', error: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED ::1:3000' } },
    /\[::1\]:3000 .*127\.0\.0\.1:3000/,
    /resolved to ::1/,
  ],
  [
    '127.0.0.1 refused asks whether the server runs',
    { url: 'http://127.0.0.1:3000/', error: { code: 'ECONNREFUSED', address: '127.0.0.1', port: 3000 } },
    /Nothing listens on 127\.0\.0\.1:3000/,
    /0\.0\.0\.0/,
  ],
  [
    'a refusal from afar says that the machine answered',
    { error: { message: 'connect ECONNREFUSED 203.0.113.9:443' } },
    /203\.0\.113\.9:443 refused/,
    /reached/,
  ],
  [
    'each address that was tried is listed',
    {
      url: 'http://localhost:3000/',
      error: {
        name: 'AggregateError',
        message: '',
        errors: [
          { code: 'ECONNREFUSED', address: '::1', port: 3000 },
          { code: 'ECONNREFUSED', address: '127.0.0.1', port: 3000 },
        ],
      },
    },
    /Both IPv6 and IPv4 were refused/,
    /\[::1\]:3000 \(ECONNREFUSED\) and 127\.0\.0\.1:3000/,
  ],
  [
    'a private address needs its network',
    { error: { message: 'connect EHOSTUNREACH 192.168.7.9:80' } },
    /192\.168\.7\.9 cannot be reached/,
    /private address/,
  ],
  ['an IPv6 address needs IPv6', { error: { message: 'connect ENETUNREACH 2001:db8::1:443' } }, /IPv6 network of 2001:db8::1/, /route/],
  [
    'the limit of a connect timeout is said',
    { error: { code: 'UND_ERR_CONNECT_TIMEOUT', message: 'Connect Timeout Error (attempted address: a.example:443, timeout: 10000ms)' } },
    /a\.example:443 within 10 s/,
  ],
  [
    'a hang-up before the response',
    { error: { code: 'ECONNRESET', message: 'socket hang up' } },
    /closed the connection without sending a response/,
    /retry is safe/,
  ],
  ['a reset is told from a close', { error: { code: 'ECONNRESET', message: 'read ECONNRESET' } }, /reset the connection/],
  [
    'a POST is not retried blindly',
    { method: 'POST', error: { code: 'ECONNRESET', message: 'socket hang up' } },
    /closed/,
    /not idempotent/,
  ],
  [
    'a hang-up on a reused connection is a race',
    { error: { code: 'UND_ERR_SOCKET', message: 'other side closed' }, rest: { timing: { reused: true } } },
    /kept-alive/,
  ],
  [
    'a cut body is incomplete',
    { error: { code: 'ECONNRESET', message: 'aborted' }, rest: { response: { status: 200, headers: [], body: 'abc' } } },
    /in the middle of the response body/,
    /3 octets/,
  ],
  [
    'a socket that closes during TLS',
    { error: { code: 'ECONNRESET', message: 'Client network socket disconnected before secure TLS connection was established' } },
    /during the TLS handshake/,
  ],
  [
    'ws:// to a TLS port',
    { url: 'ws://a.example/', error: { message: 'socket hang up' } },
    /before it answered the WebSocket handshake/,
    /wss:\/\//,
  ],
  [
    'being cancelled is no fault',
    { error: { name: 'AbortError', message: 'This operation was aborted' } },
    /^info failure\/abort-err: Cancelled/,
  ],
  [
    'a refused tunnel is one',
    { error: { code: 'UND_ERR_ABORTED', message: 'Proxy response (407) !== 200 when HTTP Tunneling' } },
    /^error failure\/und-err-aborted: The proxy refused the tunnel/,
    /password/,
  ],
  [
    'the day of expiry is said',
    { error: { code: 'CERT_HAS_EXPIRED', cert: { validTo: 'Nov 10 00:00:00 2026 GMT' } } },
    /expired on 10 Nov 2026$/,
    /ago/,
  ],
  [
    'the certificate may come from TLS itself',
    { error: { code: 'CERT_HAS_EXPIRED' }, rest: { tls: { cert: { validTo: 'Nov 10 00:00:00 2026 GMT' } } } },
    /expired on 10 Nov 2026$/,
  ],
  [
    'the names that a certificate covers are listed',
    { error: { code: 'ERR_TLS_CERT_ALTNAME_INVALID', cert: { subjectaltname: 'DNS:other.example, DNS:www.other.example' } } },
    /for other\.example and 1 more, not for api\.example\.com/,
    /www\.other\.example/,
  ],
  [
    'a wildcard covers one label',
    { url: 'https://a.b.example.com/', error: { code: 'ERR_TLS_CERT_ALTNAME_INVALID', cert: { subjectaltname: 'DNS:*.example.com' } } },
    /\*\.example\.com/,
    /exactly one label/,
  ],
  [
    'wrong version number is plain HTTP',
    {
      url: 'https://localhost:3000/',
      error: { code: 'EPROTO', message: 'write EPROTO 80:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:x' },
    },
    /Port 3000 of localhost does not speak TLS: use http:\/\//,
  ],
  [
    'the number of an alert says what it is',
    {
      error: {
        code: 'EPROTO',
        message: 'write EPROTO 80:error:0A000412:SSL routines:ssl3_read_bytes:sslv3 alert bad certificate:x:SSL alert number 42',
      },
    },
    /tls-alert-42: .*bad_certificate/,
  ],
  ['and so does its name in a code', { error: { code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', message: '' } }, /tls-alert-70/],
  [
    'an HTTP/2 server is recognised',
    { error: { code: 'HPE_INVALID_CONSTANT', rawPacketHex: '000006040000000000000401000000' } },
    /HTTP\/2 without TLS/,
    /prior knowledge/,
  ],
  [
    'and so is SSH',
    { error: { code: 'HPE_INVALID_CONSTANT', rawPacket: 'SSH-2.0-OpenSSH_9.6\r\n' } },
    /an SSH server/,
    /SSH-2\.0-OpenSSH_9\.6\\r\\n/,
  ],
  ['and TLS', { error: { code: 'HPE_INVALID_CONSTANT', rawPacketHex: '15030100020246' } }, /a TLS alert/, /https:\/\//],
  [
    'unknown octets are quoted, escaped',
    { error: { code: 'HPE_INVALID_CONSTANT', rawPacket: 'hi\u0007 there' } },
    /begins with hi\\x07 there/,
  ],
  [
    'octets after a response are surplus',
    { error: { code: 'HPE_INVALID_CONSTANT', rawPacket: 'cdef', afterResponse: { status: 200, headers: [['Content-Length', '2']] } } },
    /4 octets came after Content-Length \(2\)/,
  ],
  [
    'the faulty header line is shown',
    {
      error: {
        code: 'HPE_INVALID_HEADER_TOKEN',
        message: 'Parse Error: Invalid header token',
        rawPacket: 'HTTP/1.1 200 OK\r\nA: 1\r\nBad Name : x\r\n\r\n',
      },
    },
    /Bad Name : x/,
  ],
  [
    'but no cookie of it',
    { error: { code: 'HPE_INVALID_HEADER_TOKEN', rawPacket: 'HTTP/1.1 200 OK\r\nSet-Cookie: sid=topsecret\u0001\r\n\r\n' } },
    /hpe-invalid-header-token/,
    /^(?!.*topsecret)/s,
  ],
  [
    'a body that is not what its coding says',
    { error: { code: 'Z_DATA_ERROR', contentEncoding: 'gzip' } },
    /Content-Encoding: gzip, but the body is not gzip data/,
  ],
  ['a bracket that is not closed', { url: 'http://[::1/', error: { code: 'ERR_INVALID_URL', input: 'http://[::1/' } }, /bracket/],
  [
    'a password in a bad URL is not shown',
    { error: { code: 'ERR_INVALID_URL', input: 'http://bob:geheim@a.example:99999/' } },
    /99999/,
    /^(?!.*geheim)/s,
  ],
  [
    'a blocked port names its service',
    { url: 'http://127.0.0.1:6000/', error: { message: 'fetch failed', cause: { message: 'bad port' } } },
    /Port 6000 is blocked/,
    /X11/,
  ],
  [
    'a close code that may not be sent',
    { error: { message: 'First argument must be a valid error code number' }, rest: { context: { script: 'ws.close(1005)' } } },
    /Close code 1005 may not be sent/,
  ],
  [
    'what nobody knows is still reported',
    { error: { code: 'E_STRANGE', message: 'odd thing' } },
    /^error failure\/unknown: The request failed: odd thing$/,
    /E_STRANGE/,
  ],
  ['an error without words too', { error: {} }, /^error failure\/unknown: The request to api\.example\.com failed/],
];

for (const [fact, given, line, detail] of TABLE)
  test(fact, () => {
    const found = failed(given);
    assert.match(found.line, line);
    if (detail !== undefined) assert.match(found.detail, detail);
  });

test('a fault that stands in the handshake or in a frame is an error only there', () => {
  const levels = (ws: object, error: object): readonly string[] => explainFailures(subjectOf({ ws, error })).map((note) => note.level);
  const refused = { handshake: { request: { headers: [] }, response: { status: 404, headers: [] } } };
  assert.deepEqual(levels(refused, { message: 'Unexpected server response: 404' }), ['info']);
  assert.deepEqual(levels({}, { message: 'Unexpected server response: 404' }), ['error']);
  assert.deepEqual(levels({ frames: [{ dir: 'in', hex: '8300' }] }, { code: 'WS_ERR_INVALID_OPCODE', message: '' }), ['info']);
});

test('no error, no note', () => {
  assert.deepEqual(explainFailures(subjectOf({ response: { status: 200 } })), []);
});

const word = fc.oneof(
  fc.constantFrom(
    'ECONNREFUSED',
    'EPROTO',
    'HPE_INVALID_CONSTANT',
    'Z_DATA_ERROR',
    'ERR_INVALID_URL',
    'CERT_HAS_EXPIRED',
    'UND_ERR_ABORTED',
  ),
  fc.string({ maxLength: 20 }),
);
const errorOf = fc.letrec<{ error: unknown }>((tie) => ({
  error: fc.record(
    {
      code: fc.oneof(word, fc.integer()),
      message: fc.oneof(
        fc.constantFrom('connect ECONNREFUSED ::1:3000', 'fetch failed', 'alert number 999', 'Parse Error: x', 'bad port'),
        fc.string({ maxLength: 30 }),
      ),
      address: fc.constantFrom('::1', '127.0.0.1', '', 'x'),
      port: fc.oneof(fc.nat(70000), fc.constant('80')),
      cert: fc.record({ validTo: fc.string({ maxLength: 12 }), subjectaltname: fc.string({ maxLength: 12 }) }, { requiredKeys: [] }),
      rawPacket: fc.string({ maxLength: 20 }),
      input: fc.string({ maxLength: 20 }),
      cause: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant(null), tie('error')),
      errors: fc.array(tie('error'), { maxLength: 2, depthIdentifier: 'e' }),
    },
    { requiredKeys: [] },
  ),
})).error;

test('any error is told, in a title that fits', () => {
  fc.assert(
    fc.property(errorOf, fc.webUrl(), (error, url) => {
      const { annotations } = explained({ request: { url }, error });
      const note = annotations.find((one) => one.id.startsWith('failure/'));
      assert.ok(note && plain(note.title).length <= 90 && plain(note.title) !== '');
      assert.doesNotMatch(plain(note.title) + plain(note.detail), /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    }),
    { numRuns: 300 },
  );
});
