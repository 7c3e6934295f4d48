import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainCookies } from '../../../../src/core/explain/cookies/cookies.ts';
import { said, subject, words } from '../said.ts';

const REST = '; Path=/; Secure; HttpOnly; SameSite=Lax';
const notes = (...cookies: readonly string[]) =>
  explainCookies(subject({ url: 'https://www.example.com/a/b', got: cookies.map((cookie) => `Set-Cookie: ${cookie}`) }));

/** All but what the cookie means. */
const check = (cookie: string, expected: readonly string[]): void =>
  assert.deepEqual(
    said(notes(cookie)).filter((line) => line !== 'info cookies/set'),
    expected,
    cookie,
  );

test('characters that a value may not hold are told: the harmful ones loudly', () => {
  check(`a=b c${REST}`, ['warning cookies/odd-value']);
  check(`a=b,c${REST}`, ['warning cookies/odd-value']);
  check(`a=café${REST}`, ['warning cookies/odd-value']);
  check(`a={"b"}${REST}`, ['info cookies/odd-value']);
  check(`a="b"${REST}`, ['info cookies/quoted']);
  check(`a=YWJj==${REST}`, []);
  check(`a=%22x%22.y_z~!${REST}`, []);
});

test('two cookies joined by a comma are recognised, a date is not taken for one', () => {
  check('a=1; Path=/, b=2; Path=/', ['warning cookies/joined']);
  check(`a=1, b=2${REST}`, ['warning cookies/joined']);
  check('a=1; Expires=Sat, 21 Nov 2026 12:00:00 GMT, b=2', ['warning cookies/joined']);
  check('a=1; Expires=Sat, 21 Nov 2026 12:00:00 GMT', []);
});

test('attributes after a comma and a name that is no token are told', () => {
  check('a=1, Path=/, Secure', ['warning cookies/comma']);
  check('a=1; Path=/, Secure, HttpOnly', ['warning cookies/comma']);
  check('a=1; Secure; Expires=Sat, 21 Nov 2026 14:00:00 GMT, HttpOnly', ['warning cookies/comma']);
  check(`my cookie=1${REST}`, ['warning cookies/odd-name']);
  check(`.AspNetCore.Antiforgery.w5W7x28NAIs=1${REST}`, []);
});

test('attributes count by their presence; of several the last', () => {
  check('a=1; Path=/; Secure=false; HttpOnly', ['warning cookies/flag-value']);
  check('a=1; Path=/; Secure=true; HttpOnly', []);
  check('a=1; Path=/; Path=/a', ['info cookies/attribute-twice']);
  check('a=1; Domain=; Path=/', ['info cookies/empty-domain']);
  check('a=1; Domain=example.com; Domain=; Path=/', ['info cookies/attribute-twice']);
  check(`a=1; Path=/${'x'.repeat(1024)}`, ['warning cookies/attribute-too-long']);
});

test('a cookie that a later one of the same response replaces is told at the one that is lost', () => {
  const lost = (...cookies: readonly string[]) =>
    notes(...cookies).flatMap((note) => (note.id === 'cookies/overwritten' ? [note.occurrence] : []));
  assert.deepEqual(lost('sid=1; Path=/', 'b=1', 'sid=2; Path=/'), [0]);
  assert.deepEqual(lost('sid=1; Path=/', 'sid=2; Path=/a'), []);
  // One that is refused takes no other's place.
  assert.deepEqual(lost('sid=1; Path=/', `sid=${'x'.repeat(4096)}; Path=/`), []);
  assert.deepEqual(lost('sid=1; Path=/', 'sid=2; Path=/; Domain=example.com'), []);
});

test('no remark shows the value', () => {
  for (const cookie of ['a=s3cr3t x', 'a="s3cr3t"', 'a=s3cr3t, b=s3cr3t', 'a=s3cr3t; Secure=false'])
    assert.doesNotMatch(words(notes(cookie)), /s3cr3t/, cookie);
});
