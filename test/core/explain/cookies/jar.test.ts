// What is said where the exchange has a record of the cookie jar.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConsideredCookie, CookieRecord, SetCookieVerdict } from '../../../../src/core/http/cookie-record.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { answer, explained } from '../told.ts';

const HOST = 'api.example.com';
const URL = `https://${HOST}/r`;
const cookie = (name: string, verdict: ConsideredCookie['verdict'], more: Partial<ConsideredCookie> = {}): ConsideredCookie => ({
  name,
  domain: HOST,
  hostOnly: true,
  path: '/',
  pathByDefault: false,
  from: `https://${HOST}/login`,
  verdict,
  ...more,
});
const asked = (...considered: readonly ConsideredCookie[]): CookieRecord => ({ use: 'asked', considered, set: [] });

type Given = { readonly sent?: string; readonly got?: string; readonly status?: number; readonly rest?: object };

/** `level anchor: title`, for what is said of cookies; `~` before what is for hovers and Learn. */
function told(cookies: CookieRecord | undefined, { sent, got, status = 200, rest }: Given = {}): readonly string[] {
  const given = answer(got === undefined ? [] : [['Set-Cookie', got]], {
    request: { url: URL, headers: sent === undefined ? [] : [['Cookie', sent]] },
    response: { status },
    rest: { ...rest, cookies },
  });
  return explained(given)
    .annotations.filter(({ id, anchor, level }) => id.startsWith('cookies/') && (level !== 'warning' || anchor.startsWith('request')))
    .map(({ level, anchor, title, aside }) => `${aside === true ? '~' : ''}${level} ${anchor}: ${plain(title)}`);
}

test('a cookie that may not cover a Secure one is told where the jar says so, and a dot at the end of a domain by its name', () => {
  const url = 'http://api.example.com/r';
  const set: readonly SetCookieVerdict[] = [{ name: 'sid', outcome: 'refused', why: 'overlays-secure' }];
  const told = (line: string, cookies?: CookieRecord) =>
    explained(answer([['Set-Cookie', line]], { request: { url }, rest: { cookies } }))
      .annotations.filter(({ id, level }) => id.startsWith('cookies/') && level === 'error')
      .map(({ title }) => plain(title));
  assert.deepEqual(told('sid=1', { use: 'asked', considered: [], set }), [
    'sid was not stored: over plain HTTP it may not cover a Secure cookie of that name',
  ]);
  assert.deepEqual(told('sid=1'), []);
  assert.deepEqual(told('sid=1; Domain=example.com.'), ['Rejected: the dot at the end of Domain makes it another name']);
});

const details = (cookies: CookieRecord, given: Given = {}): string =>
  explained(
    answer(given.got === undefined ? [] : [['Set-Cookie', given.got]], {
      request: { url: URL, headers: given.sent === undefined ? [] : [['Cookie', given.sent]] },
      rest: { cookies },
    }),
  )
    .annotations.filter(({ id }) => id.startsWith('cookies/'))
    .map(({ detail }) => plain(detail))
    .join('\n');

