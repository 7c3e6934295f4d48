import assert from 'node:assert/strict';
import * as net from 'node:net';
import { test } from 'node:test';
import type { Origin, ProxySettings } from '../../../src/core/http/request.ts';
import { chooseProxy } from '../../../src/core/send/proxy-route.ts';
import { always, type RawServer, rawServer, type Scope } from '../../support/raw-server.ts';
import * as certificates from './certificates.ts';
import { client, failureOf, OPTIONS, request, responseOf, send, text, wireOf } from './sending.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

const http = (host: string, port = 80): Origin => ({ scheme: 'http', host, port });
const https = (host: string, port = 443): Origin => ({ scheme: 'https', host, port });
const env = (variables: Record<string, string>): ProxySettings => ({ environment: variables });

const choices: readonly (readonly [
  why: string,
  origin: Origin,
  own: string | undefined,
  settings: ProxySettings,
  shown: string | undefined,
])[] = [
  ['nothing is set', http('a.test'), undefined, {}, undefined],
  ['the setting', http('a.test'), undefined, { url: 'http://p:1' }, 'http://p:1'],
  ['the setting holds for https too', https('a.test'), undefined, { url: 'http://p:1' }, 'http://p:1'],
  ['the request’s own wins', http('a.test'), 'http://q:2', { url: 'http://p:1' }, 'http://q:2'],
  ['none wins', http('a.test'), 'none', { url: 'http://p:1' }, undefined],
  ['without a scheme it is http', http('a.test'), 'p:3128', {}, 'http://p:3128'],
  ['without a port', http('a.test'), 'https://p', {}, 'https://p:443'],
  ['SOCKS', http('a.test'), 'socks5h://p', {}, 'socks5://p:1080'],
  ['HTTP_PROXY for http', http('a.test'), undefined, env({ HTTP_PROXY: 'http://p:1', HTTPS_PROXY: 'http://s:2' }), 'http://p:1'],
  ['HTTPS_PROXY for https', https('a.test'), undefined, env({ HTTP_PROXY: 'http://p:1', HTTPS_PROXY: 'http://s:2' }), 'http://s:2'],
  ['small letters first', http('a.test'), undefined, env({ HTTP_PROXY: 'http://p:1', http_proxy: 'http://q:2' }), 'http://q:2'],
  ['ALL_PROXY for the rest', https('a.test'), undefined, env({ ALL_PROXY: 'http://p:1' }), 'http://p:1'],
  ['an empty variable is none', http('a.test'), undefined, env({ HTTP_PROXY: '' }), undefined],
  ['loopback is reached directly', http('127.0.0.1'), undefined, { url: 'http://p:1' }, undefined],
  ['localhost is reached directly', http('localhost'), undefined, env({ HTTP_PROXY: 'http://p:1' }), undefined],
  ['but not against the request’s own word', http('localhost'), 'http://p:1', {}, 'http://p:1'],
  ['NO_PROXY: the name', http('a.test'), undefined, env({ HTTP_PROXY: 'http://p:1', NO_PROXY: 'b.test, a.test' }), undefined],
  ['NO_PROXY: what is under it', http('x.a.test'), undefined, env({ HTTP_PROXY: 'http://p:1', NO_PROXY: 'a.test' }), undefined],
  ['NO_PROXY: a dot before it', http('x.a.test'), undefined, env({ HTTP_PROXY: 'http://p:1', no_proxy: '.a.test' }), undefined],
  ['NO_PROXY: a star before it', http('x.a.test'), undefined, env({ HTTP_PROXY: 'http://p:1', no_proxy: '*.a.test' }), undefined],
  [
    'NO_PROXY: not another that ends alike',
    http('ba.test'),
    undefined,
    env({ HTTP_PROXY: 'http://p:1', NO_PROXY: 'a.test' }),
    'http://p:1',
  ],
  ['NO_PROXY: everything', http('a.test'), undefined, env({ HTTP_PROXY: 'http://p:1', NO_PROXY: '*' }), undefined],
  ['NO_PROXY: with the port', http('a.test', 8080), undefined, env({ HTTP_PROXY: 'http://p:1', NO_PROXY: 'a.test:8080' }), undefined],
  [
    'NO_PROXY: with another port',
    http('a.test', 8081),
    undefined,
    env({ HTTP_PROXY: 'http://p:1', NO_PROXY: 'a.test:8080' }),
    'http://p:1',
  ],
  ['NO_PROXY: a block of addresses', http('10.1.2.3'), undefined, env({ HTTP_PROXY: 'http://p:1', NO_PROXY: '10.0.0.0/8' }), undefined],
  ['NO_PROXY: outside of the block', http('11.1.2.3'), undefined, env({ HTTP_PROXY: 'http://p:1', NO_PROXY: '10.0.0.0/8' }), 'http://p:1'],
  ['NO_PROXY: an IPv6 address', http('fe80::1'), undefined, env({ HTTP_PROXY: 'http://p:1', NO_PROXY: '[fe80::1]' }), undefined],
  ['the editor’s noProxy', http('a.test'), undefined, { url: 'http://p:1', noProxy: ['a.test'] }, undefined],
  ['what is no proxy', http('a.test'), 'ftp://p:1', {}, 'wrong'],
];
for (const [why, origin, own, settings, shown] of choices) {
  test(`which proxy: ${why}`, () => {
    const choice = chooseProxy(origin, own, settings);
    assert.equal(choice?.kind === 'wrong' ? 'wrong' : choice?.shown, shown);
  });
}

