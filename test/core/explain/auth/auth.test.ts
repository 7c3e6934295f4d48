import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainAuth } from '../../../../src/core/explain/auth/auth.ts';
import { type Given, NOW, said, subject, words } from '../said.ts';

const notes = (given: Given) => explainAuth(subject(given));
const check = (given: Given, expected: readonly string[]): void => assert.deepEqual(said(notes(given)), expected, JSON.stringify(given));
const shown = (credentials: string, expected: readonly string[]): void => check({ sent: [`Authorization: ${credentials}`] }, expected);
const asked = (challenge: string, expected: readonly string[]): void =>
  check({ status: 401, got: [`WWW-Authenticate: ${challenge}`] }, expected);

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: unknown, alg = 'RS256'): string => `${part({ alg })}.${part(claims)}.${alg === 'none' ? '' : 'c2ln'}`;

test('without authentication there is nothing to say', () => {
  check({}, []);
});

test('Basic credentials are decoded to the user name, and the password is never shown', () => {
  shown('Basic YWxpY2U6czNjcmV0', ['info auth/basic']);
  const text = words(notes({ sent: ['Authorization: Basic YWxpY2U6czNjcmV0'] }));
  assert.match(text, /alice/);
  assert.doesNotMatch(text, /s3cret|YWxp/);
});

test('malformed credentials are errors that quote nothing', () => {
  shown('Basic alice:s3cret', ['error auth/basic-not-base64']);
  shown('Basic czNjcmV0', ['error auth/basic-no-colon']);
  shown('Bearer', ['error auth/no-token']);
  shown('Bearer "s3cret"', ['error auth/bad-token']);
  shown('Bearer Bearer s3cret', ['error auth/scheme-twice']);
  shown('Bearer {{token}}', ['error auth/bad-token']);
  shown('s3cret', ['error auth/no-scheme']);
  shown('Digest username="alice"', ['error auth/digest-incomplete']);
  shown('Digest username="a", realm="r", nonce="n", uri="/", response="0", qop=auth', ['error auth/digest-incomplete']);
  for (const value of ['Basic alice:s3cret', 'Basic czNjcmV0', 'Bearer "s3cret"', 's3cret', 'Hawk s3cret'])
    assert.doesNotMatch(words(notes({ sent: [`Authorization: ${value}`] })), /s3cret/, value);
});

test('each scheme of credentials is told', () => {
  shown('Bearer abc', ['info auth/bearer']);
  shown('Digest username="a", realm="r", nonce="n", uri="/", response="x"', ['info auth/digest']);
  shown('Negotiate YII=', ['info auth/other-scheme']);
  shown('Own abc', ['info auth/other-scheme']);
});

test('a JSON Web Token is decoded, never called valid', () => {
  const later = NOW / 1000 + 3600;
  shown(`Bearer ${jwt({ sub: 'alice', exp: later })}`, ['info auth/jwt']);
  shown(`Bearer ${jwt({ exp: later - 7200 })}`, ['info auth/jwt', 'warning auth/jwt-expired']);
  shown(`Bearer ${jwt({ nbf: later })}`, ['info auth/jwt', 'warning auth/jwt-not-yet']);
  shown(`Bearer ${jwt({ sub: 'a' }, 'none')}`, ['info auth/jwt', 'warning auth/jwt-unsigned']);
  shown(`Bearer ${part({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a.b.c.d`, ['info auth/jwt-encrypted']);
  assert.match(words(notes({ sent: [`Authorization: Bearer ${jwt({ exp: later - 7200 })}`] })), /expired: 1 hour ago/);
  assert.match(words(notes({ sent: [`Authorization: Bearer ${jwt({})}`] })), /not verified/);
});

test('credentials over plain HTTP are a warning, except on loopback', () => {
  check({ url: 'http://www.example.com/', sent: ['Authorization: Bearer abc'] }, ['info auth/bearer', 'warning auth/over-http']);
  check({ url: 'http://localhost:3000/', sent: ['Authorization: Bearer abc'] }, ['info auth/bearer']);
});

test('each challenge says what it wants', () => {
  asked('Basic realm="x"', ['info auth/basic-wanted']);
  asked('Basic', ['info auth/basic-wanted', 'error auth/no-realm']);
  asked('Digest realm="x", nonce="n", qop="auth", algorithm=SHA-256', ['info auth/digest-wanted']);
  asked('Digest realm="x", nonce="n"', ['info auth/digest-wanted', 'warning auth/no-qop']);
  asked('Digest realm="x"', ['info auth/digest-wanted', 'error auth/no-nonce', 'warning auth/no-qop']);
  asked('Bearer realm="x"', ['info auth/bearer-wanted']);
  asked('Negotiate', ['info auth/scheme-wanted']);
  asked('Own a=b', ['info auth/scheme-wanted']);
  asked('Negotiate, Basic realm="x"', ['info auth/scheme-wanted', 'info auth/basic-wanted', 'info auth/several-challenges']);
});

test('what a server has against a token is told with what to do', () => {
  asked('Bearer error="invalid_token", error_description="expired"', ['warning auth/invalid-token']);
  asked('Bearer error="insufficient_scope", scope="orders:write"', ['info auth/insufficient-scope']);
  asked('Bearer error="invalid_request"', ['warning auth/invalid-request']);
  asked('Bearer error="own"', ['info auth/bearer-error']);
});

test('a password is not to be asked for over plain HTTP', () => {
  check({ url: 'http://www.example.com/', status: 401, got: ['WWW-Authenticate: Basic realm="x"'] }, [
    'info auth/basic-wanted',
    'warning auth/basic-over-http',
  ]);
});

test('proxies are told apart by their fields', () => {
  const [note] = notes({ status: 407, got: ['Proxy-Authenticate: Basic realm="x"'] });
  assert.equal(note?.anchor, 'response.header:Proxy-Authenticate');
  assert.match(words(note === undefined ? [] : [note]), /Proxy-Authorization: Basic/);
});

test('a value with a space has to stand in quotes, and invalid_token comes with 401', () => {
  asked('Basic realm=My Site', ['info auth/basic-wanted', 'warning auth/unquoted']);
  asked('Basic realm="My Site"', ['info auth/basic-wanted']);
  const refused = (status: number): string => words(notes({ status, got: ['WWW-Authenticate: Bearer error="invalid_token"'] }));
  assert.match(refused(403), /goes with 401; here it comes with 403/);
  assert.doesNotMatch(refused(401), /goes with 401/);
});
