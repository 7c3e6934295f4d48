import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../src/core/explain/explain.ts';
import { fromExchange, fromSession } from '../../../src/core/explain/from-exchange.ts';
import type { Exchange, HttpResponse } from '../../../src/core/http/exchange.ts';
import type { Frame } from '../../../src/core/http/websocket.ts';
import { plain } from '../../../src/core/text/prose.ts';

const octets = (words: string): Uint8Array => new TextEncoder().encode(words);

const RESPONSE: HttpResponse = {
  version: 'HTTP/1.1',
  status: 200,
  reason: 'OK',
  fields: [['Transfer-Encoding', 'chunked']],
  trailers: [],
  content: octets('ok'),
  contentLength: 2,
  framedLength: 12,
  complete: true,
  framing: 'chunked',
  oddities: [],
};

const EXCHANGE: Exchange = {
  request: {
    method: 'POST',
    url: 'https://api.example.com/a',
    origin: { scheme: 'https', host: 'api.example.com', port: 443 },
    target: '/a',
    version: 'HTTP/1.1',
    fields: [
      ['Host', 'api.example.com'],
      ['X-A', '1'],
    ],
    sources: [
      { kind: 'added', why: 'HTTP/1.1 needs it' },
      { kind: 'text', range: { start: 0, end: 6 } },
    ],
    content: [
      { kind: 'bytes', bytes: octets('ab') },
      { kind: 'bytes', bytes: octets('c') },
    ],
  },
  outcome: { kind: 'response', response: RESPONSE },
  informational: [],
  connection: undefined,
  timings: { dns: 5, connected: 15, secured: 40, sent: 41, firstByte: 90, done: 100 },
  wire: {
    records: [
      { direction: 'out', at: 1, bytes: octets('POST') },
      { direction: 'in', at: 2, bytes: octets('HTTP/1.1 200 OK\r\n\r\n') },
      { direction: 'in', at: 3, bytes: octets('2\r\nok\r\n0\r\n\r\nHTTP') },
    ],
    sentLength: 4,
    receivedLength: 35,
    truncated: false,
  },
  redirectedFrom: undefined,
  startedAt: 0,
};

test('points in time become durations', () => {
  const { timing } = fromExchange(EXCHANGE, {});
  assert.deepEqual(timing, { total: 100, dns: 5, tcp: 10, tls: 25, send: 1, ttfb: 49, download: 10 });
});

test('a phase that did not take place has no duration', () => {
  const none = { dns: undefined, connected: undefined, secured: undefined };
  const { timing } = fromExchange({ ...EXCHANGE, timings: { ...none, sent: 1, firstByte: 9, done: 10 } }, {});
  assert.deepEqual(timing, { total: 10, send: 1, ttfb: 8, download: 1 });
});

test('pieces of content are put together, and what Postil added is marked', () => {
  const { request } = fromExchange(EXCHANGE, {});
  assert.equal(new TextDecoder().decode(request?.content), 'abc');
  assert.deepEqual(request?.added, [true, false]);
});

test('a file in the content leaves its length known and its octets not', () => {
  const content = [{ kind: 'file', path: '/f', size: 9 }] as const;
  const { request } = fromExchange({ ...EXCHANGE, request: { ...EXCHANGE.request, content } }, {});
  assert.deepEqual([request?.content, request?.contentLength], [undefined, 9]);
});

test('the chunks are cut out of the octets received, surplus counted apart', () => {
  const oddities = [{ code: 'bytes-after-message', start: 31, end: 35 }];
  const { response } = fromExchange({ ...EXCHANGE, outcome: { kind: 'response', response: { ...RESPONSE, oddities } } }, {});
  assert.equal(new TextDecoder().decode(response?.rawBody), '2\r\nok\r\n0\r\n\r\n');
  assert.equal(response?.extraBytes, 4);
});

test('earlier hops stand first one first', () => {
  const first = { ...EXCHANGE, request: { ...EXCHANGE.request, url: 'https://api.example.com/1' } };
  const second = { ...EXCHANGE, request: { ...EXCHANGE.request, url: 'https://api.example.com/2' }, redirectedFrom: first };
  const { chain } = fromExchange({ ...EXCHANGE, redirectedFrom: second }, {});
  assert.deepEqual(
    chain?.map((hop) => hop.request?.url),
    ['https://api.example.com/1', 'https://api.example.com/2'],
  );
});

test('the summary counts the time of all that was needed', () => {
  const first: Exchange = {
    ...EXCHANGE,
    timings: { ...EXCHANGE.timings, done: 1000 },
    outcome: { kind: 'response', response: { ...RESPONSE, status: 302 } },
  };
  const { summary } = explain(fromExchange({ ...EXCHANGE, timings: { ...EXCHANGE.timings, done: 500 }, redirectedFrom: first }, {}));
  assert.match(plain(summary), /→ 302 → 200 in 1\.5 s/);
});

test('a failure keeps its code, its phase and its single causes', () => {
  const one = { kind: 'connect', code: 'ECONNREFUSED', message: 'no', phase: 'connect', address: '::1', port: 80 } as const;
  const failure = { kind: 'connect', code: 'ECONNREFUSED', message: 'all failed', phase: 'connect', causes: [one] } as const;
  const { error, response } = fromExchange({ ...EXCHANGE, outcome: { kind: 'failure', failure, partial: undefined } }, {});
  assert.deepEqual([error?.code, error?.phase, error?.errors?.[0]?.address, response], ['ECONNREFUSED', 'connect', '::1', undefined]);
});

const FRAME: Frame = {
  direction: 'in',
  at: 50,
  fin: true,
  rsv1: false,
  rsv2: false,
  rsv3: false,
  opcode: 1,
  kind: 'text',
  masked: false,
  maskingKey: undefined,
  headerLength: 2,
  payloadLength: 1,
  payload: octets('a'),
  octets: new Uint8Array([0x81, 1, 97]),
  read: 1,
};

test('frames of one read of the socket stand together', () => {
  const frames = [FRAME, FRAME, { ...FRAME, read: 2 }];
  const subject = fromSession({ handshake: EXCHANGE, events: [], frames }, {});
  assert.equal(subject.webSocket?.frames?.length, 3);
  assert.deepEqual(
    subject.webSocket?.segments?.map((s) => s.bytes.length),
    [6],
  );
});

test('a refused handshake is explained like any exchange, an open one by its frames', () => {
  const session = { handshake: EXCHANGE, state: 'closed', events: [], frames: [], compression: undefined } as const;
  assert.equal(fromSession(session, {}).response?.status, 200);
  const open = { ...EXCHANGE, outcome: { kind: 'response', response: { ...RESPONSE, status: 101 } } } as const;
  assert.equal(fromSession({ ...session, handshake: open }, {}).response, undefined);
});
