import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseForm } from '../../../src/core/body/form.ts';

/** Pairs as `name→value`, separated by a bar. */
const cases: readonly (readonly [text: string, pairs: string, faults?: string])[] = [
  ['', ''],
  ['a=1&b=2', 'a→1|b→2'],
  ['a=1&a=2', 'a→1|a→2'],
  ['a', 'a→'],
  ['a=', 'a→'],
  ['=b', '→b'],
  ['a=1&&b=2&', 'a→1|b→2'],
  ['a=1=2', 'a→1=2'],
  ['s+e=c%20t', 's e→c t'],
  ['u=%C3%BC', 'u→ü'],
  ['sub%5B%5D=1', 'sub[]→1'],
  ['a=100%', 'a→100%', 'percent@5'],
  ['a=%zz', 'a→%zz', 'percent@2'],
  ['a=%FF', 'a→\ufffd', 'utf-8@2'],
  ['ü=ß', 'ü→ß'],
];

for (const [text, pairs, faults = ''] of cases) {
  test(`pairs of ${JSON.stringify(text)}`, () => {
    const found = parseForm(text);
    assert.equal(found.map(({ name, value }) => `${name}→${value}`).join('|'), pairs);
    assert.equal(found.flatMap((pair) => pair.faults.map((fault) => `${fault.kind}@${fault.range.start}`)).join(), faults);
  });
}

test('a pair without = is bare, and ranges are places in the text', () => {
  const text = 'a=1&flag';
  assert.deepEqual(
    parseForm(text).map((pair) => [text.slice(pair.range.start, pair.range.end), pair.bare]),
    [
      ['a=1', false],
      ['flag', true],
    ],
  );
});
