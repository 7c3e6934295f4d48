import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../../src/core/syntax/parse.ts';

const told = (text: string) => parse(text).problems.filter(({ code }) => code === 'directive-not-run');

function fixed(text: string): string {
  const edits = told(text)[0]?.fixes?.[0]?.edits ?? [];
  return edits
    .toSorted((a, b) => b.range.start - a.range.start)
    .reduce((t, e) => t.slice(0, e.range.start) + e.text + t.slice(e.range.end), text);
}

/** A text with httpYac's directive, and what the fix makes of it. */
const IMPORTS: readonly (readonly [string, string])[] = [
  ['# @import ./b.http\nGET http://e.test/\n', 'import ./b.http\nGET http://e.test/\n'],
  ['// @import = ./b.http\n###\nGET http://e.test/\n', 'import ./b.http\n###\nGET http://e.test/\n'],
  ['### a\nGET http://e.test/\n# @import ./b.http\n# @ref b\nX: 1\n', '### a\nimport ./b.http\nGET http://e.test/\n# @ref b\nX: 1\n'],
];

for (const [text, expected] of IMPORTS)
  test(`${JSON.stringify(text)} imports when it is written as a line`, () => {
    assert.equal(fixed(text), expected);
    assert.deepEqual(told(expected), []);
    const commands = parse(expected).document.blocks.flatMap(({ block }) => block.commands);
    assert.deepEqual(
      commands.map(({ kind }) => kind),
      ['import'],
    );
  });

test('without a path there is nothing to write in its place', () => {
  assert.deepEqual(
    told('# @import\n').map(({ fixes }) => fixes),
    [undefined],
  );
});
