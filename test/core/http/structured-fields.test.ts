import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parameterOf, parseDictionary, parseItem, parseList, write } from '../../../src/core/http/structured-fields.ts';

const item = (text: string): string => {
  const read = parseItem(text);
  return read.ok ? `${read.value.value.kind} ${write(read.value)}` : `${read.error.at}: ${read.error.expected}`;
};

test('every kind of bare item is read', () => {
  assert.equal(item('42'), 'integer 42');
  assert.equal(item('-4.5'), 'decimal -4.5');
  assert.equal(item('"a \\"b\\""'), 'string a "b"');
  assert.equal(item('*a/b:c'), 'token *a/b:c');
  assert.equal(item(':aGVsbG8=:'), 'bytes :aGVsbG8=:');
  assert.equal(item('?0'), 'boolean ?0');
  assert.equal(item('@1767225600'), 'date @1767225600');
  assert.equal(item('%"f%c3%bc"'), 'display fü');
});

test('the first fault is told with its place', () => {
  assert.equal(item(''), '0: a number, a "string", a token, ?1, @date or :octets:');
  assert.equal(item('1 2'), '2: the end of the value');
  assert.equal(item('"open'), '5: a closing quote');
  assert.equal(item('1234567890123456'), '0: at most 15 digits, or 12 digits with 1 to 3 after the point');
  assert.equal(item('1.'), '0: at most 15 digits, or 12 digits with 1 to 3 after the point');
  assert.equal(item('?2'), '0: ?0 or ?1');
  assert.equal(item(':a:'), '2: a possible length of base64');
  assert.equal(item('%"%ff"'), '0: UTF-8 behind the percent signs');
});

test('a list has items and inner lists, each with parameters', () => {
  const read = parseList('a;q=1, (b "c");x');
  assert.ok(read.ok);
  assert.deepEqual(read.value.map(write), ['a', '(b c)']);
  assert.deepEqual(
    read.value.map((m) => m.parameters.map((p) => p.key)),
    [['q'], ['x']],
  );
});

test('a comma at the end of a list is a fault', () => {
  const read = parseList('a, ');
  assert.ok(!read.ok);
  assert.deepEqual(read.error, { at: 3, expected: 'a member after the comma' });
});

test('of two entries with one key the last counts, at the place of the first', () => {
  const read = parseDictionary('a=1, b;x=2, a=3');
  assert.ok(read.ok);
  assert.deepEqual(
    read.value.map((e) => `${e.key}=${write(e.member)}`),
    ['a=3', 'b=?1'],
  );
  assert.equal(read.value[1] && parameterOf(read.value[1].member, 'x')?.kind, 'integer');
});

test('a key in upper case is a fault', () => {
  const read = parseDictionary('Max=1');
  assert.ok(!read.ok);
  assert.equal(read.error.expected, 'a key in lower case');
});
