import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitted } from '../../../../src/core/explain/summary/fit.ts';
import { plain, say } from '../../../../src/core/text/prose.ts';
import { answer, explained } from '../told.ts';

const check = (given: object, expected: string): void => assert.equal(plain(explained(given).summary), expected);

test('an answer is told as outcome, consequence and next step', () => {
  check(
    answer(
      [
        ['Content-Type', 'text/plain'],
        ['Cache-Control', 'max-age=60'],
      ],
      { response: { body: 'x' }, rest: { timing: { total: 38, reused: true } } },
    ),
    'GET /r → 200 in 38 ms on a reused connection: 1 octet of text/plain, fresh for 1 min',
  );
  check(answer([], { response: { status: 404 } }), 'GET /r → 404: /r was not found on api.example.com; check the path');
  check(
    answer([['Allow', 'GET']], { request: { method: 'PUT' }, response: { status: 405 } }),
    'PUT /r → 405: /r exists, but does not support PUT; use GET',
  );
});

test('a copy that is current says what was saved', () => {
  const given = answer(
    [
      ['ETag', '"v7"'],
      ['Content-Length', '48000'],
    ],
    { request: { headers: [['If-None-Match', '"v7"']] }, response: { status: 304 } },
  );
  check(given, 'GET /r → 304: your copy (ETag "v7") is current; 0 octets downloaded instead of 48 kB');
});

test('an error takes the place of the consequence, a warning that of the next step', () => {
  check(
    answer([['Content-Type', 'application/json']], { response: { body: '{' } }),
    'GET /r → 200: Not valid JSON at line 1, column 2: The text ends where a name in double quotes or…',
  );
  check(
    answer([['Cache-Control', 'no-cache']], {}),
    'GET /r → 200: it succeeded; no-cache without ETag or Last-Modified: every use loads the whole again',
  );
});

test('a failure is told by its cause', () => {
  check(
    { request: { method: 'GET', url: 'https://api.example.com/' }, error: { code: 'ENOTFOUND', hostname: 'api.example.com' } },
    'GET / failed: DNS has no address for api.example.com',
  );
});

test('redirects stand between what was asked and what came', () => {
  const chain = [{ request: { method: 'POST', url: 'https://a.example/a' }, response: { status: 303, headers: [['Location', '/b']] } }];
  check({ chain, request: { method: 'GET', url: 'https://a.example/b' }, response: { status: 200 } }, 'POST /a → 303 → 200: it succeeded');
});

test('nothing is told of nothing', () => {
  check({}, 'There is nothing to explain: neither a request nor a response.');
});

test('the first two pieces are cut where they must, later ones left out', () => {
  assert.equal(plain(fitted([say`abc `, say`defgh`, say`ijk`], 9)), 'abc defgh');
  assert.equal(plain(fitted([say`abc `, say`defghijk`], 9)), 'abc defg…');
  assert.equal(plain(fitted([say`a`, say`b`, say`ccccc`, say`d`], 3)), 'abd');
});

test('the next step fits the exchange, and is left out where none is known', () => {
  const status = (code: number, got: readonly (readonly [string, string])[] = [], more: object = {}): object =>
    answer(got, { response: { status: code, ...more } });
  check(status(405, [['Allow', '']]), 'GET /r → 405: /r exists, but does not support GET');
  const range = { method: 'GET', url: 'https://a.example/r', headers: [['Range', 'bytes=0-']] };
  check(
    { request: range, response: { status: 416, headers: [['Content-Range', 'bytes */0']] } },
    'GET /r → 416: bytes=0- cannot be had of /r; there is nothing to ask for',
  );
  check(status(99), 'GET /r → 99: 99 is invalid: outside of 100 to 599, so it belongs to no class');
  const tunnel = { request: { method: 'CONNECT', url: 'a.example:443', headers: [] }, response: { status: 200, headers: [] } };
  check(tunnel, 'CONNECT a.example:443 → 200: The tunnel to a.example:443 is open: octets pass through both ways');
});
