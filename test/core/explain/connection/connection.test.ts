import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainConnection } from '../../../../src/core/explain/connection/connection.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { answer, linesOf } from '../told.ts';

type Headers = readonly (readonly [string, string])[];

const check = (headers: Headers, response: object, expected: readonly string[], request: object = {}): void =>
  assert.deepEqual(linesOf(answer(headers, { response, request }), 'connection/'), expected);

test('close is told with what it costs, and who asked for it', () => {
  check([['Connection', 'close']], {}, [
    'info response.header:Connection connection/close: The server closes the connection; the next request needs a new one',
  ]);
  check(
    [['Connection', 'close']],
    {},
    ['info response.header:Connection connection/close: Closed after this response, as the request asked'],
    { headers: [['Connection', 'close']] },
  );
  check([['Connection', 'keep-alive, close']], {}, [
    'warning response.header:Connection connection/contradiction: close and keep-alive at once: clients take close',
  ]);
});

test('HTTP/1.0 closes unless both agree to stay', () => {
  check([], { version: 'HTTP/1.0' }, [
    'info response.status connection/1.0: HTTP/1.0 without keep-alive: the connection ends with this response',
  ]);
  check([['Connection', 'Keep-Alive']], { version: 'HTTP/1.0' }, [
    'info response.header:Connection connection/1.0-keep-alive: HTTP/1.0 with keep-alive: the connection may stay open',
  ]);
  check([], { version: 'HTTP/1.1' }, []);
});

test('fields of a connection have no place in HTTP/2', () => {
  check([['connection', 'keep-alive']], { version: 'HTTP/2' }, [
    'error response.header:connection connection/field-in-2: Connection must not appear in HTTP/2',
  ]);
});

test('a response without Date is told', () => {
  const given = { response: { status: 200, headers: [['Content-Length', '0']] } };
  assert.deepEqual(linesOf(given, 'connection/'), [
    'info response connection/no-date: No Date: age and lifetime count from when it was received',
  ]);
});

test('a protocol that is only offered changes nothing', () => {
  check([['Upgrade', 'h2c']], {}, [
    'info response.header:Upgrade connection/upgrade-offered: The server could also speak h2c; nothing was switched',
  ]);
});

test('what protects the connection is told, and what does not', () => {
  const tls = (facts: object): readonly string[] => linesOf(answer([], { rest: { tls: facts } }), 'connection/tls');
  assert.deepEqual(tls({ protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', authorized: true }), [
    'good tls connection/tls: TLS 1.3 with TLS_AES_256_GCM_SHA384',
  ]);
  assert.deepEqual(tls({ protocol: 'TLSv1' }), ['warning tls connection/tls-old: TLS 1.0 is deprecated and must not be used any more']);
  assert.match(
    tls({ authorized: false, authorizationError: 'DEPTH_ZERO_SELF_SIGNED_CERT' })[0] ?? '',
    /^warning tls connection\/tls-unverified: Not verified \(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
  );
  assert.match(tls({ protocol: 'TLSv1.2', cipher: 'AES256-SHA' })[1] ?? '', /^info tls connection\/tls-no-forward-secrecy/);
  assert.match(tls({ protocol: 'TLSv1.2', cipher: 'DES-CBC3-SHA' })[1] ?? '', /^warning tls connection\/tls-weak-cipher/);
});

test('a certificate that ends soon is told by how soon', () => {
  const soon = (validTo: string): readonly string[] =>
    explainConnection({
      response: { status: 200, fields: [['Date', 'x']] },
      tls: { chain: [{ validTo }] },
      context: { now: Date.UTC(2026, 10, 20) },
    }).map((note) => `${note.level} ${plain(note.title)}`);
  assert.deepEqual(soon('2026-11-22T00:00:00Z'), ['warning The certificate expires in 2 days']);
  assert.deepEqual(soon('2026-12-05T00:00:00Z'), ['info The certificate expires in 15 days'], 'connection/tls-expires-soon');
  assert.deepEqual(soon('2027-02-05T00:00:00Z'), []);
});

test('a proxy in between, and what it can see', () => {
  const through = (url: string, proxy?: string): readonly string[] =>
    linesOf(answer([], { request: { url }, rest: { connection: { proxy } } }), 'connection/proxy');
  assert.deepEqual(through('http://a.test/x', 'http://proxy.test:3128'), [
    'info request.line connection/proxy-plain: Through http://proxy.test:3128, a proxy that can read and change all of it',
  ]);
  assert.deepEqual(through('https://a.test/x', 'socks5://127.0.0.1:1080'), [
    'info request.line connection/proxy-tunnel: Through socks5://127.0.0.1:1080: this proxy sees a.test:443 and no more',
  ]);
  assert.deepEqual(through('https://a.test/x'), []);
});
