import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptFor, answerForWs, faultOf, readHead } from '../../../../src/core/send/websocket/handshake-response.ts';

// The key and its answer in RFC 6455 section 1.3.
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';
const GOOD = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${ACCEPT}`];

const octets = (lines: readonly string[]): Uint8Array => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');

function head(lines: readonly string[]) {
  const read = readHead(octets(lines));
  assert.ok(typeof read === 'object');
  return read.head;
}

test('the accept value of the RFC is computed', () => {
  assert.equal(acceptFor(KEY), ACCEPT);
});

test('a head is read with reason, fields in order and its length', () => {
  const source = Buffer.concat([octets(['HTTP/1.1 403 No  entry', 'X-a:1', 'x-A: 2 ', 'X-Ü: ü']), Buffer.from('rest')]);
  assert.deepEqual(readHead(source), {
    head: {
      version: 'HTTP/1.1',
      status: 403,
      reason: 'No  entry',
      fields: [
        ['X-a', '1'],
        ['x-A', '2'],
        ['X-Ü', 'ü'],
      ],
    },
    length: source.length - 4,
  });
});

test('a head that has not ended wants more, one that cannot be one is unreadable', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', 'more'],
    ['HTT', 'more'],
    ['HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n', 'more'],
    ['SSH-2.0-x\r\n', 'unreadable'],
    ['HTTP/1.1 ten\r\n\r\n', 'unreadable'],
    [`HTTP/1.1 101 x\r\n${'X: y\r\n'.repeat(20_000)}`, 'unreadable'],
  ];
  for (const [text, expected] of cases) assert.equal(readHead(Buffer.from(text)), expected, text.slice(0, 30));
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
