// Connections: which are used again, what is known of them, and that nothing is left behind.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Progress } from '../../../src/core/send/client.ts';
import { always, rawServer } from '../../support/raw-server.ts';
import * as certificates from './certificates.ts';
import { client, failureOf, OPTIONS, request, responseOf, send, text, wireOf } from './sending.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

test('what a name was looked up to stands with the exchange that it was looked up for', async (t) => {
  const server = await rawServer(t, always(OK));
  const http = client(t, { lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]) });
  const named = { ...request(server.port, 'GET /'), origin: { scheme: 'http', host: 'api.test', port: server.port } } as const;
  const answers = async () => (await http.send(named, OPTIONS)).connection?.answers;
  assert.deepEqual([await answers(), await answers()], [['127.0.0.1'], undefined]);
});

test('exchanges one after another use one connection, and it is counted', async (t) => {
  const server = await rawServer(t, always(OK));
  const http = client(t);
  const seen: (readonly [number, boolean, number])[] = [];
  for (let i = 0; i < 3; i++) {
    const { connection, timings } = await http.send(request(server.port, 'GET /'), OPTIONS);
    assert.ok(connection !== undefined);
    seen.push([connection.id, connection.reused, connection.use]);
    assert.equal(timings.connected === undefined, i > 0);
    assert.equal(connection.attempts.length, i === 0 ? 1 : 0);
    assert.equal(connection.closedBy, undefined);
  }
  const id = seen[0]?.[0] ?? 0;
  assert.deepEqual(seen, [
    [id, false, 1],
    [id, true, 2],
    [id, true, 3],
  ]);
  assert.equal(server.sockets.length, 1);
});

test('exchanges at the same time have a connection each', async (t) => {
  const server = await rawServer(t, always(OK));
  const http = client(t);
  const all = await Promise.all([1, 2, 3].map(() => http.send(request(server.port, 'GET /'), OPTIONS)));
  assert.equal(new Set(all.map((one) => one.connection?.id)).size, 3);
});

