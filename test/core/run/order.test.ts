import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestNamed } from '../../../src/core/resolve/names.ts';
import { plan } from '../../../src/core/run/order.ts';
import { parse } from '../../../src/core/syntax/parse.ts';

function order(source: string, wanted: string, answered: readonly string[] = []): string {
  const { document } = parse(source);
  const placed = requestNamed(document, wanted);
  assert.ok(placed);
  const result = plan(document, placed, (name) => answered.includes(name));
  return result.ok ? result.value.map(({ block }) => block.name?.text).join(' ') : `circle ${result.error.names.join(' → ')}`;
}

const request = (name: string, ...lines: readonly string[]): string =>
  `### ${name}\n${lines.join('\n')}${lines.length > 0 ? '\n' : ''}GET http://e.test/\n`;
const uses = (name: string, other: string): string => `### ${name}\nGET http://e.test/{{${other}.response.body.$.id}}\n`;

test('a request that refers to none is sent alone', () => {
  assert.equal(order(request('a') + request('b'), 'b'), 'b');
});

test('what a response reference names is sent first', () => {
  assert.equal(order(request('login') + uses('me', 'login'), 'me'), 'login me');
});

test('references of references come first, each once', () => {
  assert.equal(order(`${request('a') + uses('b', 'a')}### c\n# @ref a\nGET http://e.test/{{b.response.status}}\n`, 'c'), 'a b c');
});

test('what was answered before is not sent again', () => {
  assert.equal(order(request('login') + uses('me', 'login'), 'me', ['login']), 'me');
});

test('forceRef sends again what was answered before', () => {
  assert.equal(order(request('login') + request('me', '# @forceRef login'), 'me', ['login']), 'login me');
});

test('a circle is named', () => {
  assert.equal(order(uses('a', 'b') + uses('b', 'a'), 'a'), 'circle a → b → a');
});

test('a request that refers to itself is a circle', () => {
  assert.equal(order(uses('a', 'a'), 'a'), 'circle a → a');
});

test('a name that the file does not have is left to the resolver', () => {
  assert.equal(order(uses('a', 'nobody'), 'a'), 'a');
});
