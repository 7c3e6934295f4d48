import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fields } from '../../../../src/core/http/field.ts';
import type { HttpRequest } from '../../../../src/core/http/request.ts';
import { completeHandshake, offeredDeflate, offeredSubprotocols } from '../../../../src/core/send/websocket/handshake-request.ts';

const request = (fields: Fields, host = 'example.test', port = 80): HttpRequest => ({
  method: 'GET',
  url: 'ws://example.test/chat',
  origin: { scheme: 'ws', host, port },
  target: '/chat',
  version: 'HTTP/1.1',
  fields,
  sources: fields.map(() => ({ kind: 'text', range: { start: 0, end: 0 } })),
  content: undefined,
});

function completed(fields: Fields, subprotocols: readonly string[] = [], host?: string, port?: number): string[] {
  const whole = completeHandshake({ handshake: request(fields, host, port), subprotocols, messages: [] }, 'KEY');
  assert.equal(whole.sources.length, whole.fields.length);
  return whole.fields.map(([name, value], i) => `${whole.sources[i]?.kind === 'added' ? '+' : ' '}${name}: ${value}`);
}

test('what a handshake needs is added and marked as added', () => {
  assert.deepEqual(completed([]), [
    '+Host: example.test',
    '+Upgrade: websocket',
    '+Connection: Upgrade',
    '+Sec-WebSocket-Key: KEY',
    '+Sec-WebSocket-Version: 13',
  ]);
});

test('what the author wrote stays, in its order and case', () => {
  const fields: Fields = [
    ['sec-websocket-version', '8'],
    ['HOST', 'other.test'],
    ['upgrade', 'WebSocket'],
    ['Sec-WebSocket-Key', 'mine'],
    ['X-Own', '1'],
  ];
  assert.deepEqual(completed(fields), [...fields.map(([name, value]) => ` ${name}: ${value}`), '+Connection: Upgrade']);
});

test('subprotocols are offered in one field, unless it is written', () => {
  assert.ok(completed([], ['a', 'b']).includes('+Sec-WebSocket-Protocol: a, b'));
  assert.ok(completed([['Sec-WebSocket-Protocol', 'c']], ['a']).every((line) => !line.includes('a,')));
});

test('Host has the port where it is not the standard one, and brackets around IPv6', () => {
  assert.equal(completed([], [], '::1', 8080)[0], '+Host: [::1]:8080');
});

test('offered subprotocols are tokens, each once, over all fields', () => {
  const fields: Fields = [
    ['Sec-WebSocket-Protocol', 'chat.v2, chat.v1'],
    ['sec-websocket-protocol', 'chat.v1, not a token'],
  ];
  assert.deepEqual(offeredSubprotocols(fields), ['chat.v2', 'chat.v1']);
});

const OFFERS: readonly (readonly [string, unknown])[] = [
  ['permessage-deflate', { clientMaxWindowBits: false }],
  ['permessage-deflate; client_max_window_bits', { clientMaxWindowBits: true }],
  ['permessage-deflate; client_max_window_bits=10', { clientMaxWindowBits: 10 }],
  ['x-other, permessage-deflate; server_max_window_bits="9"', { clientMaxWindowBits: false, serverMaxWindowBits: 9 }],
  [
    'permessage-deflate;client_no_context_takeover;server_no_context_takeover',
    { clientMaxWindowBits: false, clientNoContextTakeover: true, serverNoContextTakeover: true },
  ],
  ['x-other', undefined],
];

for (const [value, offer] of OFFERS) {
  test(`the offer ${value} is understood`, () => {
    assert.deepEqual(offeredDeflate([['Sec-WebSocket-Extensions', value]]), offer);
  });
}
