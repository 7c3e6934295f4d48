import assert from 'node:assert/strict';
import type * as net from 'node:net';
import { test } from 'node:test';
import { Authorities } from '../../../src/core/send/authorities.ts';
import { type DialOptions, type DialTarget, dial } from '../../../src/core/send/dial.ts';
import { rawServer } from '../../support/raw-server.ts';
import * as certificates from './certificates.ts';

const OPTIONS: DialOptions = { timeout: 5_000, insecure: false };
const QUIET = (): void => {};

const plain = (port: number, host = '127.0.0.1'): DialTarget => ({ host, port, secure: false });
const secure = (port: number, host = '127.0.0.1'): DialTarget => ({ host, port, secure: true });

test('a connection comes with its attempt and its times', async (t) => {
  const server = await rawServer(t, QUIET);
  const result = await dial(plain(server.port), OPTIONS);
  assert.ok(result.ok);
  assert.equal(result.value.socket.remotePort, server.port);
  assert.deepEqual(result.value.attempts, [{ address: '127.0.0.1', port: server.port, outcome: 'connected' }]);
  assert.deepEqual(result.value.answers, []);
  assert.equal(result.value.times.secured, undefined);
  assert.equal(typeof result.value.times.connected, 'number');
  assert.equal(result.value.socket.listenerCount('error'), 0);
  result.value.socket.destroy();
});

test('localhost tries each family and says which one failed', async (t) => {
  const server = await rawServer(t, QUIET);
  const lookup: net.LookupFunction = (_host, _options, done) =>
    done(null, [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ]);
  const result = await dial(plain(server.port, 'localhost'), { ...OPTIONS, lookup });
  assert.ok(result.ok);
  assert.deepEqual(result.value.answers, ['::1', '127.0.0.1']);
  const [first, second] = result.value.attempts;
  assert.deepEqual([first?.address, first?.outcome], ['::1', 'failed']);
  assert.match(first?.code ?? '', /^E(CONNREFUSED|ADDRNOTAVAIL|AFNOSUPPORT)$/);
  assert.deepEqual(second, { address: '127.0.0.1', port: server.port, outcome: 'connected' });
  result.value.socket.destroy();
});

test('a port where nobody listens is refused, with its address', async (t) => {
  const server = await rawServer(t, QUIET);
  await server.close();
  const result = await dial(plain(server.port), OPTIONS);
  assert.ok(!result.ok);
  const { failure, attempts } = result.error;
  assert.deepEqual(
    [failure.kind, failure.code, failure.phase, failure.address, failure.port],
    ['connect', 'ECONNREFUSED', 'connect', '127.0.0.1', server.port],
  );
  assert.deepEqual(attempts, [{ address: '127.0.0.1', port: server.port, outcome: 'failed', code: 'ECONNREFUSED' }]);
});

test('each address that refused is a cause of the joint failure', async (t) => {
  const server = await rawServer(t, QUIET);
  await server.close();
  const lookup: net.LookupFunction = (_host, _options, done) =>
    done(null, [
      { address: '127.0.0.2', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]);
  const result = await dial(plain(server.port, 'many.test'), { ...OPTIONS, lookup });
  assert.ok(!result.ok);
  assert.equal(result.error.failure.code, 'ECONNREFUSED');
  assert.deepEqual(
    result.error.failure.causes?.map((cause) => cause.address),
    ['127.0.0.2', '127.0.0.1'],
  );
});

test('a name that DNS does not know is a dns failure', async () => {
  const lookup: net.LookupFunction = (host, _options, done) =>
    done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: host }), '');
  const result = await dial(plain(80, 'nowhere.test'), { ...OPTIONS, lookup });
  assert.ok(!result.ok);
  assert.deepEqual([result.error.failure.kind, result.error.failure.code, result.error.failure.phase], ['dns', 'ENOTFOUND', 'dns']);
});

test('DNS that does not answer is ended by our own timer', async () => {
  const result = await dial(plain(80, 'slow.test'), { ...OPTIONS, timeout: 30, lookup: QUIET });
  assert.ok(!result.ok);
  assert.deepEqual(
    [result.error.failure.kind, result.error.failure.code, result.error.failure.phase],
    ['timeout', 'UND_ERR_CONNECT_TIMEOUT', 'dns'],
  );
});

