// Handshakes and frames that go wrong in less usual ways, and the words for them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain } from '../../../../src/core/text/prose.ts';
import { explained, linesOf } from '../told.ts';

interface Given {
  readonly url?: string;
  readonly asked?: string;
  readonly answered?: string;
  readonly frames?: readonly object[];
  readonly rest?: object;
}

const session = ({ url = 'ws://example.com/chat', asked, answered, frames = [], rest }: Given): object => ({
  ws: {
    handshake: {
      request: {
        method: 'GET',
        url,
        headers: [
          ['Host', 'example.com'],
          ['Upgrade', 'websocket'],
          ['Connection', 'Upgrade'],
          ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
          ['Sec-WebSocket-Version', '13'],
          ...(asked === undefined ? [] : [asked.split(': ')]),
        ],
      },
      response: {
        status: 101,
        headers: [
          ['Upgrade', 'websocket'],
          ['Connection', 'Upgrade'],
          ['Sec-WebSocket-Accept', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='],
          ...(answered === undefined ? [] : [[answered.slice(0, answered.indexOf(':')), answered.slice(answered.indexOf(':') + 1).trim()]]),
        ],
      },
    },
    frames,
  },
  ...rest,
});

const errors = (given: Given): readonly string[] =>
  linesOf(session(given), 'ws/handshake/')
    .filter((line) => line.startsWith('error'))
    .map((line) => line.replace(/^.*?: /, ''));

const EXTENSIONS = 'Sec-WebSocket-Extensions: permessage-deflate';

test('an answer to permessage-deflate says in its title what is wrong', () => {
  const answer = (parameters: string, offer = ''): readonly string[] =>
    errors({ asked: `${EXTENSIONS}${offer}`, answered: `${EXTENSIONS}${parameters}` });
  assert.deepEqual(answer('; foo'), ['Wrong answer: foo is no parameter of permessage-deflate']);
  assert.deepEqual(answer('; server_max_window_bits=15', '; server_max_window_bits=10'), [
    'Wrong answer: server_max_window_bits is 15, asked for was at most 10',
  ]);
  assert.deepEqual(answer('; client_max_window_bits=12'), [
    'Wrong answer: client_max_window_bits was not offered, and only then may it be answered',
  ]);
  assert.deepEqual(answer(', permessage-deflate'), ['The server agreed to permessage-deflate twice']);
  assert.deepEqual(answer(''), []);
});

test('an offer that no server can accept is told; a bare client_max_window_bits is a valid one', () => {
  assert.deepEqual(errors({ asked: `${EXTENSIONS}; server_max_window_bits=20` }), [
    'Invalid offer: server_max_window_bits needs a number from 8 to 15, found 20',
  ]);
  assert.deepEqual(errors({ asked: `${EXTENSIONS}; client_max_window_bits; server_max_window_bits=10` }), []);
});

test('an empty subprotocol and a fragment in the URL are faults', () => {
  assert.deepEqual(errors({ asked: 'Sec-WebSocket-Protocol: chat', answered: 'Sec-WebSocket-Protocol:' }), [
    'The answer chose an empty subprotocol: it must name one, or leave the field out',
  ]);
  assert.deepEqual(errors({ url: 'ws://example.com/chat#top' }), ['The URL has a fragment (#), which a WebSocket URL may not have']);
});

test('what the server wrote about a refusal is told, a page is not', () => {
  const detail = (body: string): string =>
    explained({
      ws: { handshake: { request: { method: 'GET', url: 'ws://a.example/', headers: [] }, response: { status: 400, headers: [], body } } },
    })
      .annotations.filter((note) => note.id === 'ws/handshake/refused')
      .map((note) => plain(note.detail))
      .join('');
  assert.match(detail('Connection header missing\nmore'), /The server says: Connection header missing\./);
  assert.doesNotMatch(detail('<html>no</html>'), /The server says/);
});

test('plain HTTP after the handshake is called that', () => {
  const frames = [{ dir: 'in', hex: Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n').toString('hex') }];
  assert.deepEqual(linesOf(session({ frames }), 'ws/frame/http'), [
    'error ws.frames[0] ws/frame/http: This is no frame but plain HTTP: HTTP/1.1 400 Bad Request',
  ]);
});

test('a masking key that stays the same is no mask; twice is no proof', () => {
  const frame = { dir: 'out', hex: '818137fa213d56' };
  const found = (count: number): number =>
    linesOf(session({ frames: Array.from({ length: count }, () => frame) }), 'ws/frame/mask-key').length;
  assert.deepEqual([found(2), found(3), found(9)], [0, 1, 1]);
});

test('a frame of which a part is missing is not called complete', () => {
  assert.deepEqual(linesOf(session({ frames: [{ dir: 'in', hex: '81054865' }] }), 'ws/frame/decoded'), [
    'info ws.frames[0] ws/frame/decoded: Text frame in, 5 octets, only 2 of them here: He',
  ]);
});

test('a limit of the client is an error of its own, also beside frames', () => {
  const rest = { error: { code: 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', message: 'Max payload size exceeded' } };
  const lines = linesOf(session({ frames: [{ dir: 'in', hex: '820161' }], rest }), 'failure/');
  assert.match(lines.join(), /^error error failure\/ws-err-unsupported-message-length/);
});

test('events and states of the API are words of their own', () => {
  const id = (hover: string): string | undefined => explained({ context: { hover } }).annotations[0]?.id;
  for (const [word, name] of [
    ['onclose', 'onclose'],
    ['CloseEvent', 'onclose'],
    ['MessageEvent', 'onmessage'],
    ['ws.onerror', 'onerror'],
    ['OPEN', 'readystate'],
    ['ping()', 'ping'],
    ['1006', 'code'],
    ['event.code', 'code'],
    ['reason', 'reason'],
    ['new WebSocket(url)', 'websocket'],
    ['new EventSource(url)', 'eventsource'],
  ] as const)
    assert.equal(id(word), `ws/api/${name}`, word);
});
