import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainCors } from '../../../../src/core/explain/cors/cors.ts';
import { type Given, said, subject, words } from '../said.ts';

const ORIGIN = 'Origin: https://app.example.org';
const notes = (given: Given) => explainCors(subject({ url: 'https://api.example.com/data', sent: [ORIGIN], ...given }));
const check = (given: Given, expected: readonly string[]): void => assert.deepEqual(said(notes(given)), expected, JSON.stringify(given));
const preflight = (...got: string[]): Given => ({
  method: 'OPTIONS',
  status: 204,
  sent: [ORIGIN, 'Access-Control-Request-Method: PUT', 'Access-Control-Request-Headers: content-type, x-trace'],
  got,
});

test('without another origin there is nothing to say', () => {
  check({ sent: [] }, []);
  check({ sent: ['Origin: https://api.example.com'] }, []);
  check({ url: 'wss://api.example.com/ws', status: 101 }, []);
});

test('the CORS check: absent, any, this one, another one', () => {
  check({}, ['warning cors/no-allow-origin']);
  check({ got: ['Access-Control-Allow-Origin: *'] }, ['info cors/any-origin']);
  check({ got: ['Access-Control-Allow-Origin: https://app.example.org', 'Vary: Origin'] }, ['good cors/allowed']);
  check({ got: ['Access-Control-Allow-Origin: https://b.example'] }, ['error cors/other-origin']);
  check({ got: ['Access-Control-Allow-Origin: null'] }, ['warning cors/null-origin']);
  check({ got: ['Access-Control-Allow-Origin: https://app.example.org, https://b.example'] }, ['error cors/several-origins']);
});

test('a slip in the origin is named', () => {
  assert.match(words(notes({ got: ['Access-Control-Allow-Origin: https://app.example.org/'] })), /slash at the end/);
  assert.match(words(notes({ got: ['Access-Control-Allow-Origin: http://app.example.org'] })), /in the scheme/);
  assert.match(words(notes({ got: ['Access-Control-Allow-Origin: https://APP.example.org'] })), /upper and lower case/);
});

test('credentials want a named origin and exactly true', () => {
  const named = ['Access-Control-Allow-Origin: https://app.example.org', 'Vary: Origin'];
  check({ got: ['Access-Control-Allow-Origin: *', 'Access-Control-Allow-Credentials: true'] }, ['error cors/star-with-credentials']);
  check({ got: [...named, 'Access-Control-Allow-Credentials: True'] }, ['good cors/allowed', 'error cors/bad-credentials-value']);
  check({ got: [...named, 'Access-Control-Allow-Credentials: false'] }, ['good cors/allowed', 'info cors/bad-credentials-value']);
});

test('cookies from another site want the consent to credentials', () => {
  const sent = [ORIGIN, 'Cookie: sid=1'];
  check({ sent, got: ['Access-Control-Allow-Origin: *'] }, ['warning cors/cookies-not-allowed']);
  check({ sent, got: ['Access-Control-Allow-Origin: https://app.example.org', 'Vary: Origin'] }, ['warning cors/cookies-not-allowed']);
});

test('a named origin without Vary is a trap for caches, unless nothing is stored', () => {
  const named = 'Access-Control-Allow-Origin: https://app.example.org';
  check({ got: [named] }, ['good cors/allowed', 'warning cors/no-vary-origin']);
  check({ got: [named, 'Cache-Control: no-store'] }, ['good cors/allowed']);
  check({ got: [named, 'Vary: *'] }, ['good cors/allowed']);
});

test('fields that a script would want and cannot see are told once', () => {
  check({ got: ['Access-Control-Allow-Origin: *', 'X-Total-Count: 9', 'Link: <>'] }, ['info cors/any-origin', 'info cors/not-exposed']);
  check({ got: ['Access-Control-Allow-Origin: *', 'X-Total-Count: 9', 'Access-Control-Expose-Headers: X-Total-Count'] }, [
    'info cors/any-origin',
  ]);
  check({ got: ['Access-Control-Allow-Origin: *', 'X-Frame-Options: DENY'] }, ['info cors/any-origin']);
});

test('a preflight passes or says what stops it', () => {
  const origin = 'Access-Control-Allow-Origin: https://app.example.org';
  const method = 'Access-Control-Allow-Methods: PUT';
  const names = 'Access-Control-Allow-Headers: Content-Type, X-Trace';
  check(preflight(origin, method, names), ['good cors/preflight-passed']);
  check(preflight('Access-Control-Allow-Origin: *', 'Access-Control-Allow-Methods: *', 'Access-Control-Allow-Headers: *'), [
    'good cors/preflight-passed',
  ]);
  check(preflight(method, names), ['error cors/preflight-no-allow-origin']);
  check(preflight(origin, 'Access-Control-Allow-Methods: put', names), ['error cors/preflight-method']);
  check(preflight(origin, method, 'Access-Control-Allow-Headers: content-type'), ['error cors/preflight-field']);
  check({ ...preflight(origin, method, names), status: 401 }, ['error cors/preflight-status']);
  check({ ...preflight(origin, method, names), status: 301 }, ['error cors/preflight-status']);
});

test('a star does not cover Authorization', () => {
  const given = preflight('Access-Control-Allow-Origin: *', 'Access-Control-Allow-Methods: PUT', 'Access-Control-Allow-Headers: *');
  check({ ...given, sent: [ORIGIN, 'Access-Control-Request-Method: PUT', 'Access-Control-Request-Headers: authorization'] }, [
    'error cors/preflight-field',
  ]);
});

test('what a form could not send is told to go by a preflight', () => {
  const star = ['Access-Control-Allow-Origin: *'];
  check({ method: 'PUT', got: star }, ['info cors/any-origin', 'info cors/asks-first']);
  check({ method: 'POST', sent: [ORIGIN, 'Content-Type: application/json'], got: star }, ['info cors/any-origin', 'info cors/asks-first']);
  check({ method: 'POST', sent: [ORIGIN, 'Content-Type: text/plain; charset=utf-8'], got: star }, ['info cors/any-origin']);
  check({ sent: [ORIGIN, 'apikey: x'], got: star }, ['info cors/any-origin', 'info cors/asks-first']);
  check({ sent: [ORIGIN, 'User-Agent: x', 'DNT: 1', 'Sec-Fetch-Mode: cors', 'Accept: */*'], got: star }, ['info cors/any-origin']);
});

test('a star inside an origin is no wildcard', () => {
  const given = { got: ['Access-Control-Allow-Origin: https://*.example.org'] };
  assert.match(words(notes(given)), /a star inside an origin is no wildcard/);
});

test('everything here is what a browser would do', () => {
  for (const note of notes({ got: ['Access-Control-Allow-Origin: https://b.example', 'Access-Control-Allow-Credentials: TRUE'] }))
    assert.equal(note.basis, 'browser', note.id);
});