/** A proxy that opens tunnels to `port` whatever it is asked for. */
const tunnelling = (scope: Scope, port: number, answer = 'HTTP/1.1 200 Connection established\r\n\r\n'): Promise<RawServer> =>
  rawServer(scope, (socket, whole, read) => {
    if (whole.length !== read.length) return;
    const target = net.connect(port, '127.0.0.1', () => {
      socket.write(answer);
      socket.removeAllListeners('data');
      socket.pipe(target).pipe(socket);
    });
    target.on('error', () => {});
    socket.on('close', () => target.destroy());
  });

test('plain HTTP goes to the proxy with an absolute URL and the proxy’s credentials, marked as added', async (t) => {
  const proxy = await rawServer(t, always(OK));
  const exchange = await send(t, request(80, 'GET /a?b', [['Host', 'a.test']], { host: 'a.test' }), {
    proxy: `http://us%40er:pa%3Ass@127.0.0.1:${proxy.port}`,
  });
  assert.equal(text(responseOf(exchange).content), 'ok');
  const credentials = Buffer.from('us@er:pa:ss').toString('base64');
  assert.equal(
    text(proxy.received[0] ?? Buffer.alloc(0)),
    `GET http://a.test/a?b HTTP/1.1\r\nHost: a.test\r\nProxy-Authorization: Basic ${credentials}\r\n\r\n`,
  );
  assert.deepEqual(exchange.request.sources.at(-1), { kind: 'added', why: 'proxy' });
  assert.equal(exchange.connection?.proxy, `http://127.0.0.1:${proxy.port}`);
  assert.equal(exchange.connection?.remotePort, proxy.port);
});

