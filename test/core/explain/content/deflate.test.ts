import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { answer, linesOf } from '../told.ts';

const ids = (octets: Buffer): readonly string[] =>
  linesOf(
    answer(
      [
        ['Content-Type', 'text/plain'],
        ['Content-Encoding', 'deflate'],
      ],
      { response: { bodyHex: octets.toString('hex') } },
    ),
    'content/raw-deflate',
  );

test('deflate without its zlib wrapper is told, with it not', () => {
  const words = Buffer.from('a word and another word and another word');
  assert.equal(ids(deflateRawSync(words)).length, 1);
  assert.deepEqual(ids(deflateSync(words)), []);
});

test('a page without a charset is told when it needs one', () => {
  const told = (body: string, type = 'text/html'): number =>
    linesOf(answer([['Content-Type', type]], { response: { body } }), 'content/no-charset').length;
  assert.equal(told('<p>café</p>'), 1);
  assert.equal(told('<meta charset="utf-8"><p>café</p>'), 0);
  assert.equal(told('<p>cafe</p>'), 0);
  assert.equal(told('<p>café</p>', 'text/html; charset=utf-8'), 0);
});
