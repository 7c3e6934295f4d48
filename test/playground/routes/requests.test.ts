import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type Ask, exchange, head, playground } from '../client.ts';

const { at, get } = playground();

test('/echo shows fields in the order and case in which they came', async () => {
  const { text } = await exchange(
    at().port,
    'POST /echo?a=1&b HTTP/1.1\r\nX-b: 1\r\nHOST: odd.test\r\nx-B: 2\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi',
  );
  const seen: unknown = JSON.parse(text.slice(text.indexOf('\r\n\r\n')));
  assert.deepEqual(seen, {
    method: 'POST',
    target: '/echo?a=1&b',
    version: 'HTTP/1.1',
    query: [
      ['a', '1'],
      ['b', ''],
    ],
    fields: ['X-b: 1', 'HOST: odd.test', 'x-B: 2', 'Content-Type: text/plain', 'Content-Length: 2', 'Connection: close'],
    body: { encoding: 'text', text: 'hi', type: 'text/plain', octets: 2 },
  });
  assert.match(text, /\n {4}\["a", "1"\],\n/);
});

test('/echo waits with 100 Continue for a client that asks for it', async () => {
  const { informational, status } = await get('/echo', { method: 'PUT', fields: ['Expect', '100-continue'], body: 'x' });
  assert.deepEqual([informational, status], [[100], 200]);
});

test('content past the limit is answered with 413, and the connection closed', async () => {
  const head = 'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n';
  const { text } = await exchange(at().port, Buffer.concat([Buffer.from(head), Buffer.alloc(17_000_000, 120)]));
  assert.match(text, /^HTTP\/1\.1 413 [\s\S]*\r\nConnection: close\r\n/);
});

