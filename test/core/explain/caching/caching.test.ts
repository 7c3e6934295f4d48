import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MEANINGS } from '../../../../src/core/explain/caching/meanings.ts';
import { DIRECTIVES } from '../../../../src/core/explain/fields/engine/cache-directives.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { answer, explained, linesOf } from '../told.ts';

type Headers = readonly (readonly [string, string])[];

const check = (headers: Headers, expected: readonly string[], more: Parameters<typeof answer>[1] = {}): void =>
  assert.deepEqual(linesOf(answer(headers, more), 'caching/'), expected);

const control = (value: string): Headers => [['Cache-Control', value]];

test('what is left is the lifetime less the age', () => {
  check(
    [
      ['Cache-Control', 'max-age=60'],
      ['Age', '20'],
    ],
    ['info response.header:Age caching/fresh-max-age: Fresh for 40 s more: 60 s − age 20 s'],
  );
  check(
    [
      ['Cache-Control', 'max-age=60'],
      ['Age', '90'],
    ],
    ['info response.header:Age caching/stale: Stale for 30 s: lifetime 60 s, age 90 s'],
  );
});

test('the age is never less than the time since Date', () => {
  check(
    [
      ['Cache-Control', 'max-age=60'],
      ['Age', '20'],
    ],
    ['info response.header:Age caching/fresh-max-age: Fresh for 10 s more: 60 s − age 50 s'],
    {
      rest: { context: { now: '2026-11-20T12:00:50Z' } },
    },
  );
});

test('s-maxage comes before max-age, max-age before Expires, Expires before a guess', () => {
  check(control('max-age=60, s-maxage=600'), [
    'info response.header:Cache-Control caching/shared-lifetime: Fresh for 10 min in shared caches (CDN, proxy), 1 min in a browser',
  ]);
  check(
    [
      ['Cache-Control', 'max-age=60'],
      ['Expires', 'Fri, 20 Nov 2026 13:00:00 GMT'],
    ],
    [
      'info response.header:Cache-Control caching/fresh-max-age: Fresh for 1 min: until then a cache answers without asking',
      'info response.header:Expires caching/expires-ignored: Ignored: max-age=60 takes precedence over Expires',
    ],
  );
  check(
    [
      ['Expires', 'Fri, 20 Nov 2026 13:00:00 GMT'],
      ['Last-Modified', 'Tue, 10 Nov 2026 12:00:00 GMT'],
    ],
    ['info response.header:Expires caching/fresh-expires: Fresh for 1 hour: Expires − Date'],
  );
  check(
    [['Last-Modified', 'Tue, 10 Nov 2026 12:00:00 GMT']],
    ['info response.header:Last-Modified caching/fresh-heuristic: No lifetime given; the usual guess is 1 day, 10 % of the time unchanged'],
  );
});

test('the first max-age counts, and one that is no number counts as 0', () => {
  check(control('max-age=60, max-age=600'), [
    'info response.header:Cache-Control caching/fresh-max-age: Fresh for 1 min: until then a cache answers without asking',
  ]);
  check(control('max-age=abc'), [
    'info response.header:Cache-Control caching/expired: Stale at once: a stored copy is checked before each use',
  ]);
});

test('a comma inside of quotes divides nothing', () => {
  check(control('private="Set-Cookie, X-User", max-age=60'), [
    'info response.header:Cache-Control caching/fresh-max-age: Fresh for 1 min: until then a cache answers without asking',
    'info response.header:Cache-Control caching/private-fields: Only Set-Cookie and X-User are private; the rest may be shared',
  ]);
});

test('directives that forbid more win, and the others are said to be idle', () => {
  check(control('no-store'), [
    'info response.header:Cache-Control caching/no-store: Not stored by any cache: each use of /r asks the server',
  ]);
  check(control('private, s-maxage=60'), [
    'info response.header:Cache-Control caching/private-s-maxage: private keeps shared caches out, so s-maxage has no effect',
  ]);
  check(
    [
      ['Cache-Control', 'max-age=60'],
      ['Vary', '*'],
    ],
    [
      'warning response.header:Vary caching/vary-star: Vary: * makes the lifetime useless: no request ever matches',
      'info response.header:Cache-Control caching/fresh-max-age: Fresh for 1 min: until then a cache answers without asking',
    ],
  );
});

test('no-cache is cheap with a validator and dear without', () => {
  check(
    [
      ['Cache-Control', 'no-cache'],
      ['ETag', '"1"'],
    ],
    ['info response.header:Cache-Control caching/no-cache: Kept, but checked before every use, with If-None-Match'],
  );
  check(control('no-cache'), [
    'warning response.header:Cache-Control caching/no-validator: no-cache without ETag or Last-Modified: every use loads the whole again',
  ]);
});

