import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grouped } from '../../../src/core/text/grouped.ts';

test('digits stand in groups of three, as en-US has them', () => {
  const numbers = new Intl.NumberFormat('en-US');
  for (const n of [0, 7, 99, 100, 999, 1000, 12_345, 999_999, 1_000_000, -5, -100, -1000, -123_456, 2 ** 53 - 1, 2n ** 64n])
    assert.equal(grouped(n), numbers.format(n));
});
