import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitted, MARGIN } from '../../../src/core/explain/fit.ts';
import { info } from '../../../src/core/explain/note.ts';
import { type Prose, plain, say } from '../../../src/core/text/prose.ts';

const title = (words: Prose): string => plain(fitted(info('a/b', 'x', { title: words, detail: [] })).title);

test('a title that fits is left alone', () => {
  assert.equal(title(say`short ${'one'}`), 'short one');
});

test('the longest value gives way, our own words stay', () => {
  const found = title(say`The host ${'h'.repeat(80)} is not ${'other.example'}`);
  assert.match(found, /^The host h+… is not other\.example$/);
  assert.equal(found.length, MARGIN);
});

test('words alone are cut too', () => {
  assert.equal(
    title(say`${[]}wwwwwwwwww wwwwwwwwww wwwwwwwwww wwwwwwwwww wwwwwwwwww wwwwwwwwww wwwwwwwwww wwwwwwwwww wwwwwwwwww`).length,
    MARGIN,
  );
});