test('an age that equals the lifetime proves nothing, and neither does one that RFC 5861 allows', () => {
  const aged = (value: string, age: string): Headers => [...control(value), ['Age', age]];
  const worst = (headers: Headers): readonly string[] => linesOf(answer(headers), 'caching/').filter((line) => line.startsWith('warning'));
  assert.deepEqual(worst(aged('max-age=60, must-revalidate', '60')), []);
  assert.deepEqual(worst(aged('max-age=0, s-maxage=60, stale-while-revalidate=300', '70')), []);
  assert.equal(worst(aged('max-age=0, s-maxage=60', '70')).length, 1);
});

test('stale use that the response forbids is a warning only where Age proves it', () => {
  const headers = [
    ['Cache-Control', 'max-age=60, must-revalidate'],
    ['Age', '90'],
  ] as const;
  assert.match(linesOf(answer(headers), 'caching/stale')[0] ?? '', /^warning .*which must-revalidate forbids$/);
  const old = answer([['Cache-Control', 'max-age=60, must-revalidate']], { rest: { context: { now: '2026-11-20T13:00:00Z' } } });
  assert.match(linesOf(old, 'caching/stale')[0] ?? '', /^info /);
});

test('an answer to POST is not reused, whatever its lifetime', () => {
  check(
    control('max-age=60'),
    [
      'info response.header:Cache-Control caching/method: An answer to POST is not reused: the lifetime has hardly any effect',
      'info response.status caching/invalidates: Caches that saw this drop what they had stored for /r',
    ],
    {
      request: { method: 'POST' },
    },
  );
  check(
    [
      ['Cache-Control', 'max-age=60'],
      ['Content-Location', '/r'],
    ],
    [
      'info response.header:Cache-Control caching/post-for-get: This answer to POST may be reused for a later GET of /r',
      'info response.status caching/invalidates: Caches that saw this drop what they had stored for /r',
    ],
    {
      request: { method: 'POST' },
    },
  );
});

test('credentials keep the answer out of shared caches, a public cookie does not', () => {
  const lines = linesOf(answer(control('max-age=60'), { request: { headers: [['Authorization', 'Bearer x']] } }), 'caching/authorization');
  assert.deepEqual(lines, [
    'info response.header:Cache-Control caching/authorization: Asked with Authorization: a shared cache (CDN, proxy) must not reuse it',
  ]);
  const cookie = linesOf(
    answer([
      ['Cache-Control', 'public, max-age=60'],
      ['Set-Cookie', 'a=1'],
    ]),
    'caching/set-cookie',
  );
  assert.deepEqual(cookie, [
    'warning response.header:Set-Cookie caching/set-cookie-shared: public lets shared caches hand this cookie to other people',
  ]);
  const levels = [
    ['public, max-age=60', 'a=1'],
    ['s-maxage=60', 'sid=1; HttpOnly'],
    ['s-maxage=60', 'GeoIP=DE'],
  ].map(([control = '', value = '']) =>
    linesOf(
      answer([
        ['Cache-Control', control],
        ['Set-Cookie', value],
      ]),
      'caching/set-cookie',
    ).map((line) => line.split(' ')[0]),
  );
  assert.deepEqual(levels, [['warning'], ['warning'], ['info']]);
});

test('a code that is cacheable by default is remarked without a lifetime, another is not', () => {
  check([], ['info response.status caching/heuristic-status: Caches may store this 404 without being told, by a heuristic'], {
    response: { status: 404 },
  });
  check([], [], { response: { status: 500 } });
});

test('every directive has a meaning on each side on which it is defined', () => {
  for (const [name, known] of Object.entries(DIRECTIVES)) {
    assert.equal(MEANINGS[name]?.request === undefined, known.request === undefined, `${name} in a request`);
    assert.equal(MEANINGS[name]?.response === undefined, known.response === undefined, `${name} in a response`);
  }
  assert.equal(Object.keys(MEANINGS).length, 16);
});

test('what changes the target invalidates stored copies, unless it failed', () => {
  const lines = (method: string, status: number): readonly string[] =>
    linesOf(answer([], { request: { method }, response: { status } }), 'caching/invalidates');
  for (const method of ['PUT', 'DELETE', 'PATCH', 'POST']) assert.equal(lines(method, 204).length, 1, method);
  assert.deepEqual([...lines('DELETE', 404), ...lines('GET', 200), ...lines('OPTIONS', 200)], []);
});

