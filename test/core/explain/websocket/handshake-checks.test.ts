import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handshakeChecks } from '../../../../src/core/explain/websocket/handshake-checks.ts';
import { subjectOf } from '../told.ts';

type Pairs = readonly (readonly [string, string])[];

const ASKED: Pairs = [
  ['Host', 'example.com'],
  ['Upgrade', 'websocket'],
  ['Connection', 'Upgrade'],
  ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
  ['Sec-WebSocket-Version', '13'],
];
const ANSWERED: Pairs = [
  ['Upgrade', 'websocket'],
  ['Connection', 'Upgrade'],
  ['Sec-WebSocket-Accept', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='],
];

const without = (fields: Pairs, name: string): Pairs => fields.filter(([n]) => n !== name);

interface Change {
  readonly asked?: Pairs;
  readonly answered?: Pairs;
  readonly status?: number;
  readonly method?: string;
  readonly version?: string;
}

/** `Upgrade wrong upgrade-missing`: each row that is not good, with its faults. */
function rows({ asked = ASKED, answered = ANSWERED, status = 101, method = 'GET', version }: Change): readonly string[] {
  const { webSocket } = subjectOf({
    ws: {
      handshake: {
        request: { method, url: 'ws://example.com/chat', ...(version && { version }), headers: asked },
        response: { status, headers: answered },
      },
    },
  });
  return handshakeChecks(webSocket?.handshake ?? {})
    .filter((check) => check.verdict !== 'good')
    .map((check) => [check.name, check.verdict, ...check.faults.map((fault) => fault.id)].join(' '));
}

const NEITHER = ['Protocol absent', 'Extensions absent'];

const TABLE: readonly (readonly [fact: string, change: Change, rows: readonly string[]])[] = [
  ['a handshake as RFC 6455 has it is good', {}, NEITHER],
  [
    'tokens are found in lists and in any case',
    { asked: [...without(ASKED, 'Connection'), ['Connection', 'keep-alive, UPGRADE']] },
    NEITHER,
  ],
  ['POST is no handshake', { method: 'POST' }, ['Start line wrong method', ...NEITHER]],
  ['HTTP/1.0 cannot upgrade', { version: 'HTTP/1.0' }, ['Start line wrong http-version', ...NEITHER]],
  ['Host is needed', { asked: without(ASKED, 'Host') }, ['Host wrong host', ...NEITHER]],
  ['the request must ask for websocket', { asked: without(ASKED, 'Upgrade') }, ['Upgrade wrong upgrade-request', ...NEITHER]],
  ['the answer must confirm it', { answered: without(ANSWERED, 'Upgrade') }, ['Upgrade wrong upgrade-missing', ...NEITHER]],
  [
    'another protocol is not websocket',
    { answered: [['Upgrade', 'h2c'], ...without(ANSWERED, 'Upgrade')] },
    ['Upgrade wrong upgrade-other', ...NEITHER],
  ],
  [
    'the answer must list Upgrade in Connection',
    { answered: without(ANSWERED, 'Connection') },
    ['Connection wrong connection-missing', ...NEITHER],
  ],
  ['a key is needed', { asked: without(ASKED, 'Sec-WebSocket-Key') }, ['Key → Accept wrong key-missing', ...NEITHER]],
  [
    'a key of 15 octets is too short',
    {
      asked: [...without(ASKED, 'Sec-WebSocket-Key'), ['Sec-WebSocket-Key', 'MTIzNDU2Nzg5MDEyMzQ1']],
      answered: [...without(ANSWERED, 'Sec-WebSocket-Accept'), ['Sec-WebSocket-Accept', 'x']],
    },
    ['Key → Accept wrong key-length accept-wrong', ...NEITHER],
  ],
  ['an Accept is needed', { answered: without(ANSWERED, 'Sec-WebSocket-Accept') }, ['Key → Accept wrong accept-missing', ...NEITHER]],
  ['the version is needed', { asked: without(ASKED, 'Sec-WebSocket-Version') }, ['Version wrong version-missing', ...NEITHER]],
  [
    'version 8 is not RFC 6455',
    { asked: [...without(ASKED, 'Sec-WebSocket-Version'), ['Sec-WebSocket-Version', '8']] },
    ['Version wrong version-unsupported', ...NEITHER],
  ],
  [
    'a subprotocol nobody offered',
    { answered: [...ANSWERED, ['Sec-WebSocket-Protocol', 'chat']] },
    ['Protocol wrong subprotocol-unasked', 'Extensions absent'],
  ],
  [
    'a subprotocol that was not among the offers',
    { asked: [...ASKED, ['Sec-WebSocket-Protocol', 'a, b']], answered: [...ANSWERED, ['Sec-WebSocket-Protocol', 'A']] },
    ['Protocol wrong subprotocol-not-offered', 'Extensions absent'],
  ],
  [
    'no subprotocol chosen although offered',
    { asked: [...ASKED, ['Sec-WebSocket-Protocol', 'a']] },
    ['Protocol wrong subprotocol-ignored', 'Extensions absent'],
  ],
  [
    'a subprotocol offered twice',
    { asked: [...ASKED, ['Sec-WebSocket-Protocol', 'a, a']], answered: [...ANSWERED, ['Sec-WebSocket-Protocol', 'a']] },
    ['Protocol wrong subprotocol-twice', 'Extensions absent'],
  ],
  [
    'an extension nobody offered',
    { answered: [...ANSWERED, ['Sec-WebSocket-Extensions', 'permessage-deflate']] },
    ['Protocol absent', 'Extensions wrong extension-not-offered'],
  ],
  [
    'a window that was not offered',
    {
      asked: [...ASKED, ['Sec-WebSocket-Extensions', 'permessage-deflate']],
      answered: [...ANSWERED, ['Sec-WebSocket-Extensions', 'permessage-deflate; client_max_window_bits=12']],
    },
    ['Protocol absent', 'Extensions wrong extension-parameters'],
  ],
  [
    'a window of 16 bits',
    {
      asked: [...ASKED, ['Sec-WebSocket-Extensions', 'permessage-deflate']],
      answered: [...ANSWERED, ['Sec-WebSocket-Extensions', 'permessage-deflate; server_max_window_bits=16']],
    },
    ['Protocol absent', 'Extensions wrong extension-parameters'],
  ],
  [
    'any other status is a refusal, and the rest of the answer is plain HTTP',
    { status: 404, answered: [] },
    ['Start line wrong refused', ...NEITHER],
  ],
];

for (const [fact, change, expected] of TABLE)
  test(fact, () => {
    assert.deepEqual(rows(change), expected);
  });

test('over HTTP/2 the handshake is an extended CONNECT, without a key', () => {
  const { webSocket } = subjectOf({
    ws: {
      handshake: {
        request: {
          method: 'CONNECT',
          version: 'HTTP/2',
          headers: [
            [':protocol', 'websocket'],
            ['sec-websocket-version', '13'],
          ],
        },
        response: { status: 200, headers: [] },
      },
    },
  });
  assert.deepEqual(
    handshakeChecks(webSocket?.handshake ?? {}).map((check) => `${check.name} ${check.verdict}`),
    ['Status good', 'Upgrade, Connection, Key good', 'Version good', 'Protocol absent', 'Extensions absent'],
  );
});
