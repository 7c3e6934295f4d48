import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { type Ended, postil, withFiles } from '../support/command.ts';
import { always, rawServer } from '../support/raw-server.ts';

let playground: Playground;
before(async () => {
  playground = await startPlayground({ port: 0 });
});
after(() => playground.close());

/** Sends a file of that text. */
const send = (text: string, ...options: readonly string[]): Promise<Ended> =>
  withFiles({ 'a.http': text }, (folder) => postil(['send', join(folder, 'a.http'), ...options]));

test('fields arrive as typed: order, case and duplicates', async (context) => {
  const server = await rawServer(context, always('HTTP/1.1 204 No Content\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\n\r\n'));
  const { code } = await send(
    `GET http://127.0.0.1:${server.port}/a?b=%41 HTTP/1.1\nX-a: 1\nx-A: 2\nHOST: example.test\nUser-Agent: me\nAccept: */*\nAccept-Encoding: gzip\n`,
  );
  assert.equal(code, 0);
  assert.equal(
    server.received[0]?.toString('latin1'),
    'GET /a?b=%41 HTTP/1.1\r\nX-a: 1\r\nx-A: 2\r\nHOST: example.test\r\nUser-Agent: me\r\nAccept: */*\r\nAccept-Encoding: gzip\r\n\r\n',
  );
});

test('the first request alone is sent unless more are asked for', async () => {
  const text = `GET ${playground.url}/status/201\n###\nGET ${playground.url}/status/202\n`;
  assert.deepEqual(statuses(await send(text, '--json')), [201]);
  assert.deepEqual(statuses(await send(text, '--json', '--all')), [201, 202]);
  assert.deepEqual(statuses(await send(text, '--json', '--line', '3')), [202]);
});

test('a request is found by its name', async () => {
  const text = `### one\nGET ${playground.url}/status/201\n### two\nGET ${playground.url}/status/202\n`;
  assert.deepEqual(statuses(await send(text, '--json', '--name', 'two')), [202]);
  const wrong = await send(text, '--name', 'three');
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /no request is called "three"; the names here are "one", "two"/);
});

test('what a request refers to is sent first', async () => {
  const text = `### me\nGET ${playground.url}/echo?status={{login.response.status}}\n### login\nGET ${playground.url}/status/203\n`;
  assert.deepEqual(statuses(await send(text, '--json', '--name', 'me')), [203, 200]);
});

test('an undefined variable blocks, and says where', async () => {
  const { code, stderr, stdout } = await send(`GET ${playground.url}/{{nobody}}\n`);
  assert.equal(code, 2);
  assert.match(stderr, /a\.http:1:\d+: error undefined:nobody: /);
  assert.equal(stdout, '');
});

test('a refused connection is an answer of its own and ends with 1', async (context) => {
  const server = await rawServer(context, () => undefined);
  await server.close();
  const { code, stdout } = await send(`GET http://127.0.0.1:${server.port}/\n`, '--json');
  assert.equal(code, 1);
  const { exchanges } = JSON.parse(stdout);
  assert.equal(exchanges[0].failure.code, 'ECONNREFUSED');
  assert.ok(exchanges[0].annotations.some((note: { level: string; anchor: string }) => note.level === 'error' && note.anchor === 'error'));
});

test('a finding ends with 1 where that is asked for', async () => {
  const text = `GET ${playground.url}/bad/two-lengths\n`;
  assert.equal((await send(text, '--fail-on', 'error')).code, 1);
});

test('the JSON of an exchange has what the contract promises', async () => {
  const { stdout } = await send(`### a\nGET ${playground.url}/echo\n`, '--jsonl');
  const exchange = JSON.parse(stdout);
  for (const key of [
    'name',
    'line',
    'request',
    'response',
    'informational',
    'connection',
    'timings',
    'wire',
    'redirects',
    'summary',
    'annotations',
  ])
    assert.ok(key in exchange, key);
  assert.equal(exchange.line, 2);
  assert.match(Buffer.from(exchange.wire.sentBase64, 'base64').toString(), /^GET \/echo HTTP\/1\.1\r\n/);
  assert.match(Buffer.from(exchange.wire.receivedBase64, 'base64').toString(), /^HTTP\/1\.1 200 OK\r\n/);
});

test('a redirect is followed, and each hop is told', async () => {
  const { stdout } = await send(`GET ${playground.url}/redirect/2\n`, '--jsonl');
  const exchange = JSON.parse(stdout);
  assert.equal(exchange.response.status, 200);
  assert.deepEqual(
    exchange.redirects.map((hop: { response: { status: number } }) => hop.response.status),
    [302, 302],
  );
});

test('a WebSocket says its script, waits as told and closes', async () => {
  const { code, stdout } = await send(`WEBSOCKET ${playground.wsUrl}/ws/echo\n\nhello\n=== wait-for-server\nbye\n`, '--jsonl');
  assert.equal(code, 0);
  const { webSocket } = JSON.parse(stdout);
  const texts = webSocket.events
    .filter((event: { kind: string }) => event.kind === 'message')
    .map((event: { direction: string; text: string }) => `${event.direction} ${event.text}`);
  assert.deepEqual(texts, ['out hello', 'in hello', 'out bye', 'in bye']);
  assert.equal(webSocket.state, 'closed');
});

test('what a server sends never controls the terminal', async (context) => {
  const server = await rawServer(
    context,
    always('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Evil: \u001b[31m\r\nContent-Length: 6\r\n\r\n\u001b]0;x\u0007'),
  );
  const { stdout } = await send(`GET http://127.0.0.1:${server.port}/\n`);
  assert.ok(!/[\u001b\u0007]/.test(stdout), JSON.stringify(stdout));
  assert.match(stdout, /\\x1b/);
});

