import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prettyJson, readJson } from '../../../src/core/body/json.ts';

/** The marks under the text show the problem's range. */
const problems: readonly (readonly [code: string, text: string, marks: string])[] = [
  ['empty', '', '|'],
  ['unexpected-end', '{"a":', '     |'],
  ['unexpected-end', '[1,', '   |'],
  ['trailing-comma', '[1,]', '  ^'],
  ['trailing-comma', '{"a":1, }', '      ^'],
  ['missing-comma', '[1 2]', '   ^'],
  ['missing-comma', '{"a":1 "b":2}', '       ^'],
  ['missing-colon', '{"a" 1}', '     ^'],
  ['unquoted-name', '{abc:1}', ' ^^^'],
  ['single-quote', "{'a':1}", ' ^'],
  ['single-quote', "['a']", ' ^'],
  ['control-in-string', '["a\tb"]', '   ^'],
  ['bad-escape', '["\\x"]', '  ^^'],
  ['bad-escape', '["\\u12g4"]', '  ^^'],
  ['unclosed-string', '["abc', ' ^^^^'],
  ['bad-number', '[01]', ' ^^'],
  ['bad-number', '[1.]', ' ^^'],
  ['bad-number', '[+1]', ' ^^'],
  ['bad-number', '[.5]', ' ^^'],
  ['comment', '[1, // one', '    ^^'],
  ['text-after-value', '{} x', '   ^'],
  ['wrong-bracket', '[1}', '  ^'],
  ['unexpected-character', '[NaN]', ' ^^^'],
  ['unexpected-character', '<html>', '^'],
  ['unexpected-character', '{:1}', ' ^'],
  ['unexpected-character', '{"a":}', '     ^'],
];

for (const [code, text, marks] of problems) {
  test(`${code} in ${JSON.stringify(text)}`, () => {
    const { problem } = readJson(text);
    assert.equal(problem?.code, code);
    const { start, end } = problem?.range ?? { start: -1, end: -1 };
    assert.equal(' '.repeat(start) + (start === end ? '|' : '^'.repeat(end - start)), marks);
  });
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // That is the answer.
    return false;
  }
}

const TEXTS = [
  '1',
  '-0',
  '"a"',
  'null',
  ' [ ] ',
  '{"a":[{"b":1e5}]}',
  '"\\u00e9\\n"',
  '[1,[2,[3]]]',
  '-',
  '{',
  '"',
  'tru',
  '[1,,2]',
  '{"a":1,,}',
];
const MORE = [
  '"\u2028"',
  '\u00a01',
  '1e',
  '{"a"}',
  '[]]',
  '{}{}',
  '[,1]',
  '{,}',
  '"\\',
  '1 2',
  'nul',
  'nulll',
  '\ufeff1',
  '[1',
  '{"a":1',
  '""""',
];

test('what JSON.parse takes is taken, what it refuses is refused', () => {
  for (const text of [...TEXTS, ...MORE]) assert.equal(readJson(text).problem === undefined, parses(text), text);
});

test('deep nesting is read without recursion', () => {
  const text = '['.repeat(100_000) + ']'.repeat(100_000);
  assert.deepEqual([readJson(text).problem, readJson(text).depth], [undefined, 100_000]);
});

test('a long string is read without recursion', () => {
  assert.equal(readJson(JSON.stringify('a\\"é'.repeat(1_000_000))).problem, undefined);
});

test('names that occur twice and numbers that lose digits are told', () => {
  const reading = readJson(
    '{"a":1,"b":{"a":2},"a":12345678901234567890,"c":1.0,"d":0.1,"e":1e400,"f":9007199254740993,"g":100000000000000000000}',
  );
  assert.deepEqual(
    reading.duplicates.map((d) => d.name),
    ['a'],
  );
  assert.deepEqual(
    reading.imprecise.map((r) => r.end - r.start),
    [20, 5, 16],
  );
});

test('numbers, order, duplicates and escapes stay as they are when set out over lines', () => {
  const text = '{"a":1.0,"a":12345678901234567890,"e":"\\u00e9 {","l":[],"o":{ },"n":[1,[true]]}';
  const lines = [
    '{',
    '  "a": 1.0,',
    '  "a": 12345678901234567890,',
    '  "e": "\\u00e9 {",',
    '  "l": [],',
    '  "o": {},',
    '  "n": [',
    '    1,',
    '    [',
    '      true',
    '    ]',
    '  ]',
    '}',
  ];
  assert.equal(prettyJson(text), lines.join('\n'));
});

test('what JSON.stringify would print is printed the same', () => {
  const value = { id: 1, tags: ['a', 'b'], deep: { x: [{}, [], null, false, -1.5, 'q"\\'] } };
  assert.equal(prettyJson(JSON.stringify(value)), JSON.stringify(value, null, 2));
});

test('text that breaks off is set out as far as it goes', () => {
  assert.equal(prettyJson('{"a":[1,"b'), '{\n  "a": [\n    1,\n    "b');
});
