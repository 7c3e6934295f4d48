import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, duration, endpoint, octets, ordinal, plural } from '../../src/protocol/measure.ts';

const check = <T>(name: string, measure: (value: T) => string, cases: readonly (readonly [T, string])[]): void => {
  for (const [value, expected] of cases) test(`${name} of ${String(value)} is ${expected}`, () => assert.equal(measure(value), expected));
};

check('octets', octets, [
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [1936, '1.9 kB'],
  [117_000, '117 kB'],
  [999_499, '999 kB'],
  [999_600, '1 MB'],
  [48_000_000, '48 MB'],
  [2_500_000_000, '2.5 GB'],
]);
check('duration', duration, [
  [0, '0 ms'],
  [0.42, '0.4 ms'],
  [9.94, '9.9 ms'],
  [38.3, '38 ms'],
  [999.6, '1 s'],
  [1230, '1.2 s'],
  [59_960, '1 min'],
  [125_000, '2 min 5 s'],
  [-3, '0 ms'],
]);
check('count', count, [
  [7, '7'],
  [1936, '1,936'],
  [1_234_567, '1,234,567'],
]);
check('ordinal', ordinal, [
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [22, '22nd'],
  [113, '113th'],
]);
check('plural', (n: number) => plural(n, 'field'), [
  [0, '0 fields'],
  [1, '1 field'],
  [1200, '1,200 fields'],
]);
check('endpoint', (address: string) => endpoint(address, 80), [
  ['127.0.0.1', '127.0.0.1:80'],
  ['::1', '[::1]:80'],
]);
