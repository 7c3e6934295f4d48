import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import * as net from 'node:net';
import { test } from 'node:test';
import { promisify } from 'node:util';
import type { Exchange } from '../../../../src/core/http/exchange.ts';
import { blockOf, errorName, fieldsOf, type H2Frame, pseudo } from '../../../../src/core/http/http2.ts';
import type { Progress } from '../../../../src/core/send/client.ts';
import { rawServer, type Scope } from '../../../support/raw-server.ts';
import * as certificates from '../certificates.ts';
import { client, failureOf, OPTIONS, request, responseOf, send, text } from '../sending.ts';
import { block, frame, http2Server, SETTINGS, scripted, two } from './servers.ts';

const CA = { ca: [certificates.authority] };

/** `> HEADERS 1`: direction, name, flags but ACK, stream. */
const line = ({ direction, name, flagNames, stream }: H2Frame): string =>
  [direction === 'out' ? '>' : '<', name, ...flagNames, ...(stream === 0 ? [] : [stream])].join(' ');

const framesOf = (exchange: Exchange): readonly H2Frame[] => exchange.http2?.frames ?? [];

test('the frames of an exchange, from the preface on', async (t) => {
  const port = await http2Server(t, false, (stream) => {
    stream.respond({ ':status': 200, 'x-a': '1' });
    stream.end('ok');
  });
  const http = client(t);
  const first = await http.send(
    two(port, 'GET /a', [
      ['Host', 'example.test'],
      ['X-B', '2'],
    ]),
    OPTIONS,
  );
  const sent = framesOf(first).filter(({ direction }) => direction === 'out');
  assert.deepEqual(sent.slice(0, 2).map(line), ['> preface', '> SETTINGS']);
  const asked = sent.flatMap((one) => blockOf(one) ?? [])[0];
  assert.deepEqual(
    asked === undefined ? [] : [pseudo(asked, ':method'), pseudo(asked, ':authority'), pseudo(asked, ':path'), ...fieldsOf(asked)],
    [...['GET', 'example.test', '/a'], ['x-b', '2']],
  );
  const got = framesOf(first).filter(({ direction, stream }) => direction === 'in' && stream === 1);
  assert.deepEqual(got.map(line).slice(0, 2), ['< HEADERS END_HEADERS 1', '< DATA END_STREAM 1']);
  assert.deepEqual([first.http2?.stream, first.http2?.omitted, first.http2?.began], [1, 0, { in: 0, out: 0 }]);
  const second = await http.send(two(port, 'GET /b', [['Host', 'example.test']]), OPTIONS);
  assert.equal(second.http2?.stream, 3);
  assert.ok((second.http2?.began.out ?? 0) >= first.wire.sentLength, 'the second begins where the first ended');
  const again = framesOf(second).flatMap((one) => (one.direction === 'in' && one.stream === 3 ? (blockOf(one) ?? []) : []))[0];
  assert.deepEqual(again && [again.fault, again.lines.find(({ name }) => name === 'x-a')?.form], [undefined, 'indexed']);
});

test('fields come in their order with their duplicates, of interim responses and trailers too', async (t) => {
  const { port } = await scripted(t, [
    frame(1, 4, 1, block([':status', '103'], ['link', '</a>'], ['link', '</b>'])),
    frame(1, 0, 1, block([':status', '200'], ['x-b', '1'], ['x-a', '1'])),
    frame(9, 4, 1, block(['x-b', '2'], ['x-a', 'caf\xe9'])),
    frame(0, 8, 1, Buffer.from('\x02ok\0\0')),
    frame(1, 5, 1, block(['t', '1'], ['s', '2'], ['t', '3'])),
  ]);
  const exchange = await send(t, two(port, 'GET /'));
  const response = responseOf(exchange);
  assert.deepEqual(
    exchange.informational.map((head) => [head.status, head.fields]),
    [
      [
        103,
        [
          ['link', '</a>'],
          ['link', '</b>'],
        ],
      ],
    ],
  );
  assert.deepEqual(response.fields.slice(0, 3), [
    ['x-b', '1'],
    ['x-a', '1'],
    ['x-b', '2'],
  ]);
  assert.deepEqual(response.trailers, [
    ['t', '1'],
    ['s', '2'],
    ['t', '3'],
  ]);
  assert.equal(text(response.content), 'ok');
  const data = framesOf(exchange).find(({ name }) => name === 'DATA');
  assert.deepEqual(data?.content, { kind: 'data', octets: 2, padding: 2 });
});

