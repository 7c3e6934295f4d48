// Proxies that want Digest (RFC 7616): answered as a hop of its own, and from then on at once.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as net from 'node:net';
import { test } from 'node:test';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { firstOf } from '../../../src/core/http/field.ts';
import { type RawServer, rawServer, type Scope } from '../../support/raw-server.ts';
import * as certificates from './certificates.ts';
import { client, failureOf, OPTIONS, request, responseOf, send, wireOf } from './sending.ts';

const md5 = (input: string): string => createHash('md5').update(input).digest('hex');

/** The response that RFC 7616 section 3.4.1 asks for, of the parameters that stand in the credentials. */
function right(line: string, method: string, password: string): boolean {
  const of = (name: string): string =>
    new RegExp(`\\b${name}=(?:"([^"]*)"|([^ ,]+))`)
      .exec(line)
      ?.slice(1)
      .find((one) => one !== undefined) ?? '';
  const [ha1, ha2] = [md5(`${of('username')}:${of('realm')}:${password}`), md5(`${method}:${of('uri')}`)];
  return of('response') === md5(`${ha1}:${of('nonce')}:${of('nc')}:${of('cnonce')}:auth:${ha2}`);
}

interface Strict {
  /** Closes the connection after each 407. */
  readonly closes?: boolean;
  /** Which nonce it wants, by the count of challenges. */
  readonly nonce?: (challenges: number) => string;
}

/** A proxy for `ann`, password `s3cret`: tunnels lead to `port`, absolute URLs are answered with 200. */
async function strictProxy(scope: Scope, port: number, { closes = false, nonce = () => 'n1' }: Strict = {}): Promise<RawServer> {
  let challenges = 0;
  return rawServer(scope, (socket, _whole, read) => {
    const head = read.toString('latin1');
    const [method = ''] = head.split(' ');
    const line = /^proxy-authorization: Digest (.*)\r$/im.exec(head)?.[1] ?? '';
    const wanted = nonce(challenges);
    if (!right(line, method, 's3cret') || !line.includes(`nonce="${wanted}"`)) {
      const stale = line !== '' && right(line, method, 's3cret');
      challenges++;
      socket.write(
        `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Digest realm="p", qop="auth", nonce="${nonce(challenges)}"${stale ? ', stale=true' : ''}\r\nContent-Length: 2\r\n${closes ? 'Connection: close\r\n' : ''}\r\nno`,
      );
      if (closes) socket.end();
      return;
    }
    if (method !== 'CONNECT') {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      return;
    }
    const target = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.removeAllListeners('data');
      socket.pipe(target).pipe(socket);
    });
    target.on('error', () => {});
    socket.on('close', () => target.destroy());
  });
}

const chain = (exchange: Exchange | undefined): readonly string[] =>
  exchange === undefined
    ? []
    : [
        ...chain(exchange.redirectedFrom),
        `${(firstOf(exchange.request.fields, 'proxy-authorization') ?? 'nothing').split(' ')[0]} ${responseOf(exchange).status}`,
      ];

test('an absolute URL: Basic is refused, Digest answered as a hop, and at once from then on', async (t) => {
  const proxy = await strictProxy(t, 0);
  const http = client(t);
  const options = { ...OPTIONS, proxy: `http://ann:s3cret@127.0.0.1:${proxy.port}` };
  const what = request(80, 'GET /a', [['Host', 'a.test']], { host: 'a.test' });
  const first = await http.send(what, options);
  assert.deepEqual(chain(first), ['Basic 407', 'Digest 200']);
  assert.match(wireOf(first, 'out'), /^GET http:\/\/a\.test\/a HTTP\/1\.1\r\n.*uri="http:\/\/a\.test\/a".*nc=00000001/s);
  const second = await http.send(what, options);
  assert.deepEqual(chain(second), ['Digest 200']);
  assert.match(wireOf(second, 'out'), /nc=00000002/);
});

for (const closes of [false, true])
  test(`a tunnel, through a proxy that ${closes ? 'closes' : 'keeps'} the connection after its 407`, async (t) => {
    const server = await rawServer(t, (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'), {
      tls: certificates.trusted,
    });
    const proxy = await strictProxy(t, server.port, { closes });
    const http = client(t, { ca: [certificates.authority] });
    const options = { ...OPTIONS, proxy: `http://ann:s3cret@127.0.0.1:${proxy.port}` };
    const what = request(443, 'GET /a', [['Host', 'localhost']], { scheme: 'https', host: 'localhost' });
    const first = await http.send(what, options);
    assert.equal(responseOf(first).status, 200);
    assert.deepEqual(chain(first.tunnel), ['Basic 407', 'Digest 200']);
    assert.equal(proxy.sockets.length, closes ? 2 : 1);
    assert.match(wireOf(first, 'out'), /^GET \/a HTTP\/1\.1\r\nHost: localhost\r\n\r\n$/);
    const second = await http.send(what, options);
    assert.deepEqual(chain(second.tunnel), ['Digest 200']);
  });

