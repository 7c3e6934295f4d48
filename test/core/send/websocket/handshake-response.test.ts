import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ResponseHead } from '../../../../src/core/http/exchange.ts';
import { acceptFor, answerForWs, faultOf } from '../../../../src/core/send/websocket/handshake-response.ts';

// The key and its answer in RFC 6455 section 1.3.
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';
const GOOD = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${ACCEPT}`];

const head = ([start = '', ...lines]: readonly string[]): ResponseHead => ({
  version: start.slice(0, 8),
  status: 101,
  reason: '',
  fields: lines.map((line): [string, string] => [line.split(': ')[0] ?? '', line.split(': ')[1] ?? '']),
});

test('the accept value of the RFC is computed', () => {
  assert.equal(acceptFor(KEY), ACCEPT);
});

const FAULTS: readonly (readonly [fact: string, lines: readonly string[], code: string | undefined])[] = [
  ['a right answer has no fault', GOOD, undefined],
  [
    'tokens count in any case and in lists',
    GOOD.map((line) => line.replace('Upgrade: websocket', 'upgrade: WebSocket').replace('Connection: ', 'Connection: keep-alive, ')),
    undefined,
  ],
  ['Upgrade is missing', GOOD.filter((line) => !line.startsWith('Upgrade')), 'WS_INVALID_UPGRADE'],
  ['Upgrade is another protocol', GOOD.map((line) => line.replace('Upgrade: websocket', 'Upgrade: h2c')), 'WS_INVALID_UPGRADE'],
  ['Connection is missing', GOOD.filter((line) => !line.startsWith('Connection')), 'WS_INVALID_CONNECTION'],
  ['Accept is missing', GOOD.slice(0, 3), 'WS_INVALID_ACCEPT'],
  ['Accept differs in case', GOOD.map((line) => line.replace(ACCEPT, ACCEPT.toLowerCase())), 'WS_INVALID_ACCEPT'],
  ['HTTP/1.0 switches no protocols', GOOD.map((line) => line.replace('HTTP/1.1', 'HTTP/1.0')), 'WS_INVALID_VERSION'],
];

for (const [fact, lines, code] of FAULTS) {
  test(fact, () => {
    assert.equal(faultOf(head(lines), KEY)?.code, code);
  });
}

test('the answer for ws proves its own key and passes on what the server chose', () => {
  const chosen = [...GOOD, 'Sec-WebSocket-Protocol: chat', 'X-Other: 1', 'Sec-WebSocket-Extensions: permessage-deflate'];
  assert.equal(
    Buffer.from(answerForWs(head(chosen), 'other')).toString(),
    [
      ...GOOD.slice(0, 3),
      `Sec-WebSocket-Accept: ${acceptFor('other')}`,
      'Sec-WebSocket-Protocol: chat',
      'Sec-WebSocket-Extensions: permessage-deflate',
      '',
      '',
    ].join('\r\n'),
  );
});
