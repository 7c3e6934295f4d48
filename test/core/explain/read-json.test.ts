import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64, distinguishedName, hex, known, number, octets, scalar } from '../../../src/core/explain/read-json.ts';

const TABLE: readonly (readonly [fact: string, read: unknown, expected: unknown])[] = [
  ['hexadecimal with spaces', hex('0x81 05'), Uint8Array.of(0x81, 5)],
  ['half an octet is left out', hex('810'), Uint8Array.of(0x81)],
  ['no hexadecimal', hex('xy'), undefined],
  ['base64 without padding', base64('AQI'), Uint8Array.of(1, 2)],
  ['no base64', base64('?'), undefined],
  ['a list of numbers is octets', octets([1, 2]), Uint8Array.of(1, 2)],
  ['a list of words is not', octets(['a']), undefined],
  ['a number has to be finite', number(Number.NaN), undefined],
  ['a number as text', scalar(5), '5'],
  ['an object is no text', scalar({}), undefined],
  ['what is undefined is not there', known({ a: 1, b: undefined }), { a: 1 }],
  ['the common name of a record', distinguishedName({ O: 'o', CN: 'c' }), 'c'],
];

for (const [fact, read, expected] of TABLE)
  test(fact, () => {
    assert.deepEqual(read, expected);
  });