const COOKIE = 'request.header:Cookie';
const REQUESTS: readonly (readonly [name: string, record: CookieRecord, given: Given, said: readonly string[]])[] = [
  ['nothing considered', asked(), {}, []],
  ['all sent', asked(cookie('sid', 'sent')), { sent: 'sid=1' }, [`~info ${COOKIE}: From the cookie jar`]],
  [
    'one for another path, as it was written',
    asked(cookie('sid', 'sent'), cookie('refresh', 'path', { path: '/auth' })),
    { sent: 'sid=1' },
    [`~info ${COOKIE}: From the cookie jar`],
  ],
  [
    'one for another path, which nobody wrote',
    asked(cookie('sid', 'sent'), cookie('old', 'host-only'), cookie('refresh', 'path', { path: '/auth', pathByDefault: true })),
    { sent: 'sid=1' },
    [`info ${COOKIE}: From the jar; kept back: refresh is for /auth and below and 1 other`],
  ],
  ['only such', asked(cookie('r', 'path', { path: '/auth' })), {}, ['~info request.line: No cookie goes along: r is for /auth and below']],
  [
    'only such, and the answer wants a login',
    asked(cookie('r', 'path', { path: '/auth' })),
    { status: 401 },
    ['info request.line: No cookie goes along: r is for /auth and below'],
  ],
  [
    'a login among others, and the answer wants one',
    asked(cookie('theme', 'sent'), cookie('lang', 'path', { path: '/x' }), cookie('sid', 'path', { path: '/app' })),
    { status: 403, sent: 'theme=1' },
    [`warning ${COOKIE}: From the jar; kept back: sid is for /app and below and 1 other`],
  ],
  [
    'an authored field, and the answer wants a login',
    { use: 'authored', considered: [cookie('sid', 'authored')], set: [] },
    { status: 401, sent: 'sid=old' },
    [`warning ${COOKIE}: Your own Cookie goes out; the jar keeps back sid`],
  ],
  ['a Secure one', asked(cookie('sid', 'secure')), {}, ['info request.line: No cookie goes along: sid goes over HTTPS only']],
  ['an expired one', asked(cookie('sid', 'expired')), {}, ['info request.line: No cookie goes along: sid has expired']],
  [
    'one of a neighbour',
    asked(cookie('sid', 'host-only', { domain: 'www.example.com' })),
    {},
    ['~info request.line: No cookie goes along: sid is for www.example.com alone'],
  ],
  [
    'one of a domain beside',
    asked(cookie('sid', 'domain', { domain: 'b.example.com', hostOnly: false })),
    {},
    ['~info request.line: No cookie goes along: sid is for b.example.com and below'],
  ],
  [
    'an authored field',
    { use: 'authored', considered: [cookie('sid', 'authored'), cookie('b', 'authored'), cookie('c', 'path', { path: '/x' })], set: [] },
    { sent: 'own=1' },
    [`info ${COOKIE}: Your own Cookie goes out; the jar keeps back sid and b`],
  ],
  [
    'an authored field, nothing lost',
    { use: 'authored', considered: [cookie('c', 'path', { path: '/x' })], set: [] },
    { sent: 'own=1' },
    [],
  ],
  [
    'the jar switched off',
    { use: 'off', considered: ['a', 'b', 'c'].map((name) => cookie(name, 'off')), set: [] },
    {},
    ['info request.line: By @no-cookie-jar the jar keeps back a and 2 others'],
  ],
];

for (const [name, record, given, said] of REQUESTS) test(`sent: ${name}`, () => assert.deepEqual(told(record, given), said));

test('the detail tells where each cookie comes from and why another one stayed, and no value', () => {
  const text = details(asked(cookie('sid', 'sent'), cookie('b', 'path', { path: '/auth', pathByDefault: true }), cookie('c', 'secure')), {
    sent: 'sid=s3cret-value',
  });
  for (const part of [
    'sid: for api.example.com, path /, set by https://api.example.com/login.',
    'b was not sent: it was set without Path, so it is for the directory of the page that set it, /auth.',
    'c was not sent: it is Secure, and this request is not encrypted.',
  ])
    assert.ok(text.includes(part), text);
  assert.doesNotMatch(text, /s3cret/);
});

const SET_COOKIE = 'response.header:Set-Cookie';
const set = (...verdicts: readonly SetCookieVerdict[]): CookieRecord => ({ use: 'asked', considered: [], set: verdicts });
const ANSWERS: readonly (readonly [line: string, verdict: SetCookieVerdict, said: readonly string[]])[] = [
  ['a=1; Max-Age=60', { name: 'a', outcome: 'stored' }, [`info ${SET_COOKIE}: Stored the cookie a for 1 min`]],
  ['a=1', { name: 'a', outcome: 'replaced' }, [`info ${SET_COOKIE}: Stored the cookie a over its older value, until the session ends`]],
  ['a=1', { name: 'a', outcome: 'off' }, [`info ${SET_COOKIE}: Sets the cookie a until the session ends; not stored, by @no-cookie-jar`]],
  ['a=; Max-Age=0', { name: 'a', outcome: 'removed' }, [`info ${SET_COOKIE}: Deleted the cookie a`]],
  ['a=; Max-Age=0', { name: 'a', outcome: 'absent' }, [`info ${SET_COOKIE}: Deletes the cookie a, which the jar did not have`]],
  ['a=; Max-Age=0', { name: 'a', outcome: 'off' }, [`info ${SET_COOKIE}: Deletes the cookie a`]],
  [
    'a=1; Domain=other.test',
    { name: 'a', outcome: 'refused', why: 'domain-mismatch' },
    [`error ${SET_COOKIE}: a was not stored: api.example.com may not set one for other.test`],
  ],
  [
    'a=1; Domain=example.com',
    { name: 'a', outcome: 'refused', why: 'domain-too-wide' },
    [`error ${SET_COOKIE}: a was not stored: example.com is a public suffix`],
  ],
  [
    '__Host-a=1; Path=/',
    { name: '__Host-a', outcome: 'refused', why: 'host-prefix' },
    [`error ${SET_COOKIE}: __Host-a was not stored: __Host- needs Secure, Path=/ and no Domain`],
  ],
  [
    'a=1; SameSite=None',
    { name: 'a', outcome: 'stored' },
    [`error ${SET_COOKIE}: Stored, but browsers reject a: SameSite=None needs Secure`],
  ],
];

