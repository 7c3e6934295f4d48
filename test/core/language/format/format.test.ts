import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { format } from '../../../../src/core/language/format/format.ts';
import { formatJson } from '../../../../src/core/language/format/json.ts';
import { parse } from '../../../../src/core/syntax/parse.ts';

const formatted = (text: string): string =>
  [...format(parse(text).document, '  ')]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((t, { range, text: put }) => t.slice(0, range.start) + put + t.slice(range.end), text);

test('fields and definitions get one space, lines of the head no white space at their ends', () => {
  assert.equal(formatted('@a=1\n### x  \nGET http://e.test \nA:b\nC:   d \nE:\n'), '@a = 1\n### x\nGET http://e.test\nA: b\nC: d\nE:\n');
});

test('a JSON body is laid out, references and comments stay', () => {
  assert.equal(
    formatted('POST http://e.test\n\n{"a":{{n}},"b":["{{s}}",  {}],\n# note\n"c":[]}\n'),
    'POST http://e.test\n\n{\n  "a": {{n}},\n  "b": [\n    "{{s}}",\n    {}\n  ],\n  # note\n  "c": []\n}\n',
  );
});

test('what is no JSON stays as it is', () => {
  for (const text of ['{"a": }', '{"a": 1,}', '{"a" 1}', '[1 2]', '{', '{"a": 1} // c', '{"a": "x\n"}'])
    assert.equal(formatJson(text, '  '), undefined, text);
});

test('a body of lines, and any other body, stays as it is', () => {
  const lines = 'POST http://e.test\nContent-Type: application/x-ndjson\n\n{"a":1}\n{"a":2}\n';
  assert.equal(formatted(lines), lines);
  const text = 'POST http://e.test\nContent-Type: text/plain\n\n  a:   b  \n';
  assert.equal(formatted(text), text);
});

test('the value stays the same, and formatting twice is formatting once', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const once = formatJson(json, '  ');
      assert.ok(once !== undefined);
      assert.deepEqual(JSON.parse(once), JSON.parse(json));
      assert.equal(formatJson(once, '  '), once);
    }),
    { numRuns: 300 },
  );
});
