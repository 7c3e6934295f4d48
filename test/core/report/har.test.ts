import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../src/core/explain/explain.ts';
import { fromHar } from '../../../src/core/explain/from-har.ts';
import type { WsEvent, WsSession } from '../../../src/core/http/websocket.ts';
import { har } from '../../../src/core/report/har.ts';
import { plain } from '../../../src/core/text/prose.ts';
import { exchange, request, response } from '../../support/exchanges.ts';

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

/** The handshake of RFC 6455 section 1.3, and what was said after it. */
const session = (events: readonly WsEvent[]): WsSession => ({
  handshake: exchange({
    request: request({
      url: 'ws://127.0.0.1:8080/chat',
      origin: { scheme: 'ws', host: '127.0.0.1', port: 8080 },
      target: '/chat',
      fields: [
        ['Host', '127.0.0.1:8080'],
        ['Upgrade', 'websocket'],
        ['Connection', 'Upgrade'],
        ['Sec-WebSocket-Key', KEY],
        ['Sec-WebSocket-Version', '13'],
      ],
    }),
    outcome: {
      kind: 'response',
      response: response({
        status: 101,
        reason: 'Switching Protocols',
        framing: 'upgrade',
        content: '',
        fields: [
          ['Upgrade', 'websocket'],
          ['Connection', 'Upgrade'],
          ['Sec-WebSocket-Accept', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='],
        ],
      }),
    },
  }),
  state: 'closed',
  events,
  frames: [],
  compression: undefined,
});

const said = (at: number, direction: 'in' | 'out', data: string | Uint8Array): WsEvent => ({
  kind: 'message',
  at,
  direction,
  data,
  frames: [],
});

const MESSAGES = [said(40, 'out', 'héllo'), said(41.5, 'in', Uint8Array.of(1, 2, 255)), said(60, 'in', 'x'.repeat(70_000))];

test('messages of a WebSocket stand where Chromium puts them: type, seconds since 1970, opcode, data', () => {
  const log = JSON.parse(
    JSON.stringify(
      har(
        [{ kind: 'websocket', session: session([{ kind: 'open', at: 38, subprotocol: '', extensions: '' }, ...MESSAGES.slice(0, 2)]) }],
        '1',
      ),
    ),
  );
  const [entry] = log.log.entries;
  assert.equal(entry._resourceType, 'websocket');
  const start = Date.UTC(2026, 10, 20, 12) / 1000;
  assert.deepEqual(entry._webSocketMessages, [
    { type: 'send', time: start + 0.04, opcode: 1, data: 'héllo' },
    { type: 'receive', time: start + 0.0415, opcode: 2, data: 'AQL/' },
  ]);
});

test('a session is read back from its HAR: handshake, messages, their directions and times', () => {
  const read = fromHar(JSON.parse(JSON.stringify(har([{ kind: 'websocket', session: session(MESSAGES) }], '1'))));
  const subject = read.ok ? read.value[0] : undefined;
  assert.deepEqual(
    subject?.webSocket?.frames?.map(({ direction, bytes, at }) => [direction, bytes.length, at]),
    [
      ['out', 6 + 6, 40],
      ['in', 2 + 3, 41.5],
      ['in', 10 + 70_000, 60],
    ],
  );
  const { summary, annotations } = explain(subject ?? { context: {} });
  assert.match(plain(summary), /WebSocket/);
  assert.deepEqual(
    annotations.filter(({ level }) => level === 'error').map(({ id }) => id),
    [],
  );
  assert.ok(annotations.some(({ anchor, id }) => anchor === 'ws.frames[1]' && id === 'ws/frame/decoded'));
});

test('a content of which memory holds the beginning says so', () => {
  const cut = exchange({ outcome: { kind: 'response', response: { ...response({ content: 'abc' }), contentLength: 1_200_000_000 } } });
  const log = JSON.parse(JSON.stringify(har([{ kind: 'http', exchange: cut }], '1')));
  const { content, bodySize } = log.log.entries[0].response;
  assert.deepEqual([content.text, content.comment, bodySize], ['abc', 'The first 3 octets of 1200000000', 1_200_000_000]);
});