for (const [line, verdict, said] of ANSWERS)
  test(`${line}, ${verdict.outcome}`, () => assert.deepEqual(told(set(verdict), { got: line }), said));

test('what browsers reject and the jar stores is said to be stored, what the jar refuses too', () => {
  assert.match(details(set({ name: 'a', outcome: 'stored' }), { got: 'a=1; SameSite=None' }), /has stored it all the same/);
  assert.match(
    details(set({ name: 'a', outcome: 'refused', why: 'domain-mismatch' }), { got: 'a=1; Domain=x.test' }),
    /Postil's jar refused it too/,
  );
});

const chained = (first: CookieRecord | undefined, last: CookieRecord, line: string): object => ({
  chain: [
    {
      request: { method: 'GET', url: `https://${HOST}/a` },
      response: {
        status: 302,
        headers: [
          ['Location', '/b'],
          ['Set-Cookie', line],
        ],
      },
      cookies: first,
    },
  ],
  request: { method: 'GET', url: `https://${HOST}/b`, headers: [] },
  response: { status: 200, headers: [] },
  cookies: last,
  context: { now: '2026-11-20T12:00:00Z' },
});

const chainTold = (description: object): readonly string[] =>
  explained(description)
    .annotations.filter(({ id }) => /^(?:cookies\/|redirects\/cookie)/.test(id))
    .map(({ level, anchor, title }) => `${level} ${anchor}: ${plain(title)}`);

test('each hop has its own, and a cookie that stays behind is told once', () => {
  const kept = cookie('sid', 'path', { path: '/x' });
  assert.deepEqual(chainTold(chained(set({ name: 'sid', outcome: 'stored' }), asked(kept), 'sid=1; Path=/x; HttpOnly; Secure')), [
    `info chain[0].${SET_COOKIE}: Stored the cookie sid until the session ends`,
    `info chain[0].${SET_COOKIE}: The cookie sid is not sent to the next hop: its path is /x`,
  ]);
});

test('a cookie that the jar refused on the way is not told as left behind', () => {
  const refused = set({ name: 'a', outcome: 'refused', why: 'domain-mismatch' });
  assert.deepEqual(chainTold(chained(refused, asked(), 'a=1; Domain=x.test')), [
    `error chain[0].${SET_COOKIE}: a was not stored: api.example.com may not set one for x.test`,
  ]);
});

test('a hop without a record is told as before', () => {
  assert.deepEqual(chainTold(chained(undefined, asked(), 'a=1')), []);
});

test('the handshake of an open WebSocket has its own too', () => {
  const notes = explained({
    ws: {
      handshake: {
        request: { method: 'GET', url: `wss://${HOST}/s`, headers: [['Cookie', 'sid=1']] },
        response: { status: 101, headers: [['Set-Cookie', 'seen=1']] },
        cookies: { ...asked(cookie('sid', 'sent')), set: [{ name: 'seen', outcome: 'stored' }] },
      },
    },
    context: { now: '2026-11-20T12:00:00Z' },
  }).annotations.filter(({ id }) => id.startsWith('cookies/'));
  assert.deepEqual(
    notes.map(({ anchor, title }) => `${anchor}: ${plain(title)}`),
    [
      'ws.handshake.request.header:Cookie: From the cookie jar',
      'ws.handshake.response.header:Set-Cookie: Stored the cookie seen until the session ends',
    ],
  );
});
