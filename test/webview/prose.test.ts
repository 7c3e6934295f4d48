import assert from 'node:assert/strict';
import { test } from 'node:test';
import { code, text } from '../../src/core/text/prose.ts';
import { hidden, plain } from '../../src/webview/prose.ts';
import { octetsOf } from '../../src/webview/send-box.ts';

test('a secret is dots wherever it is quoted', () => {
  assert.equal(hidden('token abc123 and abc123', { secrets: ['abc123'], revealed: false }), 'token ••••• and •••••');
  assert.equal(plain([text('sent '), code('abc123')], { secrets: ['abc123'], revealed: false }), 'sent •••••');
});

test('it is shown when asked for, and short ones hide nothing else', () => {
  assert.equal(hidden('abc123', { secrets: ['abc123'], revealed: true }), 'abc123');
  assert.equal(hidden('a cat', { secrets: ['a'], revealed: false }), 'a cat');
});

for (const [typed, expected] of [
  ['48 65 6c', [0x48, 0x65, 0x6c]],
  ['0x48,0x65', [0x48, 0x65]],
  ['48:65-6C', [0x48, 0x65, 0x6c]],
  ['', []],
  ['4', undefined],
  ['4x', undefined],
  ['hello', undefined],
] as const)
  test(`hex "${typed}" is ${expected === undefined ? 'not octets' : `${expected.length} octets`}`, () => {
    const octets = octetsOf(typed);
    assert.deepEqual(octets === undefined ? undefined : [...octets], expected);
  });