test('a failure with a lifetime outlives its cause', () => {
  const lines = (cacheControl: string, status: number): readonly string[] =>
    linesOf(answer(control(cacheControl), { response: { status } }), 'caching/failure-kept');
  assert.deepEqual(lines('max-age=600', 500), [
    'warning response.header:Cache-Control caching/failure-kept: Caches may keep this 500 for 10 min, also when the server is well again',
  ]);
  assert.deepEqual([...lines('max-age=0', 500), ...lines('no-store', 503), ...lines('max-age=600', 404), ...lines('max-age=600', 501)], []);
});

test('what a request asks of caches is told in words', () => {
  const title = (cacheControl: string): readonly string[] =>
    linesOf(answer([], { request: { headers: [['Cache-Control', cacheControl]] } }), 'caching/asks').map((line) =>
      line.replace(/^.*?asks: /, ''),
    );
  assert.deepEqual(title('max-stale=120'), ['Asks caches for a copy stale by up to 2 min']);
  assert.deepEqual(title('max-age=0'), ['Asks caches for a copy checked at the origin first']);
  assert.deepEqual(title('max-age=60, min-fresh=30'), ['Asks caches for a copy at most 1 min old and fresh for 30 s more']);
  assert.deepEqual(title('max-stale'), ['Asks caches for a copy stale by any time']);
  assert.deepEqual(title('no-cache'), []);
});

/** Titles and details of the notes with that id. */
const saidBy = (description: object, id: string): string =>
  explained(description)
    .annotations.filter((note) => note.id === id)
    .map((note) => `${plain(note.title)} ${plain(note.detail)}`)
    .join('\n');

test('a shared cache that goes by s-maxage breaks nothing while that lasts', () => {
  const aged = (age: string): object =>
    answer([
      ['Cache-Control', 'max-age=60, s-maxage=600'],
      ['Age', age],
    ]);
  assert.deepEqual(linesOf(aged('100'), 'caching/'), [
    'info response.header:Cache-Control caching/shared-lifetime: In shared caches fresh for 500 s more, in a browser stale',
  ]);
  assert.match(
    linesOf(aged('700'), 'caching/stale')[0] ?? '',
    /^warning .*: Used 100 s after its 10 min were over, which s-maxage forbids$/,
  );
});

test('what no cache may store, yet one had, is told', () => {
  const aged = (control: string): readonly string[] =>
    linesOf(
      answer([
        ['Cache-Control', control],
        ['Age', '30'],
      ]),
      'caching/kept-anyway',
    );
  assert.deepEqual(aged('no-store'), [
    'info response.header:Age caching/kept-anyway: A cache answered with a copy 30 s old, although it says no-store',
  ]);
  assert.equal(aged('private').length, 1);
  assert.equal(aged('max-age=60').length, 0);
});

test('a lifetime that ends now is over, and what the request takes is counted', () => {
  const aged = (age: string): readonly [string, string][] => [
    ['Cache-Control', 'max-age=60'],
    ['Age', age],
  ];
  assert.match(linesOf(answer(aged('60')), 'caching/stale')[0] ?? '', /Stale from now on: lifetime 60 s, age 60 s$/);
  const taken = answer(aged('70'), { request: { headers: [['Cache-Control', 'max-stale=30']] } });
  assert.match(saidBy(taken, 'caching/stale'), /takes what is stale by up to 30 s \(max-stale=30\), and so this/);
});

test('proxy-revalidate binds shared caches, public adds nothing to a lifetime but for Authorization', () => {
  assert.match(
    saidBy(answer(control('max-age=60, proxy-revalidate')), 'caching/fresh-max-age'),
    /proxy-revalidate forbids shared caches to use it stale/,
  );
  assert.match(saidBy(answer(control('max-age=60, public')), 'caching/fresh-max-age'), /after a request with Authorization/);
});

test('public makes a status storable that is not by default, private for the reader alone', () => {
  const moved = (value: string): object => answer(control(value), { response: { status: 302 } });
  assert.match(
    saidBy(moved('public'), 'caching/heuristic-status'),
    /^public lets caches store this 302; .* A 302 is not cacheable by default/,
  );
  assert.equal(saidBy(moved('private'), 'caching/not-by-default'), '');
  assert.notEqual(saidBy(moved('no-transform'), 'caching/not-by-default'), '');
});

test('an answer to QUERY is reused as one to GET is', () => {
  check(
    control('max-age=60'),
    ['info response.header:Cache-Control caching/fresh-max-age: Fresh for 1 min: until then a cache answers without asking'],
    {
      request: { method: 'QUERY' },
    },
  );
});

test('what a request asks of caches is a wish', () => {
  const asked = answer([['Age', '90']], { request: { headers: [['Cache-Control', 'no-cache']] } });
  assert.match(saidBy(asked, 'caching/demand-ignored'), /It need not/);
});
