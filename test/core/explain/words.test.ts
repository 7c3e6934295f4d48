import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, duration, listed, octets, span, spanExactly } from '../../../src/core/explain/words.ts';

test('a span of time is told in the fitting unit', () => {
  const said = [0, 40, 60, 90, 150, 600, 3600, 5400, 86_400, 2_592_000, 31_536_000, 63_072_000].map(span);
  assert.deepEqual(said, [
    '0 s',
    '40 s',
    '1 min',
    '90 s',
    '2.5 min',
    '10 min',
    '1 hour',
    '90 min',
    '1 day',
    '30 days',
    '1 year',
    '2 years',
  ]);
});

test('seconds stand alone where the unit says no more', () => {
  assert.deepEqual([40, 90, 600].map(spanExactly), ['40 s', '90 s', '600 s (10 min)']);
});

test('octets, milliseconds, hours and lists', () => {
  assert.deepEqual([0, 1, 9999, 48_000, 734_003_200].map(octets), ['0 octets', '1 octet', '9999 octets', '48 kB', '734 MB']);
  assert.deepEqual([999_600, 2_000_000, 1_204_000_000].map(octets), ['1 MB', '2 MB', '1.2 GB']);
  assert.deepEqual([0.42, 38.4, 1234, 12_345].map(duration), ['0.4 ms', '38 ms', '1.2 s', '12 s']);
  assert.deepEqual([clock(Date.UTC(2026, 10, 20, 12, 0, 30)), clock(Number.NaN)], ['12:00:30 GMT', '']);
  assert.deepEqual([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'], 'or')], ['', 'a', 'a and b', 'a, b or c']);
});