test('a TLS server that says nothing is ended by our own timer, in the phase tls', async (t) => {
  const server = await rawServer(t, QUIET);
  const result = await dial(secure(server.port), { ...OPTIONS, timeout: 400 });
  assert.ok(!result.ok);
  assert.deepEqual([result.error.failure.code, result.error.failure.phase], ['UND_ERR_CONNECT_TIMEOUT', 'tls']);
});

test('cancelling while connecting is a failure of its own', async () => {
  const controller = new AbortController();
  const pending = dial(plain(80, 'slow.test'), { ...OPTIONS, lookup: QUIET, signal: controller.signal });
  controller.abort();
  const result = await pending;
  assert.ok(!result.ok);
  assert.deepEqual([result.error.failure.kind, result.error.failure.code], ['cancelled', 'ABORT_ERR']);
});

const trusting = (texts: readonly string[]) => () =>
  new Authorities({ system: false }).trust(texts.map((text) => ({ path: 'ca.pem', text })));

const verdicts: readonly (readonly [why: string, pair: certificates.KeyPair, trust: boolean, host: string, code: string | undefined])[] = [
  ['signed by a trusted authority', certificates.trusted, true, 'localhost', undefined],
  ['trusted, by address', certificates.trusted, true, '127.0.0.1', undefined],
  ['self-signed', certificates.selfSigned, false, 'localhost', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['authority unknown', certificates.trusted, false, 'localhost', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['for another name', certificates.otherName, true, 'localhost', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['expired', certificates.expired, true, 'localhost', 'CERT_HAS_EXPIRED'],
  ['not yet valid', certificates.future, true, 'localhost', 'CERT_NOT_YET_VALID'],
];

for (const [why, pair, trust, host, code] of verdicts) {
  test(`a certificate ${why}: ${code ?? 'accepted'}, and no octet was sent`, async (t) => {
    const server = await rawServer(t, QUIET, { tls: pair });
    const lookup: net.LookupFunction = (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);
    const result = await dial(secure(server.port, host), { ...OPTIONS, lookup, trust: trusting(trust ? [certificates.authority] : []) });
    const report = result.ok ? result.value : result.error;
    assert.equal(report.tls?.authorizationError, code);
    assert.equal(report.tls?.authorized, code === undefined);
    assert.ok((report.tls?.chain.length ?? 0) > 0);
    assert.equal(result.ok, code === undefined);
    if (!result.ok) assert.deepEqual([result.error.failure.kind, result.error.failure.phase], ['tls', 'tls']);
    else result.value.socket.destroy();
    assert.deepEqual(
      server.received.map((bytes) => bytes.length),
      server.received.map(() => 0),
    );
  });
}

test('insecure accepts what does not verify, and the facts still say so', async (t) => {
  const server = await rawServer(t, QUIET, { tls: certificates.selfSigned });
  const result = await dial(secure(server.port), { ...OPTIONS, insecure: true });
  assert.ok(result.ok);
  assert.deepEqual([result.value.tls?.authorized, result.value.tls?.authorizationError], [false, 'DEPTH_ZERO_SELF_SIGNED_CERT']);
  assert.equal(result.value.tls?.chain[0]?.subject, 'CN=localhost');
  assert.deepEqual(result.value.tls?.chain[0]?.altNames, ['DNS:localhost', 'IP Address:127.0.0.1']);
  assert.match(result.value.tls?.chain[0]?.validFrom ?? '', /^\d{4}-\d\d-\d\dT/);
  assert.equal(result.value.alpn, undefined);
  result.value.socket.destroy();
});

test('plain HTTP on a TLS port is named by the code of OpenSSL', async (t) => {
  const server = await rawServer(t, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const result = await dial(secure(server.port), OPTIONS);
  assert.ok(!result.ok);
  assert.deepEqual(
    [result.error.failure.kind, result.error.failure.code, result.error.failure.phase],
    ['tls', 'ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
  );
});

test('a peer that closes in the middle of the TLS handshake is a reset in the phase tls', async (t) => {
  const server = await rawServer(t, (socket) => socket.end());
  const result = await dial(secure(server.port), OPTIONS);
  assert.ok(!result.ok);
  assert.deepEqual([result.error.failure.kind, result.error.failure.code, result.error.failure.phase], ['reset', 'ECONNRESET', 'tls']);
});