test('a nonce that is too old is answered again, a wrong password is not', async (t) => {
  const proxy = await strictProxy(t, 0, { nonce: (challenges) => `n${Math.min(challenges, 2)}` });
  const what = request(80, 'GET /a', [['Host', 'a.test']], { host: 'a.test' });
  const stale = await send(t, what, { proxy: `http://ann:s3cret@127.0.0.1:${proxy.port}` });
  assert.equal(responseOf(stale).status, 200);
  const wrong = await send(t, what, { proxy: `http://ann:guessed@127.0.0.1:${proxy.port}` });
  assert.deepEqual(chain(wrong), ['Basic 407', 'Digest 407']);
});

test('a tunnel with a wrong password is refused after one answer, with all that was said', async (t) => {
  const proxy = await strictProxy(t, 0);
  const exchange = await send(t, request(443, 'GET /', [], { scheme: 'https', host: 'a.test' }), {
    proxy: `http://ann:guessed@127.0.0.1:${proxy.port}`,
  });
  assert.equal(failureOf(exchange).code, 'ERR_PROXY_TUNNEL');
  assert.deepEqual(chain(exchange.tunnel), ['Basic 407', 'Digest 407']);
});

test('http.proxyAuthorization goes along as it is, to proxies of the settings alone', async (t) => {
  const seen: string[] = [];
  const proxy = await rawServer(t, (socket, whole) => {
    seen.push(/^proxy-authorization: (.*)\r$/im.exec(whole.toString('latin1'))?.[1] ?? 'nothing');
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
  });
  const url = `http://u:p@127.0.0.1:${proxy.port}`;
  const what = request(80, 'GET /', [['Host', 'a.test']], { host: 'a.test' });
  await send(t, what, { proxies: { url, authorization: 'Negotiate abc' } });
  await send(t, what, { proxies: { url, authorization: 'Negotiate abc' }, proxy: `http://127.0.0.1:${proxy.port}` });
  assert.deepEqual(seen, ['Negotiate abc', 'nothing']);
});

test('a proxy over TLS need not verify where http.proxyStrictSSL is off; what is behind it must', async (t) => {
  const proxy = await rawServer(t, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), {
    tls: certificates.selfSigned,
  });
  const proxies = { url: `https://127.0.0.1:${proxy.port}`, strict: false };
  const plain = await send(t, request(80, 'GET /', [], { host: 'a.test' }), { proxies });
  assert.equal(responseOf(plain).status, 200);
  assert.equal(
    failureOf(await send(t, request(80, 'GET /', [], { host: 'a.test' }), { proxies: { ...proxies, strict: true } })).kind,
    'proxy',
  );
  const server = await rawServer(t, () => {}, { tls: certificates.selfSigned });
  const bare = await rawServer(
    t,
    (socket, whole, read) => {
      if (whole.length !== read.length) return;
      const target = net.connect(server.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.removeAllListeners('data');
        socket.pipe(target).pipe(socket);
      });
      socket.on('close', () => target.destroy());
    },
    { tls: certificates.selfSigned },
  );
  const behind = await send(t, request(443, 'GET /', [], { scheme: 'https', host: 'a.test' }), {
    proxies: { url: `https://127.0.0.1:${bare.port}`, strict: false },
  });
  assert.deepEqual([failureOf(behind).kind, failureOf(behind).code], ['tls', 'DEPTH_ZERO_SELF_SIGNED_CERT']);
});

test('two requests that are challenged at the same time are both answered', async (t) => {
  const first: net.Socket[] = [];
  const refuse = 'HTTP/1.1 407 X\r\nProxy-Authenticate: Digest realm="p", qop="auth", nonce="n1"\r\nContent-Length: 0\r\n\r\n';
  const proxy = await rawServer(t, (socket, _whole, read) => {
    if (read.includes('Proxy-Authorization: Digest ')) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    else if (first.push(socket) === 2) for (const one of first) one.write(refuse);
  });
  const http = client(t);
  const options = { ...OPTIONS, proxy: `http://ann:s3cret@127.0.0.1:${proxy.port}` };
  const both = await Promise.all(['/a', '/b'].map((path) => http.send(request(80, `GET ${path}`, [], { host: 'a.test' }), options)));
  assert.deepEqual(both.map(chain), [
    ['Basic 407', 'Digest 200'],
    ['Basic 407', 'Digest 200'],
  ]);
});

test('what the author wrote for the proxy is sent once, as it is', async (t) => {
  const proxy = await strictProxy(t, 0);
  const what = request(80, 'GET /', [['Proxy-Authorization', 'Basic eDp5']], { host: 'a.test' });
  const exchange = await send(t, what, { proxy: `http://ann:s3cret@127.0.0.1:${proxy.port}` });
  assert.deepEqual(chain(exchange), ['Basic 407']);
});

test('a connection to a proxy that was not verified is not used where it must be', async (t) => {
  const proxy = await rawServer(t, (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), {
    tls: certificates.selfSigned,
  });
  const http = client(t);
  const proxies = { url: `https://127.0.0.1:${proxy.port}` };
  const what = request(80, 'GET /', [], { host: 'a.test' });
  assert.equal(responseOf(await http.send(what, { ...OPTIONS, proxies: { ...proxies, strict: false } })).status, 200);
  assert.equal(failureOf(await http.send(what, { ...OPTIONS, proxies })).kind, 'proxy');
});
