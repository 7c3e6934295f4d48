// The jar on the way: over the practice server and a raw one, hop by hop.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../../src/core/explain/explain.ts';
import { fromExchange } from '../../../../src/core/explain/from-exchange.ts';
import type { Exchange } from '../../../../src/core/http/exchange.ts';
import type { Field } from '../../../../src/core/http/field.ts';
import { CookieJar } from '../../../../src/core/send/cookies/jar.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { startPlayground } from '../../../../src/playground/server.ts';
import { always, rawServer, type Scope } from '../../../support/raw-server.ts';
import { http2Server, two } from '../http2/servers.ts';
import { client, OPTIONS, request, responseOf, text } from '../sending.ts';

type Get = (path: string, fields?: readonly Field[], cookieJar?: boolean) => Promise<Exchange>;

function getter(scope: Scope, port: number, cookies = new CookieJar(Date.now)): Get {
  const http = client(scope, { cookies });
  return (path, fields = [['Host', `127.0.0.1:${port}`]], cookieJar = true) =>
    http.send(request(port, `GET ${path}`, fields), { ...OPTIONS, cookieJar });
}

const considered = ({ cookies }: Exchange): readonly string[] =>
  cookies?.considered.map(({ name, verdict }) => `${name} ${verdict}`) ?? ['?'];

const set = ({ cookies }: Exchange): readonly string[] =>
  cookies?.set.map((one) => [one.name, one.outcome, ...(one.outcome === 'refused' ? [one.why] : [])].join(' ')) ?? ['?'];

const received = (exchange: Exchange): unknown => Reflect.get(JSON.parse(Buffer.from(responseOf(exchange).content).toString()), 'cookies');

test('the practice server’s cookies are stored, sent, replaced, deleted and refused, each with its reason', async (t) => {
  const playground = await startPlayground({ port: 0 });
  t.after(() => playground.close());
  const get = getter(t, Number(new URL(playground.url).port));
  assert.deepEqual(set(await get('/cookies/set')), ['session stored', 'theme stored']);
  const shown = await get('/cookies');
  assert.deepEqual(considered(shown), ['session sent', 'theme sent']);
  assert.deepEqual(received(shown), [
    ['session', 'a1b2c3'],
    ['theme', 'light'],
  ]);
  assert.deepEqual(set(await get('/cookies/set?theme=dark')), ['theme replaced']);
  assert.deepEqual(set(await get('/cookies/refused')), [
    '__Host-id refused host-prefix',
    '__Secure-id refused secure-prefix',
    'tracking stored',
    'foreign refused domain-mismatch',
  ]);
  assert.deepEqual(set(await get('/cookies/clear')), ['session removed', 'theme removed', 'tracking removed']);
  assert.deepEqual(considered(await get('/cookies')), []);
});

test('an authored Cookie goes out alone; without the jar nothing is sent or stored, and both are told', async (t) => {
  const playground = await startPlayground({ port: 0 });
  t.after(() => playground.close());
  const port = Number(new URL(playground.url).port);
  const jar = new CookieJar(Date.now);
  const get = getter(t, port, jar);
  await get('/cookies/set?a=1');
  const host: Field = ['Host', `127.0.0.1:${port}`];
  const own = await get('/cookies', [host, ['cookie', 'b=2']]);
  assert.deepEqual([received(own), considered(own)], [[['b', '2']], ['a authored']]);
  const off = await get('/cookies', [host], false);
  assert.deepEqual([received(off), considered(off), off.cookies?.use], [[], ['a off'], 'off']);
  assert.deepEqual(set(await get('/cookies/set?c=3', [host], false)), ['c off']);
  assert.deepEqual(
    jar.all().map(({ name }) => name),
    ['a'],
  );
});

test('each hop of a redirect has its record, and the panel’s words for it', async (t) => {
  const answer =
    'HTTP/1.1 302 Found\r\nLocation: /home\r\nSet-Cookie: sid=1; Path=/; HttpOnly\r\nSet-Cookie: x=1; Domain=other.test\r\nContent-Length: 0\r\n\r\n';
  const home = 'HTTP/1.1 200 OK\r\nSet-Cookie: sid=2; Path=/; HttpOnly\r\nContent-Length: 0\r\n\r\n';
  const server = await rawServer(t, (socket, _whole, read) => void socket.write(text(read).startsWith('GET /login') ? answer : home));
  const last = await getter(t, server.port)('/login');
  const first = last.redirectedFrom;
  assert.ok(first);
  assert.deepEqual([considered(first), set(first)], [[], ['sid stored', 'x refused domain-mismatch']]);
  assert.deepEqual([considered(last), set(last)], [['sid sent'], ['sid replaced']]);
  const { annotations } = explain(fromExchange(last, { now: Date.now() }));
  assert.deepEqual(
    annotations.filter(({ id }) => /^cookies\/|cookie-left/.test(id)).map(({ anchor, title }) => `${anchor} ${plain(title)}`),
    [
      'chain[0].response.header:Set-Cookie Stored the cookie sid until the session ends',
      'chain[0].response.header:Set-Cookie x was not stored: 127.0.0.1 may not set one for other.test',
      'request.header:Cookie From the cookie jar',
      'response.header:Set-Cookie Stored the cookie sid over its older value, until the session ends',
    ],
  );
});

