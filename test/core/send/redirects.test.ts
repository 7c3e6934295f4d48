import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { Field } from '../../../src/core/http/field.ts';
import { CookieJar } from '../../../src/core/send/cookies/jar.ts';
import { redirected, redirectTarget } from '../../../src/core/send/redirect.ts';
import { type Answer, rawServer } from '../../support/raw-server.ts';
import { client, failureOf, OPTIONS, request, responseOf, send, text } from './sending.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const to = (status: number, location: string, more = ''): string =>
  `HTTP/1.1 ${status} X\r\nLocation: ${location}\r\n${more}Content-Length: 5\r\n\r\nmoved`;

/** Answers by path. */
const routes =
  (table: Readonly<Record<string, string>>): Answer =>
  (socket, _whole, read) => {
    const path = text(read).split(' ')[1] ?? '';
    socket.write(table[path] ?? OK);
  };

const chain = (exchange: Exchange): readonly Exchange[] => [
  ...(exchange.redirectedFrom === undefined ? [] : chain(exchange.redirectedFrom)),
  exchange,
];

const follows: readonly (readonly [method: string, status: number, next: string])[] = [
  ['GET', 301, 'GET'],
  ['GET', 302, 'GET'],
  ['GET', 303, 'GET'],
  ['GET', 307, 'GET'],
  ['GET', 308, 'GET'],
  ['POST', 301, 'GET'],
  ['POST', 302, 'GET'],
  ['POST', 303, 'GET'],
  ['POST', 307, 'POST'],
  ['POST', 308, 'POST'],
  ['PUT', 301, 'PUT'],
  ['PUT', 303, 'GET'],
  ['HEAD', 303, 'HEAD'],
];

for (const [method, status, next] of follows) {
  test(`${status} after ${method} asks for ${next}`, async (t) => {
    const server = await rawServer(t, routes({ '/a': to(status, '/b') }));
    const fields: readonly Field[] = [
      ['Host', 'x'],
      ['Content-Type', 'text/plain'],
      ['X-Keep', '1'],
      ['Content-Length', '3'],
    ];
    const exchange = await send(t, request(server.port, `${method} /a`, fields, { content: 'abc' }));
    assert.equal(responseOf(exchange).status, 200);
    assert.deepEqual([exchange.request.method, exchange.request.target], [next, '/b']);
    const kept = next === method;
    assert.equal(exchange.request.content === undefined, !kept);
    assert.deepEqual(
      exchange.request.fields.map(([name]) => name),
      kept ? ['Host', 'Content-Type', 'X-Keep', 'Content-Length'] : ['Host', 'X-Keep'],
    );
    assert.equal(exchange.request.fields.length, exchange.request.sources.length);
    assert.equal(exchange.redirectedFrom?.outcome.kind === 'response' && exchange.redirectedFrom.outcome.response.status, status);
    assert.equal(exchange.redirectedFrom?.request.target, '/a');
  });
}

test('each hop is an exchange with its content, over one connection', async (t) => {
  const server = await rawServer(t, routes({ '/1': to(302, '/2'), '/2': to(301, '3?x=y'), '/3?x=y': OK }));
  const hops: string[] = [];
  const exchange = await send(
    t,
    request(server.port, 'GET /1'),
    {},
    { onProgress: (p) => p.kind === 'hop' && hops.push(p.exchange.request.target) },
  );
  assert.deepEqual(
    chain(exchange).map((one) => [one.request.target, text(responseOf(one).content), one.connection?.use]),
    [
      ['/1', 'moved', 1],
      ['/2', 'moved', 2],
      ['/3?x=y', 'ok', 3],
    ],
  );
  assert.deepEqual(hops, ['/1', '/2']);
});

test('to another origin neither Authorization nor Cookie goes along, and Host is that origin’s', async (t) => {
  const second = await rawServer(t, routes({}));
  const first = await rawServer(t, routes({ '/a': to(302, `http://127.0.0.1:${second.port}/b`) }));
  const fields: readonly Field[] = [
    ['host', 'x'],
    ['Authorization', 'Basic eDp5'],
    ['X-Other', '1'],
    ['Cookie', 'a=b'],
    ['Proxy-Authorization', 'z'],
  ];
  await send(t, request(first.port, 'GET /a', fields));
  assert.equal(text(second.received[0] ?? Buffer.alloc(0)), `GET /b HTTP/1.1\r\nhost: 127.0.0.1:${second.port}\r\nX-Other: 1\r\n\r\n`);
});

test('to the same origin they go along', async (t) => {
  const server = await rawServer(t, routes({ '/a': to(302, '/b') }));
  await send(
    t,
    request(server.port, 'GET /a', [
      ['Authorization', 'Basic eDp5'],
      ['Cookie', 'a=b'],
    ]),
  );
  assert.ok(text(server.received[0] ?? Buffer.alloc(0)).endsWith('GET /b HTTP/1.1\r\nAuthorization: Basic eDp5\r\nCookie: a=b\r\n\r\n'));
});

test('not followed when told so', async (t) => {
  const server = await rawServer(t, routes({ '/a': to(302, '/b') }));
  const exchange = await send(t, request(server.port, 'GET /a'), { redirect: 'manual' });
  assert.equal(responseOf(exchange).status, 302);
});

