import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folds } from '../../../src/core/language/folding.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { LineIndex } from '../../../src/core/text/line-index.ts';

const check = (text: string): readonly string[] => {
  const index = new LineIndex(text);
  return folds(parse(text).document).map(({ range, kind }) => `${index.at(range.start).line}-${index.at(range.end).line} ${kind}`);
};

test('a block folds to its last line that is not blank, and its body by itself', () => {
  assert.deepEqual(check('### a\nPOST http://e.test\n\n{\n  "a": 1\n}\n\n\n###\n'), ['0-5 region', '3-5 region']);
});

test('each part of a multipart body folds', () => {
  const text =
    'POST http://e.test\nContent-Type: multipart/form-data; boundary=x\n\n--x\nContent-Disposition: form-data; name="a"\n\n1\n--x--\n';
  assert.deepEqual(check(text), ['0-7 region', '3-7 region', '4-6 region']);
});

test('comments on following lines are one fold, those apart are not', () => {
  assert.deepEqual(check('# a\n# b\n\n# c\nGET http://e.test\n'), ['0-4 region', '0-1 comment']);
});

test('what stands on one line does not fold', () => {
  assert.deepEqual(check('GET http://e.test\n\n{}'), ['0-2 region']);
  assert.deepEqual(check('GET http://e.test'), []);
});
