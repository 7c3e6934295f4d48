import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstInvalidUtf8 } from '../../../../src/core/explain/websocket/utf8.ts';

test('it agrees with the decoder of the platform', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 12 }),
        fc.string().map((s) => new TextEncoder().encode(s)),
      ),
      (octets) => {
        let valid = true;
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(octets);
        } catch {
          valid = false;
        }
        assert.equal(firstInvalidUtf8(octets) === undefined, valid);
      },
    ),
    { numRuns: 500 },
  );
});

const TABLE: readonly (readonly [hex: string, open: boolean, at: number | undefined])[] = [
  ['e282', true, undefined],
  ['e282', false, 0],
  ['61c328', false, 1],
  ['c080', false, 0],
  ['f4908080', false, 0],
];

for (const [hex, open, at] of TABLE)
  test(`${hex}${open ? ' with more to come' : ''} is wrong at ${at ?? 'no place'}`, () => {
    assert.equal(firstInvalidUtf8(Buffer.from(hex, 'hex'), open)?.start, at);
  });
