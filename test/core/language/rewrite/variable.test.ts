import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extractVariable, inlineVariable, type VariableRewrite } from '../../../../src/core/language/rewrite/variable.ts';
import { parse } from '../../../../src/core/syntax/parse.ts';
import { caret } from '../marked.ts';

const applied = (text: string, rewrite: VariableRewrite | undefined): string | undefined =>
  rewrite &&
  [...rewrite.edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((t, { range, text: put }) => t.slice(0, range.start) + put + t.slice(range.end), text);

function extract(marked: string): string | undefined {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = marked.replace(/[«»]/g, '');
  return applied(text, extractVariable(parse(text).document, { start, end }));
}

function inline(marked: string): string | undefined {
  const { text, offset } = caret(marked);
  return applied(text, inlineVariable(parse(text).document, offset));
}

test('a selection becomes a variable with a name that is free', () => {
  assert.equal(extract('GET «http://e.test»/a\n'), '@host = http://e.test\n\nGET {{host}}/a\n');
  assert.equal(
    extract('@value = 1\nGET http://e.test/{{value}}/«7»\n'),
    '@value2 = 7\n@value = 1\nGET http://e.test/{{value}}/{{value2}}\n',
  );
});

test('a part of a reference, several lines and white space at the ends are not extracted', () => {
  assert.equal(extract('@a = 1\nGET http://e.test/{{«a»}}\n'), undefined);
  assert.equal(extract('GET http://e.test/«a\nB: c»\n'), undefined);
  assert.equal(extract('GET http://e.test/«a »\n'), undefined);
});

test('a variable is put in everywhere and its definition goes', () => {
  assert.equal(inline('@a = 1\nGET http://e.test/{{¦a}}/{{ a }}\n'), 'GET http://e.test/1/1\n');
});

test('a variable that is defined twice is not put in', () => {
  assert.equal(inline('@a = 1\n@a = 2\nGET http://e.test/{{¦a}}\n'), undefined);
});
