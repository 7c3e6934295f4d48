import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rewriteQuery } from '../../../../src/core/language/rewrite/query.ts';
import { parse } from '../../../../src/core/syntax/parse.ts';
import { targetOf } from '../../../../src/core/syntax/tree.ts';

function rewrite(text: string): string | undefined {
  const block = parse(text).document.blocks[0]?.block;
  const found = block && rewriteQuery(block);
  return found && text.slice(0, found.range.start) + found.text + text.slice(found.range.end);
}

const target = (text: string): string | undefined => {
  const block = parse(text).document.blocks[0]?.block;
  return block?.request && targetOf(block, block.request.line);
};

const ONE = 'GET http://e.test/a?b=1&c={{x&y}}&d#e HTTP/1.1\n';
const LINES = 'GET http://e.test/a\n    ?b=1\n    &c={{x&y}}\n    &d#e HTTP/1.1\n';

test('a query is put on lines and back, and stays the same target', () => {
  assert.equal(rewrite(ONE), LINES);
  assert.equal(rewrite(LINES), ONE);
  assert.equal(target(LINES), target(ONE));
});

test('a target without a query, and lines with a comment between, stay', () => {
  assert.equal(rewrite('GET http://e.test/a\n'), undefined);
  assert.equal(rewrite('GET http://e.test/a#?b=1\n'), undefined);
  assert.equal(rewrite('GET http://e.test/a\n    ?b=1\n    # note\n    &c=2\n'), undefined);
});
