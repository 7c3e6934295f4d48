// What goes wrong comes back as data: kind, code, phase, and whatever had arrived.
import assert from 'node:assert/strict';
import type { LookupFunction, Socket } from 'node:net';
import { test } from 'node:test';
import type { Failure, Phase } from '../../../src/core/http/exchange.ts';
import type { Progress } from '../../../src/core/send/client.ts';
import { rawServer } from '../../support/raw-server.ts';
import * as certificates from './certificates.ts';
import { client, failureOf, OPTIONS, request, send, text, wireOf } from './sending.ts';

interface Case {
  readonly why: string;
  readonly act: (socket: Socket) => void;
  readonly kind: Failure['kind'];
  readonly code: string;
  readonly phase: Phase;
  /** Content of the partial response; `undefined`: there is none. */
  readonly partial?: string;
  readonly arrived?: string;
}

const writes =
  (octets: string, then: 'end' | 'reset' | 'stay' = 'stay') =>
  (socket: Socket): void => {
    socket.write(octets, 'latin1', () => {
      if (then === 'end') socket.end();
      if (then === 'reset') setImmediate(() => socket.resetAndDestroy());
    });
  };

const H = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${H}Transfer-Encoding: chunked\r\n\r\n`;

const broken: readonly Case[] = [
  { why: 'closed without an answer', act: (socket) => socket.end(), kind: 'reset', code: 'UND_ERR_SOCKET', phase: 'wait', arrived: '' },
  {
    why: 'reset without an answer',
    act: (socket) => socket.resetAndDestroy(),
    kind: 'reset',
    code: 'ECONNRESET',
    phase: 'wait',
    arrived: '',
  },
  {
    why: 'closed inside of the head',
    act: writes('HTTP/1.1 200 OK\r\nA: b', 'end'),
    kind: 'protocol',
    code: 'HPE_INVALID_EOF_STATE',
    phase: 'head',
    arrived: 'HTTP/1.1 200 OK\r\nA: b',
  },
  {
    why: 'closed before the end of the length',
    act: writes(`${H}Content-Length: 9\r\n\r\nhalf`, 'end'),
    kind: 'protocol',
    code: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
    phase: 'content',
    partial: 'half',
  },
  {
    why: 'closed inside of a chunk',
    act: writes(`${CHUNKED}9\r\nhalf`, 'end'),
    kind: 'protocol',
    code: 'HPE_INVALID_EOF_STATE',
    phase: 'content',
    partial: 'half',
  },
  {
    why: 'closed between chunks',
    act: writes(`${CHUNKED}4\r\nhalf\r\n`, 'end'),
    kind: 'protocol',
    code: 'HPE_INVALID_EOF_STATE',
    phase: 'content',
    partial: 'half',
  },
  {
    why: 'reset inside of the content',
    act: writes(`${H}Content-Length: 9\r\n\r\nhalf`, 'reset'),
    kind: 'reset',
    code: 'ECONNRESET',
    phase: 'content',
    partial: 'half',
  },
  {
    why: 'reset where only the end would end the content',
    act: writes(`${H}\r\nhalf`, 'reset'),
    kind: 'reset',
    code: 'ECONNRESET',
    phase: 'content',
    partial: 'half',
  },
  {
    why: 'another protocol: SSH',
    act: writes('SSH-2.0-OpenSSH_9.6\r\n'),
    kind: 'protocol',
    code: 'HPE_INVALID_CONSTANT',
    phase: 'head',
    arrived: 'SSH-2.0-OpenSSH_9.6\r\n',
  },
  {
    why: 'another protocol: Redis',
    act: writes('-ERR unknown command\r\n'),
    kind: 'protocol',
    code: 'HPE_INVALID_CONSTANT',
    phase: 'head',
  },
  {
    why: 'another protocol: a TLS alert',
    act: writes('\x15\x03\x01\x00\x02\x02\x46'),
    kind: 'protocol',
    code: 'HPE_INVALID_CONSTANT',
    phase: 'head',
  },
  {
    why: 'another protocol: HTTP/2',
    act: writes('\x00\x00\x12\x04\x00\x00\x00\x00\x00'),
    kind: 'protocol',
    code: 'HPE_INVALID_CONSTANT',
    phase: 'head',
  },
  { why: 'HTTP/0.9: content alone', act: writes('<html>hi</html>', 'end'), kind: 'protocol', code: 'HPE_INVALID_CONSTANT', phase: 'head' },
  {
    why: 'a status line without a status',
    act: writes('HTTP/1.1 abc\r\n\r\n'),
    kind: 'protocol',
    code: 'HPE_INVALID_STATUS',
    phase: 'head',
  },
  {
    why: 'a status line of the version alone',
    act: writes('HTTP/1.1\r\n\r\n'),
    kind: 'protocol',
    code: 'HPE_INVALID_STATUS',
    phase: 'head',
  },
  {
    why: 'a version that is none',
    act: writes('HTTP/x.y 200 OK\r\n\r\n', 'end'),
    kind: 'protocol',
    code: 'HPE_INVALID_VERSION',
    phase: 'head',
  },
  {
    why: 'a chunk size that is no number',
    act: writes(`${CHUNKED}4\r\nhalf\r\nxyz\r\n`),
    kind: 'protocol',
    code: 'HPE_INVALID_CHUNK_SIZE',
    phase: 'content',
    partial: 'half',
  },
  {
    why: 'no chunk size at all',
    act: writes(`${CHUNKED}\r\n`),
    kind: 'protocol',
    code: 'HPE_INVALID_CHUNK_SIZE',
    phase: 'content',
    partial: '',
  },
  {
    why: 'more octets than the chunk size says',
    act: writes(`${CHUNKED}2\r\nhalf\r\n`),
    kind: 'protocol',
    code: 'HPE_STRICT',
    phase: 'content',
    partial: 'ha',
  },
  {
    why: 'a chunk size beyond all measure',
    act: writes(`${CHUNKED}ffffffffffffffffff\r\n`),
    kind: 'protocol',
    code: 'HPE_INVALID_CHUNK_SIZE',
    phase: 'content',
    partial: '',
  },
  {
    why: 'a head without end',
    act: writes(`${H}${'X-Filler: 0123456789\r\n'.repeat(60_000)}`),
    kind: 'protocol',
    code: 'UND_ERR_HEADERS_OVERFLOW',
    phase: 'head',
  },
  {
    why: 'a line without end',
    act: writes(`${H}X: ${'a'.repeat(1_200_000)}`),
    kind: 'protocol',
    code: 'UND_ERR_HEADERS_OVERFLOW',
    phase: 'head',
  },
  {
    why: 'a first octet that is none of HTTP',
    act: writes('X'),
    kind: 'protocol',
    code: 'HPE_INVALID_CONSTANT',
    phase: 'head',
    arrived: 'X',
  },
];

for (const { why, act, kind, code, phase, partial, arrived } of broken) {
  test(`${why}: ${code}`, async (t) => {
    const server = await rawServer(t, act);
    const exchange = await send(t, request(server.port, 'GET /'));
    const failure = failureOf(exchange);
    assert.deepEqual([failure.kind, failure.code, failure.phase], [kind, code, phase]);
    const response = exchange.outcome.kind === 'failure' ? exchange.outcome.partial : undefined;
    assert.equal(response === undefined ? undefined : text(response.content), partial);
    assert.notEqual(response?.complete, true);
    if (arrived !== undefined) assert.equal(wireOf(exchange, 'in'), arrived);
    assert.equal(exchange.connection?.remotePort, server.port);
  });
}

test('no answer: our own timer, in time', async (t) => {
  const server = await rawServer(t, () => {});
  const exchange = await send(t, request(server.port, 'GET /'), { readTimeout: 60 });
  const failure = failureOf(exchange);
  assert.deepEqual([failure.kind, failure.code, failure.phase], ['timeout', 'UND_ERR_HEADERS_TIMEOUT', 'wait']);
  assert.ok(exchange.timings.done >= 55 && exchange.timings.done < 4_000, String(exchange.timings.done));
});

test('an answer that stops in its content: our own timer, and what came is kept', async (t) => {
  const server = await rawServer(t, writes(`${H}Content-Length: 9\r\n\r\nhalf`));
  const exchange = await send(t, request(server.port, 'GET /'), { readTimeout: 400 });
  const failure = failureOf(exchange);
  assert.deepEqual([failure.kind, failure.code, failure.phase], ['timeout', 'UND_ERR_BODY_TIMEOUT', 'content']);
  assert.ok(exchange.outcome.kind === 'failure' && text(exchange.outcome.partial?.content ?? Buffer.alloc(0)) === 'half');
});

test('an answer that drips does not run into the timer', async (t) => {
  const octets = `${H}Content-Length: 10\r\n\r\n0123456789`;
  const server = await rawServer(t, (socket) => {
    let at = 0;
    const timer = setInterval(() => {
      socket.write(octets.slice(at, at + 1));
      at += 1;
      if (at >= octets.length) clearInterval(timer);
    }, 12);
  });
  // Long enough for a machine that is busy elsewhere, shorter than all of the octets take.
  const exchange = await send(t, request(server.port, 'GET /'), { readTimeout: 400 });
  assert.equal(exchange.outcome.kind, 'response');
  assert.ok(exchange.timings.done > 400);
});

test('an event stream may be quiet for longer than the timer allows', async (t) => {
  const server = await rawServer(t, (socket) => {
    socket.write(`${H}Content-Type: text/event-stream\r\n\r\ndata: 1\n\n`);
    setTimeout(() => socket.end('data: 2\n\n'), 700);
  });
  const exchange = await send(t, request(server.port, 'GET /'), { readTimeout: 400 });
  assert.ok(exchange.outcome.kind === 'response' && text(exchange.outcome.response.content) === 'data: 1\n\ndata: 2\n\n');
});

const cancels: readonly (readonly [why: string, answer: string, phase: Phase, content: string | undefined])[] = [
  ['while waiting', '', 'wait', undefined],
  ['inside of the head', 'HTTP/1.1 200 OK\r\nA: b', 'head', undefined],
  ['inside of the content', `${H}Content-Length: 9\r\n\r\nhalf`, 'content', 'half'],
  ['in an event stream', `${H}Content-Type: text/event-stream\r\n\r\ndata: a\n\n`, 'content', 'data: a\n\n'],
];

for (const [why, answer, phase, content] of cancels) {
  test(`cancelled ${why}: what arrived is kept, the connection is closed`, async (t) => {
    const controller = new AbortController();
    const server = await rawServer(t, (socket) => socket.write(answer, 'latin1'));
    const onProgress = (progress: Progress): void => {
      if (progress.kind === 'phase' && progress.phase === phase) setImmediate(() => controller.abort());
    };
    const exchange = await send(t, request(server.port, 'GET /'), {}, { signal: controller.signal, onProgress });
    const failure = failureOf(exchange);
    assert.deepEqual([failure.kind, failure.code, failure.phase], ['cancelled', 'ABORT_ERR', phase]);
    assert.equal(wireOf(exchange, 'in'), answer);
    const partial = exchange.outcome.kind === 'failure' ? exchange.outcome.partial : undefined;
    assert.equal(partial === undefined ? undefined : text(partial.content), content);
    assert.equal(exchange.connection?.closedBy, 'postil');
  });
}

test('cancelled before anything: nobody connects', async (t) => {
  const server = await rawServer(t, () => {});
  const exchange = await send(t, request(server.port, 'GET /'), {}, { signal: AbortSignal.abort() });
  assert.equal(failureOf(exchange).code, 'ABORT_ERR');
  assert.equal(server.sockets.length, 0);
});

const named =
  (code: string): LookupFunction =>
  (host, _options, done) =>
    done(Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code, syscall: 'getaddrinfo', hostname: host }), '');

for (const code of ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA']) {
  test(`DNS says ${code}`, async (t) => {
    const exchange = await send(t, request(80, 'GET /', [], { host: 'nowhere.test' }), {}, {}, { lookup: named(code) });
    const failure = failureOf(exchange);
    assert.deepEqual([failure.kind, failure.code, failure.phase, failure.syscall], ['dns', code, 'dns', 'getaddrinfo']);
    assert.equal(exchange.connection, undefined);
    assert.equal(typeof exchange.timings.dns, 'number');
  });
}

test('a refused connection says which address was tried', async (t) => {
  const server = await rawServer(t, () => {});
  await server.close();
  const exchange = await send(t, request(server.port, 'GET /'));
  const failure = failureOf(exchange);
  assert.deepEqual([failure.kind, failure.code, failure.phase], ['connect', 'ECONNREFUSED', 'connect']);
  assert.deepEqual(failure.attempts, [{ address: '127.0.0.1', port: server.port, outcome: 'failed', code: 'ECONNREFUSED' }]);
});

test('a certificate that does not verify: its chain is shown, not one octet was sent', async (t) => {
  const server = await rawServer(t, () => assert.fail('octets arrived'), { tls: certificates.selfSigned });
  const exchange = await send(t, request(server.port, 'GET /', [], { scheme: 'https' }));
  const failure = failureOf(exchange);
  assert.deepEqual([failure.kind, failure.code, failure.phase], ['tls', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'tls']);
  assert.equal(exchange.connection?.tls?.chain[0]?.subject, 'CN=localhost');
  assert.equal(exchange.connection?.remotePort, server.port);
  assert.deepEqual([exchange.wire.sentLength, exchange.timings.sent], [0, undefined]);
  assert.equal(server.received[0]?.length ?? 0, 0);
});

test('insecure sends to it all the same, and the facts say so', async (t) => {
  const server = await rawServer(t, (socket) => socket.write(`${H}Content-Length: 2\r\n\r\nok`), { tls: certificates.selfSigned });
  const exchange = await send(t, request(server.port, 'GET /', [], { scheme: 'https' }), { insecure: true });
  assert.equal(exchange.outcome.kind, 'response');
  assert.deepEqual(
    [exchange.connection?.tls?.authorized, exchange.connection?.tls?.authorizationError],
    [false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  );
  assert.match(exchange.connection?.tls?.protocol ?? '', /^TLSv1\.[23]$/);
  assert.ok(wireOf(exchange, 'out').startsWith('GET / HTTP/1.1'));
});

test('a connection made insecurely does not serve a request that wants certainty', async (t) => {
  const server = await rawServer(t, (socket) => socket.write(`${H}Content-Length: 2\r\n\r\nok`), { tls: certificates.selfSigned });
  const http = client(t);
  const what = request(server.port, 'GET /', [], { scheme: 'https' });
  assert.equal((await http.send(what, { ...OPTIONS, insecure: true })).outcome.kind, 'response');
  assert.equal(failureOf(await http.send(what, OPTIONS)).kind, 'tls');
});

test('TLS asked of a port of plain HTTP', async (t) => {
  const server = await rawServer(t, writes('HTTP/1.1 400 Bad Request\r\n\r\n', 'end'));
  const failure = failureOf(await send(t, request(server.port, 'GET /', [], { scheme: 'https' })));
  assert.deepEqual([failure.kind, failure.code, failure.phase], ['tls', 'ERR_SSL_WRONG_VERSION_NUMBER', 'tls']);
});

test('plain HTTP asked of a port of TLS', async (t) => {
  const server = await rawServer(t, () => {}, { tls: certificates.trusted });
  const failure = failureOf(await send(t, request(server.port, 'GET /')));
  assert.ok(failure.kind === 'reset' || failure.code === 'HPE_INVALID_CONSTANT', failure.code);
});

test('a port that throws is an internal failure, not a rejection', async (t) => {
  const broken = (): Promise<never> => Promise.reject(new Error('the jar is on fire'));
  const cookies = { visit: broken };
  const failure = failureOf(await send(t, request(1, 'GET /'), { cookieJar: true }, {}, { cookies }));
  assert.deepEqual([failure.kind, failure.message], ['internal', 'the jar is on fire']);
});

for (const [maxVersion, phase, alert] of [
  ['TLSv1.2', 'tls', 'alert number 40'],
  ['TLSv1.3', 'wait', 'alert number 116'],
] as const) {
  test(`a server that wants a certificate of the client, ${maxVersion}`, async (t) => {
    const server = await rawServer(t, () => {}, {
      tls: { ...certificates.trusted, requestCert: true, rejectUnauthorized: true, ca: certificates.authority, maxVersion },
    });
    const what = request(server.port, 'GET /', [], { scheme: 'https' });
    const failure = failureOf(await send(t, what, {}, {}, { ca: [certificates.authority] }));
    assert.deepEqual([failure.kind, failure.phase], ['tls', phase]);
    assert.ok(failure.message.includes(alert), failure.message);
  });
}
