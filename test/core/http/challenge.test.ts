import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseChallenges, parseCredentials } from '../../../src/core/http/challenge.ts';

const read = (value: string): string[] =>
  parseChallenges(value).map((c) => `${c.scheme} ${c.token68 ?? c.parameters.map((p) => `${p.name}=${p.value}`).join(' ')}`.trim());

test('commas part both challenges and their parameters', () => {
  assert.deepEqual(read('Digest realm="a, b", nonce="n", qop="auth", Basic realm="x"'), [
    'Digest realm=a, b nonce=n qop=auth',
    'Basic realm=x',
  ]);
  assert.deepEqual(read('Negotiate, Basic realm="x"'), ['Negotiate', 'Basic realm=x']);
  assert.deepEqual(read('Negotiate YII=, Bearer'), ['Negotiate YII=', 'Bearer']);
});

test('a parameter before any scheme is passed over', () => {
  assert.deepEqual(read('realm="x"'), []);
  assert.deepEqual(read(''), []);
});

test('credentials are a scheme and the rest', () => {
  assert.deepEqual(parseCredentials('Bearer abc'), { scheme: 'Bearer', rest: 'abc' });
  assert.deepEqual(parseCredentials('Bearer'), { scheme: 'Bearer', rest: '' });
  assert.equal(parseCredentials(''), undefined);
});
