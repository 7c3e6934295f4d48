import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredCookie } from '../../src/core/send/cookies/stored.ts';
import { attributesOf, faultOfValue, nameOf, placeOf } from '../../src/extension/cookie-words.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const cookie = (more: Partial<StoredCookie> = {}): StoredCookie => ({
  name: 'a',
  value: '1',
  domain: 'x.test',
  hostOnly: true,
  path: '/',
  pathByDefault: false,
  secure: false,
  httpOnly: false,
  sameSite: undefined,
  expires: undefined,
  created: NOW,
  from: undefined,
  ...more,
});

const ATTRIBUTES: readonly (readonly [more: Partial<StoredCookie>, words: string])[] = [
  [{}, '/ · ends with this window'],
  [{ expires: NOW + 300_000 }, '/ · ends in 5 min'],
  [{ expires: Date.UTC(2027, 0, 2, 3, 4, 5) }, '/ · until 2 Jan 2027, 03:04:05 GMT'],
  [{ path: '/a', secure: true, httpOnly: true, sameSite: 'lax' }, '/a · Secure, HttpOnly, SameSite=Lax · ends with this window'],
  [{ from: 'https://x.test/login' }, '/ · ends with this window · set by /login'],
  [{ from: 'https://www.x.test/login' }, '/ · ends with this window · set by https://www.x.test/login'],
  [{ from: 'nonsense' }, '/ · ends with this window'],
];
for (const [more, words] of ATTRIBUTES) test(words, () => assert.equal(attributesOf(cookie(more), NOW), words));

test('a name and a place in a list', () => {
  assert.deepEqual([nameOf(cookie()), nameOf(cookie({ name: '' })), nameOf(cookie({ name: 'a\u202e' }))], ['a', '(no name)', 'a\\u{202e}']);
  assert.deepEqual([placeOf(cookie()), placeOf(cookie({ hostOnly: false }))], ['x.test', 'x.test and below']);
});

test('what can be no value is told with the way out', () => {
  for (const fine of ['', 'a b', 'a,b', '"q"', 'ü', 'x'.repeat(4095)]) assert.equal(faultOfValue('a', fine), undefined, fine);
  for (const [value, words] of [
    ['a;b', /semicolon.*%3B/],
    ['a\tb', /control/],
    [' a', /Spaces/],
    ['x'.repeat(4096), /4097 octets.*4096/],
  ] as const)
    assert.match(faultOfValue('a', value) ?? '', words);
  assert.match(faultOfValue('', '') ?? '', /needs a value/);
});