const notAgain: readonly (readonly [
  why: string,
  answer: string,
  end: boolean,
  fields: readonly (readonly [string, string])[],
  line: string,
])[] = [
  ['the server says close', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok', false, [], 'GET /'],
  ['the request says close', OK, false, [['Connection', 'close']], 'GET /'],
  ['HTTP/1.0 does not say keep-alive', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok', false, [], 'GET /'],
  ['the request is HTTP/1.0', OK, false, [], 'GET / HTTP/1.0'],
  ['the end of the connection was the end of the content', 'HTTP/1.1 200 OK\r\n\r\nok', true, [], 'GET /'],
  ['octets came after the message', `${OK}more`, false, [], 'GET /'],
  ['two lengths contradict each other', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok', false, [], 'GET /'],
];
for (const [why, answer, end, fields, line] of notAgain) {
  test(`a connection is not used again when ${why}`, async (t) => {
    const server = await rawServer(t, always(answer, end));
    const http = client(t);
    for (let i = 0; i < 2; i++) {
      const exchange = await http.send(request(server.port, line, fields), OPTIONS);
      assert.equal(text(responseOf(exchange).content), 'ok');
      assert.equal(exchange.connection?.reused, false);
      assert.equal(exchange.connection?.closedBy, end ? 'server' : 'postil');
    }
    assert.equal(server.sockets.length, 2);
  });
}

for (const answer of [
  'HTTP/1.1 204 No Content\r\n\r\n',
  'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n',
  'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
]) {
  test(`a connection is used again after ${JSON.stringify(answer.slice(0, 40))}`, async (t) => {
    const server = await rawServer(t, always(answer));
    const http = client(t);
    await http.send(request(server.port, 'GET /'), OPTIONS);
    assert.equal((await http.send(request(server.port, 'GET /'), OPTIONS)).connection?.reused, true);
  });
}

test('HEAD keeps its connection, and the length of its answer asks for no content', async (t) => {
  const server = await rawServer(t, always('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n'));
  const http = client(t);
  for (const reused of [false, true]) {
    const exchange = await http.send(request(server.port, 'HEAD /'), OPTIONS);
    assert.deepEqual([responseOf(exchange).contentLength, responseOf(exchange).framing, exchange.connection?.reused], [0, 'none', reused]);
  }
});

test('a connection that was closed while idle is not used, and no request is lost or sent twice', async (t) => {
  const server = await rawServer(t, always(OK));
  const http = client(t);
  await http.send(request(server.port, 'GET /1'), OPTIONS);
  const closed = new Promise((resolve) => server.sockets[0]?.once('end', resolve));
  server.sockets[0]?.end();
  await closed;
  const exchange = await http.send(request(server.port, 'GET /2'), OPTIONS);
  assert.equal(responseOf(exchange).status, 200);
  assert.equal(exchange.connection?.reused, false);
  assert.deepEqual(
    server.received.map((bytes) => text(bytes).split(' ')[1]),
    ['/1', '/2'],
  );
});

test('a connection that breaks under a request is a failure: nothing is tried again behind anybody’s back', async (t) => {
  const server = await rawServer(t, (socket, whole, read) => (whole.length > read.length ? socket.resetAndDestroy() : socket.write(OK)));
  const http = client(t);
  await http.send(request(server.port, 'GET /1'), OPTIONS);
  const exchange = await http.send(request(server.port, 'GET /2'), OPTIONS);
  assert.deepEqual([failureOf(exchange).kind, exchange.connection?.reused, server.sockets.length], ['reset', true, 1]);
});

test('an answer before all content is sent ends the exchange and the connection', async (t) => {
  const server = await rawServer(t, (socket, whole, read) => {
    if (whole.length === read.length) socket.write('HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n');
    socket.pause();
  });
  const content = [1, 2, 3, 4, 5, 6, 7, 8].map(() => ({ kind: 'bytes', bytes: Buffer.alloc(4_000_000) }) as const);
  const exchange = await send(t, request(server.port, 'POST /', [['Content-Length', '32000000']], { content }));
  assert.equal(responseOf(exchange).status, 413);
  assert.deepEqual([exchange.timings.sent, exchange.connection?.closedBy], [undefined, 'postil']);
  assert.ok(exchange.wire.sentLength < 32_000_000);
});

test('https is read and written like http, inside TLS', async (t) => {
  const server = await rawServer(t, always(OK), { tls: certificates.trusted });
  const http = client(t, { ca: [certificates.authority] });
  for (const reused of [false, true]) {
    const exchange = await http.send(
      request(
        server.port,
        'GET /',
        [
          ['X-a', '1'],
          ['x-A', '2'],
          ['HOST', 'h'],
        ],
        { scheme: 'https' },
      ),
      OPTIONS,
    );
    assert.equal(text(responseOf(exchange).content), 'ok');
    assert.deepEqual([exchange.connection?.reused, exchange.connection?.tls?.authorized], [reused, true]);
    assert.equal(exchange.timings.secured === undefined, reused);
  }
  const whole = 'GET / HTTP/1.1\r\nX-a: 1\r\nx-A: 2\r\nHOST: h\r\n\r\n';
  assert.equal(text(server.received[0] ?? Buffer.alloc(0)), whole + whole);
});

test('times go upwards and addresses are there', async (t) => {
  const server = await rawServer(t, always(OK));
  const { connection, timings, startedAt } = await send(t, request(server.port, 'GET /'));
  const { connected = -1, sent = -1, firstByte = -1, done } = timings;
  assert.ok(0 <= connected && connected <= sent && sent <= firstByte && firstByte <= done);
  assert.equal(timings.dns, undefined);
  assert.ok(startedAt > 1_700_000_000_000);
  assert.deepEqual([connection?.localAddress, connection?.remoteAddress, connection?.remotePort], ['127.0.0.1', '127.0.0.1', server.port]);
});

test('the capture is capped and says so, lengths are counted on', async (t) => {
  const length = 3_000_000;
  const server = await rawServer(t, (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`);
    socket.write(Buffer.alloc(length, 97));
  });
  const exchange = await send(t, request(server.port, 'GET /'), {}, {}, { wireCap: 1_000, contentCap: 100_000 });
  const response = responseOf(exchange);
  assert.deepEqual([response.content.length, response.contentLength, response.complete], [100_000, length, true]);
  assert.ok(exchange.wire.truncated);
  assert.equal(exchange.wire.receivedLength, length + `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`.length);
  assert.equal(
    exchange.wire.records.filter((one) => one.direction === 'in').reduce((sum, one) => sum + one.bytes.length, 0),
    1_000,
  );
});

test('content past the cap goes into a file, whole, with what memory holds at its beginning', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'postil-spill-'));
  t.after(() => rm(folder, { recursive: true }));
  const octets = Buffer.from(Array.from({ length: 500_000 }, (_, i) => (i * 37) & 255));
  const server = await rawServer(t, (socket, whole) => {
    const short = text(whole).startsWith('GET /short');
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${short ? 1_000 : octets.length}\r\n\r\n`);
    socket.write(short ? octets.subarray(0, 1_000) : octets);
  });
  const settings = { contentCap: 100_000, spillFolder: join(folder, 'made') };
  const response = responseOf(await send(t, request(server.port, 'GET /'), {}, {}, settings));
  assert.ok(octets.subarray(0, 100_000).equals(response.content));
  assert.equal(response.contentLength, octets.length);
  assert.ok(octets.equals(await readFile(response.contentFile ?? '')));
  const short = responseOf(await send(t, request(server.port, 'GET /short'), {}, {}, settings));
  assert.deepEqual([short.contentFile, short.content.length], [undefined, 1_000]);
  const nowhere = responseOf(
    await send(t, request(server.port, 'GET /'), {}, {}, { ...settings, spillFolder: join(response.contentFile ?? '', 'x') }),
  );
  assert.deepEqual([nowhere.contentFile, nowhere.contentLength, nowhere.content.length], [undefined, octets.length, 100_000]);
});

test('progress tells the phases, the head, and the content as it comes', async (t) => {
  const server = await rawServer(t, (socket) => {
    socket.write('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n', () =>
      socket.end('data: 2\n\n'),
    );
  });
  const told: string[] = [];
  const exchange = await send(
    t,
    request(server.port, 'GET /'),
    {},
    {
      onProgress: (progress) => {
        if (progress.kind === 'phase') told.push(progress.phase);
        else if (progress.kind === 'content') told.push(text(progress.chunk));
        else if (progress.kind === 'informational' || progress.kind === 'head') told.push(`${progress.kind} ${progress.head.status}`);
      },
    },
  );
  assert.equal(text(responseOf(exchange).content), 'data: 1\n\ndata: 2\n\n');
  assert.deepEqual(told.slice(0, 6), ['connect', 'send', 'wait', 'head', 'informational 103', 'content']);
  assert.equal(told.filter((one) => one.startsWith('data')).join(''), 'data: 1\n\ndata: 2\n\n');
  assert.ok(told.includes('head 200'));
});

test('closing the client closes its idle connections', async (t) => {
  const server = await rawServer(t, always(OK));
  const http = client(t);
  await http.send(request(server.port, 'GET /'), OPTIONS);
  const ended = new Promise((resolve) => server.sockets[0]?.once('end', resolve));
  await http.close();
  await ended;
});

test('a server that ends the connection right after its answer, without a word: the next request gets a new one', async (t) => {
  const server = await rawServer(t, always(OK, true));
  const http = client(t);
  for (let i = 0; i < 20; i++) {
    const exchange = await http.send(request(server.port, 'GET /'), OPTIONS);
    assert.equal(text(responseOf(exchange).content), 'ok');
  }
});

test('a server that speaks while nobody asked: its connection is not used again', async (t) => {
  const server = await rawServer(t, always(OK));
  const http = client(t);
  await http.send(request(server.port, 'GET /'), OPTIONS);
  const closed = new Promise((resolve) => server.sockets[0]?.once('end', resolve));
  server.sockets[0]?.write('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n');
  await closed;
  const exchange = await http.send(request(server.port, 'GET /'), OPTIONS);
  assert.deepEqual([responseOf(exchange).status, exchange.connection?.reused, server.sockets.length], [200, false, 2]);
});

test('what is captured is there to the last octet, also where memory keeps none of the content', async (t) => {
  const server = await rawServer(t, always(OK));
  const exchange = await send(t, request(server.port, 'GET /'), { captureLimit: OK.length }, {}, { contentCap: 0 });
  assert.equal(wireOf(exchange, 'in'), OK);
});

test('closing the client ends what is on its way as cancelled, and keeps what came of it', async (t) => {
  const server = await rawServer(t, (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'));
  const http = client(t);
  const onProgress = ({ kind }: Progress): void => void (kind === 'content' && setImmediate(() => void http.close()));
  const exchange = await http.send(request(server.port, 'GET /'), OPTIONS, { onProgress });
  assert.deepEqual([failureOf(exchange).kind, exchange.connection?.closedBy], ['cancelled', 'postil']);
  assert.ok(exchange.outcome.kind === 'failure' && text(exchange.outcome.partial?.content ?? Buffer.alloc(0)) === 'half');
});

test('of many idle connections the first are closed', async (t) => {
  const server = await rawServer(t, always(OK));
  const http = client(t, { lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]) });
  const ended: Promise<unknown>[] = [];
  for (let i = 0; i < 105; i++) {
    const host = `h${i}.test`;
    await http.send({ ...request(server.port, 'GET /'), origin: { scheme: 'http', host, port: server.port } }, OPTIONS);
    ended.push(new Promise((resolve) => server.sockets[i]?.once('end', () => resolve(i))));
  }
  assert.deepEqual(await Promise.all(ended.slice(0, 5)), [0, 1, 2, 3, 4]);
  const last = { ...request(server.port, 'GET /'), origin: { scheme: 'http', host: 'h5.test', port: server.port } } as const;
  assert.equal((await http.send(last, OPTIONS)).connection?.reused, true);
});
