import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { explainWebSocket } from '../../../../src/core/explain/websocket/websocket.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { lines, linesOf, subjectOf } from '../told.ts';

const ASKED = [
  ['Host', 'example.com'],
  ['Upgrade', 'websocket'],
  ['Connection', 'keep-alive, Upgrade'],
  ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
  ['Sec-WebSocket-Version', '13'],
];
const ANSWERED = [
  ['Upgrade', 'websocket'],
  ['Connection', 'Upgrade'],
  ['Sec-WebSocket-Accept', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='],
];

const handshake = (status: number, headers: readonly (readonly string[])[], asked: readonly (readonly string[])[] = ASKED): object => ({
  request: { method: 'GET', url: 'ws://example.com/chat?ticket=geheim', headers: asked },
  response: { status, headers },
});

const REFUSED: readonly (readonly [status: number, headers: readonly (readonly string[])[], note: RegExp])[] = [
  [200, [['Content-Type', 'text/html']], /^error ws\.handshake\.response\.status .*\/chat is not a WebSocket endpoint/],
  [301, [['Location', 'https://example.com/login']], /^error ws\.handshake\.response\.status .*redirected \(301\)/],
  [401, [['WWW-Authenticate', 'Bearer']], /^error ws\.handshake\.response\.status .*credentials/],
  [403, [], /^error ws\.handshake\.response\.status .*refuses this client/],
  [404, [], /^error ws\.handshake\.response\.status .*Nothing accepts WebSockets at \/chat/],
  [418, [], /^error ws\.handshake\.response\.status .*refused with 418/],
  [426, [['Sec-WebSocket-Version', '13']], /^error ws\.handshake\.response\.status .*\(426\)/],
  [502, [], /^error ws\.handshake\.response\.status .*gateway/],
  [599, [], /^error ws\.handshake\.response\.status .*\(599\)/],
];

for (const [status, headers, note] of REFUSED)
  test(`a refusal with ${status} is explained`, () => {
    const found = linesOf({ ws: { handshake: handshake(status, headers) } }, 'ws/handshake/refused');
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', note);
    assert.doesNotMatch(found.join(), /geheim/);
  });

test('a 403 with an Origin points to the Origin', () => {
  const found = linesOf({ ws: { handshake: handshake(403, [], [...ASKED, ['Origin', 'https://evil.example']]) } }, 'ws/handshake/refused');
  assert.match(found[0] ?? '', /^error ws\.handshake\.request\.header:Origin .*https:\/\/evil\.example/);
});

test('a handshake that is the exchange itself has its notes on request and response', () => {
  const { request, response } = { request: { method: 'GET', url: '/chat', headers: ASKED }, response: { status: 101, headers: ANSWERED } };
  assert.deepEqual(
    lines(explainWebSocket(subjectOf({ request, response }))).map((line) => line.split(':')[0]),
    ['good response.status ws/handshake/accepted', 'good response.header'],
  );
});

test('an ordinary exchange has no notes of this area', () => {
  assert.deepEqual(explainWebSocket(subjectOf({ request: { headers: [] }, response: { status: 200, headers: [] } })), []);
});

test('a page over https may not open ws://, except on this machine', () => {
  const from = (url: string): readonly string[] =>
    linesOf(
      { ws: { handshake: { request: { method: 'GET', url, headers: [...ASKED, ['Origin', 'https://app.example']] } } } },
      'ws/handshake/mixed',
    );
  assert.equal(from('ws://example.com/').length, 1);
  assert.equal(from('wss://example.com/').length, 0);
  assert.equal(from('ws://localhost:3000/').length, 0);
  assert.equal(from('ws://localhost.example/').length, 1);
});

test('cookies together with the origin of another site are a hint', () => {
  const from = (origin: string): readonly string[] =>
    linesOf({ ws: { handshake: handshake(101, ANSWERED, [...ASKED, ['Cookie', 'a=b'], ['Origin', origin]]) } }, 'ws/handshake/foreign');
  assert.equal(from('https://evil.test').length, 1);
  assert.equal(from('https://app.example.com').length, 0);
});

test('1006 after a refusal only repeats it', () => {
  const found = linesOf({ ws: { handshake: handshake(403, []), close: { code: 1006, wasClean: false } } }, 'ws/close');
  assert.deepEqual(
    found.map((line) => line.split(':')[0]),
    ['info ws.close ws/close/never-opened'],
  );
});

test('what was agreed is said in numbers', () => {
  const asked = [
    ...ASKED,
    ['Sec-WebSocket-Protocol', 'mqtt, json'],
    ['Sec-WebSocket-Extensions', 'permessage-deflate; client_max_window_bits'],
  ];
  const answered = [
    ...ANSWERED,
    ['Sec-WebSocket-Protocol', 'mqtt'],
    ['Sec-WebSocket-Extensions', 'permessage-deflate; client_max_window_bits=9'],
  ];
  const found = linesOf({ ws: { handshake: handshake(101, answered, asked) } }, 'ws/handshake/').join('\n');
  assert.match(found, /The server chose the subprotocol mqtt out of 2 offered/);
  assert.match(found, /windows of 32 KiB \(server\), 512 octets \(client\)/);
});

const frame = fc.record({
  dir: fc.constantFrom('in', 'out'),
  hex: fc.oneof(
    fc.constantFrom(
      '810161',
      '8180',
      '827e',
      '827f8000000000000001',
      'c1',
      '880203ee',
      '8800',
      '010161',
      '800162',
      '8900',
      '8a00',
      'c1022a00',
    ),
    fc.uint8Array({ maxLength: 12 }).map((octets) => Buffer.from(octets).toString('hex')),
  ),
});
const fields = fc.array(
  fc.tuple(
    fc.constantFrom(
      'Upgrade',
      'Connection',
      'Sec-WebSocket-Key',
      'Sec-WebSocket-Accept',
      'Sec-WebSocket-Version',
      'Sec-WebSocket-Protocol',
      'Sec-WebSocket-Extensions',
      'Origin',
    ),
    fc.oneof(
      fc.constantFrom(
        'websocket',
        'Upgrade',
        'dGhlIHNhbXBsZSBub25jZQ==',
        '13',
        'permessage-deflate; server_max_window_bits=99',
        'a, a',
        '',
      ),
      fc.string({ maxLength: 30 }),
    ),
  ),
  { maxLength: 6 },
);
const session = fc.record(
  {
    handshake: fc.record({
      request: fc.record({ method: fc.constantFrom('GET', 'CONNECT', 'x'), url: fc.webUrl(), headers: fields }),
      response: fc.record({ status: fc.integer({ min: 99, max: 600 }), headers: fields }, { requiredKeys: [] }),
    }),
    frames: fc.array(frame, { maxLength: 6 }),
    close: fc.record({ code: fc.oneof(fc.integer(), fc.nat(5000)), reason: fc.string(), wasClean: fc.boolean() }, { requiredKeys: [] }),
    tcpSegments: fc.array(frame, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

test('any session is explained, in titles that fit and without a control character', () => {
  fc.assert(
    fc.property(session, (ws) => {
      for (const note of explainWebSocket(subjectOf({ ws, timing: { open: 60_000, lastFrame: 0 } }))) {
        assert.ok(plain(note.title).length <= 90 && plain(note.title) !== '', plain(note.title));
        assert.doesNotMatch(plain(note.title) + plain(note.detail), /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/, note.id);
        assert.match(note.id, /^ws\/[a-z0-9/-]+$/);
      }
    }),
    { numRuns: 500 },
  );
});
