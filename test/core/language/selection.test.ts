import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selections } from '../../../src/core/language/selection.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { caret } from './marked.ts';

const check = (marked: string): readonly string[] => {
  const { text, offset } = caret(marked);
  return selections(parse(text).document, offset).map(({ start, end }) => text.slice(start, end));
};

test('a selection grows from the name in the braces to the text', () => {
  assert.deepEqual(check('### x\nGET http://{{ho¦st}}/a HTTP/1.1\n\n###\n'), [
    'host',
    '{{host}}',
    'GET http://{{host}}/a HTTP/1.1',
    '### x\nGET http://{{host}}/a HTTP/1.1',
    '### x\nGET http://{{host}}/a HTTP/1.1\n\n###\n',
  ]);
});

test('a value grows to its field, a pair to its form', () => {
  assert.deepEqual(check('GET http://e.test\nA: b¦c\n').slice(0, 2), ['bc', 'A: bc']);
  const form = 'POST http://e.test\nContent-Type: application/x-www-form-urlencoded\n\na=1¦\n&b=2\n';
  assert.deepEqual(check(form).slice(0, 3), ['1', 'a=1', 'a=1\n&b=2']);
});
