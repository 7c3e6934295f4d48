import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../../src/core/explain/explain.ts';
import { explainSecurity } from '../../../../src/core/explain/security/security.ts';
import type { Subject } from '../../../../src/core/explain/subject.ts';
import { type Given, said, subject, words } from '../said.ts';
import { answer, linesOf } from '../told.ts';

const notes = (given: Given) => explainSecurity(subject(given));
const check = (given: Given, expected: readonly string[]): void => assert.deepEqual(said(notes(given)), expected, JSON.stringify(given));

test('an ordinary exchange gives nothing to say', () => {
  check({}, []);
  check({ got: ['Content-Type: text/html', 'Server: nginx', 'Strict-Transport-Security: max-age=31536000'] }, []);
  check({ url: 'https://www.example.com/?page=2&token_type=x&token=' }, []);
});

test('a credential in the query is named, and its value is not', () => {
  for (const name of ['access_token', 'api_key', 'password', 'client_secret', 'jwt'])
    check({ url: `https://www.example.com/?${name}=s3cret` }, ['warning security/secret-in-query']);
  assert.doesNotMatch(words(notes({ url: 'https://www.example.com/?access_token=s3cret' })), /s3cret/);
  assert.deepEqual(explainSecurity({ request: { url: 'https://www.example.com/?api_key=x' }, context: {} }), []);
});

test('of a credential in the query one voice speaks: before it is sent, and after', () => {
  const secrets = (subject: Subject) =>
    explain(subject)
      .annotations.filter(({ id }) => /secret/.test(id))
      .map(({ id }) => id);
  const sent = subject({ url: 'https://www.example.com/?api_key=x' });
  assert.deepEqual(secrets(sent), ['security/secret-in-query']);
  assert.deepEqual(secrets({ request: sent.request ?? {}, context: {} }), ['request/url/secret']);
});

test('versions that are given away are told once', () => {
  check({ got: ['Server: Apache/2.4.49 (Unix)', 'X-Powered-By: PHP/7.4.3'] }, ['info security/version-shown']);
  check({ got: ['Via: 1.1 varnish'] }, []);
});

test('HSTS counts only over HTTPS', () => {
  check({ url: 'http://www.example.com/', got: ['Strict-Transport-Security: max-age=1'] }, ['warning security/hsts-over-http']);
});

test('frame-ancestors outranks X-Frame-Options', () => {
  check({ got: ['X-Frame-Options: DENY', "Content-Security-Policy: frame-ancestors 'none'"] }, ['info security/frame-ancestors-wins']);
  check({ got: ['X-Frame-Options: DENY', "Content-Security-Policy: default-src 'none'"] }, []);
});

test('nosniff needs a type to insist on', () => {
  check({ got: ['X-Content-Type-Options: nosniff'], body: 'x' }, ['warning security/nosniff-without-type']);
  check({ got: ['X-Content-Type-Options: nosniff'] }, []);
});

test('isolation and several policies are told', () => {
  check({ got: ['Content-Type: text/html', 'Cross-Origin-Opener-Policy: same-origin', 'Cross-Origin-Embedder-Policy: require-corp'] }, [
    'good security/cross-origin-isolated',
  ]);
  check({ got: ["Content-Security-Policy: default-src 'self'", "Content-Security-Policy: img-src 'self'"] }, [
    'info security/several-policies',
  ]);
});

test('HSTS is for names, not for addresses', () => {
  const ids = (url: string): readonly string[] =>
    linesOf(answer([['Strict-Transport-Security', 'max-age=31536000']], { request: { url } }), 'security/hsts-of-address');
  assert.equal(ids('https://192.0.2.1/').length, 1);
  assert.equal(ids('https://[2001:db8::1]/').length, 1);
  assert.deepEqual(ids('https://a.example/'), []);
});

test('a login cookie in the clear is warned of; on this machine, or one that is no login, it is not', () => {
  const ids = (url: string, cookie: string): readonly string[] =>
    linesOf(answer([], { request: { url, headers: [['Cookie', cookie]] } }), 'security/cookie-in-clear');
  assert.equal(ids('http://a.example/', 'theme=dark; sessionid=x').length, 1);
  assert.deepEqual(
    [...ids('http://localhost/', 'sid=x'), ...ids('https://a.example/', 'sid=x'), ...ids('http://a.example/', 'theme=dark')],
    [],
  );
});

test('an answer with a token says that nobody may keep it', () => {
  const ids = (control: readonly (readonly [string, string])[], body: string): readonly string[] =>
    linesOf(answer([['Content-Type', 'application/json'], ...control], { response: { body } }), 'security/token-kept');
  const token = '{"access_token":"s3cret","token_type":"Bearer"}';
  assert.deepEqual(ids([], token), [
    'warning response.body security/token-kept: A token without Cache-Control: no-store: nothing forbids keeping it',
  ]);
  assert.deepEqual(ids([['Cache-Control', 'no-store']], token), []);
  assert.deepEqual(ids([], '{"access":1}'), []);
});
