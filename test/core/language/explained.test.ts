import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainedText } from '../../../src/core/language/explained.ts';
import { NOW } from './scope.ts';

test('a pasted response has notes beneath its lines', () => {
  const said = explainedText('HTTP/1.1 404 Not Found\r\nCache-Control: max-age=60\r\n\r\n', NOW);
  assert.ok(said.ok);
  assert.match(said.value, /\nHTTP\/1\.1 404 Not Found\n {4}# .*not found/);
  assert.match(said.value, /\nCache-Control: max-age=60\n {4}# .*1 min/);
});

test('what is no message is answered with what was expected', () => {
  const said = explainedText('hello world', NOW);
  assert.ok(!said.ok);
  assert.match(said.error, /expected a status line/);
});
