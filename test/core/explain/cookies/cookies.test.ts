import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainCookies } from '../../../../src/core/explain/cookies/cookies.ts';
import { said, subject, words } from '../said.ts';

const notes = (cookie: string, url = 'https://www.example.com/a/b') => explainCookies(subject({ url, got: [`Set-Cookie: ${cookie}`] }));

const check = (cookie: string, expected: readonly string[], url?: string): void =>
  assert.deepEqual(said(notes(cookie, url)), expected, cookie);

test('a careful cookie is only explained', () => {
  check('sid=x; Path=/; Secure; HttpOnly; SameSite=Lax', ['info cookies/set']);
  check('__Host-sid=x; Path=/; Secure; HttpOnly', ['info cookies/set']);
  check('__Secure-a=x; Secure', ['info cookies/set']);
  check('theme=dark', ['info cookies/set']);
});

test('what browsers refuse is an error, with what to change', () => {
  check('a=x; SameSite=None', ['error cookies/samesite-none-insecure']);
  check('__Secure-a=x', ['error cookies/secure-prefix']);
  check('__Host-a=x; Secure', ['error cookies/host-prefix']);
  check('__Host-a=x; Secure; Path=/; Domain=example.com', ['error cookies/host-prefix']);
  check('__Http-a=x; Secure', ['error cookies/http-prefix']);
  check('a=x; Secure', ['error cookies/secure-over-http'], 'http://www.example.com/');
  check('a=x; Domain=other.example.net', ['error cookies/domain-mismatch']);
  check('a=x; Domain=w.example.com', ['error cookies/domain-mismatch']);
  check('a=x; Domain=www.example.com.', ['error cookies/domain-mismatch']);
  check('=__Host-a=x; Secure', ['error cookies/nameless-prefix', 'warning cookies/no-name']);
  check('a=x; Domain=com', ['error cookies/domain-too-wide']);
  check('a=x; Domain=co.uk', ['error cookies/domain-too-wide'], 'https://shop.co.uk/');
  check('a=x; Partitioned', ['error cookies/partitioned-insecure']);
  check(`a=${'x'.repeat(4096)}`, ['error cookies/too-large']);
  check('a=x\u0001y', ['error cookies/control-character']);
  check('a=x; X=y\u0001z', ['error cookies/control-character', 'info cookies/unknown-attribute']);
});

test('exactly 4096 octets of name and value still fit', () => {
  check(`a=${'x'.repeat(4095)}`, ['info cookies/set']);
});

test('a cookie for the host above is fine, and loopback may be Secure', () => {
  check('a=x; Domain=example.com', ['info cookies/set']);
  check('a=x; Secure', ['info cookies/set', 'info cookies/secure-on-loopback'], 'http://localhost:3000/');
  check('a=x; Secure', ['info cookies/set', 'info cookies/secure-on-loopback'], 'http://127.0.0.1/');
});

test('attributes that are ignored are told', () => {
  check('a=x; Expires=tomorrow', ['info cookies/set', 'warning cookies/bad-expires']);
  check('a=x; Max-Age=1h', ['info cookies/set', 'warning cookies/bad-max-age']);
  check('a=x; SameSite=Nope', ['info cookies/set', 'warning cookies/bad-samesite']);
  check('a=x; Path=x', ['info cookies/set', 'warning cookies/bad-path']);
  check('a=x; Domain=.example.com', ['info cookies/set', 'info cookies/leading-dot']);
  check('a=x; b=y', ['info cookies/set', 'info cookies/unknown-attribute']);
  check('a=x; Max-Age=60; Expires=Sat, 21 Nov 2026 12:00:00 GMT', ['info cookies/set', 'info cookies/max-age-wins']);
  check('a=x; Max-Age=99999999', ['info cookies/set', 'info cookies/capped']);
  check('abc; Path=/', ['info cookies/set', 'warning cookies/no-name']);
  check('; Path=/', ['error cookies/no-pair']);
});

test('a lifetime in the past deletes', () => {
  check('sid=; Max-Age=0', ['info cookies/deleted']);
  check('sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', ['info cookies/deleted']);
});

test('a session that scripts can read, or that goes over plain HTTP, is a warning', () => {
  check('sessionid=x; Secure', ['info cookies/set', 'warning cookies/no-httponly']);
  check('connect.sid=x; HttpOnly', ['info cookies/set', 'warning cookies/no-secure']);
  check('csrftoken=x', ['info cookies/set']);
});

test('the meaning says where, how long, and what was left to defaults', () => {
  const text = words(notes('theme=dark'));
  for (const part of ['www.example.com itself', 'paths from /a on', 'session cookie', 'Lax']) assert.ok(text.includes(part), part);
});

test('the arithmetic of a large cookie is shown', () => {
  assert.match(words(notes(`big=${'x'.repeat(4100)}`)), /3 \+ 4100 = 4103/);
});

test('a value is never shown unless it is too short to be a secret and holds an equals sign', () => {
  assert.doesNotMatch(words(notes('sid=s3cret-value; Path=x; SameSite=?')), /s3cret/);
  assert.doesNotMatch(words(notes('sid=s3cret-value=; Secure')), /s3cret/);
  assert.match(words(notes('tok=YWJj=')), /the value is YWJj=/);
});

test('each of several lines is told by its number', () => {
  const all = explainCookies(subject({ got: ['Set-Cookie: a=1', 'Set-Cookie: b=2'] }));
  assert.deepEqual(
    all.map((n) => n.occurrence),
    [0, 1],
  );
});
