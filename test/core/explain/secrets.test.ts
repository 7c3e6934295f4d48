// What proves who somebody is may be named, never printed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain } from '../../../src/core/text/prose.ts';
import { explained } from './told.ts';

const SECRET = 'Zx9Kq7Lw3Pt5Vb1N';

const sent = [
  ['Authorization', `Bearer ${SECRET}`],
  ['Cookie', `sid=${SECRET}; theme=dark`],
  ['Proxy-Authorization', `Basic ${SECRET}`],
  ['X-Api-Key', SECRET],
] as const;

const places: Readonly<Record<string, object>> = {
  'in the fields of a request, over all codes': { headers: sent },
  'in the user part of a URL': { url: `https://me:${SECRET}@api.example.com/a` },
  'in the query of a URL': { url: `https://api.example.com/a?access_token=${SECRET}` },
};

const exchange = (request: object, response: object): object => ({
  request: { method: 'POST', url: 'https://api.example.com/a', headers: [], ...request },
  response,
  timing: { total: 5 },
  context: { now: '2026-11-20T12:00:00Z' },
});

const check = (given: object): void => {
  const { summary, annotations } = explained(given);
  assert.ok(!plain(summary).includes(SECRET), plain(summary));
  for (const note of annotations)
    assert.ok(
      !`${plain(note.title)} ${plain(note.detail)} ${note.anchor}`.includes(SECRET),
      `${note.id}: ${plain(note.title)} ${plain(note.detail)}`,
    );
};

for (const [place, request] of Object.entries(places))
  test(`a secret ${place} is not printed`, () => {
    for (const status of [200, 201, 301, 302, 304, 307, 400, 401, 403, 404, 405, 407, 412, 414, 426, 431, 500, 504, 999])
      check(exchange(request, { status, headers: [] }));
  });

test('a secret in the address that a redirect leads to is not printed', () => {
  for (const location of [`/cb?code=${SECRET}`, `https://u:${SECRET}@b.example/`, `https://b.example/cb#access_token=${SECRET}`])
    for (const status of [201, 202, 301, 302, 303, 307, 308]) check(exchange({}, { status, headers: [['Location', location]] }));
});

test('a secret that redirects carry on is not printed', () => {
  const hop = (url: string, status: number, location?: string): object => ({
    request: { method: 'GET', url, headers: sent },
    response: { status, headers: [...(location === undefined ? [] : [['Location', location]]), ['Set-Cookie', `sid=${SECRET}; Path=/x`]] },
  });
  check({
    chain: [
      hop(`https://a.example/?token=${SECRET}`, 302, `https://b.example/?token=${SECRET}`),
      hop(`https://b.example/?token=${SECRET}`, 302, '/c'),
      hop('https://b.example/c', 401),
    ],
  });
});

test('a secret in the content of an error is not printed', () => {
  for (const body of [
    `{"message":"bad token","access_token":"${SECRET}"}`,
    `{"error":"Bearer ${SECRET} is expired"}`,
    `{"access_token":"${SECRET}",}`,
    `{"password":"${SECRET}`,
  ])
    check(exchange({}, { status: 401, headers: [['Content-Type', 'application/json']], body }));
});
