import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { H2Frame, Http2Record } from '../../../src/core/http/http2.ts';
import { frameWords, recordWords } from '../../../src/core/report/http2-words.ts';
import { exchangeText } from '../../../src/core/report/terminal.ts';
import { frameLines } from '../../../src/core/report/terminal-frames.ts';
import { FrameReader } from '../../../src/core/send/http2/frame-reader.ts';
import { say } from '../../../src/core/text/prose.ts';
import { exchange, request, response } from '../../support/exchanges.ts';
import { block, frame } from '../send/http2/servers.ts';

function framesOf(...octets: readonly Buffer[]): readonly H2Frame[] {
  const frames: H2Frame[] = [];
  const reader = new FrameReader({ direction: 'in', onFrame: (one) => frames.push(one) });
  octets.forEach((one, i) => {
    reader.push(one, i);
  });
  return frames;
}

const CASES: readonly (readonly [octets: Buffer, words: string])[] = [
  [Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), 'a client of HTTP/2 begins'],
  [frame(0, 8, 1, Buffer.from('\x02ok\0\0')), '2 octets, padding 2'],
  [frame(1, 4, 1, block([':status', '200'], ['set-cookie', 'secret'])), ':status 200, 1 field'],
  [frame(1, 0, 1, block([':status', '200'])), 'a part of the fields'],
  [frame(1, 4, 1, Buffer.from([0xff])), 'fields that could not be read'],
  [frame(2, 0, 3, Buffer.from([0, 0, 0, 1, 9])), 'after stream 1, weight 10'],
  [frame(3, 0, 1, Buffer.from([0, 0, 0, 8])), 'CANCEL'],
  [frame(4, 0, 0, Buffer.from('000400001000', 'hex')), 'INITIAL_WINDOW_SIZE 4,096'],
  [frame(4, 0, 0), 'nothing but the defaults'],
  [frame(4, 1, 0), 'settings are in force'],
  [frame(5, 4, 1, Buffer.concat([Buffer.from([0, 0, 0, 2]), block([':method', 'GET'])])), 'stream 2: :method GET, 0 fields'],
  [frame(6, 1, 0, '12345678'), '31 32 33 34 35 36 37 38'],
  [frame(7, 0, 0, Buffer.from('\0\0\0\x01\0\0\0\x0bno\x1b')), 'ENHANCE_YOUR_CALM, last stream 1, "no\\x1b"'],
  [frame(8, 0, 0, Buffer.from([0, 1, 0, 0])), '65,536 more'],
  [frame(6, 0, 0, 'x'), 'PING has 8 octets'],
  [frame(0x2a, 0, 0, 'xx'), '2 octets'],
  [Buffer.from('HTTP/1.1 400 Bad\r\n\r\n'), 'HTTP/1.1 400 Bad\\x0d'],
];

for (const [octets, words] of CASES)
  test(`a frame in few words: ${words}`, () => {
    assert.deepEqual(framesOf(octets).map(frameWords), [words]);
  });

const record = (frames: readonly H2Frame[], omitted = 0): Http2Record => ({ stream: 1, frames, omitted, began: { in: 0, out: 0 } });
const SOME = framesOf(frame(4, 0, 0), frame(1, 5, 1, block([':status', '204'])), frame(7, 0, 0, Buffer.from([0, 0, 0, 1, 0, 0, 0, 0])));

test('one line says how many frames went by, and what ended the stream or the connection', () => {
  assert.equal(recordWords(record(SOME)), 'HTTP/2 stream 1 · 0 frames out, 3 in · GOAWAY NO_ERROR, last stream 1');
  assert.equal(recordWords(record(SOME.slice(0, 2), 1200)), 'HTTP/2 stream 1 · 0 frames out, 2 in, 1,200 more not kept');
});

test('Notes has the line, Learn every frame, Quiet and HTTP/1.1 none', () => {
  const style = { columns: 100, colour: false };
  const one = exchange({ http2: record(SOME) });
  assert.deepEqual(frameLines(one, 'quiet', style), []);
  assert.deepEqual(frameLines(exchange(), 'learn', style), []);
  assert.equal(frameLines(one, 'notes', style).length, 1);
  assert.deepEqual(frameLines(one, 'learn', style).slice(0, 3), [
    'Frames',
    '    1 ↓     0.0 ms  connection  SETTINGS                        nothing but the defaults',
    '    2 ↓     1.0 ms  stream 1    HEADERS END_STREAM END_HEADERS  :status 204, 0 fields',
  ]);
});

const shown = (change: Parameters<typeof exchange>[0]): string =>
  exchangeText(exchange(change), { summary: say`x`, annotations: [] }, { columns: 80, colour: false, density: 'notes', bodyLines: 4 });

test('a tunnel is a hop, and the proxy is named', () => {
  const asked = request({ method: 'CONNECT', target: 'a.test:443', url: 'http://proxy.test:3128/' });
  const opened = exchange({
    request: asked,
    outcome: { kind: 'response', response: response({ status: 200, reason: 'Connected', content: '' }) },
  });
  const connection = exchange().connection;
  assert.ok(connection);
  const text = shown({ tunnel: opened, connection: { ...connection, proxy: 'http://proxy.test:3128' } });
  assert.ok(text.includes('  ↳ CONNECT a.test:443 through http://proxy.test:3128 → 200 Connected\n'), text);
  assert.ok(text.includes('use 2 · through http://proxy.test:3128 · '), text);
});

test('what a proxy says instead of opening a tunnel is printed', () => {
  const asked = request({ method: 'CONNECT', target: 'a.test:443', url: 'http://proxy.test:3128/' });
  const refused = exchange({
    request: asked,
    outcome: {
      kind: 'response',
      response: response({ status: 403, reason: 'Forbidden', content: 'not this host', fields: [['Content-Type', 'text/plain']] }),
    },
  });
  const failure = { kind: 'proxy', code: 'ERR_PROXY_TUNNEL', message: 'refused', phase: 'proxy' } as const;
  const text = shown({ tunnel: refused, connection: undefined, outcome: { kind: 'failure', failure, partial: undefined } });
  assert.ok(text.includes('the proxy answered:\n  HTTP/1.1 403 Forbidden\n  Content-Type: text/plain\n\n  not this host'), text);
});

test('of a content that is larger than memory the beginning is printed, and how to keep all of it', () => {
  const text = shown({ outcome: { kind: 'response', response: { ...response({ content: '[1,2' }), contentLength: 1_200_000_000 } } });
  assert.ok(text.includes('(the first 4 B of 1.2 GB; >> FILE under the request keeps all of it)'), text);
});