test('the server ends the connection, or the stream: why stands in the frames', async (t) => {
  const goaway = await scripted(t, [frame(7, 0, 0, Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 11]), Buffer.from('too many')]))], {
    end: true,
  });
  const refused = await send(t, two(goaway.port, 'GET /'));
  assert.deepEqual(
    [failureOf(refused).code, failureOf(refused).message],
    ['ERR_HTTP2_GOAWAY_SESSION', 'The server ended the connection and did not take the request: ENHANCE_YOUR_CALM (too many)'],
  );
  const last = framesOf(refused).find(({ name }) => name === 'GOAWAY')?.content;
  assert.ok(last?.kind === 'goaway');
  assert.deepEqual([last.last, errorName(last.error), text(last.debug)], [0, 'ENHANCE_YOUR_CALM', 'too many']);
  const reset = await scripted(t, [frame(3, 0, 1, Buffer.from([0, 0, 0, 7]))]);
  const why = framesOf(await send(t, two(reset.port, 'GET /'))).find(
    ({ name, direction }) => name === 'RST_STREAM' && direction === 'in',
  )?.content;
  assert.deepEqual(why, { kind: 'reset', error: 7 });
});

test("a request that the server refuses is not sent again behind anybody's back", async (t) => {
  const { port } = await scripted(t, [frame(3, 0, 1, Buffer.from([0, 0, 0, 7]))]);
  const exchange = await send(t, two(port, 'GET /'));
  assert.equal(failureOf(exchange).message, 'The server reset the stream: REFUSED_STREAM');
  assert.equal(framesOf(exchange).filter(({ name, direction }) => name === 'HEADERS' && direction === 'out').length, 1);
});

test('a server that is about to close says so, and its answer still counts', async (t) => {
  const goaway = frame(7, 0, 0, Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]));
  const answer = [frame(1, 4, 1, block([':status', '200'])), frame(0, 1, 1, 'ok')];
  for (const frames of [
    [goaway, ...answer],
    [...answer, goaway],
  ]) {
    const { port } = await scripted(t, frames, { end: true });
    assert.equal(text(responseOf(await send(t, two(port, 'GET /'))).content), 'ok');
  }
});

test('after a GOAWAY the next request goes over another connection', async (t) => {
  const goaway = frame(7, 0, 0, Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]));
  const { port, sockets } = await scripted(t, [frame(1, 4, 1, block([':status', '200'])), frame(0, 1, 1, 'ok'), goaway]);
  const http = client(t);
  for (const connections of [1, 2]) {
    const exchange = await http.send(two(port, 'GET /'), OPTIONS);
    assert.deepEqual([text(responseOf(exchange).content), exchange.connection?.reused, sockets.length], ['ok', false, connections]);
    assert.equal(exchange.connection?.closedBy, 'server');
  }
});

test('a reset behind a whole response takes nothing from it', async (t) => {
  const { port } = await scripted(t, [frame(1, 5, 1, block([':status', '413'])), frame(3, 0, 1, Buffer.from([0, 0, 0, 0]))]);
  assert.equal(responseOf(await send(t, two(port, 'POST /', [], { content: 'x'.repeat(200_000) }))).status, 413);
});

test('an answer before all of the content was wanted: it counts, and the connection is left', async (t) => {
  const { port } = await scripted(t, [frame(1, 5, 1, block([':status', '413']))]);
  const http = client(t);
  const post = two(port, 'POST /', [], { content: 'x'.repeat(200_000) });
  for (const _ of [1, 2]) {
    const exchange = await http.send(post, OPTIONS);
    assert.deepEqual([responseOf(exchange).status, exchange.connection?.reused, exchange.connection?.closedBy], [413, false, 'postil']);
  }
});

test('an event stream may be quiet for longer than a response', async (t) => {
  const port = await http2Server(t, false, (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
    stream.write('data: 1\n\n');
    setTimeout(() => stream.end('data: 2\n\n'), 700);
  });
  assert.equal(text(responseOf(await send(t, two(port, 'GET /'), { readTimeout: 400 })).content), 'data: 1\n\ndata: 2\n\n');
});

test('more content than the settings allow ends the exchange', async (t) => {
  const { port } = await scripted(t, [frame(1, 4, 1, block([':status', '200'])), frame(0, 1, 1, 'x'.repeat(2000))]);
  assert.equal(failureOf(await send(t, two(port, 'GET /'), { maxContent: 1000 })).code, 'UND_ERR_RES_EXCEEDED_MAX_SIZE');
});