const STATUSES: readonly (readonly [code: number, field: string, value: RegExp])[] = [
  [201, 'Location', /^\//],
  [206, 'Content-Range', /^bytes 0-4\/11$/],
  [302, 'Location', /^\//],
  [308, 'Location', /^\//],
  [401, 'WWW-Authenticate', /^Basic realm=/],
  [405, 'Allow', /GET/],
  [407, 'Proxy-Authenticate', /^Basic/],
  [416, 'Content-Range', /^bytes \*\/\d+$/],
  [418, 'Content-Type', /^text\/plain/],
  [426, 'Upgrade', /^websocket$/],
  [429, 'Retry-After', /^\d+$/],
  [451, 'Link', /rel="blocked-by"/],
  [503, 'Retry-After', /^\d+$/],
  [799, 'Content-Type', /^text\/plain/],
];

for (const [code, name, value] of STATUSES) {
  test(`/status/${code} has ${name}`, async () => {
    const { status, field } = await get(`/status/${code}`);
    assert.equal(status, code);
    assert.match(field(name) ?? '', value);
  });
}

test('/status/204, 205 and 304 have no content', async () => {
  for (const code of [204, 205, 304]) {
    const { status, content, field } = await get(`/status/${code}`);
    assert.deepEqual([status, content.length, field('Content-Type')], [code, 0, undefined]);
  }
});

test('/status/1xx sends it ahead of a 200, and 101 asks for an upgrade', async () => {
  assert.deepEqual((await get('/status/102')).informational, [102]);
  assert.deepEqual((await get('/status/103')).informational, [103]);
  assert.equal((await get('/status/101')).status, 426);
  assert.equal((await get('/status/99')).status, 400);
});

const json = (body: unknown, fields: readonly string[] = []): Ask => ({
  method: 'POST',
  fields: ['Content-Type', 'application/json', ...fields],
  body: JSON.stringify(body),
});

test('/todos: created with a Location that answers, and not twice', async () => {
  const created = await get('/todos', json({ title: 'Sleep' }));
  assert.equal(created.status, 201);
  const location = created.field('Location') ?? '';
  assert.deepEqual((await get(location)).json(), { id: 4, title: 'Sleep', done: false });
  assert.equal((await get('/todos', json({ title: 'Sleep' }))).status, 409);
  assert.equal((await get(location, { method: 'DELETE' })).status, 204);
  assert.equal((await get(location, { method: 'DELETE' })).status, 404);
});

test('/todos refuses what it cannot read or use', async () => {
  assert.equal((await get('/todos', { method: 'POST', fields: ['Content-Type', 'text/plain'], body: 'x' })).status, 415);
  assert.equal((await get('/todos', { method: 'POST', fields: ['Content-Type', 'application/json'], body: '{' })).status, 400);
  for (const body of [{ title: '' }, { title: 1 }, { title: 'x', done: 'yes' }, [], null])
    assert.equal((await get('/todos', json(body))).status, 422);
});

test('/todos/{id}: a change needs If-Match with the current tag', async () => {
  const etag = (await get('/todos/2')).field('ETag') ?? '';
  const put = (fields: readonly string[]): Ask => ({ ...json({ title: 'Read it', done: true }, fields), method: 'PUT' });
  assert.equal((await get('/todos/2', put([]))).status, 428);
  const changed = await get('/todos/2', put(['If-Match', etag]));
  assert.equal(changed.status, 200);
  assert.notEqual(changed.field('ETag'), etag);
  const stale = await get('/todos/2', put(['If-Match', etag]));
  assert.deepEqual([stale.status, stale.field('ETag')], [412, changed.field('ETag')]);
  const patched = await get('/todos/2', { ...json({ done: false }, ['If-Match', '*']), method: 'PATCH' });
  assert.deepEqual(patched.json(), { id: 2, title: 'Read it', done: false });
});

test('/todos/{id} is 304 to whom has it already', async () => {
  const etag = (await get('/todos/1')).field('ETag') ?? '';
  const { status, content } = await get('/todos/1', { fields: ['If-None-Match', `"other", W/${etag}`] });
  assert.deepEqual([status, content.length], [304, 0]);
});

test('/todos comes in pages with links around', async () => {
  const { field, json: body } = await get('/todos?size=1&page=2');
  assert.equal((body() as unknown[]).length, 1);
  assert.equal(
    field('Link'),
    '</todos?size=1&page=1>; rel="first", </todos?size=1&page=1>; rel="prev", </todos?size=1&page=3>; rel="next", </todos?size=1&page=3>; rel="last"',
  );
  assert.equal((await get('/todos?page=9')).status, 404);
  assert.deepEqual((await get('/todos?done=true')).json(), [{ id: 1, title: 'Buy milk', done: true }]);
});

const LOGINS: readonly (readonly [type: string, body: string])[] = [
  ['application/x-www-form-urlencoded', 'user=ann&password=secret'],
  ['application/json', '{"user":"ann","password":"secret"}'],
  [
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: form-data; name=user\r\n\r\nann\r\n--b\r\nContent-Disposition: form-data; name=password\r\n\r\nsecret\r\n--b--',
  ],
];

for (const [type, body] of LOGINS) {
  test(`/login takes ${type}, and /me its token`, async () => {
    const { token } = (await get('/login', { method: 'POST', fields: ['Content-Type', type], body })).json() as { token: string };
    assert.match(token, /^[\w-]+\.[\w-]+\.[\w-]+$/);
    assert.equal((await get('/me', { fields: ['Authorization', `Bearer ${token}`] })).status, 200);
  });
}

test('/login and /me say with WWW-Authenticate what is missing', async () => {
  const wrong = await get('/login', json({ user: 'ann', password: 'no' }));
  assert.deepEqual([wrong.status, wrong.field('WWW-Authenticate')], [401, 'Bearer realm="playground"']);
  assert.equal((await get('/me')).field('WWW-Authenticate'), 'Bearer realm="playground"');
  for (const token of ['nonsense', 'a.b.c', '...'])
    assert.equal(
      (await get('/me', { fields: ['Authorization', `Bearer ${token}`] })).field('WWW-Authenticate'),
      'Bearer realm="playground", error="invalid_token"',
    );
  assert.equal((await get('/me', { fields: ['Authorization', 'bearer practice-token'] })).status, 200);
});

test('/auth/basic', async () => {
  const refused = await get('/auth/basic');
  assert.deepEqual([refused.status, refused.field('WWW-Authenticate')], [401, 'Basic realm="playground", charset="UTF-8"']);
  assert.equal((await get('/auth/basic', { fields: ['Authorization', `Basic ${btoa('ann:secret')}`] })).status, 200);
  assert.equal((await get('/auth/basic', { fields: ['Authorization', `Basic ${btoa('ann:other')}`] })).status, 401);
});

const digest = (algorithm: string, text: string): string =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text)
    .digest('hex');

function answerTo(challenge: string, algorithm: string, uri: string, nc = '00000001', password = 'secret'): string {
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '';
  const response = digest(
    algorithm,
    [digest(algorithm, `ann:playground:${password}`), nonce, nc, 'abc', 'auth', digest(algorithm, `GET:${uri}`)].join(':'),
  );
  return `Digest username="ann", realm="playground", nonce="${nonce}", uri="${uri}", algorithm=${algorithm}, qop=auth, nc=${nc}, cnonce="abc", response="${response}"`;
}

for (const [algorithm, uri] of [
  ['MD5', '/auth/digest/md5'],
  ['SHA-256', '/auth/digest/sha-256'],
] as const) {
  test(`/auth/digest takes the right answer with ${algorithm} once`, async () => {
    const [challenge = ''] = (await get(uri)).fieldsOf('WWW-Authenticate');
    const authorization = answerTo(challenge, algorithm, uri);
    const right = await get(uri, { fields: ['Authorization', authorization] });
    assert.equal(right.status, 200);
    const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '';
    const proof = digest(
      algorithm,
      [digest(algorithm, 'ann:playground:secret'), nonce, '00000001', 'abc', 'auth', digest(algorithm, `:${uri}`)].join(':'),
    );
    assert.equal(right.field('Authentication-Info'), `rspauth="${proof}", qop=auth, nc=00000001, cnonce="abc"`);
    assert.equal((await get(uri, { fields: ['Authorization', authorization] })).status, 401);
    assert.equal((await get(uri, { fields: ['Authorization', answerTo(challenge, algorithm, uri, '00000002')] })).status, 200);
    assert.equal((await get(uri, { fields: ['Authorization', answerTo(challenge, algorithm, uri, '00000003', 'wrong')] })).status, 401);
  });
}

test('/auth/digest offers SHA-256 before MD5, and calls an unknown nonce stale', async () => {
  const challenges = (await get('/auth/digest')).fieldsOf('WWW-Authenticate');
  assert.deepEqual(
    challenges.map((one) => /algorithm=([\w-]+)/.exec(one)?.[1]),
    ['SHA-256', 'MD5'],
  );
  const stale = await get('/auth/digest', { fields: ['Authorization', answerTo('nonce="old"', 'MD5', '/auth/digest')] });
  assert.match(stale.field('WWW-Authenticate') ?? '', /stale=true/);
});

test('/redirect counts down to /echo with the code asked for', async () => {
  const first = await get('/redirect/2?code=307');
  assert.deepEqual([first.status, first.field('Location')], [307, '/redirect/1?code=307']);
  assert.equal((await get('/redirect/1')).field('Location'), '/echo');
  assert.equal((await get('/redirect/loop')).field('Location'), '/redirect/loop');
  assert.equal((await get('/redirect/many')).status, 400);
});

test('/redirect/cross leads to the other name of this machine', async () => {
  assert.equal((await get('/redirect/cross')).field('Location'), `http://localhost:${at().port}/echo`);
  const { text } = await exchange(at().port, `GET /redirect/cross HTTP/1.1\r\nHost: localhost:${at().port}\r\nConnection: close\r\n\r\n`);
  assert.match(text, new RegExp(`\r\nLocation: http://127\\.0\\.0\\.1:${at().port}/echo\r\n`));
});

test('/cookies sets, shows and clears', async () => {
  const set = await get('/cookies/set?theme=dark');
  assert.deepEqual(set.fieldsOf('Set-Cookie'), ['theme=dark; Path=/; SameSite=Lax']);
  assert.equal((await get('/cookies/set')).fieldsOf('Set-Cookie').length, 2);
  assert.deepEqual((await get('/cookies', { fields: ['Cookie', 'theme=dark; a=b=c'] })).json(), {
    cookies: [
      ['theme', 'dark'],
      ['a', 'b=c'],
    ],
  });
  assert.deepEqual((await get('/cookies/clear', { fields: ['Cookie', 'a=1'] })).fieldsOf('Set-Cookie'), [
    'a=; Path=/; Max-Age=0; SameSite=Lax',
  ]);
  assert.equal((await get('/cookies/refused')).fieldsOf('Set-Cookie').length, 4);
});

test('/cookies/set puts no line break of the query into a field', async () => {
  assert.equal((await get('/cookies/set?a=%0d%0aX-Injected:1')).field('X-Injected'), undefined);
});

test('/hotlink refuses a page of another site, not its own and not nobody', async () => {
  assert.equal((await get('/hotlink')).field('Content-Type'), 'image/png');
  assert.equal((await get('/hotlink', { fields: ['Referer', `${at().url}/html`] })).status, 200);
  assert.equal((await get('/hotlink', { fields: ['Referer', 'https://thief.example/'] })).status, 403);
  assert.equal((await get('/hotlink', { fields: ['Referer', 'nonsense'] })).status, 403);
});

test('/cors trusts one origin, in the answer and in the preflight', async () => {
  const asked = ['Origin', 'https://app.example.test', 'Access-Control-Request-Method', 'PUT'];
  const preflight = await get('/cors', { method: 'OPTIONS', fields: asked });
  assert.deepEqual(
    [preflight.status, preflight.field('Access-Control-Allow-Origin'), preflight.field('Access-Control-Allow-Methods')],
    [204, 'https://app.example.test', 'GET, PUT, DELETE'],
  );
  assert.equal((await get('/cors', { fields: asked.slice(0, 2) })).field('Access-Control-Allow-Credentials'), 'true');
  const other = await get('/cors', { fields: ['Origin', 'https://evil.example'] });
  assert.deepEqual([other.field('Access-Control-Allow-Origin'), other.field('Vary')], [undefined, 'Origin']);
  assert.equal(
    (await get('/cors', { method: 'OPTIONS', fields: ['Origin', 'https://evil.example'] })).field('Access-Control-Allow-Methods'),
    undefined,
  );
  assert.equal((await get('/cors/any')).field('Access-Control-Allow-Origin'), '*');
});

test('/http10 answers HTTP/1.0 without a length and closes', async () => {
  const { text, end } = await exchange(at().port, head('/http10'));
  assert.match(text, /^HTTP\/1\.0 200 OK\r\n/);
  assert.doesNotMatch(text, /Content-Length/i);
  assert.equal(end, 'closed');
});
