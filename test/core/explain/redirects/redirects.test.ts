import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain } from '../../../../src/core/text/prose.ts';
import { explained, linesOf } from '../told.ts';

type Headers = readonly (readonly [string, string])[];

const hop = (method: string, url: string, status: number, got: Headers = [], sent: Headers = []): object => ({
  request: { method, url, headers: sent },
  response: { status, headers: got },
});

const check = (chain: readonly object[], expected: readonly string[]): void =>
  assert.deepEqual(
    linesOf({ chain }, 'redirects/').filter((line) => !line.includes('redirects/hop')),
    expected,
  );

const to = (url: string): Headers => [['Location', url]];

test('from http to https is good, the other way is a warning', () => {
  check(
    [hop('GET', 'http://a.example/', 301, to('https://a.example/')), hop('GET', 'https://a.example/', 200)],
    ['good chain[0].response.status redirects/upgrade: From http to https: from here on the exchange is encrypted'],
  );
  check(
    [hop('GET', 'https://a.example/', 301, to('http://a.example/')), hop('GET', 'http://a.example/', 200)],
    ['warning chain[0].response.header:Location redirects/downgrade: From https down to http: what follows is not encrypted'],
  );
});

test('a method changes as the status allows', () => {
  const chain = (status: number): readonly object[] => [
    hop('POST', 'https://a.example/a', status, to('/b')),
    hop('GET', 'https://a.example/b', 200),
  ];
  check(chain(302), ['warning chain[1].request.line redirects/method-rewritten: POST became GET on the way']);
  check(chain(303), ['info chain[1].request.line redirects/see-other: POST became GET, as 303 asks']);
  check(chain(307), ['error chain[1].request.line redirects/method-changed: 307 forbids changing POST to GET']);
});

test('credentials do not belong to another origin', () => {
  const secret: Headers = [['Authorization', 'Bearer s3cret']];
  check(
    [hop('GET', 'https://a.example/', 302, to('https://b.example/'), secret), hop('GET', 'https://b.example/', 200, [], secret)],
    ['warning chain[1].request.header:Authorization redirects/credentials-leaked: Authorization for a.example was sent on to b.example'],
  );
  check(
    [hop('GET', 'https://a.example/', 302, to('https://b.example/'), secret), hop('GET', 'https://b.example/', 200)],
    ['info chain[1].request.line redirects/credentials-left: Authorization was left out: b.example is another origin'],
  );
});

test('a loop that never ends is an error, one that a cookie ended is not', () => {
  const [a, b] = [hop('GET', 'https://a.example/a', 302, to('/b')), hop('GET', 'https://a.example/b', 302, to('/a'))];
  check(
    [a, b, a],
    [
      'info chain redirects/many: 3 redirects, to https://a.example/a: 3 round trips before the answer',
      'error chain[2].request.url redirects/loop: A loop: back at https://a.example/a after 2 redirects',
    ],
  );
  check(
    [a, b, hop('GET', 'https://a.example/a', 200)],
    ['info chain[2].request.url redirects/loop: Back at https://a.example/a after 2 redirects, and it worked this time'],
  );
});

test('ten redirects are too many', () => {
  const chain = Array.from({ length: 10 }, (_, i) => hop('GET', `https://a.example/${i}`, 302, to(`/${i + 1}`)));
  assert.match(linesOf({ chain }, 'redirects/many')[0] ?? '', /^warning chain .*10 redirects, to https:\/\/a\.example\/9: slow/);
});

test('a cookie goes only where its attributes let it', () => {
  const login = (cookie: string, next: string, status: number): readonly string[] =>
    linesOf(
      {
        chain: [
          hop('GET', 'https://a.example.com/in/x', 302, [
            ['Location', next],
            ['Set-Cookie', cookie],
          ]),
          hop('GET', next, status),
        ],
      },
      'redirects/cookie',
    );
  const line = (level: string, why: string): readonly string[] => [
    `${level} chain[0].response.header:Set-Cookie redirects/cookie-left-behind: The cookie sid is not sent to the next hop: ${why}`,
  ];
  assert.deepEqual(login('sid=1; Path=/', 'https://app.example.com/', 401), line('warning', 'host-only, for a.example.com'));
  assert.deepEqual(login('sid=1; Path=/', 'https://app.example.com/', 200), line('info', 'host-only, for a.example.com'));
  assert.deepEqual(login('sid=1; Path=/; Domain=example.com', 'https://app.example.com/', 401), []);
  assert.deepEqual(login('sid=1; Path=/; Secure', 'http://a.example.com/', 401), line('warning', 'it is Secure, the next hop is http'));
  assert.deepEqual(login('sid=1', 'https://a.example.com/home', 401), line('warning', 'its path is /in'));
  assert.deepEqual(login('sid=1; Max-Age=0', 'https://app.example.com/', 401), []);
});

test('a fragment stays in the client', () => {
  check(
    [hop('GET', 'https://a.example/x#top', 301, to('/y')), hop('GET', 'https://a.example/y', 200)],
    ['info chain[0].request.url redirects/fragment: The fragment #top is never sent; the client keeps it through the redirect'],
  );
});

test('only POST may become GET by 301 and 302', () => {
  const detail = (method: string): string => {
    const chain = [hop(method, 'https://a.example/a', 302, to('/b')), hop('GET', 'https://a.example/b', 200)];
    const note = explained({ chain }).annotations.find(({ id }) => id === 'redirects/method-rewritten');
    return note === undefined ? '' : plain(note.detail);
  };
  assert.match(detail('POST'), /nearly all do/);
  assert.match(detail('PUT'), /nothing allows it for PUT/);
});

test('what little a redirect changes is named', () => {
  const title = (from: string, location: string): string => {
    const chain = [hop('GET', from, 301, to(location)), hop('GET', new URL(location, from).href, 200)];
    return plain(explained({ chain }).annotations.find(({ id }) => id === 'redirects/hop')?.title ?? []);
  };
  assert.equal(title('https://a.example/docs', '/docs/'), '301: on to /docs/, with a slash at the end');
  assert.equal(title('https://a.example/', 'https://www.a.example/'), '301: on to https://www.a.example/, with www');
  assert.equal(title('https://a.example/docs', '/other'), '301: on to /other');
});
