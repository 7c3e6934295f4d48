import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OutlineEntry, symbols } from '../../../src/core/language/symbols.ts';
import { parse } from '../../../src/core/syntax/parse.ts';

const check = (text: string): readonly string[] => {
  const line = (s: OutlineEntry, depth: number): string[] => [
    `${'  '.repeat(depth)}${s.kind} ${s.name}${s.detail === '' ? '' : ` | ${s.detail}`}`,
    ...s.children.flatMap((child) => line(child, depth + 1)),
  ];
  return symbols(parse(text).document).flatMap((s) => line(s, 0));
};

test('a request is called by its name, with the request line as detail', () => {
  assert.deepEqual(check('### Log in\nPOST http://e.test/login\n'), ['request Log in | POST http://e.test/login']);
});

test('a request without a name is called by its request line', () => {
  assert.deepEqual(check('http://e.test/login\n'), ['request GET http://e.test/login']);
});

test('variables stand at the top, or beneath the request of their block', () => {
  assert.deepEqual(check('@a = 1\n### x\n@b = 2\nws://e.test\n'), [
    'variable a | 1',
    'websocket x | WEBSOCKET ws://e.test',
    '  variable b | 2',
  ]);
});

test('a recorded response is called by its status', () => {
  assert.deepEqual(check('###\nHTTP/1.1 404 Not Found\nA: b\n'), ['response 404 Not Found | recorded response']);
});

test('ranges hold their selection and stop before trailing blank lines', () => {
  const text = '### x\nGET http://e.test\n\n{}\n\n\n### y\nGET http://e.test\n';
  const [first] = symbols(parse(text).document);
  assert.deepEqual(first?.range, { start: 0, end: text.indexOf('{}') + 2 });
  assert.ok(first && first.selection.start >= first.range.start && first.selection.end <= first.range.end);
});