test('a response that breaks a rule is refused by the library, and what came of it is kept', async (t) => {
  const { port } = await scripted(t, [frame(1, 5, 1, block([':status', '200'], ['X-Upper', '1']))]);
  const { outcome } = await send(t, two(port, 'GET /'));
  assert.ok(outcome.kind === 'failure');
  assert.deepEqual([outcome.partial?.status, outcome.partial?.fields], [200, [['X-Upper', '1']]]);
});

test('frames of extensions are kept', async (t) => {
  const { port } = await scripted(t, [frame(0x2a, 1, 0, 'grease'), frame(1, 5, 1, block([':status', '204']))]);
  const exchange = await send(t, two(port, 'GET /'));
  assert.equal(responseOf(exchange).status, 204);
  assert.ok(framesOf(exchange).some(({ name, length }) => name === 'unknown 0x2a' && length === 6));
});

test('an answer of HTTP/1.1 is told from frames', async (t) => {
  const { port } = await rawServer(t, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const exchange = await send(t, two(port, 'GET /'));
  failureOf(exchange);
  const foreign = framesOf(exchange).find(({ direction }) => direction === 'in');
  assert.ok(foreign?.content.kind === 'foreign' && text(foreign.content.octets).startsWith('HTTP/1.1 400'));
});

test('a frame that came while the connection was idle is told by the next exchange, before its beginning', async (t) => {
  let ping: (() => void) | undefined;
  const answer = Promise.withResolvers<void>();
  const http = client(t);
  const { port } = await rawServer(t, (socket, whole, read) => {
    if (whole.length === read.length) socket.write(SETTINGS);
    if (whole.includes('pingpong')) answer.resolve();
    const requests = [...heads(whole)];
    const stream = requests.at(-1);
    if (stream === undefined || answered.has(stream)) return;
    answered.add(stream);
    socket.write(frame(1, 5, stream, block([':status', '204'])));
    ping = () => void socket.write(frame(6, 0, 0, 'pingpong'));
  });
  const answered = new Set<number>();
  await http.send(two(port, 'GET /'), OPTIONS);
  ping?.();
  await answer.promise;
  const second = await http.send(two(port, 'GET /'), OPTIONS);
  const pings = framesOf(second).filter(({ name }) => name === 'PING');
  assert.deepEqual(pings.map(line), ['< PING', '> PING ACK']);
  assert.ok(pings.every(({ at }) => at < 0));
});

/** The streams whose HEADERS have come. */
function* heads(whole: Buffer): Generator<number> {
  for (let at = 24; at + 9 <= whole.length; at += 9 + whole.readUIntBE(at, 3)) if (whole[at + 3] === 1) yield whole.readUInt32BE(at + 5);
}

test('of a long content the later frames are only counted', async (t) => {
  const port = await http2Server(t, false, (stream) => {
    stream.respond({ ':status': 200 });
    stream.end(Buffer.alloc(12 * 1024 * 1024));
  });
  const exchange = await send(t, two(port, 'GET /'));
  const { frames = [], omitted = 0 } = exchange.http2 ?? {};
  assert.ok(exchange.outcome.kind === 'response' && exchange.outcome.response.contentLength === 12 * 1024 * 1024);
  assert.ok(frames.length <= 1000 && omitted > 200, `${frames.length} ${omitted}`);
});

/** Over TLS; HTTP/2 as soon as it is offered. */
const secured = (scope: Scope): Promise<number> =>
  http2Server(scope, true, (stream) => {
    stream.respond({ ':status': 200 });
    stream.end('two');
  });

test('offered: the server chooses HTTP/2 when TLS is set up, and the connection is used again', async (t) => {
  const port = await secured(t);
  const http = client(t, CA);
  for (const reused of [false, true]) {
    const exchange = await http.send(
      request(
        port,
        'GET /',
        [
          ['Host', 'test'],
          ['Connection', 'keep-alive'],
        ],
        { scheme: 'https' },
      ),
      {
        ...OPTIONS,
        http2: 'offer',
      },
    );
    assert.deepEqual(
      [
        exchange.request.version,
        responseOf(exchange).version,
        text(responseOf(exchange).content),
        exchange.connection?.alpn,
        exchange.connection?.reused,
      ],
      ['HTTP/2', 'HTTP/2', 'two', 'h2', reused],
    );
  }
});

test('offered: a server that knows HTTP/1.1 alone is spoken to in it', async (t) => {
  const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none';
  for (const ALPNProtocols of [['http/1.1'], undefined]) {
    const server = await rawServer(t, (socket) => socket.write(answer), {
      tls: { ...certificates.trusted, ...(ALPNProtocols && { ALPNProtocols }) },
    });
    const exchange = await send(t, request(server.port, 'GET /', [['Host', 'x']], { scheme: 'https' }), { http2: 'offer' }, {}, CA);
    assert.deepEqual([responseOf(exchange).version, exchange.request.version, exchange.http2], ['HTTP/1.1', 'HTTP/1.1', undefined]);
  }
});

test('not offered: where the request names HTTP/1.1, and for what HTTP/1.1 alone can say', async (t) => {
  const offered: string[][] = [];
  const server = await rawServer(t, (socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'), {
    tls: {
      ...certificates.trusted,
      ALPNCallback: ({ protocols }) => {
        offered.push(protocols);
        return 'http/1.1';
      },
    },
  });
  const plain = request(server.port, 'GET /', [['Host', 'x']], { scheme: 'https' });
  const cases = [
    { ...plain, versionWritten: true as const },
    { ...plain, fields: [['Upgrade', 'x']] as const, sources: [{ kind: 'added' as const, why: 'test' }] },
    { ...plain, version: 'HTTP/1.0' as const },
    plain,
  ];
  for (const one of cases) await send(t, one, { http2: 'offer' }, {}, CA);
  await send(t, plain, {}, {}, CA);
  assert.deepEqual(offered, [...Array.from({ length: 3 }, () => ['http/1.1']), ['h2', 'http/1.1'], ['http/1.1']]);
});

test('HTTP/2 on clear text goes through an HTTP proxy in a tunnel', async (t) => {
  const port = await http2Server(t, false, (stream, headers) => {
    stream.respond({ ':status': 200, 'x-path': headers[':path'] ?? '' });
    stream.end();
  });
  const proxy = await rawServer(t, (socket, whole) => {
    if (!whole.toString('latin1').endsWith('\r\n\r\n') || !whole.toString('latin1').startsWith('CONNECT ')) return;
    const through = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.removeAllListeners('data');
      socket.pipe(through).pipe(socket);
    });
    through.on('error', () => {});
    t.after(() => void through.destroy());
  });
  const exchange = await send(t, two(port, 'GET /a'), { proxy: `http://127.0.0.1:${proxy.port}` });
  assert.deepEqual(
    responseOf(exchange).fields.filter(([name]) => name === 'x-path'),
    [['x-path', '/a']],
  );
  assert.deepEqual([exchange.tunnel?.request.target, exchange.connection?.proxy], [`127.0.0.1:${port}`, `http://127.0.0.1:${proxy.port}`]);
});

