import assert from 'node:assert/strict';
import { test } from 'node:test';
import { release } from '../../../src/core/send/release.ts';

test('octets with their memory to themselves are given back; a part of something larger stays', () => {
  const own = new Uint8Array(100_000);
  release(own);
  assert.equal(own.length, 0);
  const all = new Uint8Array(10);
  release(all.subarray(0, 5));
  assert.equal(all.length, 10);
});