test('https goes through a tunnel; both exchanges are kept, and the certificate is the target’s', async (t) => {
  const server = await rawServer(t, always(OK), { tls: certificates.trusted });
  const proxy = await tunnelling(t, server.port);
  const http = client(t, { ca: [certificates.authority] });
  const what = request(443, 'GET /a', [['Host', 'localhost']], { scheme: 'https', host: 'localhost' });
  const options = { ...OPTIONS, proxy: `http://u:p@127.0.0.1:${proxy.port}` };
  const exchange = await http.send(what, options);
  assert.equal(text(responseOf(exchange).content), 'ok');
  assert.ok(exchange.tunnel !== undefined);
  assert.equal(
    wireOf(exchange.tunnel, 'out'),
    `CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\nProxy-Authorization: Basic ${Buffer.from('u:p').toString('base64')}\r\n\r\n`,
  );
  assert.equal(responseOf(exchange.tunnel).status, 200);
  assert.equal(wireOf(exchange, 'out'), 'GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n');
  assert.deepEqual([exchange.connection?.tls?.authorized, exchange.connection?.tls?.servername], [true, 'localhost']);
  assert.equal(text(server.received[0] ?? Buffer.alloc(0)), 'GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const again = await http.send(what, options);
  assert.deepEqual([again.connection?.reused, again.tunnel], [true, undefined]);
});

for (const [why, answer, code] of [
  ['403', 'HTTP/1.1 403 Forbidden\r\nContent-Length: 11\r\n\r\nnot allowed', 'ERR_PROXY_TUNNEL'],
  [
    '407',
    'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="p"\r\nContent-Length: 11\r\n\r\nnot allowed',
    'ERR_PROXY_TUNNEL',
  ],
] as const) {
  test(`a refused tunnel, ${why}: the refusal is kept with its content`, async (t) => {
    const proxy = await rawServer(t, always(answer));
    const exchange = await send(t, request(443, 'GET /', [], { scheme: 'https', host: 'a.test' }), {
      proxy: `http://127.0.0.1:${proxy.port}`,
    });
    const failure = failureOf(exchange);
    assert.deepEqual([failure.kind, failure.code, failure.phase], ['proxy', code, 'proxy']);
    assert.ok(exchange.tunnel !== undefined);
    assert.deepEqual([responseOf(exchange.tunnel).status, text(responseOf(exchange.tunnel).content)], [Number(why), 'not allowed']);
    assert.equal(exchange.wire.sentLength, 0);
  });
}

const badProxies: readonly (readonly [why: string, answer: string, code: string])[] = [
  ['that is no proxy', 'SSH-2.0-x\r\n', 'HPE_INVALID_CONSTANT'],
  ['that closes', '', 'UND_ERR_SOCKET'],
];
for (const [why, answer, code] of badProxies) {
  test(`a proxy ${why} is a failure of the proxy`, async (t) => {
    const proxy = await rawServer(t, (socket) => socket.end(answer));
    const failure = failureOf(
      await send(t, request(443, 'GET /', [], { scheme: 'https', host: 'a.test' }), { proxy: `http://127.0.0.1:${proxy.port}` }),
    );
    assert.deepEqual([failure.kind, failure.code, failure.phase], ['proxy', code, 'proxy']);
  });
}

test('a proxy that nobody is at, and one that says nothing', async (t) => {
  const proxy = await rawServer(t, () => {});
  const what = request(443, 'GET /', [], { scheme: 'https', host: 'a.test' });
  const silent = failureOf(await send(t, what, { proxy: `http://127.0.0.1:${proxy.port}`, connectTimeout: 400 }));
  assert.deepEqual([silent.kind, silent.code, silent.phase], ['proxy', 'UND_ERR_HEADERS_TIMEOUT', 'proxy']);
  await proxy.close();
  const gone = failureOf(await send(t, what, { proxy: `http://127.0.0.1:${proxy.port}` }));
  assert.deepEqual([gone.kind, gone.code, gone.phase], ['proxy', 'ECONNREFUSED', 'proxy']);
});

test('a proxy spoken to over TLS, and one whose certificate does not verify', async (t) => {
  const proxy = await rawServer(t, always(OK), { tls: certificates.trusted });
  const what = request(80, 'GET /', [], { host: 'a.test' });
  const options = { proxy: `https://127.0.0.1:${proxy.port}` };
  assert.equal(responseOf(await send(t, what, options, {}, { ca: [certificates.authority] })).status, 200);
  const failure = failureOf(await send(t, what, options));
  assert.deepEqual([failure.kind, failure.code], ['proxy', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']);
});

test('a URL that names no proxy blocks the request', async (t) => {
  assert.equal(failureOf(await send(t, request(80, 'GET /', [], { host: 'a.test' }), { proxy: 'ftp://x' })).code, 'ERR_INVALID_URL');
});

/** Speaks SOCKS5 octet by octet as RFC 1928 has it, and leads to `port`. */
const socksServer = (scope: Scope, port: number, options: { auth?: boolean; reply?: number } = {}): Promise<RawServer> =>
  rawServer(scope, (socket, whole) => {
    const greeting = 2 + (whole[1] ?? 0);
    const login = options.auth === true ? 2 + (whole[greeting + 1] ?? 0) + 1 + (whole[greeting + 2 + (whole[greeting + 1] ?? 0)] ?? 0) : 0;
    if (whole.length === greeting) socket.write(Buffer.from([5, options.auth === true ? 2 : 0]));
    else if (whole.length === greeting + login && login > 0)
      socket.write(Buffer.from([1, whole.subarray(greeting).toString('latin1') === '\x01\x01u\x01p' ? 0 : 1]));
    else if (whole.length > greeting + login + 6) {
      if (options.reply !== undefined) socket.write(Buffer.from([5, options.reply, 0, 1, 0, 0, 0, 0, 0, 0]));
      else {
        const target = net.connect(port, '127.0.0.1', () => {
          socket.removeAllListeners('data');
          socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 80]));
          socket.pipe(target).pipe(socket);
        });
        target.on('error', () => {});
        socket.on('close', () => target.destroy());
      }
    }
  });

