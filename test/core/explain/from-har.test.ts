import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../src/core/explain/explain.ts';
import { fromHar, isHar } from '../../../src/core/explain/from-har.ts';
import { linesOf } from './told.ts';

const entry = (url: string, response: object, more: object = {}): object => ({
  startedDateTime: '2026-11-20T12:00:00Z',
  time: 50,
  request: { method: 'GET', url, httpVersion: 'HTTP/1.1', headers: [{ name: 'Host', value: 'a.example' }], bodySize: 0 },
  response: { status: 200, statusText: 'OK', httpVersion: 'h2', headers: [], content: {}, redirectURL: '', bodySize: -1, ...response },
  timings: { dns: 1, connect: 20, ssl: 12, send: 0, wait: 20, receive: 1 },
  ...more,
});
const har = (...entries: readonly object[]): object => ({ log: { version: '1.2', entries } });

test('only a log with entries is a HAR', () => {
  assert.ok(isHar(har()));
  assert.ok(!isHar({ log: {} }));
  assert.ok(!fromHar({}).ok);
});

test('phases, version and clock come over', () => {
  const read = fromHar(har(entry('https://a.example/', {})));
  assert.ok(read.ok);
  const [subject] = read.value;
  assert.deepEqual(subject?.timing, { dns: 1, tcp: 8, tls: 12, send: 0, ttfb: 20, download: 1, total: 50 });
  assert.equal(subject?.response?.version, 'HTTP/2');
  assert.equal(subject?.context.now, Date.UTC(2026, 10, 20, 12, 0, 0, 50));
});

test('a redirect before an entry is its chain', () => {
  const read = fromHar(
    har(entry('http://a.example/', { status: 301, redirectURL: 'https://a.example/' }), entry('https://a.example/', {})),
  );
  assert.ok(read.ok);
  assert.deepEqual(
    read.value.map(({ chain }) => chain?.map((hop) => hop.response?.status)),
    [undefined, [301]],
  );
});

test('the octets of a decoded body are not known', () => {
  const content = { text: '{"a":1}' };
  const read = fromHar(
    har(
      entry('https://a.example/', { content }),
      entry('https://a.example/', { content, headers: [{ name: 'Content-Encoding', value: 'br' }] }),
    ),
  );
  assert.ok(read.ok);
  assert.deepEqual(
    read.value.map(({ response }) => response?.content?.length),
    [7, undefined],
  );
});

test('status 0 is a failure, by the name that Chromium gives it', () => {
  const read = fromHar(har(entry('http://localhost:1/', { status: 0, _error: 'net::ERR_NAME_NOT_RESOLVED' })));
  assert.ok(read.ok);
  assert.equal(read.value[0]?.response, undefined);
  assert.equal(read.value[0]?.error?.code, 'ENOTFOUND');
});

test('messages of a WebSocket become frames', () => {
  const messages = [
    { type: 'send', opcode: 1, data: 'hi' },
    { type: 'receive', opcode: 2, data: 'AQI=' },
  ];
  const read = fromHar(har(entry('wss://a.example/', {}, { _webSocketMessages: messages })));
  assert.ok(read.ok);
  assert.deepEqual(
    read.value[0]?.webSocket?.frames?.map(({ direction, bytes }) => `${direction} ${Buffer.from(bytes).toString('hex')}`),
    ['out 8182000000006869', 'in 82020102'],
  );
  assert.ok(
    explain(read.value[0] ?? { context: {} }).annotations.every((note) => note.level !== 'error' || note.id.startsWith('ws/handshake')),
  );
  assert.ok(linesOf({}, 'ws/').length === 0);
});
