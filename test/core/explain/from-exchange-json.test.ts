import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exchangesIn, fromExchangeJson, isExchangeJson } from '../../../src/core/explain/from-exchange-json.ts';

const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');

const EXCHANGE = {
  startedAt: '2026-11-20T12:00:00.000Z',
  request: {
    method: 'POST',
    url: 'http://a.example/x',
    target: '/x',
    version: 'HTTP/1.1',
    headers: [
      ['Host', 'a.example'],
      ['Content-Length', '3'],
    ],
    added: ['Host'],
    bodyBytes: 3,
  },
  response: {
    version: 'HTTP/1.1',
    status: 200,
    reason: 'OK',
    headers: [
      ['Content-Encoding', 'gzip'],
      ['Content-Length', '4'],
    ],
    trailers: [],
    bodyBytes: 4,
    body: 'decoded',
  },
  informational: [{ status: 103, reason: 'Early Hints', headers: [] }],
  connection: {
    id: 3,
    reused: false,
    remoteAddress: '192.0.2.1',
    remotePort: 80,
    attempts: [{ address: '192.0.2.1', port: 80, outcome: 'connected' }],
    tls: { protocol: 'TLSv1.3', authorized: true, peer: { subject: 'CN=a' } },
  },
  timings: { dns: 5, connected: 25, secured: 65, sent: 66, firstByte: 100, done: 110 },
  wire: {
    sentBase64: base64('POST /x HTTP/1.1\r\nHost: a.example\r\nContent-Length: 3\r\n\r\na=1'),
    receivedBase64: base64('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00'),
    truncated: false,
  },
};

test('an exchange has the log of its octets and its times', () => {
  assert.ok(isExchangeJson(EXCHANGE));
  assert.ok(!isExchangeJson({ request: {}, response: {} }));
  assert.equal(exchangesIn({ exchanges: [EXCHANGE, EXCHANGE] })?.length, 2);
  assert.equal(exchangesIn({}), undefined);
});

test('the octets of the bodies come from the wire', () => {
  const { request, response } = fromExchangeJson(EXCHANGE);
  assert.equal(Buffer.from(request?.content ?? []).toString(), 'a=1');
  assert.deepEqual(Buffer.from(response?.content ?? []), Buffer.from('1f8b0800', 'hex'));
});

test('without them a decoded body says nothing of the coded one', () => {
  assert.equal(fromExchangeJson({ ...EXCHANGE, wire: { truncated: true } }).response?.content, undefined);
});

test('points of time become durations', () => {
  assert.deepEqual(fromExchangeJson(EXCHANGE).timing, {
    dns: 5,
    tcp: 20,
    tls: 40,
    send: 1,
    ttfb: 34,
    download: 10,
    total: 110,
    attempts: [{ address: '192.0.2.1', ok: true }],
  });
});

test('what Postil added, TLS, interim answers and the clock come over', () => {
  const subject = fromExchangeJson(EXCHANGE);
  assert.deepEqual(subject.request?.added, [true, false]);
  assert.equal(subject.tls?.protocol, 'TLSv1.3');
  assert.equal(subject.informational?.[0]?.status, 103);
  assert.equal(subject.context.now, Date.UTC(2026, 10, 20, 12, 0, 0, 110));
});

test('a WebSocket that opened is explained as a session alone', () => {
  const { response, webSocket } = fromExchangeJson({
    ...EXCHANGE,
    response: { status: 101, headers: [] },
    webSocket: { frames: [{ direction: 'in', octetsHex: '8100' }], events: [{ kind: 'closed', code: 1000, reason: '', clean: true }] },
  });
  assert.equal(response, undefined);
  assert.equal(webSocket?.handshake?.response?.status, 101);
  assert.deepEqual(webSocket?.close, { code: 1000, reason: '', wasClean: true });
  assert.equal(webSocket?.frames?.length, 1);
});

test('anything is taken', () => {
  for (const json of [null, 1, 'x', [], {}, { wire: 1, timings: [] }, { webSocket: { frames: [1], events: 2 } }])
    assert.ok(fromExchangeJson(json).context);
});

test('what the cookie jar did comes back, and what is not of its shape is unknown', () => {
  const sid = {
    name: 'sid',
    domain: 'a.example',
    hostOnly: true,
    path: '/',
    pathByDefault: false,
    from: 'http://a.example/login',
    verdict: 'sent',
  };
  const cookies = {
    use: 'asked',
    considered: [sid, { ...sid, verdict: 'path' }],
    set: [
      { name: 'b', outcome: 'stored' },
      { name: 'c', outcome: 'refused', why: 'domain-mismatch' },
    ],
  };
  assert.deepEqual(fromExchangeJson({ ...EXCHANGE, cookies, redirects: [{ ...EXCHANGE, cookies }] }).cookies, cookies);
  assert.deepEqual(fromExchangeJson({ ...EXCHANGE, redirects: [{ ...EXCHANGE, cookies }] }).chain?.[0]?.cookies, cookies);
  const odd = [{ name: 'b', outcome: 'refused', why: 'toString' }, 7, { ...sid, verdict: 'perhaps' }];
  assert.deepEqual(fromExchangeJson({ ...EXCHANGE, cookies: { use: 'off', considered: odd, set: odd } }).cookies, {
    use: 'off',
    considered: [],
    set: [],
  });
  for (const none of [undefined, null, 'x', {}, { use: 'sometimes' }])
    assert.equal(fromExchangeJson({ ...EXCHANGE, cookies: none }).cookies, undefined);
});