test('what an answer sets goes to the jar that was asked, whichever is the current one by then', async (t) => {
  const [one, other] = [new CookieJar(Date.now), new CookieJar(Date.now)];
  let current = one;
  const server = await rawServer(t, (socket) => {
    current = other;
    socket.end('HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n');
  });
  const http = client(t, { cookies: { visit: (url, use) => current.visit(url, use) } });
  await http.send(request(server.port, 'GET /'), { ...OPTIONS, cookieJar: true });
  assert.deepEqual([one.all().length, other.all().length], [1, 0]);
});

test('cookies of an answer that was cut short count, as its head was whole', async (t) => {
  const server = await rawServer(t, (socket) => void socket.end('HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 10\r\n\r\nabc'));
  const jar = new CookieJar(Date.now);
  const cut = await getter(t, server.port, jar)('/');
  assert.equal(cut.outcome.kind, 'failure');
  assert.deepEqual([set(cut), jar.all().length], [['a stored'], 1]);
});

const streams = ['text/event-stream', 'application/x-ndjson'].flatMap((type) => [false, true].map((two) => [type, two] as const));

for (const [type, overHttp2] of streams)
  test(`a request beside a running ${type}${overHttp2 ? ' of HTTP/2' : ''} sends the cookies that it set, and the record is whole at its end`, async (t) => {
    const [more, next] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const port = await (overHttp2 ? http2Stream : http1Stream)(t, type, more.promise);
    const http = client(t, { cookies: new CookieJar(Date.now) });
    const get = overHttp2 ? two : request;
    const options = { ...OPTIONS, cookieJar: true };
    const streaming = http.send(get(port, 'GET /stream'), options, {
      onProgress: ({ kind }) => void (kind === 'content' && next.resolve()),
    });
    await next.promise;
    const second = await http.send(get(port, 'GET /second'), options);
    assert.deepEqual(considered(second), ['a sent']);
    assert.deepEqual(second.request.fields.at(-1), ['Cookie', 'a=1']);
    more.resolve();
    const first = await streaming;
    assert.deepEqual([set(first), considered(first)], [['a stored', 'b refused domain-mismatch'], []]);
  });

const COOKIES = ['a=1', 'b=2; Domain=other.test'];

const http1Stream = async (scope: Scope, type: string, more: Promise<void>): Promise<number> => {
  const server = await rawServer(scope, (socket, whole) => {
    const lines = [...COOKIES.map((one) => `Set-Cookie: ${one}`), `Content-Type: ${type}`].join('\r\n');
    if (!whole.toString('latin1').startsWith('GET /stream')) socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    else {
      socket.write(`HTTP/1.1 200 OK\r\n${lines}\r\n\r\n{}\n`);
      void more.then(() => socket.end());
    }
  });
  return server.port;
};

const http2Stream = (scope: Scope, type: string, more: Promise<void>): Promise<number> =>
  http2Server(scope, false, (stream, headers) => {
    if (headers[':path'] !== '/stream') {
      stream.respond({ ':status': 204 }, { endStream: true });
      return;
    }
    stream.respond({ ':status': 200, 'content-type': type, 'set-cookie': COOKIES });
    stream.write('{}\n');
    void more.then(() => stream.end());
  });

test('interim responses set cookies too, each told at its place', async (t) => {
  const hints = 'HTTP/1.1 103 Early Hints\r\nSet-Cookie: a=1\r\nSet-Cookie: b=1; Domain=other.test\r\n\r\n';
  const server = await rawServer(t, always(`${hints}HTTP/1.1 200 OK\r\nSet-Cookie: a=2\r\nContent-Length: 0\r\n\r\n`));
  const exchange = await getter(t, server.port)('/');
  assert.deepEqual(set(exchange), ['a replaced']);
  assert.deepEqual(exchange.cookies?.interim, [
    { name: 'a', outcome: 'stored' },
    { name: 'b', outcome: 'refused', why: 'domain-mismatch' },
  ]);
  const { annotations } = explain(fromExchange(exchange, { now: Date.now() }));
  assert.deepEqual(
    annotations
      .filter(({ id, anchor }) => id.startsWith('cookies/') && anchor.startsWith('informational'))
      .map(({ title }) => plain(title)),
    [
      'A cookie is set before the final response',
      'Stored the cookie a until the session ends',
      'b was not stored: 127.0.0.1 may not set one for other.test',
    ],
  );
});

test('a cookie of a hop is in the jar while the next hop is on its way', async (t) => {
  const jar = new CookieJar(Date.now);
  const seen: number[] = [];
  const server = await rawServer(t, (socket, whole) => {
    seen.push(jar.all().length);
    if (whole.toString('latin1').startsWith('GET /go'))
      socket.end('HTTP/1.1 302 Found\r\nLocation: /end\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n');
    else socket.end('HTTP/1.1 204 No Content\r\n\r\n');
  });
  const http = client(t, { cookies: jar });
  await http.send(request(server.port, 'GET /go'), { ...OPTIONS, cookieJar: true, redirect: 'follow', maxRedirects: 5 });
  assert.deepEqual(seen, [0, 1]);
});

test('without a jar there is no record', async (t) => {
  const server = await rawServer(t, always('HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n'));
  const exchange = await client(t).send(request(server.port, 'GET /'), { ...OPTIONS, cookieJar: true });
  assert.equal('cookies' in exchange, false);
});
