import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonLines } from '../../src/extension/panel/json-lines.ts';

const check = (name: string, text: string, expected: readonly string[] | undefined): void => {
  test(name, () => assert.deepEqual(jsonLines(text)?.lines, expected));
};

check('members stand on lines of their own', '{"a":1,"b":{"c":null}}', ['{', '  "a": 1,', '  "b": {', '    "c": null', '  }', '}']);
check('numbers, escapes and duplicate keys stay as written', '{"a":1.50,"a":"\\u0041"}', ['{', '  "a": 1.50,', '  "a": "\\u0041"', '}']);
check('a short list of scalars stays on its line', '{"tags":["a","b"]}', ['{', '  "tags": ["a", "b"]', '}']);
check('a list that holds an object does not', '[1,{"a":2}]', ['[', '  1,', '  {', '    "a": 2', '  }', ']']);
check('a long list does not', `[${Array(30).fill('1000').join(',')}]`, ['[', ...Array(29).fill('  1000,'), '  1000', ']']);
check('empty brackets stay together', '{"a":{},"b":[ ]}', ['{', '  "a": {},', '  "b": []', '}']);
check('white space and a byte order mark around it are dropped', '\ufeff \n"x" \n', ['"x"']);
check('a bare scalar is a JSON text', '12', ['12']);
for (const [name, text] of [
  ['nothing', ''],
  ['an open bracket', '{"a":[1,2'],
  ['a trailing comma', '[1,]'],
  ['a name without quotes', '{a:1}'],
  ['text after the value', '[]x'],
  ['the wrong bracket', '[1}'],
  ['a control character in a string', '"a\nb"'],
  ['a number that begins with zero', '[012]'],
] as const)
  check(`${name} is not laid out`, text, undefined);

test('a fold reaches from its bracket to the closing one and counts the members', () => {
  const { folds } = jsonLines('{"a":{"x":1,"y":2},"b":[{"z":3}]}') ?? { folds: new Map() };
  assert.deepEqual(
    [...folds].sort(([a], [b]) => a - b),
    [
      [0, { end: 10, members: 2 }],
      [1, { end: 4, members: 2 }],
      [5, { end: 9, members: 1 }],
      [6, { end: 8, members: 1 }],
    ].map(([at, fold]) => [at, fold]),
  );
});

test('laying out loses nothing', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      const lines = jsonLines(text)?.lines;
      assert.ok(lines !== undefined);
      const squeezed = (json: string): string => json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
      assert.equal(squeezed(lines.join('\n')), squeezed(text));
    }),
  );
});
