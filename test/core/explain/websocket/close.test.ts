import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromSession } from '../../../../src/core/explain/from-exchange.ts';
import { closeCode, mayBeSent, registeredCloseCodes } from '../../../../src/core/explain/websocket/close-codes.ts';
import { explainWebSocket } from '../../../../src/core/explain/websocket/websocket.ts';
import type { Exchange } from '../../../../src/core/http/exchange.ts';
import type { WsSession } from '../../../../src/core/http/websocket.ts';
import { lines, linesOf } from '../told.ts';

test('all 19 codes of the registry are known', () => {
  assert.deepEqual(
    registeredCloseCodes().map(({ code }) => code),
    [1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 3000, 3003, 3008],
  );
});

const RANGES: readonly (readonly [code: number, name: string, sendable: boolean])[] = [
  [0, 'Invalid', false],
  [999, 'Invalid', false],
  [1004, 'Reserved', false],
  [1005, 'No Status Received', false],
  [1016, 'Unassigned', false],
  [2999, 'Unassigned', false],
  [3001, 'Library or framework', true],
  [4000, 'Private use', true],
  [4999, 'Private use', true],
  [5000, 'Invalid', false],
];

for (const [code, name, sendable] of RANGES)
  test(`${code} is ${name}`, () => {
    assert.equal(closeCode(code).name, name);
    assert.equal(mayBeSent(code), sendable);
  });

interface Ending {
  readonly frames?: readonly object[];
  readonly close?: object;
  readonly timing?: object;
}

const TABLE: readonly (readonly [fact: string, ending: Ending, notes: readonly RegExp[]])[] = [
  [
    'a normal closing is information',
    { close: { code: 1000, wasClean: true } },
    [/^info ws\.close ws\/close\/code: Closed with 1000 Normal Closure/],
  ],
  [
    'who sent the first close frame closed',
    {
      frames: [
        { dir: 'out', hex: '888200000000 03e8'.replace(' ', '') },
        { dir: 'in', hex: '880203e8' },
      ],
      close: { code: 1000, wasClean: true },
    },
    [/code: The client closed with 1000/, /both: Closing handshake complete: the client began, the server answered/],
  ],
  [
    'the reason is said',
    { frames: [{ dir: 'in', hex: '880703f0 6f6f707321'.replace(' ', '') }], close: { code: 1008, wasClean: true } },
    [/^warning .*1008 Policy Violation: oops!$/, /one-side/],
  ],
  ['an empty close frame is 1005', { frames: [{ dir: 'in', hex: '8800' }] }, [/^info .*1005 No Status Received/, /one-side/]],
  [
    'an unanswered close frame is not clean',
    { frames: [{ dir: 'in', hex: '880203e8' }], close: { code: 1006, wasClean: false } },
    [/^warning .*1006/, /^warning .*unanswered/],
  ],
  [
    'silence before the cut suggests an idle timeout',
    { frames: [], close: { code: 1006, wasClean: false }, timing: { open: 100_000, lastFrame: 0 } },
    [/1006/, /^warning ws\.close ws\/close\/idle: Cut after 100 s without a frame/],
  ],
  [
    'a cut in the middle of traffic does not',
    { frames: [], close: { code: 1006, wasClean: false }, timing: { open: 12_000, lastFrame: 11_900 } },
    [/1006/],
  ],
  ['a session that goes on has no closing', { frames: [{ dir: 'in', hex: '810161' }] }, []],
];

for (const [fact, { frames, close, timing }, expected] of TABLE)
  test(fact, () => {
    const found = linesOf({ ws: { ...(frames && { frames }), ...(close && { close }) }, ...(timing && { timing }) }, 'ws/close');
    assert.equal(found.length, expected.length, found.join('\n'));
    for (const [i, pattern] of expected.entries()) assert.match(found[i] ?? '', pattern);
  });

test('a session that lay idle for 60 s and was cut is recognised as one', () => {
  const session: WsSession = {
    handshake: EXCHANGE,
    state: 'closed',
    events: [
      { kind: 'connecting', at: 0 },
      { kind: 'open', at: 30, subprotocol: '', extensions: '' },
      { kind: 'closed', at: 60_030, code: 1006, reason: '', clean: false },
    ],
    frames: [],
    compression: undefined,
  };
  const subject = fromSession(session, {});
  assert.deepEqual([subject.timing?.open, subject.timing?.lastFrame], [60_000, 0]);
  assert.match(lines(explainWebSocket(subject)).join('\n'), /ws\/close\/idle: Cut after 60 s/);
});

const EXCHANGE: Exchange = {
  request: {
    method: 'GET',
    url: 'ws://a.example/',
    origin: { scheme: 'ws', host: 'a.example', port: 80 },
    target: '/',
    version: 'HTTP/1.1',
    fields: [],
    sources: [],
    content: undefined,
  },
  outcome: {
    kind: 'response',
    response: {
      version: 'HTTP/1.1',
      status: 101,
      reason: '',
      fields: [],
      trailers: [],
      content: new Uint8Array(),
      contentLength: 0,
      framedLength: 0,
      complete: true,
      framing: 'upgrade',
      oddities: [],
    },
  },
  informational: [],
  connection: undefined,
  timings: { dns: undefined, connected: undefined, secured: undefined, sent: undefined, firstByte: undefined, done: 30 },
  wire: { records: [], sentLength: 0, receivedLength: 0, truncated: false },
  redirectedFrom: undefined,
  startedAt: 0,
};
