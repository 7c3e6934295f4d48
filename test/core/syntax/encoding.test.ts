// Files that are no UTF-8: where, and what is said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeSource, faultsIn } from '../../../src/core/syntax/encoding.ts';

/** The text, and each problem as the characters that it covers and the beginning of its message. */
function shown(latin1: string): readonly string[] {
  const { text, problems } = decodeSource(Buffer.from(latin1, 'latin1'));
  return [
    text,
    ...problems.map(({ code, severity, range, message }) => {
      assert.equal(`${severity} ${code}`, 'error invalid-utf8');
      assert.match(message, /Nothing of this file is sent\. Open it with its own encoding and save it as UTF-8\.$/);
      return `${range.start}-${range.end} ${message.split('. ')[0] ?? ''}`;
    }),
  ];
}

const CASES: readonly (readonly [fact: string, latin1: string, shown: readonly string[]])[] = [
  ['UTF-8 has no problem', 'GET /\xc3\xa4', ['GET /ä']],
  ['a byte order mark stays', '\xef\xbb\xbfGET /', ['\ufeffGET /']],
  ['U+FFFD itself is UTF-8', '\xef\xbf\xbd', ['\ufffd']],
  ['an octet of Latin-1', 'a\xe9b', ['a\ufffdb', '1-2 Octet E9 at offset 1 is no UTF-8; in Windows-1252 it would be "é"']],
  [
    'places count characters, offsets octets',
    '\xe2\x82\xac \xf6\n\xfc',
    [
      '€ \ufffd\n\ufffd',
      '2-3 Octet F6 at offset 4 is no UTF-8; in Windows-1252 it would be "ö"',
      '4-5 Octet FC at offset 6 is no UTF-8; in Windows-1252 it would be "ü"',
    ],
  ],
  [
    'octets side by side are one',
    '\xff\xfe\x80',
    ['\ufffd\ufffd\ufffd', '0-3 Octets FF FE 80 at offset 0 are no UTF-8; the file begins like one in UTF-16'],
  ],
  ['a sequence that breaks off is one character', '\xf0\x9f\x98 x', ['\ufffd x', '0-1 Octets F0 9F 98 at offset 0 are no UTF-8']],
  ['at the end too', 'x\xe2\x82', ['x\ufffd', '1-2 Octets E2 82 at offset 1 are no UTF-8']],
  ['long runs are cut', '\x81'.repeat(9), ['\ufffd'.repeat(9), '0-9 Octets 81 81 81 81 81 81 … at offset 0 are no UTF-8']],
];

for (const [fact, latin1, expected] of CASES) test(fact, () => assert.deepEqual(shown(latin1), expected));

test('a file of nothing else is told twenty times', () => {
  assert.equal(decodeSource(Buffer.from('\xff '.repeat(100), 'latin1')).problems.length, 20);
});

test('the text is what a decoder makes of it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (octets) => {
      assert.equal(decodeSource(octets).text, new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets));
    }),
  );
});

test("in an editor's text a problem stands where its characters have come to be", () => {
  const octets = Buffer.from('a\xe9\r\n\xff\xfe', 'latin1');
  const ranges = (text: string): readonly string[] => faultsIn(text, octets).map(({ range }) => `${range.start}-${range.end}`);
  assert.deepEqual(ranges('a\ufffd\n\ufffd\ufffd'), ['1-2', '3-5']);
  assert.deepEqual(ranges('first\na\ufffd\n'), ['7-8']);
  assert.deepEqual(ranges('aé\nÿþ'), []);
  assert.deepEqual(faultsIn('\ufffd', Buffer.from('\ufffd')), []);
});
