import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parameter, parseParameters } from '../../../src/core/http/parameters.ts';

const read = (text: string, separator: ';' | ',' = ';'): string[] =>
  parseParameters(text, { separator }).map((p) => `${p.name}|${p.value ?? '-'}|${p.fault ?? 'ok'}`);

test('names and values are read, quoted ones without their quotes', () => {
  assert.deepEqual(read('a=1; b="x; y"; c'), ['a|1|ok', 'b|x; y|ok', 'c|-|ok']);
  assert.deepEqual(read('realm="a, b", nonce=n', ','), ['realm|a, b|ok', 'nonce|n|ok']);
});

test('what is wrong with one stands beside it', () => {
  assert.deepEqual(read('a =1; b= 1; c d=1; e="x; f=a b; g=é'), ['a|1|space', 'b|1|space', 'c d|1|name', 'e|x; f=a b; g=é|quote']);
  assert.deepEqual(read('f=a b'), ['f|a b|value']);
});

test('ranges point into the whole text', () => {
  const [first, second] = parseParameters('a=1; bc="2"', { offset: 10 });
  assert.deepEqual(first?.range, { start: 10, end: 13 });
  assert.deepEqual(
    [second?.nameRange, second?.valueRange],
    [
      { start: 15, end: 17 },
      { start: 18, end: 21 },
    ],
  );
});

test('a parameter is found by its name in any case, the first one of several', () => {
  assert.equal(parameter(parseParameters('A=1; a=2'), 'a')?.value, '1');
  assert.equal(parameter(parseParameters(''), 'a'), undefined);
});
