import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isToken, readQuoted, split } from '../../../src/core/http/token.ts';

const parts = (value: string, separator: ',' | ';' = ','): string[] => split(value, separator).map((p) => p.text);

test('a list is split at commas, and empty members do not count', () => {
  assert.deepEqual(parts('a, b ,,c,'), ['a', 'b', 'c']);
  assert.deepEqual(parts(''), []);
});

test('a comma inside of quotes separates nothing', () => {
  assert.deepEqual(parts('a="x, y", b'), ['a="x, y"', 'b']);
  assert.deepEqual(parts('a="x\\", y", b'), ['a="x\\", y"', 'b']);
  assert.deepEqual(parts('a="open, b'), ['a="open, b']);
});

test('a comma inside of angle brackets separates nothing where they are asked for', () => {
  assert.deepEqual(
    split('<a,b>; rel=x, <c>', ',', { angle: true }).map((p) => p.text),
    ['<a,b>; rel=x', '<c>'],
  );
});

test('each part says where it stands', () => {
  assert.deepEqual(
    split(' a , bc', ',', { offset: 10 }).map((p) => p.range),
    [
      { start: 11, end: 12 },
      { start: 15, end: 17 },
    ],
  );
});

test('a backslash in a quoted string takes the next character as it is', () => {
  assert.deepEqual(readQuoted('"a\\"b" c', 0), { value: 'a"b', end: 6, closed: true });
  assert.deepEqual(readQuoted('"a', 0), { value: 'a', end: 2, closed: false });
  assert.equal(readQuoted('a', 0), undefined);
});

test('a token has no separators and is not empty', () => {
  for (const good of ['a', 'X-Y', "!#$%&'*+-.^_`|~"]) assert.ok(isToken(good), good);
  for (const bad of ['', 'a b', 'a:b', 'é', 'a"']) assert.ok(!isToken(bad), bad);
});
