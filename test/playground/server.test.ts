import assert from 'node:assert/strict';
import https from 'node:https';
import net from 'node:net';
import { test } from 'node:test';
import type { Listed } from '../../src/playground/index-page.ts';
import { startPlayground } from '../../src/playground/server.ts';
import { exchange, head, playground } from './client.ts';

const { at, get } = playground();

test('the front page lists every route, as HTML and as JSON', async () => {
  const page = await get('/');
  assert.match(page.field('Content-Type') ?? '', /^text\/html/);
  const list = (await get('/', { fields: ['Accept', 'application/json'] })).json() as readonly Listed[];
  for (const { path, tells } of list) {
    assert.ok(page.text.includes(path.replaceAll('&', '&amp;')), path);
    assert.match(tells, /^\S.*\.$/, `${path} is told in a sentence`);
  }
  assert.ok(list.length > 90, String(list.length));
  for (const path of ['/echo', '/todos', '/bad/surplus', '/ws/echo', '/ws/bad/masked'])
    assert.ok(
      list.some((one) => one.path === path),
      path,
    );
});

const SLOW_OR_BROKEN = /^\/(bad\/|large|long-poll|slow|drip|sse)/;

test('every link of the front page answers, and none with a fault of the server', async () => {
  const list = (await get('/', { fields: ['Accept', 'application/json'] })).json() as readonly Listed[];
  for (const { method, link } of list) {
    if (link === undefined || method === 'WEBSOCKET' || SLOW_OR_BROKEN.test(link)) continue;
    const { status, field } = await get(link);
    assert.ok(status < 500, `${link}: ${status}`);
    assert.ok(field('Date') !== undefined && field('Cache-Control') !== undefined, `${link} has Date and Cache-Control`);
  }
});

test('every content has a type, and a length or chunks', async () => {
  const list = (await get('/', { fields: ['Accept', 'application/json'] })).json() as readonly Listed[];
  for (const { method, link } of list) {
    if (link === undefined || method === 'WEBSOCKET' || SLOW_OR_BROKEN.test(link) || link === '/http10') continue;
    const { status, content, field } = await get(link);
    if (content.length > 0) assert.ok(field('Content-Type') !== undefined, link);
    if (status !== 304 && status !== 204)
      assert.ok(field('Content-Length') === String(content.length) || field('Transfer-Encoding') === 'chunked', link);
  }
});

test('an unknown path is a 404 in problem+json, another method a 405 with Allow', async () => {
  const missing = await get('/nothing/here');
  assert.deepEqual([missing.status, missing.field('Content-Type')], [404, 'application/problem+json']);
  const wrong = await get('/todos', { method: 'DELETE' });
  assert.deepEqual([wrong.status, wrong.field('Allow')], [405, 'GET, HEAD, POST, OPTIONS']);
});

test('OPTIONS says what a path knows, OPTIONS * what the server knows', async () => {
  assert.equal((await get('/cache', { method: 'OPTIONS' })).field('Allow'), 'GET, HEAD, OPTIONS');
  const { text } = await exchange(at().port, 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  assert.match(text, /^HTTP\/1\.1 204 [\s\S]*\r\nAllow: GET, HEAD/);
});

test('HEAD gets the fields of GET and no content', async () => {
  const { status, content, field } = await get('/cache', { method: 'HEAD' });
  assert.deepEqual([status, content.length, field('Content-Length')], [200, 0, '43']);
});

test('a target in absolute form is served too', async () => {
  const { text } = await exchange(at().port, 'GET http://other.test/text HTTP/1.1\r\nHost: other.test\r\nConnection: close\r\n\r\n');
  assert.match(text, /^HTTP\/1\.1 200 OK/);
});

const UNREADABLE: readonly (readonly [fact: string, octets: string, status: number])[] = [
  ['a method that Node does not know', 'BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n', 501],
  ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['a field without a colon', 'GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n', 400],
  ['too many fields', `GET / HTTP/1.1\r\nHost: x\r\n${'X-Long: y\r\n'.repeat(3000)}\r\n`, 431],
  ['a tunnel', 'CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n', 501],
  ['an upgrade to something else', head('/ws/echo', 'Connection: Upgrade', 'Upgrade: h2c'), 426],
  ['an upgrade of a path that knows none', head('/nowhere', 'Connection: Upgrade', 'Upgrade: websocket'), 404],
];

for (const [fact, octets, status] of UNREADABLE) {
  test(`${fact} is answered with ${status}`, async () => {
    assert.equal((await exchange(at().port, octets)).text.slice(0, 12), `HTTP/1.1 ${status}`);
  });
}

test('a WebSocket path without an upgrade asks for one', async () => {
  const { status, field } = await get('/ws/echo');
  assert.deepEqual([status, field('Upgrade'), field('Connection')], [426, 'websocket', 'Upgrade']);
});

test('it listens on 127.0.0.1 only, and says so', async () => {
  assert.equal(at().url, `http://127.0.0.1:${at().port}`);
  assert.equal(at().wsUrl, `ws://127.0.0.1:${at().port}`);
  assert.equal(at().certificate, undefined);
});

test('a port that is taken rejects', async () => {
  await assert.rejects(startPlayground({ port: at().port }), { code: 'EADDRINUSE' });
});

test('closing ends connections that are open, and frees the port', async () => {
  const other = await startPlayground({ port: 0 });
  const socket = net.connect({ host: '127.0.0.1', port: other.port });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.write(head('/long-poll?ms=60000'));
  await new Promise((resolve) => socket.once('connect', resolve));
  await other.close();
  await closed;
  const again = await startPlayground({ port: other.port });
  await again.close();
});

test('with tls it shows a certificate that verifies', async () => {
  const secure = await startPlayground({ port: 0, tls: true });
  assert.equal(secure.wsUrl, `wss://127.0.0.1:${secure.port}`);
  const { certificate = '' } = secure;
  const status = await new Promise((resolve, reject) => {
    https
      .get(`${secure.url}/text`, { ca: certificate, agent: false }, (response) => resolve(response.resume().statusCode))
      .on('error', reject);
  });
  await secure.close();
  assert.equal(status, 200);
});