test('SOCKS5 leads to the target by its name, with and without a login, http and https', async (t) => {
  const plain = await rawServer(t, always(OK));
  const secure = await rawServer(t, always(OK), { tls: certificates.trusted });
  for (const auth of [false, true]) {
    for (const scheme of ['http', 'https'] as const) {
      const proxy = await socksServer(t, scheme === 'http' ? plain.port : secure.port, { auth });
      const what = request(8080, 'GET /a', [], { scheme, host: 'localhost' });
      const exchange = await send(
        t,
        what,
        { proxy: `socks5://${auth ? 'u:p@' : ''}127.0.0.1:${proxy.port}` },
        {},
        { ca: [certificates.authority] },
      );
      assert.equal(text(responseOf(exchange).content), 'ok');
      assert.ok(text(proxy.received[0] ?? Buffer.alloc(0)).includes('\x03\x09localhost\x1f\x90'));
    }
  }
});

for (const [why, options, login, said] of [
  ['refuses the connection', { reply: 5 }, '', 'refused'],
  ['has a rule against it', { reply: 2 }, '', 'rules'],
  ['wants a login', { auth: true }, '', 'no way of authentication'],
  ['refuses the login', { auth: true }, 'u:wrong@', 'refused user and password'],
] as const) {
  test(`a SOCKS5 proxy that ${why}`, async (t) => {
    const proxy = await socksServer(t, 1, options);
    const failure = failureOf(
      await send(t, request(80, 'GET /', [], { host: 'a.test' }), { proxy: `socks5://${login}127.0.0.1:${proxy.port}` }),
    );
    assert.deepEqual([failure.kind, failure.code, failure.phase], ['proxy', 'UND_ERR_SOCKS5', 'proxy']);
    assert.ok(failure.message.includes(said), failure.message);
  });
}

test('host and port are reached at another address when told so; Host and target stay', async (t) => {
  const server = await rawServer(t, always(OK));
  const resolve = [{ host: 'a.test', port: 0, address: '127.0.0.1' }];
  const exchange = await send(t, request(server.port, 'GET /', [['Host', 'a.test']], { host: 'a.test' }), { resolve });
  assert.equal(responseOf(exchange).status, 200);
  assert.equal(exchange.connection?.remoteAddress, '127.0.0.1');
  assert.equal(text(server.received[0] ?? Buffer.alloc(0)), 'GET / HTTP/1.1\r\nHost: a.test\r\n\r\n');
});

test('a unix socket is connected to instead of host and port', { skip: process.platform === 'win32' }, async (t) => {
  const path = `/tmp/postil-test-${process.pid}.sock`;
  const server = await rawServer(t, always(OK), { path });
  const exchange = await send(t, request(80, 'GET /', [['Host', 'docker']], { host: 'docker' }), { socketPath: path });
  assert.equal(responseOf(exchange).status, 200);
  assert.equal(text(server.received[0] ?? Buffer.alloc(0)), 'GET / HTTP/1.1\r\nHost: docker\r\n\r\n');
  const gone = failureOf(await send(t, request(80, 'GET /', [], { host: 'docker' }), { socketPath: `${path}.not` }));
  assert.deepEqual([gone.kind, gone.code, gone.phase], ['connect', 'ENOENT', 'connect']);
});

test('a text that names no proxy is shown without its password', () => {
  const shown = ['ftp://ann:s3cret@p:1', 'ann:s3cret@p:x', 'http://ann:s3@cret@p:99999', 'ftp://p:1'].map((text) => {
    const choice = chooseProxy({ scheme: 'http', host: 'a.test', port: 80 }, text);
    return choice?.kind === 'wrong' ? choice.url : choice;
  });
  assert.deepEqual(shown, ['ftp://ann:•••••@p:1', 'ann:•••••@p:x', 'http://ann:•••••@p:99999', 'ftp://p:1']);
});
