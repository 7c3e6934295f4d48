// A server that answers before the request is whole and closes with what is left of it unread: the answer counts, whatever becomes of writing.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as tls from 'node:tls';
import { explain } from '../../../src/core/explain/explain.ts';
import { fromExchange } from '../../../src/core/explain/from-exchange.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { Content } from '../../../src/core/http/request.ts';
import { assertAlike } from '../../support/alike.ts';
import { type Answer, type RawServer, rawServer, type Scope } from '../../support/raw-server.ts';
import * as certificates from './certificates.ts';
import { block, frame, http2Server, two } from './http2/servers.ts';
import { client, failureOf, OPTIONS, request, responseOf, send, text } from './sending.ts';
import { count } from './tally.ts';

const SIZE = 8_000_000;
const HEARD = 300_000;
const CA = { ca: [certificates.authority] };

const folder = mkdtempSync(join(tmpdir(), 'postil-early-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'big'), Buffer.alloc(SIZE, 97));

const contents = {
  'a file': () => [{ kind: 'file', path: join(folder, 'big'), size: SIZE }],
  'many pieces in memory': () => Array.from({ length: 160 }, () => ({ kind: 'bytes', bytes: Buffer.alloc(SIZE / 160, 97) }) as const),
  'one piece in memory': () => [{ kind: 'bytes', bytes: Buffer.alloc(SIZE, 97) }],
} satisfies Record<string, () => Content>;

const framings = { 'with its length': ['Content-Length', String(SIZE)], 'in chunks': ['Transfer-Encoding', 'chunked'] } as const;

const answers = {
  'with a length': 'HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno',
  'to its end': 'HTTP/1.1 413 Too Large\r\nConnection: close\r\n\r\nno',
} as const;

/** Says this and closes; what is unread then makes the system reset the connection. */
const leave = (socket: Socket, answer: string | Uint8Array): void =>
  void socket.removeAllListeners('data').write(answer, () => socket.destroy());

/** Once it has heard enough it answers and leaves. */
const refuses =
  (answer: string): Answer =>
  (socket, whole) => {
    if (whole.length >= HEARD) leave(socket, answer);
  };

const early = ({ outcome }: Exchange): string | undefined =>
  outcome.kind === 'response' ? outcome.response.oddities.map(({ code }) => code).join() : undefined;

for (const scheme of ['http', 'https'] as const)
  for (const [what, content] of Object.entries(contents))
    for (const [how, field] of Object.entries(framings))
      for (const [end, answer] of Object.entries(answers))
        test(`${scheme}, ${what} ${how}, answered ${end}: the early answer is told`, async (t) => {
          const server = await rawServer(t, refuses(answer), scheme === 'https' ? { tls: certificates.trusted } : {});
          const post = request(server.port, 'POST /', [['Host', 'test'], field], { content: content(), scheme });
          const exchange = await send(t, post, {}, {}, CA);
          count('early answers');
          assert.deepEqual([responseOf(exchange).status, text(responseOf(exchange).content)], [413, 'no']);
          assert.equal(early(exchange), 'early-answer');
          assert.equal(exchange.timings.sent, undefined);
          assert.ok(exchange.wire.sentLength < SIZE);
        });

/** A proxy whose tunnel leads into itself, where it speaks TLS. */
async function inTunnel(scope: Scope, answer: string): Promise<RawServer> {
  const secure = tls.createServer({ ...certificates.trusted }, (socket) => {
    let heard = 0;
    socket
      .on('error', () => {})
      .on('data', (read) => {
        heard += read.length;
        if (heard >= HEARD) leave(socket, answer);
      });
  });
  return rawServer(scope, (socket, whole, read) => {
    if (whole.length > read.length) return;
    socket.removeAllListeners('data');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n', () => secure.emit('connection', socket));
  });
}

for (const [how, field] of Object.entries(framings))
  test(`a file ${how} through a proxy and its tunnel: the early answer is told`, async (t) => {
    const answer = answers['with a length'];
    const content = contents['a file']();
    const plain = await rawServer(t, refuses(answer));
    const tunnel = await inTunnel(t, answer);
    const ways = [
      [plain, 'http', 'a.test'],
      [tunnel, 'https', '127.0.0.1'],
    ] as const;
    for (const [proxy, scheme, host] of ways) {
      const post = request(443, 'POST /', [['Host', 'test'], field], { content, scheme, host });
      const exchange = await send(t, post, { proxy: `http://127.0.0.1:${proxy.port}` }, {}, CA);
      assert.deepEqual([responseOf(exchange).status, early(exchange)], [413, 'early-answer']);
    }
  });

const SETTINGS = frame(4, 0, 0, Buffer.from([0, 4, 0x7f, 0, 0, 0]));
const WINDOW = frame(8, 0, 0, Buffer.from([0x7f, 0, 0, 0]));
const RESET = frame(3, 0, 1, Buffer.alloc(4));
const GOAWAY = frame(7, 0, 0, Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]));