test('an idle connection does not keep the process alive', async (t) => {
  const port = await http2Server(t, false, (stream) => {
    stream.respond({ ':status': 204 });
    stream.end();
  });
  const program = `
    import { createHttpClient } from ${JSON.stringify(new URL('../../../../src/core/send/http-client.ts', import.meta.url).href)};
    const { outcome } = await createHttpClient({}).send(${JSON.stringify(two(port, 'GET /'))}, ${JSON.stringify(OPTIONS)});
    console.log(outcome.response.status);`;
  const run = promisify(execFile);
  // It would be kept for a minute.
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { timeout: 40_000 });
  assert.equal(stdout.trim(), '204');
});

test('interim responses without end are no answer', async (t) => {
  const { port } = await scripted(
    t,
    [...Array(1100)].map(() => frame(1, 4, 1, block([':status', '103']))),
  );
  const exchange = await send(t, two(port, 'GET /'));
  assert.equal(failureOf(exchange).code, 'UND_ERR_HEADERS_OVERFLOW');
  assert.ok(exchange.informational.length < 1100);
});

test('closing the client ends what is on its way as cancelled, and keeps what came of it', async (t) => {
  const port = await http2Server(t, false, (stream) => {
    stream.respond({ ':status': 200 });
    stream.write('half');
  });
  const http = client(t);
  const closed = Promise.withResolvers<void>();
  const onProgress = ({ kind }: Progress): void => {
    if (kind === 'content') setImmediate(() => void http.close().then(closed.resolve));
  };
  const exchange = await http.send(two(port, 'GET /'), OPTIONS, { onProgress });
  await closed.promise;
  assert.deepEqual([failureOf(exchange).kind, exchange.connection?.closedBy], ['cancelled', 'postil']);
  assert.ok(exchange.outcome.kind === 'failure' && text(exchange.outcome.partial?.content ?? Buffer.alloc(0)) === 'half');
});
