import assert from 'node:assert/strict';
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import type { Fields } from '../../../../src/core/http/field.ts';
import { DEFAULT_OPTIONS, type ScriptedMessage, type SendOptions, type WebSocketRequest } from '../../../../src/core/http/request.ts';
import type { WsEvent, WsSession } from '../../../../src/core/http/websocket.ts';
import { CookieJar } from '../../../../src/core/send/cookies/jar.ts';
import { acceptFor } from '../../../../src/core/send/websocket/handshake-response.ts';
import { type LiveOptions, openWebSocket } from '../../../../src/core/send/websocket/open.ts';
import { type Playground, startPlayground } from '../../../../src/playground/server.ts';
import { assertSessionAlike } from '../../../support/alike.ts';
import { provoked } from '../tally.ts';

let playground: Playground;
let secure: Playground;
before(async () => {
  [playground, secure] = await Promise.all([startPlayground({ port: 0 }), startPlayground({ port: 0, tls: true })]);
});
after(() => Promise.all([playground.close(), secure.close()]));

const OPTIONS: SendOptions = { ...DEFAULT_OPTIONS, readTimeout: 5000 };

interface Given {
  readonly fields?: Fields;
  readonly messages?: readonly ScriptedMessage[];
  readonly port?: number;
  readonly scheme?: 'ws' | 'wss';
}

const say = (text: string, waitFor = 0): ScriptedMessage => ({ data: { kind: 'text', text }, waitFor });
const wait = (waitFor: number): ScriptedMessage => ({ data: undefined, waitFor });

function request(target: string, { fields = [], messages = [], port = playground.port, scheme = 'ws' }: Given): WebSocketRequest {
  const origin = { scheme, host: '127.0.0.1', port };
  const sources = fields.map(() => ({ kind: 'text', range: { start: 0, end: 0 } }) as const);
  const url = `${scheme}://127.0.0.1:${port}${target}`;
  return {
    handshake: { method: 'GET', url, origin, target, version: 'HTTP/1.1', fields, sources, content: undefined },
    subprotocols: [],
    messages,
  };
}

/** Opens, plays the script, closes, and gives the record. */
async function run(target: string, given: Given = {}, options: Partial<SendOptions> = {}, on: LiveOptions = {}): Promise<WsSession> {
  const socket = openWebSocket(request(target, given), { ...OPTIONS, ...options }, on);
  await socket.scripted;
  socket.close();
  const session = await socket.done;
  assertSessionAlike(session);
  return session;
}

const text = (octets: Uint8Array): string => Buffer.from(octets).toString();

/** An event as a line: `out message hello`. */
function line(event: WsEvent): string {
  switch (event.kind) {
    case 'connecting':
    case 'refused':
      return event.kind;
    case 'open':
      return ['open', event.subprotocol, event.extensions].join(' ').trim();
    case 'message':
      return `${event.direction} ${typeof event.data === 'string' ? JSON.stringify(event.data) : `<${Buffer.from(event.data).toString('hex')}>`}`;
    case 'ping':
    case 'pong':
      return `${event.direction} ${event.kind} ${text(event.payload)}${event.roundTrip === undefined ? '' : ' with its time'}`;
    case 'closing':
      return `closing by ${event.by} ${event.code ?? 'without a code'} ${event.reason}`.trim();
    case 'closed':
      return `closed ${event.code} ${event.clean ? 'clean' : 'not clean'}`;
    case 'failed':
      provoked(event.failure);
      return `failed ${event.failure.kind} ${event.failure.code}`;
  }
}

const lines = (session: WsSession): string[] => session.events.map(line);

const frameLines = (session: WsSession): string[] =>
  session.frames.map(
    (frame) => `${frame.direction} ${frame.kind}${frame.rsv1 ? ' RSV1' : ''}${frame.masked ? ' masked' : ''} ${text(frame.payload)}`,
  );