for (const scheme of ['http', 'https'] as const)
  for (const [then, last] of Object.entries({ NO_ERROR: [RESET], 'NO_ERROR and GOAWAY': [RESET, GOAWAY], nothing: [] }))
    test(`HTTP/2 over ${scheme}, ${then} behind an early answer: it is told`, async (t) => {
      const answer = Buffer.concat([frame(1, 4, 1, block([':status', '413'])), frame(0, 1, 1, 'no'), ...last]);
      const opened = new Set<Socket>();
      const server = await rawServer(
        t,
        (socket, whole) => {
          if (!opened.has(socket)) socket.write(Buffer.concat([SETTINGS, frame(4, 1, 0), WINDOW]));
          opened.add(socket);
          if (whole.length >= HEARD) leave(socket, answer);
        },
        scheme === 'https' ? { tls: { ...certificates.trusted, ALPNProtocols: ['h2'] } } : {},
      );
      const post = two(server.port, 'POST /', [['Host', 'test']], { content: contents['a file'](), scheme });
      const exchange = await send(t, post, {}, {}, CA);
      assert.deepEqual([responseOf(exchange).status, text(responseOf(exchange).content), early(exchange)], [413, 'no', 'early-answer']);
    });

test('an answer to the last octet of a file is none before the request was whole', async (t) => {
  const path = join(folder, 'small');
  writeFileSync(path, 'abc');
  const server = await rawServer(t, (socket, whole) => {
    if (whole.toString('latin1').endsWith('\r\n\r\nabc')) socket.write('HTTP/1.1 204 No Content\r\n\r\n');
  });
  for (let i = 0; i < 5; i++) {
    const post = request(server.port, 'POST /', [['Content-Length', '3']], { content: [{ kind: 'file', path, size: 3 }] });
    const exchange = await send(t, post);
    assert.deepEqual([early(exchange), exchange.connection?.closedBy], ['', undefined]);
  }
});

test('nor is one over HTTP/2, although the end of the stream is still to come', async (t) => {
  const path = join(folder, 'small');
  writeFileSync(path, 'abc');
  const port = await http2Server(t, false, (stream) => {
    stream.on('data', () => {
      stream.respond({ ':status': 200 });
      stream.end('ok');
    });
  });
  const post = two(port, 'POST /', [['Content-Length', '3']], { content: [{ kind: 'file', path, size: 3 }] });
  assert.equal(early(await send(t, post)), '');
});

test('a refusal that closes ends the sending; the rest of a long answer is waited for', async (t) => {
  const server = await rawServer(t, (socket, whole, read) => {
    if (whole.length === read.length) socket.write('HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nno');
    else return;
    socket.pause();
    setImmediate(() => setImmediate(() => socket.write('pe')));
  });
  const exchange = await send(t, request(server.port, 'POST /', [['Content-Length', String(SIZE)]], { content: contents['a file']() }));
  assertAlike(exchange);
  assert.equal(text(responseOf(exchange).content), 'nope');
  assert.ok(exchange.wire.sentLength < SIZE);
});

test('what is withheld by Expect is no request cut short', async (t) => {
  const server = await rawServer(t, (socket) => socket.write('HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n'));
  const fields = [
    ['Expect', '100-continue'],
    ['Content-Length', '2'],
  ] as const;
  assert.equal(early(await send(t, request(server.port, 'POST /', fields, { content: 'ok' }))), '');
});

test('a connection that is reset under the content without an answer is a failure of writing', async (t) => {
  const server = await rawServer(t, (socket, whole) => void (whole.length >= HEARD && socket.resetAndDestroy()));
  const exchange = await send(t, request(server.port, 'POST /', [['Content-Length', String(SIZE)]], { content: contents['a file']() }));
  const failure = failureOf(exchange);
  assert.deepEqual([failure.kind, failure.phase], ['reset', 'send']);
  assert.match(failure.code, /^(EPIPE|ECONNRESET)$/);
});

test('an early 401 with a challenge is answered all the same', async (t) => {
  let asked = 0;
  const challenge =
    'HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="r", nonce="n", qop="auth"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
  const server = await rawServer(t, (socket, whole) => {
    if (asked === 0 && whole.length > HEARD) {
      asked++;
      leave(socket, challenge);
    } else if (whole.length > SIZE) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
  });
  const post = request(server.port, 'POST /', [['Content-Length', String(SIZE)]], { content: contents['a file']() });
  const exchange = await client(t).send(post, { ...OPTIONS, digest: { user: 'u', password: 'p' } });
  assert.equal(responseOf(exchange).status, 200);
  assert.equal(exchange.redirectedFrom && early(exchange.redirectedFrom), 'early-answer');
});

test('the margin says that the door was closed on the rest', async (t) => {
  const server = await rawServer(t, refuses(answers['with a length']));
  const exchange = await send(t, request(server.port, 'POST /', [['Transfer-Encoding', 'chunked']], { content: contents['a file']() }));
  const ids = explain(fromExchange(exchange, { now: 0 })).annotations.map(({ id }) => id);
  assert.ok(
    ids.some((id) => id.startsWith('framing/early-answer')),
    ids.join(),
  );
});
