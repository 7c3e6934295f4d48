import assert from 'node:assert/strict';
import * as http2 from 'node:http2';
import { test } from 'node:test';
import { always, rawServer } from '../../support/raw-server.ts';
import * as certificates from './certificates.ts';
import { http2Server, two } from './http2/servers.ts';
import { client, failureOf, OPTIONS, responseOf, send, text } from './sending.ts';

const CA = { ca: [certificates.authority] };

for (const scheme of ['https', 'http'] as const) {
  test(`HTTP/2 over ${scheme}: status, fields, content and trailers, and the connection is used again`, async (t) => {
    const seen: http2.IncomingHttpHeaders[] = [];
    const port = await http2Server(t, scheme === 'https', (stream, headers) => {
      seen.push(headers);
      stream.additionalHeaders({ ':status': 103, link: '</a>' });
      stream.respond({ ':status': 201, 'x-b': '1', 'set-cookie': ['a=1', 'b=2'], 'x-a': '2' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ digest: 'x' }));
      stream.end('hello');
    });
    const http = client(t, CA);
    for (const reused of [false, true]) {
      const exchange = await http.send(
        two(
          port,
          'GET /a?b',
          [
            ['Host', 'example.test'],
            ['X-Mine', '1'],
            ['Connection', 'close'],
          ],
          { scheme },
        ),
        OPTIONS,
      );
      const response = responseOf(exchange);
      assert.deepEqual(
        [response.version, response.status, text(response.content), response.framing, response.complete],
        ['HTTP/2', 201, 'hello', 'http2', true],
      );
      assert.deepEqual(
        response.fields.filter(([name]) => name !== 'date'),
        [
          ['x-b', '1'],
          ['set-cookie', 'a=1'],
          ['set-cookie', 'b=2'],
          ['x-a', '2'],
        ],
      );
      assert.deepEqual(response.trailers, [['digest', 'x']]);
      assert.deepEqual(
        exchange.informational.map((head) => head.status),
        [103],
      );
      assert.deepEqual([exchange.connection?.reused, exchange.connection?.alpn], [reused, scheme === 'https' ? 'h2' : undefined]);
      assert.ok(exchange.wire.sentLength > 9 && exchange.wire.receivedLength > 9);
    }
    assert.deepEqual(
      [seen[0]?.[':authority'], seen[0]?.[':path'], seen[0]?.['x-mine'], seen[0]?.connection],
      ['example.test', '/a?b', '1', undefined],
    );
  });
}

test('the octets of the frames are recorded, from the preface on', async (t) => {
  const port = await http2Server(t, false, (stream) => {
    stream.respond({ ':status': 200 });
    stream.end('ok');
  });
  const exchange = await send(t, two(port, 'GET /'));
  const sent = Buffer.concat(exchange.wire.records.filter((one) => one.direction === 'out').map((one) => one.bytes));
  assert.ok(text(sent).startsWith('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'));
});

test('content goes out, with its length or without, chunks have no place', async (t) => {
  const got: string[] = [];
  const port = await http2Server(t, false, (stream) => {
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    stream.on('end', () => {
      got.push(text(Buffer.concat(pieces)));
      stream.respond({ ':status': 204 });
      stream.end();
    });
  });
  const long = 'x'.repeat(200_000);
  for (const [fields, content] of [
    [[['Content-Length', '3']], 'abc'],
    [[['Transfer-Encoding', 'chunked']], 'abc'],
    [[['Content-Length', '200000']], long],
  ] as const) {
    const exchange = await send(t, two(port, 'POST /', fields, { content }));
    assert.equal(responseOf(exchange).status, 204);
  }
  assert.deepEqual(got, ['abc', 'abc', long]);
});

test('a stream that the server resets is a failure of the protocol', async (t) => {
  const port = await http2Server(t, false, (stream) => stream.close(http2.constants.NGHTTP2_ENHANCE_YOUR_CALM));
  const failure = failureOf(await send(t, two(port, 'GET /')));
  assert.deepEqual([failure.kind, failure.code], ['protocol', 'ERR_HTTP2_STREAM_ERROR']);
});

test('no answer: our own timer; cancelled: what arrived is kept', async (t) => {
  const controller = new AbortController();
  const port = await http2Server(t, false, (stream, headers) => {
    if (headers[':path'] === '/quiet') return;
    stream.respond({ ':status': 200 });
    stream.write('half');
  });
  const quiet = failureOf(await send(t, two(port, 'GET /quiet'), { readTimeout: 80 }));
  assert.deepEqual([quiet.kind, quiet.code], ['timeout', 'UND_ERR_HEADERS_TIMEOUT']);
  const exchange = await send(
    t,
    two(port, 'GET /'),
    {},
    { signal: controller.signal, onProgress: ({ kind }) => (kind === 'content' ? setImmediate(() => controller.abort()) : undefined) },
  );
  assert.equal(failureOf(exchange).kind, 'cancelled');
  assert.ok(exchange.outcome.kind === 'failure' && text(exchange.outcome.partial?.content ?? Buffer.alloc(0)) === 'half');
});

test('a server that knows HTTP/1.1 alone', async (t) => {
  const plain = await rawServer(t, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'));
  const failure = failureOf(await send(t, two(plain.port, 'GET /')));
  assert.ok(['protocol', 'reset'].includes(failure.kind), JSON.stringify(failure));
  const silent = await rawServer(t, always('x'), { tls: certificates.trusted });
  const chosen = failureOf(await send(t, two(silent.port, 'GET /', [], { scheme: 'https' }), {}, {}, CA));
  assert.deepEqual([chosen.kind, chosen.phase], ['protocol', 'tls']);
  const other = await rawServer(t, always('x'), { tls: { ...certificates.trusted, ALPNProtocols: ['http/1.1'] } });
  assert.equal(failureOf(await send(t, two(other.port, 'GET /', [], { scheme: 'https' }), {}, {}, CA)).kind, 'tls');
});