test('no line of the annotated exchange is wider than the terminal', async () => {
  const { stdout } = await send(`GET ${playground.url}/cookies\n`);
  for (const line of stdout.split('\n')) assert.ok(line.length <= 100 || !line.includes('│'), line);
});

test('a HAR is written where it is asked for', async () => {
  await withFiles({ 'a.http': `GET ${playground.url}/redirect/1\n` }, async (folder) => {
    const har = join(folder, 'out.har');
    await postil(['send', join(folder, 'a.http'), '--har', har]);
    const { log } = JSON.parse(await (await import('node:fs/promises')).readFile(har, 'utf8'));
    assert.deepEqual(
      log.entries.map((entry: { response: { status: number } }) => entry.response.status),
      [302, 200],
    );
  });
});

test('wrong usage ends with 2 and says how it goes', async () => {
  const { code, stderr } = await postil(['send', 'x.http', '--density', 'loud']);
  assert.equal(code, 2);
  assert.match(stderr, /Allowed choices are quiet, notes, learn/);
});

const statuses = ({ stdout }: Ended): readonly number[] =>
  JSON.parse(stdout).exchanges.map((exchange: { response: { status: number } }) => exchange.response.status);

test('a jar in a file takes the cookies of one run to the next, those of a session too', async () => {
  await withFiles({ 'a.http': `GET ${playground.url}/cookies/set\n`, 'b.http': `GET ${playground.url}/cookies\n` }, async (folder) => {
    const jar = join(folder, 'jar.json');
    const run = (file: string, ...options: readonly string[]): Promise<Ended> => postil(['send', join(folder, file), '--json', ...options]);
    const first = JSON.parse((await run('a.http', '--cookie-jar', jar)).stdout).exchanges[0];
    assert.deepEqual(first.cookies.set, [
      { name: 'session', outcome: 'stored' },
      { name: 'theme', outcome: 'stored' },
    ]);
    const names = JSON.parse(readFileSync(jar, 'utf8')).cookies.map((one: { readonly key: string }) => one.key);
    assert.deepEqual(names, ['session', 'theme']);
    const second = JSON.parse((await run('b.http', '--cookie-jar', jar)).stdout).exchanges[0];
    assert.match(second.response.body, /a1b2c3/);
    const alone = JSON.parse((await run('b.http')).stdout).exchanges[0];
    assert.doesNotMatch(alone.response.body, /a1b2c3/);
  });
});

test('a curl command is not sent as a request, and what is there instead is said with its place', async (context) => {
  const server = await rawServer(context, always('HTTP/1.1 204 No Content\r\n\r\n'));
  const url = `http://127.0.0.1:${server.port}/`;
  for (const text of [`curl ${url}\n`, `curl.exe -d a=1 ${url}\n`, `$ curl -X POST \\\n  ${url}\n`, `@m = curl\n{{m}} ${url}\n`])
    for (const profile of ['postil', 'http-2026']) {
      const { code, stdout, stderr } = await send(text, '--profile', profile);
      assert.deepEqual([code, stdout], [2, ''], text);
      assert.match(stderr, /a\.http:\d:\d: error command-not-run: This is a curl command, .*Rewrite the curl command as a request/);
      assert.equal(stderr.match(/: (?:error|warning|information) /g)?.length, 1, stderr);
    }
  assert.equal(server.sockets.length, 0);
});

test('a file that is no jar is named with its place, left as it is, and nothing is sent', async () => {
  const damaged = '{\n  "cookies": [}\n';
  await withFiles({ 'a.http': `GET ${playground.url}/cookies/set\n`, 'jar.json': damaged }, async (folder) => {
    const jar = join(folder, 'jar.json');
    const { code, stdout, stderr } = await postil(['send', join(folder, 'a.http'), '--cookie-jar', jar]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(
      stderr,
      /jar\.json:2:15: error cookie-jar: .*Nothing was sent, and the file is as it was\. Mend it, or name another file\./,
    );
    assert.equal(readFileSync(jar, 'utf8'), damaged);
  });
});

test('two that run at the same time lose none of each other’s cookies', async (t) => {
  const waiting: (() => void)[] = [];
  const server = await rawServer(t, (socket, whole) => {
    const name = /^GET \/(\w+)/.exec(whole.toString('latin1'))?.[1] ?? '';
    waiting.push(() => socket.end(`HTTP/1.1 200 OK\r\nSet-Cookie: ${name}=1\r\nContent-Length: 0\r\n\r\n`));
    if (waiting.length === 2) for (const answer of waiting) answer();
  });
  const url = `http://127.0.0.1:${server.port}`;
  await withFiles({ 'a.http': `GET ${url}/a\n`, 'b.http': `GET ${url}/b\n` }, async (folder) => {
    const jar = join(folder, 'jar.json');
    const both = ['a.http', 'b.http'].map((name) => postil(['send', join(folder, name), '--cookie-jar', jar]));
    assert.deepEqual(
      (await Promise.all(both)).map(({ code }) => code),
      [0, 0],
    );
    const names = JSON.parse(readFileSync(jar, 'utf8')).cookies.map((one: { readonly key: string }) => one.key);
    assert.deepEqual(names.sort(), ['a', 'b']);
  });
});

test('a jar that can’t be written is told, and ends with 1', async () => {
  await withFiles({ 'a.http': `GET ${playground.url}/cookies/set\n` }, async (folder) => {
    // As long as a name may be: there is no room for the one beside it.
    const { code, stderr } = await postil(['send', join(folder, 'a.http'), '--cookie-jar', join(folder, 'j'.repeat(255))]);
    assert.equal(code, 1);
    assert.match(stderr, /j{255}: the cookies can't be written: ENAMETOOLONG/);
  });
});