const notFollowed: readonly (readonly [why: string, answer: string])[] = [
  ['no Location', 'HTTP/1.1 302 X\r\nContent-Length: 0\r\n\r\n'],
  ['a Location that is no URL', to(302, 'http://[')],
  ['a scheme of an app', to(302, 'myapp://callback?code=1')],
  ['300 with choices', to(300, '/b')],
  ['304', 'HTTP/1.1 304 X\r\nLocation: /b\r\n\r\n'],
  ['201 with the place of what was made', to(201, '/b')],
];
for (const [why, answer] of notFollowed) {
  test(`not followed: ${why}`, async (t) => {
    const server = await rawServer(t, routes({ '/a': answer }));
    const exchange = await send(t, request(server.port, 'GET /a'));
    assert.equal(responseOf(exchange).status, Number(answer.slice(9, 12)));
    assert.equal(exchange.redirectedFrom, undefined);
  });
}

test('too many redirects are a failure that keeps the last answer', async (t) => {
  const server = await rawServer(t, (socket, _whole, read) => {
    const n = Number(text(read).split(' ')[1]?.slice(1));
    socket.write(to(302, `/${n + 1}`));
  });
  const exchange = await send(t, request(server.port, 'GET /0'), { maxRedirects: 3 });
  assert.deepEqual([failureOf(exchange).kind, failureOf(exchange).code], ['redirect', 'TOO_MANY_REDIRECTS']);
  assert.deepEqual(
    chain(exchange).map((one) => one.request.target),
    ['/0', '/1', '/2', '/3'],
  );
  assert.ok(exchange.outcome.kind === 'failure' && exchange.outcome.partial?.status === 302);
});

test('a loop is told as one', async (t) => {
  const server = await rawServer(t, routes({ '/a': to(302, '/b'), '/b': to(302, '/a') }));
  const exchange = await send(t, request(server.port, 'GET /a', []));
  assert.deepEqual([failureOf(exchange).kind, failureOf(exchange).code, chain(exchange).length], ['redirect', 'REDIRECT_LOOP', 4]);
});

test('a fragment is inherited, and never sent', () => {
  const from = {
    ...request(80, 'GET /a', []),
    url: 'http://127.0.0.1/a#part',
    origin: { scheme: 'http', host: '127.0.0.1', port: 80 },
  } as const;
  const head = { version: 'HTTP/1.1', status: 302, reason: '', fields: [['location', '/b?c']] } as const;
  const url = redirectTarget(from, head);
  assert.equal(url?.href, 'http://127.0.0.1/b?c#part');
  assert.ok(url !== undefined);
  assert.equal(redirected(from, head, url).target, '/b?c');
  assert.equal(redirectTarget(from, { ...head, fields: [['location', '/b#own']] })?.hash, '#own');
});

test('https to http is another origin', () => {
  const from = {
    ...request(443, 'GET /a', [
      ['Authorization', 'x'],
      ['Host', 'h'],
    ]),
    url: 'https://h/a',
    origin: { scheme: 'https', host: 'h', port: 443 },
  } as const;
  const head = { version: 'HTTP/1.1', status: 302, reason: '', fields: [['Location', 'http://h/b']] } as const;
  const url = redirectTarget(from, head);
  assert.ok(url !== undefined);
  const next = redirected(from, head, url);
  assert.deepEqual([next.fields, next.origin], [[['Host', 'h']], { scheme: 'http', host: 'h', port: 80 }]);
});

test('cookies of an answer go with the next hop and the next request, marked as the jar’s', async (t) => {
  const server = await rawServer(
    t,
    routes({ '/login': to(302, '/home', 'Set-Cookie: sid=1; Path=/\r\nSet-Cookie: b=2; Path=/other\r\n') }),
  );
  const http = client(t, { cookies: new CookieJar(Date.now) });
  const options = { ...OPTIONS, cookieJar: true };
  const exchange = await http.send(request(server.port, 'GET /login', []), options);
  assert.deepEqual(exchange.request.fields, [['Cookie', 'sid=1']]);
  assert.deepEqual(exchange.request.sources, [{ kind: 'added', why: 'cookie jar' }]);
  assert.deepEqual((await http.send(request(server.port, 'GET /other', []), options)).request.fields, [['Cookie', 'b=2; sid=1']]);
  assert.deepEqual((await http.send(request(server.port, 'GET /x', [['cookie', 'own=1']]), options)).request.fields, [['cookie', 'own=1']]);
  assert.deepEqual((await http.send(request(server.port, 'GET /x', []), OPTIONS)).request.fields, []);
});

test('the jar’s cookies are looked up again for each hop', async (t) => {
  const server = await rawServer(t, routes({ '/a': to(302, '/b', 'Set-Cookie: n=2; Path=/\r\n') }));
  const cookies = new CookieJar(Date.now);
  await (await cookies.visit(`http://127.0.0.1:${server.port}/`, 'asked')).keep([['Set-Cookie', 'n=1; Path=/']]);
  const http = client(t, { cookies });
  const exchange = await http.send(request(server.port, 'GET /a', []), { ...OPTIONS, cookieJar: true });
  assert.deepEqual(exchange.redirectedFrom?.request.fields, [['Cookie', 'n=1']]);
  assert.deepEqual(exchange.request.fields, [['Cookie', 'n=2']]);
});
