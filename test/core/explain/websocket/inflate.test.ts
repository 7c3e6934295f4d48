import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { inflate } from '../../../../src/core/explain/websocket/inflate.ts';

const NONE = new Uint8Array(0);

test('what zlib compressed comes out again, at any level', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'bc', 'hello ', '\u0000', '€'), { maxLength: 400 }),
      fc.integer({ min: 0, max: 9 }),
      (words, level) => {
        const plain = Buffer.from(words.join(''));
        assert.deepEqual(Buffer.from(inflate(deflateRawSync(plain, { level }), NONE, 1 << 20)?.output ?? NONE), plain);
      },
    ),
    { numRuns: 100 },
  );
});

test('any octets are taken', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (octets) => {
      const result = inflate(octets, NONE, 1000);
      assert.ok(result === undefined || result.output.length <= 1000);
    }),
    { numRuns: 500 },
  );
});

test('the output stops at its limit', () => {
  assert.deepEqual(inflate(deflateRawSync(Buffer.alloc(1_000_000)), NONE, 100), { output: new Uint8Array(100), cut: true });
});
