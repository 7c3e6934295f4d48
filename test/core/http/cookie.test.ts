import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributeOf, parseCookie, parseCookieDate, parseSetCookie } from '../../../src/core/http/cookie.ts';

test('only the first equals sign ends the name', () => {
  const cookie = parseSetCookie('tok=YWJj=; Path=/');
  assert.equal(cookie?.name, 'tok');
  assert.equal(cookie?.value, 'YWJj=');
  assert.deepEqual(cookie?.valueRange, { start: 4, end: 9 });
});

test('attributes are found in any case, and the last of several counts', () => {
  const cookie = parseSetCookie('a=1; PATH=/x; path=/y; HttpOnly');
  assert.equal(cookie && attributeOf(cookie, 'path')?.value, '/y');
  assert.deepEqual(cookie && attributeOf(cookie, 'httponly'), { name: 'HttpOnly', value: '', range: { start: 23, end: 31 } });
  assert.equal(cookie && attributeOf(cookie, 'secure'), undefined);
});

test('without an equals sign there is a value and no name', () => {
  assert.deepEqual([parseSetCookie('abc')?.name, parseSetCookie('abc')?.value], ['', 'abc']);
  assert.deepEqual(parseCookie('abc; d=1'), [
    { name: '', value: 'abc', range: { start: 0, end: 3 } },
    { name: 'd', value: '1', range: { start: 5, end: 8 } },
  ]);
});

test('a line without name and value is no cookie', () => {
  for (const line of ['', ';', '=', ' ; Path=/']) assert.equal(parseSetCookie(line), undefined, line);
});

test('dates are read in the many forms that browsers take', () => {
  const noon = Date.UTC(2026, 10, 20, 12);
  for (const text of ['Fri, 20 Nov 2026 12:00:00 GMT', 'Fri, 20-Nov-2026 12:00:00 GMT', '20 nov 26 12:00:00', 'Nov 20 12:00:00 2026'])
    assert.equal(parseCookieDate(text), noon, text);
  for (const text of [
    '',
    'tomorrow',
    '2026-11-20',
    'Fri, 20 Nov 1500 12:00:00 GMT',
    'Fri, 20 Nov 2026 25:00:00 GMT',
    'Mon, 30 Feb 2026 12:00:00 GMT',
  ])
    assert.equal(parseCookieDate(text), undefined, text);
});
