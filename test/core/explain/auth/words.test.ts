import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, linesOf } from '../told.ts';

test('the charset of Basic is UTF-8 or nothing', () => {
  const ids = (challenge: string): readonly string[] =>
    linesOf(answer([['WWW-Authenticate', challenge]], { response: { status: 401 } }), 'auth/basic-charset');
  assert.equal(ids('Basic realm="x", charset="latin1"').length, 1);
  assert.deepEqual([...ids('Basic realm="x", charset="utf-8"'), ...ids('Basic realm="x"')], []);
});

test('a token that is the word for no token is told', () => {
  const ids = (token: string): readonly string[] =>
    linesOf(answer([], { request: { headers: [['Authorization', `Bearer ${token}`]] } }), 'auth/placeholder');
  for (const token of ['undefined', 'null', 'YOUR_TOKEN', 'xxxx']) assert.equal(ids(token).length, 1, token);
  for (const token of ['abc', 'nullable', 'token123']) assert.deepEqual(ids(token), [], token);
});
