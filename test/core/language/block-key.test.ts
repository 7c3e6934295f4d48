import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockKeys, blockWithKey } from '../../../src/core/language/block-key.ts';
import { parse } from '../../../src/core/syntax/parse.ts';

test('a request is called by its name, else by its line, and those alike are counted', () => {
  const { document } = parse('@a = 1\n### x\nGET http://e.test\n###\nGET http://e.test\n### x\nPOST http://e.test\n');
  assert.deepEqual(blockKeys(document), ['', 'x#1', 'GET http://e.test#1', 'x#2']);
  assert.equal(blockWithKey(document, 'x#2'), document.blocks[3]);
  assert.equal(blockWithKey(document, ''), undefined);
});
