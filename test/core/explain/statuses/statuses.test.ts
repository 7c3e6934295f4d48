import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STATUSES } from '../../../../src/core/explain/statuses/index.ts';
import { view } from '../../../../src/core/explain/view.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { answer, linesOf, subjectOf } from '../told.ts';

/** IANA's registry of status codes, 306 and 418 among them, as they are reserved. */
const REGISTERED =
  '100 101 102 103 104 200 201 202 203 204 205 206 207 208 226 300 301 302 303 304 305 306 307 308 400 401 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 418 421 422 423 424 425 426 428 429 431 451 500 501 502 503 504 505 506 507 508 510 511';

test('every registered status code has an entry, and no other', () => {
  assert.equal([...STATUSES.keys()].join(' '), REGISTERED);
});

test('each entry says what it means, and a title for exchanges full and empty', () => {
  const full = view(
    subjectOf({
      request: { method: 'POST', url: 'https://a.example/b', headers: [['Range', 'bytes=0-']] },
      response: {
        status: 200,
        headers: [
          ['Location', '/c'],
          ['Upgrade', 'x'],
        ],
      },
    }),
  );
  for (const [code, entry] of STATUSES) {
    assert.ok(plain(entry.meaning).length > 40, `${code}`);
    assert.ok(entry.specs.length > 0, `${code}`);
    for (const x of [full, view({ context: {} })])
      assert.ok(plain(entry.title(x)).length > 10 && plain(entry.title(x)).length <= 90, `${code}: ${plain(entry.title(x))}`);
  }
});

const check = (status: number, headers: readonly (readonly [string, string])[], expected: readonly string[], request: object = {}): void =>
  assert.deepEqual(linesOf(answer(headers, { request, response: { status } }), 'status/'), expected);

test('a code that must come with a field and does not is an error', () => {
  check(
    401,
    [],
    [
      'info response.status status/401: /r wants to know who asks, and no credentials were sent',
      'error response.status status/401/no-challenge: A 401 must carry WWW-Authenticate, and this one does not',
    ],
  );
  check(
    405,
    [],
    [
      'info response.status status/405: /r exists, but does not support GET',
      'error response.status status/405/no-allow: A 405 must list the supported methods in Allow, and this one does not',
    ],
  );
  check(
    426,
    [],
    [
      'info response.status status/426: /r wants another protocol',
      'error response.status status/426/no-upgrade: A 426 must name the wanted protocol in Upgrade, and this one does not',
    ],
  );
});

test('a method that Allow lists was refused for another reason', () => {
  check(
    405,
    [['Allow', 'GET, POST']],
    [
      'info response.status status/405: /r exists, but does not support GET',
      'warning response.header:Allow status/405/contradiction: Allow lists GET, the very method that was refused',
    ],
  );
});

test('POST loses its method on 301 and 302, GET does not', () => {
  check(301, [['Location', '/n']], ['warning response.status status/301: Permanent move to /n: this POST may become GET'], {
    method: 'POST',
  });
  check(301, [['Location', '/n']], ['info response.status status/301: Moved permanently to /n']);
  check(308, [['Location', '/n']], ['info response.status status/308: Moved permanently to /n; POST stays'], { method: 'POST' });
});

test('a redirect without Location points nowhere, one to itself goes round', () => {
  check(
    302,
    [],
    [
      'info response.status status/302: Moved temporarily to another address',
      'warning response.status status/redirect/no-location: A 302 without Location: it points nowhere',
    ],
  );
  check(
    302,
    [['Location', '/r']],
    [
      'info response.status status/302: Moved temporarily to /r',
      'warning response.header:Location status/redirect/self: Location is the address that was just asked for: a loop',
    ],
  );
});

test('Retry-After counts from Date', () => {
  const said = (value: string): readonly string[] =>
    linesOf(answer([['Retry-After', value]], { response: { status: 503 } }), 'status/retry-after');
  assert.deepEqual(said('30'), ['info response.header:Retry-After status/retry-after: Wait 30 s, until 12:00:30 GMT, then try again']);
  assert.deepEqual(said('Fri, 20 Nov 2026 12:05:00 GMT'), [
    'info response.header:Retry-After status/retry-after: Wait 5 min, until 12:05:00 GMT, then try again',
  ]);
  assert.deepEqual(said('soon'), []);
});