test('an echo: what was sent comes back, and each message names its frames', async () => {
  const session = await run('/ws/echo', {
    messages: [say('hello'), wait(1), { data: { kind: 'binary', bytes: Uint8Array.of(1, 2) }, waitFor: 0 }, wait(1)],
  });
  assert.deepEqual(lines(session), [
    'connecting',
    'open',
    'out "hello"',
    'in "hello"',
    'out <0102>',
    'in <0102>',
    'closing by postil 1000',
    'closed 1000 clean',
  ]);
  assert.deepEqual(
    session.events.flatMap((event) => (event.kind === 'message' ? [event.frames] : [])),
    [[0], [1], [2], [3]],
  );
  assert.deepEqual(frameLines(session).slice(0, 2), ['out text masked hello', 'in text hello']);
  assert.equal(session.state, 'closed');
});

test('the handshake arrives octet by octet as written', async () => {
  const arrived = Promise.withResolvers<string>();
  const server = net.createServer((socket) => {
    socket.once('data', (octets) => {
      arrived.resolve(octets.toString('latin1'));
      socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const fields: Fields = [
    ['X-a', '1'],
    ['sec-websocket-KEY', 'AAAAAAAAAAAAAAAAAAAAAA=='],
    ['x-A', '2'],
    ['HOST', 'odd.test'],
    ['UPGRADE', 'WebSocket'],
    ['connection', 'keep-alive, upgrade'],
    ['Sec-WebSocket-Version', '13'],
  ];
  const session = await run('/a%2fb', { fields, port: (server.address() as AddressInfo).port });
  server.close();
  const written = `GET /a%2fb HTTP/1.1\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  assert.equal(await arrived.promise, written);
  assert.equal(text(session.handshake.wire.records[0]?.bytes ?? new Uint8Array()), written);
});

test('the handshake is a whole exchange: fields, connection, times, octets', async () => {
  const key = 'AAAAAAAAAAAAAAAAAAAAAA==';
  const { handshake } = await run('/ws/echo', {}, {}, { key });
  assert.ok(handshake.outcome.kind === 'response');
  const { response } = handshake.outcome;
  assert.deepEqual(
    [response.version, response.status, response.reason, response.framing],
    ['HTTP/1.1', 101, 'Switching Protocols', 'upgrade'],
  );
  assert.deepEqual(response.fields[2], ['Sec-WebSocket-Accept', acceptFor(key)]);
  assert.ok((handshake.connection?.id ?? 0) > 0);
  assert.equal(handshake.connection?.remotePort, playground.port);
  assert.equal(handshake.connection?.closedBy, 'server');
  const { connected = Number.NaN, sent = Number.NaN, firstByte = Number.NaN, done } = handshake.timings;
  assert.ok(connected <= sent && sent <= firstByte && firstByte <= done);
  assert.match(text(handshake.wire.records.at(-1)?.bytes ?? new Uint8Array()), /^HTTP\/1\.1 101 [\s\S]*\r\n\r\n$/);
});

test('frames that come with the answer are frames, not handshake', async () => {
  const session = await run('/ws/close/4001');
  assert.deepEqual(lines(session), ['connecting', 'open', 'closing by server 4001 you asked for 4001', 'closed 4001 clean']);
  assert.match(text(session.handshake.wire.records.at(-1)?.bytes ?? new Uint8Array()), /\r\n\r\n$/);
});

const CLOSES: readonly (readonly [code: number, expected: readonly string[]])[] = [
  [1001, ['closing by server 1001 you asked for 1001', 'closed 1001 clean']],
  [1005, ['closing by server without a code', 'closed 1005 clean']],
  [999, ['closing by server 999 you asked for 999', 'failed protocol WS_ERR_INVALID_CLOSE_CODE', 'closed 1006 not clean']],
];

for (const [code, expected] of CLOSES) {
  test(`a server that closes with ${code}`, async () => {
    assert.deepEqual(lines(await run(`/ws/close/${code}`, { messages: [wait(1)] })).slice(2), expected);
  });
}

test('a connection that ends without a close frame is closed with 1006', async () => {
  const session = await run('/ws/close/1006', { messages: [wait(1)] });
  assert.equal(lines(session).at(-1), 'closed 1006 not clean');
});

test('a subprotocol is chosen by the server out of those offered', async () => {
  const session = await run('/ws/chat', { fields: [['Sec-WebSocket-Protocol', 'chat.v1, chat.v2']], messages: [say('hi', 1), wait(1)] });
  assert.deepEqual(lines(session).slice(1, 5), [
    'open chat.v2',
    'in "{\\"type\\":\\"welcome\\",\\"you\\":\\"guest-1\\",\\"here\\":1}"',
    'out "hi"',
    'in "{\\"type\\":\\"message\\",\\"from\\":\\"guest-1\\",\\"text\\":\\"hi\\"}"',
  ]);
});

test('with permessage-deflate the frames are compressed and the messages are not', async () => {
  const session = await run('/ws/deflate', {
    fields: [['Sec-WebSocket-Extensions', 'permessage-deflate']],
    messages: [say('abc '.repeat(50), 1), wait(1)],
  });
  assert.equal(session.compression, 'permessage-deflate');
  assert.ok(session.frames.slice(0, 3).every(({ rsv1, payloadLength }) => rsv1 && payloadLength < 60));
  assert.equal(lines(session)[4], `in ${JSON.stringify('abc '.repeat(50))}`);
});

for (const offer of [
  'permessage-deflate; client_max_window_bits',
  'permessage-deflate; client_max_window_bits=10',
  'permessage-deflate; server_max_window_bits=9; server_no_context_takeover',
  'permessage-deflate; client_no_context_takeover',
  'x-unknown; a=1, permessage-deflate',
]) {
  test(`the offer ${offer} comes to an agreement`, async () => {
    const messages = [say('one one one', 1), wait(1), say('one one one'), wait(1)];
    const session = await run('/ws/deflate', { fields: [['Sec-WebSocket-Extensions', offer]], messages });
    assert.match(session.compression ?? '', /^permessage-deflate/);
    assert.deepEqual(lines(session).slice(-5), [
      'in "one one one"',
      'out "one one one"',
      'in "one one one"',
      'closing by postil 1000',
      'closed 1000 clean',
    ]);
  });
}

test('a parameter of compression that was not offered does not open the session', async () => {
  const server = await rawServer((socket) => {
    const fields = `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptFor('KEY')}\r\n`;
    socket.write(`HTTP/1.1 101 Yes\r\n${fields}Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=10\r\n\r\n`);
  });
  const given: Given = { port: server.port, fields: [['Sec-WebSocket-Extensions', 'permessage-deflate']] };
  const session = await run('/', given, {}, { key: 'KEY' });
  server.close();
  assert.equal(lines(session)[1], 'failed protocol WS_INVALID_EXTENSIONS');
});

test('without an offer nothing is compressed', async () => {
  const session = await run('/ws/deflate', { messages: [wait(1)] });
  assert.equal(session.compression, undefined);
  assert.equal(session.frames[0]?.rsv1, false);
});

test('a ping of the server is answered and stands behind the message before it', async () => {
  const session = await run('/ws/ticker?count=2&every=1', { messages: [wait(2)] });
  assert.match(
    lines(session).slice(2).join('|'),
    /^in "\{.*1,.*\|in ping still there\?\|out pong still there\?\|in "\{.*2,.*\|closing by server 1000 that was all\|closed 1000 clean$/,
  );
});

test('a ping of ours gets its round trip', async () => {
  const pong = Promise.withResolvers<void>();
  const update = ({ events }: WsSession): void => {
    if (events.some(({ kind }) => kind === 'pong')) pong.resolve();
  };
  const socket = openWebSocket(request('/ws/echo', {}), OPTIONS, { update });
  await socket.scripted;
  assert.equal(socket.ping('one'), true);
  assert.equal(socket.ping('x'.repeat(126)), false);
  await pong.promise;
  socket.close(3000, 'enough');
  assert.deepEqual(lines(await socket.done).slice(2), [
    'out ping one',
    'in pong one with its time',
    'closing by postil 3000 enough',
    'closed 3000 clean',
  ]);
});

/** Runs until the session ends by itself. */
async function live(target: string, wishes: Partial<WebSocketRequest>): Promise<WsSession> {
  const session = await openWebSocket({ ...request(target, {}), ...wishes }, OPTIONS).done;
  assertSessionAlike(session);
  return session;
}

test('@ws-close closes after the script, with its code and reason', async () => {
  const session = await live('/ws/echo', { messages: [say('a'), wait(1)], closeWith: { code: 4001, reason: 'done' } });
  assert.deepEqual(lines(session).slice(2), ['out "a"', 'in "a"', 'closing by postil 4001 done', 'closed 4001 clean']);
  const other = await live('/ws/echo', { closeWith: { code: 1005, reason: '' } });
  assert.equal(lines(other)[2], 'closing by postil 1000');
});

test('@ws-idle-timeout closes when nothing comes', async () => {
  const silent = await live('/ws/echo', { idleTimeout: 20 });
  assert.deepEqual(lines(silent).slice(2), ['closing by postil 1000 idle', 'closed 1000 clean']);
});

test('@ws-ping pings again and again', async () => {
  const twice = Promise.withResolvers<void>();
  const update = ({ events }: WsSession): void => {
    if (events.filter(({ kind }) => kind === 'pong').length >= 2) twice.resolve();
  };
  const socket = openWebSocket({ ...request('/ws/echo', {}), pingEvery: 5 }, OPTIONS, { update });
  await twice.promise;
  socket.close();
  const told = lines(await socket.done);
  for (const one of ['out ping 1', 'in pong 1 with its time', 'out ping 2', 'in pong 2 with its time']) assert.ok(told.includes(one), one);
});

test('a code or reason that may not be sent is refused, and the session goes on', async () => {
  const socket = openWebSocket(request('/ws/echo', {}), OPTIONS);
  await socket.scripted;
  for (const code of [0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 3000.5]) assert.equal(socket.close(code), false, String(code));
  assert.equal(socket.close(1000, 'ä'.repeat(62)), false);
  assert.equal(socket.session().state, 'open');
  assert.equal(socket.close(1014), true);
  await socket.done;
});

test('what is sent before the session is open goes out first, after the end nothing goes', async () => {
  const socket = openWebSocket(request('/ws/echo', { messages: [say('scripted'), wait(2)] }), OPTIONS);
  assert.equal(socket.send('early'), true);
  await socket.scripted;
  socket.close();
  assert.equal(socket.send('late'), false);
  const session = await socket.done;
  assert.deepEqual(
    lines(session).filter((one) => one.startsWith('out')),
    ['out "early"', 'out "scripted"'],
  );
  assert.equal(socket.send('too late'), false);
  assert.equal(socket.close(), true);
});

test('a refused handshake is kept whole', async () => {
  const session = await run('/ws/refuse/401', { messages: [say('never')] });
  assert.deepEqual(lines(session), ['connecting', 'refused']);
  assert.equal(session.state, 'closed');
  const { outcome, connection } = session.handshake;
  assert.ok(outcome.kind === 'response');
  const { response } = outcome;
  assert.deepEqual([response.status, response.framing, response.complete], [401, 'length', true]);
  assert.match(text(response.content), /^401 Unauthorized: this handshake is refused/);
  assert.equal(response.contentLength, response.framedLength);
  assert.ok(response.fields.some(([name]) => name === 'WWW-Authenticate'));
  assert.equal(connection?.closedBy, 'postil');
});

const BROKEN: readonly (readonly [name: string, code: string])[] = [
  ['accept', 'WS_INVALID_ACCEPT'],
  ['no-accept', 'WS_INVALID_ACCEPT'],
  ['upgrade', 'WS_INVALID_UPGRADE'],
  ['other-upgrade', 'WS_INVALID_UPGRADE'],
  ['connection', 'WS_INVALID_CONNECTION'],
  ['subprotocol', 'WS_UNREQUESTED_SUBPROTOCOL'],
  ['extension', 'WS_UNREQUESTED_EXTENSION'],
];

for (const [name, code] of BROKEN) {
  test(`a 101 with a wrong ${name} does not open the session, and its head is kept`, async () => {
    const session = await run(`/ws/bad/${name}`, { messages: [say('never')] });
    assert.deepEqual(lines(session), ['connecting', `failed protocol ${code}`]);
    assert.ok(session.handshake.outcome.kind === 'response');
    assert.equal(session.handshake.outcome.response.status, 101);
  });
}

test('offered subprotocols of which the server takes none do not open the session', async () => {
  const session = await run('/ws/chat', { fields: [['Sec-WebSocket-Protocol', 'other']] });
  assert.equal(lines(session)[1], 'failed protocol WS_NO_SUBPROTOCOL');
});

const FRAMES: readonly (readonly [name: string, code: string, close: number, last: string])[] = [
  ['masked', 'WS_ERR_UNEXPECTED_MASK', 1002, 'in text masked masked'],
  ['rsv', 'WS_ERR_UNEXPECTED_RSV_2_3', 1002, 'in text reserved'],
  ['compressed', 'WS_ERR_UNEXPECTED_RSV_1', 1002, 'in text RSV1 packed'],
  ['opcode', 'WS_ERR_INVALID_OPCODE', 1002, 'in reserved what am I?'],
  ['continuation', 'WS_ERR_INVALID_OPCODE', 1002, 'in continuation and then'],
  ['fragmented-ping', 'WS_ERR_EXPECTED_FIN', 1002, 'in ping half a'],
  ['huge', 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 1009, 'in binary the beginning of it'],
  ['utf8', 'WS_ERR_INVALID_UTF8', 1007, 'in text Hi\ufffd\ufffd'],
];

for (const [name, code, close, frame] of FRAMES) {
  test(`a frame that breaks the rules (${name}) is kept, and answered with ${close}`, async () => {
    const session = await run(`/ws/bad/${name}`, { messages: [wait(2)] });
    assert.deepEqual(lines(session).slice(2), [
      'in "The next frame is wrong."',
      `closing by postil ${close}`,
      `failed protocol ${code}`,
      'closed 1006 not clean',
    ]);
    assert.ok(frameLines(session).includes(frame), frameLines(session).join('\n'));
  });
}

/** A proxy that opens tunnels for whoever says the password. */
async function proxy(): Promise<{ port: number; close: () => void; seen: string[] }> {
  const seen: string[] = [];
  const server = await rawServer((socket, first) => {
    const head = first.toString();
    seen.push(head);
    if (!head.includes('Proxy-Authorization: Basic cDpx\r\n')) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 3\r\n\r\nno!');
      return;
    }
    const [, port] = /^CONNECT 127\.0\.0\.1:(\d+) /.exec(head) ?? [];
    const upstream = net.connect({ host: '127.0.0.1', port: Number(port) }, () => {
      socket.write('HTTP/1.1 200 Yes\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  });
  return { ...server, seen };
}

test('through a proxy the handshake goes in a tunnel, with TLS and without', async () => {
  const { port, close, seen } = await proxy();
  const way = { proxy: `http://p:q@127.0.0.1:${port}`, insecure: true };
  const plain = await run('/ws/echo', { messages: [say('hi'), wait(1)] }, way);
  const hidden = await run('/ws/echo', { port: secure.port, scheme: 'wss', messages: [say('hi'), wait(1)] }, way);
  close();
  for (const session of [plain, hidden]) {
    assert.deepEqual(lines(session).slice(1, 4), ['open', 'out "hi"', 'in "hi"']);
    assert.equal(session.handshake.connection?.proxy, `http://127.0.0.1:${port}`);
    assert.equal(session.handshake.tunnel?.outcome.kind, 'response');
    assert.doesNotMatch(text(session.handshake.wire.records[0]?.bytes ?? new Uint8Array()), /CONNECT|Proxy/);
  }
  assert.deepEqual(
    seen.map((head) => head.split('\r\n')[0]),
    [playground.port, secure.port].map((to) => `CONNECT 127.0.0.1:${to} HTTP/1.1`),
  );
});

test('a proxy that refuses the tunnel is the failure, and its answer is kept', async () => {
  const { port, close } = await proxy();
  const session = await run('/ws/echo', {}, { proxy: `http://127.0.0.1:${port}` });
  close();
  assert.deepEqual(lines(session), ['connecting', 'failed proxy ERR_PROXY_TUNNEL']);
  const { tunnel } = session.handshake;
  assert.ok(tunnel?.outcome.kind === 'response');
  assert.equal(text(tunnel.outcome.response.content), 'no!');
  assert.deepEqual(lines(await run('/ws/echo', {}, { proxy: 'gopher://x' })), ['connecting', 'failed request ERR_INVALID_URL']);
});

test('the jar gives a handshake its cookies and keeps what the answer sets, unless told not to', async () => {
  const heads: string[] = [];
  const server = await rawServer((socket, first) => {
    heads.push(first.toString());
    socket.end('HTTP/1.1 403 No\r\nSet-Cookie: seen=1\r\nContent-Length: 0\r\n\r\n');
  });
  const cookies = new CookieJar(Date.now);
  await run('/', { port: server.port }, {}, { cookies });
  const second = await run('/', { port: server.port }, {}, { cookies });
  await run('/', { port: server.port, fields: [['Cookie', 'own=1']] }, {}, { cookies });
  await run('/', { port: server.port }, { cookieJar: false }, { cookies });
  server.close();
  assert.deepEqual(
    heads.map((head) => /Cookie: (.*)/.exec(head)?.[1]),
    [undefined, 'seen=1', 'own=1', undefined],
  );
  assert.deepEqual(second.handshake.request.sources.at(-1), { kind: 'added', why: 'cookie jar' });
});

test('a handshake is signed for AWS, what belongs to the connection left out', async () => {
  const heads: string[] = [];
  const server = await rawServer((socket, first) => {
    heads.push(first.toString());
    socket.end('HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n');
  });
  const aws = { accessKeyId: 'AKID', secretAccessKey: 's3cret', region: 'r', service: 'execute-api', at: 0 };
  const session = await run('/', { port: server.port }, { aws });
  server.close();
  assert.match(
    heads[0] ?? '',
    /^GET \/ HTTP\/1\.1\r\nX-Amz-Date: \d{8}T\d{6}Z\r\nAuthorization: AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/r\/execute-api\//,
  );
  assert.match(heads[0] ?? '', /SignedHeaders=host;x-amz-date, /);
  assert.ok(!JSON.stringify(session).includes('s3cret'));
  const unknown = await run('/', { port: server.port }, { aws: { accessKeyId: 'a', secretAccessKey: 'b', at: 0 } });
  assert.deepEqual(lines(unknown), ['connecting', 'failed request AWS_SERVICE_UNKNOWN']);
});

test('over TLS the record has what TLS showed', async () => {
  const ca = [secure.certificate ?? ''];
  const { handshake, ...session } = await run('/ws/echo', { port: secure.port, scheme: 'wss', messages: [say('hi'), wait(1)] }, {}, { ca });
  assert.deepEqual(lines({ handshake, ...session }).slice(2, 4), ['out "hi"', 'in "hi"']);
  assert.equal(handshake.connection?.tls?.authorized, true);
  assert.match(handshake.connection?.tls?.protocol ?? '', /^TLSv1/);
  assert.ok((handshake.timings.secured ?? 0) >= (handshake.timings.connected ?? 1));
});

test('a certificate that does not verify fails the session, unless it is allowed', async () => {
  const refused = await run('/ws/echo', { port: secure.port, scheme: 'wss' });
  assert.deepEqual(lines(refused), ['connecting', 'failed tls DEPTH_ZERO_SELF_SIGNED_CERT']);
  assert.equal(refused.handshake.wire.sentLength, 0);
  const allowed = await run('/ws/echo', { port: secure.port, scheme: 'wss' }, { insecure: true });
  assert.equal(lines(allowed).at(-1), 'closed 1000 clean');
  assert.equal(allowed.handshake.connection?.tls?.authorized, false);
});

async function rawServer(answer: (socket: Socket, first: Buffer) => void): Promise<{ port: number; close: () => void }> {
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (first: Buffer) => answer(socket, first));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

const ODD: readonly (readonly [fact: string, answer: (socket: Socket) => void, events: readonly string[], status?: number])[] = [
  ['no HTTP at all', (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'), ['failed protocol HPE_INVALID_CONSTANT']],
  ['the end of the connection', (socket) => socket.end(), ['failed reset UND_ERR_SOCKET']],
  ['half a head', (socket) => socket.end('HTTP/1.1 101 Sw'), ['failed protocol HPE_INVALID_EOF_STATE']],
  ['a reset', (socket) => socket.resetAndDestroy(), ['failed reset ECONNRESET']],
  [
    'a chunked refusal',
    (socket) => socket.end('HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n'),
    ['refused'],
    404,
  ],
  ['a refusal that breaks off', (socket) => socket.end('HTTP/1.1 500 Oops\r\nContent-Length: 9\r\n\r\nno'), ['refused'], 500],
  [
    'a 103 and then a refusal',
    (socket) => socket.end('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n'),
    ['refused'],
    403,
  ],
];

for (const [fact, answer, events, status] of ODD) {
  test(`${fact} in answer to a handshake is an outcome, not an exception`, async () => {
    const server = await rawServer(answer);
    const session = await run('/', { port: server.port });
    server.close();
    assert.deepEqual(lines(session).slice(1), events);
    const { outcome } = session.handshake;
    assert.equal(outcome.kind === 'response' ? outcome.response.status : undefined, status);
  });
}

test('an informational response ahead of the refusal is kept', async () => {
  const server = await rawServer((socket) =>
    socket.end('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno'),
  );
  const { handshake } = await run('/', { port: server.port });
  server.close();
  assert.deepEqual(
    handshake.informational.map(({ status }) => status),
    [103],
  );
  assert.ok(handshake.outcome.kind === 'response');
  assert.equal(handshake.outcome.response.framedLength, 2);
});

test('a refusal that breaks off in a reset keeps what came as partial', async () => {
  const refusing = Promise.withResolvers<Socket>();
  const server = await rawServer((socket) => {
    socket.write('HTTP/1.1 500 Oops\r\nContent-Length: 9\r\n\r\nno');
    refusing.resolve(socket);
  });
  const live = openWebSocket(request('/', { port: server.port }), OPTIONS);
  const refusal = await refusing.promise;
  while (live.session().handshake.wire.receivedLength === 0) await nextTurn();
  refusal.resetAndDestroy();
  const session = await live.done;
  server.close();
  assert.deepEqual(lines(session), ['connecting', 'failed reset ECONNRESET']);
  const { outcome } = session.handshake;
  assert.ok(outcome.kind === 'failure');
  assert.deepEqual(
    [outcome.failure.phase, outcome.partial?.status, text(outcome.partial?.content ?? new Uint8Array())],
    ['content', 500, 'no'],
  );
});

test('departures from the grammar are named, and do not keep the session from opening', async () => {
  const server = await rawServer((socket) => {
    socket.write(`HTTP/1.1  101 Yes\nUpgrade : websocket\nConnection: Upgrade\nSec-WebSocket-Accept: ${acceptFor('KEY')}\n\n`);
    socket.on('data', () => socket.end());
  });
  const session = await run('/', { port: server.port }, {}, { key: 'KEY' });
  server.close();
  assert.equal(lines(session)[1], 'open');
  assert.ok(session.handshake.outcome.kind === 'response');
  const codes = session.handshake.outcome.response.oddities.map(({ code }) => code);
  assert.deepEqual([...new Set(codes)].toSorted(), ['bare-lf', 'odd-space', 'space-before-colon']);
});

/** Octets after a right handshake: any at all, or frames with a fault here and there. */
const afterwards = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .array(
      fc
        .tuple(fc.constantFrom(0x81, 0x01, 0x80, 0x82, 0x88, 0x89, 0x8a, 0xc1, 0x83), fc.uint8Array({ maxLength: 40 }))
        .map(([first, payload]) => Uint8Array.from([first, payload.length, ...payload])),
      { maxLength: 6 },
    )
    .map((frames) => Buffer.concat(frames)),
);

test('whatever comes after the handshake, the session ends and its frames are the octets that came', async () => {
  await fc.assert(
    fc.asyncProperty(afterwards, async (octets) => {
      const server = await rawServer((socket) => {
        const head = `HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptFor('KEY')}\r\n\r\n`;
        socket.end(Buffer.concat([Buffer.from(head), octets]));
      });
      const session = await run('/', { port: server.port, messages: [wait(9)] }, {}, { key: 'KEY' });
      server.close();
      assert.equal(session.state, 'closed');
      assert.match(lines(session).at(-1) ?? '', /^closed /);
      const seen = Buffer.concat(session.frames.filter(({ direction }) => direction === 'in').map((frame) => frame.octets));
      assert.equal(Buffer.compare(seen, Buffer.from(octets).subarray(0, seen.length)), 0);
      assert.ok(octets.length - seen.length < 14, 'only an unfinished header is left');
    }),
    { numRuns: 60 },
  );
});

test('a handshake that comes in single octets opens all the same', async () => {
  const server = await rawServer((socket) => {
    const accept = acceptFor('AAAAAAAAAAAAAAAAAAAAAA==');
    const answer = Buffer.from(
      `HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n\x81\x02hi\x88\x02\x03\xe8`,
      'latin1',
    );
    socket.setNoDelay(true);
    const step = (i: number): void => {
      if (i < answer.length) socket.write(answer.subarray(i, i + 1), () => setImmediate(step, i + 1));
    };
    step(0);
    socket.on('data', () => socket.end());
  });
  const session = await run('/', { port: server.port, messages: [wait(2)] }, {}, { key: 'AAAAAAAAAAAAAAAAAAAAAA==' });
  server.close();
  assert.deepEqual(lines(session), ['connecting', 'open', 'in "hi"', 'closing by server 1000', 'closed 1000 clean']);
});

test('a server that never answers is left after the timeout', async () => {
  const server = await rawServer(() => undefined);
  const session = await run('/', { port: server.port }, { readTimeout: 30 });
  server.close();
  assert.deepEqual(lines(session), ['connecting', 'failed timeout UND_ERR_HEADERS_TIMEOUT']);
});

test('a wait for a message that never comes ends with the timeout and a close', async () => {
  const session = await run('/ws/echo', { messages: [wait(1)] }, { readTimeout: 400 });
  assert.deepEqual(lines(session).slice(2), ['failed timeout WS_WAIT_TIMEOUT', 'closing by postil 1000', 'closed 1000 not clean']);
});

test('nobody listens: the failure has the address', async () => {
  const server = await rawServer(() => undefined);
  server.close();
  const session = await run('/', { port: server.port });
  assert.deepEqual(lines(session), ['connecting', 'failed connect ECONNREFUSED']);
  assert.equal(session.handshake.connection, undefined);
  assert.ok(session.handshake.outcome.kind === 'failure');
  assert.equal(session.handshake.outcome.failure.address, '127.0.0.1');
});

test('a cancellation ends the session at any time', async () => {
  const server = await rawServer(() => undefined);
  const early = new AbortController();
  early.abort();
  assert.match(lines(await run('/', { port: server.port }, {}, { signal: early.signal })).at(-1) ?? '', /^failed cancelled/);
  const waiting = new AbortController();
  const pending = run('/', { port: server.port }, {}, { signal: waiting.signal });
  setImmediate(() => waiting.abort());
  assert.match(lines(await pending).at(-1) ?? '', /^failed cancelled/);
  const open = new AbortController();
  const socket = openWebSocket(request('/ws/echo', {}), OPTIONS, { signal: open.signal });
  await socket.scripted;
  open.abort();
  assert.deepEqual(lines(await socket.done).slice(2), ['failed cancelled ABORT_ERR', 'closed 1006 not clean']);
  server.close();
});

test('while the handshake runs the session says so', async () => {
  const socket = openWebSocket(request('/ws/echo', {}), OPTIONS);
  const { state, handshake } = socket.session();
  assert.equal(state, 'connecting');
  assert.ok(handshake.outcome.kind === 'failure');
  assert.equal(handshake.outcome.failure.code, 'PENDING');
  assert.equal(socket.close(), true);
  assert.deepEqual(lines(await socket.done), ['connecting', 'failed cancelled ABORT_ERR']);
});

test('a line break brought in by a value is not sent', async () => {
  const session = await run('/ws/echo', { fields: [['X-A', 'a\r\nX-B: c']] });
  assert.deepEqual(lines(session), ['connecting', 'failed request ERR_INVALID_CHAR']);
  assert.equal(session.handshake.connection, undefined);
});

test('two hundred messages are told in far fewer updates, the last of them complete', async () => {
  const seen: WsSession[] = [];
  const messages = [...Array.from({ length: 200 }, (_, i) => say(`message ${i}`)), wait(200)];
  const session = await run('/ws/echo', { messages }, {}, { update: (one) => seen.push(one) });
  assert.equal(session.frames.length, 402);
  assert.ok(seen.length < 200, `${seen.length} updates`);
  assert.deepEqual(seen.at(-1)?.events, session.events);
});
