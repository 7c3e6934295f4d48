import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted, escaped, escapedOctets, hexOf, octetCount, short, withoutSecrets } from '../../../src/core/explain/shown.ts';

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

const SHOWN: readonly (readonly [fact: string, shown: string, expected: string])[] = [
  ['octets in hexadecimal', hexOf(Uint8Array.of(0x81, 5)), '81 05'],
  ['no more than asked for', hexOf(new Uint8Array(4), 2), '00 00 …'],
  ['controls are escaped', escaped('a\r\n\u0007\u202eb'), 'a\\r\\n\\x07\\u{202e}b'],
  ['letters are not', escaped('Zoë 你好 €'), 'Zoë 你好 €'],
  ['emoji are not, halves of one are', escaped('a 😀 b\ud83d'), 'a 😀 b\\u{d83d}'],
  ['long text is cut', escaped('abcdef', 3), 'abc…'],
  ['a cut never halves a character', short('😀😀😀', 2), '😀…'],
  ['octets as ASCII', escapedOctets(octets('a\r\né')), 'a\\r\\n\\xc3\\xa9'],
  ['one octet', octetCount(1), '1 octet'],
  ['many octets', octetCount(65536n), '65,536 octets'],
  ['counted', counted(2, 'frame'), '2 frames'],
  ['a token in JSON', withoutSecrets('{"access_token":"abc","a":"b"}'), '{"access_token":"•••","a":"b"}'],
  ['a password in a form', withoutSecrets('a=b&password=abc'), 'a=b&password=•••'],
  ['a bearer token', withoutSecrets('Bearer abcdefgh.ijk'), 'Bearer •••'],
];

for (const [fact, shown, expected] of SHOWN)
  test(`${fact}: ${expected}`, () => {
    assert.equal(shown, expected);
  });