test('a rate limit is read as a time since 1970 or as seconds, by its size', () => {
  const said = (reset: string): readonly string[] =>
    linesOf(
      answer([
        ['X-RateLimit-Limit', '60'],
        ['X-RateLimit-Remaining', '0'],
        ['X-RateLimit-Reset', reset],
      ]),
      'status/rate-limit',
    );
  const line =
    'info response.header:X-RateLimit-Reset status/rate-limit: Used up: 0 of 60 requests remaining; new count in 1 min, at 12:01:00 GMT';
  assert.deepEqual(said('1795176060'), [line]);
  assert.deepEqual(said('60'), [line]);
});

test('a code outside of the classes is invalid, one inside counts by its class', () => {
  check(999, [], ['warning response.status status/invalid: 999 is invalid: outside of 100 to 599, so it belongs to no class']);
  check(299, [], ['info response.status status/unregistered: 299 is not registered; it counts like 200: Successful']);
});

test('the reason phrase of another code is remarked', () => {
  assert.deepEqual(linesOf(answer([], { response: { status: 404, reason: 'OK' } }), 'status/reason'), [
    'info response.status status/reason: The words OK belong to 200; the number 404 counts',
  ]);
  assert.deepEqual(linesOf(answer([], { response: { status: 404, reason: 'Nope' } }), 'status/reason'), []);
});

test('412 shows both versions', () => {
  check(
    412,
    [['ETag', '"v2"']],
    [
      'info response.status status/412: A condition of the request is false: PUT was not carried out',
      'info request.header:If-Match status/412/condition: You have "v1", the server has "v2": changed since',
    ],
    { method: 'PUT', headers: [['If-Match', '"v1"']] },
  );
});

test('interim responses stand at their own place, asked for or not', () => {
  const given = {
    ...answer([]),
    informational: [
      { status: 100, headers: [] },
      { status: 103, headers: [['Link', '</a.css>; rel=preload']] },
    ],
  };
  assert.deepEqual(linesOf(given, 'status/1'), [
    'info informational[0].status status/100: Interim 100, not asked for: the request has no Expect: 100-continue',
    'info informational[1].status status/103: Interim: 1 early hint to preload; the final response follows',
  ]);
});

test('412 tells the condition that a server looks at first, and what a star asks', () => {
  const failed = (sent: readonly (readonly [string, string])[]): readonly string[] =>
    linesOf(answer([], { request: { method: 'PUT', headers: sent }, response: { status: 412 } }), 'status/412/');
  assert.deepEqual(
    failed([
      ['If-Unmodified-Since', 'Tue, 10 Nov 2026 12:00:00 GMT'],
      ['If-Match', '*'],
    ]),
    ['info request.header:If-Match status/412/condition: With If-Match: * only if something is there, and nothing is'],
  );
});

test('a 501 to GET is not about the method, which every server knows', () => {
  const lines = (method: string): string => linesOf(answer([], { request: { method }, response: { status: 501 } }), 'status/501')[0] ?? '';
  assert.match(lines('GET'), /lacks something that this GET needs$/);
  assert.match(lines('FOO'), /does not know the method FOO at all$/);
});

test('early hints are named for what they ask', () => {
  const title = (rel: string): string =>
    linesOf({ response: { status: 103, headers: [['Link', `<https://cdn.example>; rel=${rel}`]] } }, 'status/103').join('');
  assert.match(title('preload'), /1 early hint to preload;/);
  assert.match(title('preconnect'), /1 early hint to preconnect;/);
});

test('plain HTTP that came to a port of HTTPS is told by what the server says', () => {
  const body = '<h1>400 Bad Request</h1>The plain HTTP request was sent to HTTPS port';
  const given = { request: { method: 'GET', url: 'http://a.example:8443/', headers: [] }, response: { status: 400, headers: [], body } };
  assert.match(linesOf(given, 'status/400').join(''), /Plain HTTP was sent to an HTTPS port of a\.example:8443: use https/);
});

test('a wait of no seconds, and one that is over, are told apart', () => {
  const title = (value: string): string =>
    linesOf(
      {
        response: {
          status: 503,
          headers: [
            ['Date', 'Fri, 20 Nov 2026 12:00:00 GMT'],
            ['Retry-After', value],
          ],
        },
      },
      'status/retry-after',
    ).join('');
  assert.match(title('0'), /No wait is asked for: try again at once/);
  assert.match(title('Fri, 20 Nov 2026 11:00:00 GMT'), /The time it names is past: try again now/);
});
