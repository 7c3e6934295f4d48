import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unlinked } from '../../../src/core/text/unlinked.ts';

// As VS Code reads messages.
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

test('no link is left, and what is none stays', () => {
  for (const text of ['[a](command:b)', 'x [a](https://e.test) [b](file:///c "t")', '[[a](command:b)](command:c)']) {
    assert.match(text, LINK);
    assert.doesNotMatch(unlinked(text), LINK);
  }
  assert.equal(unlinked('a[0] (b) {{c}}'), 'a[0] (b) {{c}}');
});
