import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromDescription } from '../../../src/core/explain/from-description.ts';
import type { Subject } from '../../../src/core/explain/subject.ts';

function read(json: unknown): Subject {
  const result = fromDescription(json);
  assert.ok(result.ok);
  return result.value;
}

test('nothing but an object is a description', () => {
  for (const json of [undefined, null, 1, 'x', [], true]) assert.equal(fromDescription(json).ok, false);
  assert.deepEqual(read({}), { context: {} });
});

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

const TABLE: readonly (readonly [fact: string, json: object, subject: object])[] = [
  ['text is its UTF-8 octets', { request: { body: '€' } }, { request: { content: Uint8Array.of(0xe2, 0x82, 0xac) } }],
  ['hexadecimal is octets', { response: { bodyHex: '0aFF 1' } }, { response: { content: Uint8Array.of(0x0a, 0xff) } }],
  ['base64 is octets', { response: { bodyBase64: 'AQI=' } }, { response: { content: Uint8Array.of(1, 2) } }],
  [
    'fields are pairs in order',
    {
      request: {
        headers: [
          ['A', '1'],
          ['a', '2'],
        ],
      },
    },
    {
      request: {
        fields: [
          ['A', '1'],
          ['a', '2'],
        ],
      },
    },
  ],
  [
    'or an object, also with lists',
    { request: { headers: { A: ['1', 2], B: '3' } } },
    {
      request: {
        fields: [
          ['A', '1'],
          ['A', '2'],
          ['B', '3'],
        ],
      },
    },
  ],
  ['what is absent stays unknown', { request: { method: 'GET', url: undefined } }, { request: { method: 'GET' } }],
  ['a key of the wrong type counts as absent', { response: { status: '200', headers: 5 } }, { response: {} }],
  [
    'the clock is a date or a number',
    { context: { now: '2026-11-20T12:00:00Z', hover: 'x' } },
    { context: { now: Date.UTC(2026, 10, 20, 12), given: { hover: 'x' } } },
  ],
  ['a clock that is no date is unknown', { context: { now: 'soon' } }, { context: {} }],
  [
    'frames have a direction and octets',
    {
      ws: {
        frames: [
          { dir: 'out', hex: '8100' },
          { dir: 'in', hex: 'zz' },
        ],
        close: { code: 1000, wasClean: true },
      },
    },
    { webSocket: { frames: [{ direction: 'out', bytes: Uint8Array.of(0x81, 0) }], close: { code: 1000, wasClean: true } } },
  ],
  [
    'an error keeps what it does not name',
    { error: { code: 'ENOENT', path: '/x', cert: { valid_to: 'y', subject: { CN: 'a' } }, rawPacket: 'ab', cause: { message: 'm' } } },
    {
      error: {
        code: 'ENOENT',
        certificate: { validTo: 'y', subject: 'a' },
        rawPacket: octets('ab'),
        cause: { message: 'm' },
        extra: { path: '/x' },
      },
    },
  ],
  ['an error may be a string', { error: 'boom' }, { error: { message: 'boom' } }],
  ['a buffer as Node writes it', { error: { rawPacket: { type: 'Buffer', data: [1, 2] } } }, { error: { rawPacket: Uint8Array.of(1, 2) } }],
  ['a stream may stand alone', { sse: 'data: x\n\n' }, { sse: { text: 'data: x\n\n' } }],
  [
    'a certificate is the chain',
    { tls: { cert: { validTo: 'x', subjectaltname: 'DNS:a, DNS:b' } } },
    { tls: { chain: [{ validTo: 'x', altNames: ['DNS:a', 'DNS:b'] }] } },
  ],
];

for (const [fact, json, subject] of TABLE)
  test(fact, () => {
    assert.deepEqual(read(json), { context: {}, ...subject });
  });

test('any JSON object is read', () => {
  const key = fc.constantFrom(
    'request',
    'response',
    'ws',
    'error',
    'timing',
    'tls',
    'sse',
    'chain',
    'context',
    'headers',
    'handshake',
    'frames',
    'body',
    'errors',
    'cause',
    'cert',
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(key, tie('any'), { maxKeys: 4 }),
    ),
  })).any;
  fc.assert(
    fc.property(fc.dictionary(key, value), (json) => {
      assert.ok(fromDescription(json).ok);
    }),
    { numRuns: 300 },
  );
});
