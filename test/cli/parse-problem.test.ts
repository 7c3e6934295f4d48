import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatProblem } from '../../src/cli/parse-problem.ts';
import { parse } from '../../src/core/syntax/parse.ts';
import type { Problem } from '../../src/core/syntax/problem.ts';

const shown = (source: string, start: number, end: number, more: Partial<Problem> = {}, columns = 40, colour = false): string =>
  formatProblem(
    { path: 'a.http', document: parse(source).document },
    { code: 'bad-header', severity: 'error', range: { start, end }, message: 'Words.', ...more },
    { columns, colour },
  );

test('a problem is its place, its id, its words, the line and a caret', () => {
  assert.equal(shown('GET /\r\n\tbad line\r\n', 8, 16), 'a.http:2:2: error bad-header: Words.\n     bad line\n     ^^^^^^^^\n');
});

test('an undefined variable is in the id', () => {
  assert.match(shown('GET {{x}}', 4, 9, { code: 'undefined', subject: 'x' }), /^a\.http:1:5: error undefined:x: Words\.\n/);
});

test('a long line is cut around the place', () => {
  const text = shown(`GET /${'a'.repeat(300)}BAD${'b'.repeat(300)}`, 305, 308);
  const [, line = '', marks = ''] = text.split('\n');
  assert.ok(line.length <= 40);
  assert.equal(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1), 'BAD');
});

test('a problem over several lines is marked to the end of its first', () => {
  assert.match(shown('POST /\n\n{\n}\n', 8, 12), /\n {4}\{\n {4}\^\n$/);
});

test('control characters are shown, not passed on', () => {
  assert.match(shown('GET /\u001b[31m', 0, 3), /\n {4}GET \/\u241b\[31m\n/);
});

test('colour is for terminals', () => {
  assert.match(shown('GET', 0, 3, {}, 40, true), /\u001b\[31merror\u001b\[0m/);
});

test('the places that belong to it follow, also in other files', () => {
  const related = [
    { range: { start: 0, end: 3 }, message: 'The first one is here.' },
    { range: { start: 30, end: 33 }, message: 'b needs a here.', file: { path: '/w/b.http', line: 2, character: 4 } },
  ];
  assert.match(
    shown('GET /\nbad\n', 6, 9, { related }),
    /\^\n {4}a\.http:1:1: The first one is here\.\n {4}\/w\/b\.http:3:5: b needs a here\.\n$/,
  );
});
