// Settings that change how an origin is reached: client certificates by host, authorities, hosts that need not verify, addresses.
import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ClientCertificate, SendOptions } from '../../../src/core/http/request.ts';
import { fits } from '../../../src/core/send/host-pattern.ts';
import type { CertificatePort } from '../../../src/core/send/identities.ts';
import { type RawServer, rawServer, type Scope } from '../../support/raw-server.ts';
import * as certificates from './certificates.ts';
import { client, failureOf, OPTIONS, request, responseOf, send } from './sending.ts';

const patterns: readonly (readonly [pattern: string, host: string, port: number, fits: boolean])[] = [
  ['a.test', 'a.test', 443, true],
  ['A.test', 'a.TEST', 8443, true],
  ['a.test', 'b.a.test', 443, false],
  ['a.test:8443', 'a.test', 8443, true],
  ['a.test:8443', 'a.test', 443, false],
  ['*.a.test', 'b.a.test', 443, true],
  ['*.a.test', 'a.test', 443, false],
  ['*.a.test', 'ba.test', 443, false],
  ['*', 'a.test', 1, true],
  ['*:443', 'a.test', 1, false],
  ['[::1]:8443', '::1', 8443, true],
  ['[::1]', '::1', 443, true],
  ['::1', '::1', 443, true],
  ['', 'a.test', 443, false],
];
for (const [pattern, host, port, expected] of patterns)
  test(`${pattern || 'nothing'} ${expected ? 'fits' : 'does not fit'} ${host} at ${port}`, () => {
    assert.equal(fits(pattern, { host, port }), expected);
  });

const file = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** Answers with the name on the client's certificate. */
const asking = (scope: Scope): Promise<RawServer> =>
  rawServer(
    scope,
    (socket) => {
      const shown: unknown = Reflect.get(Reflect.apply(Reflect.get(socket, 'getPeerCertificate'), socket, []) ?? {}, 'subject');
      const name = String(Reflect.get(Object(shown), 'CN') ?? 'nobody');
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${name.length}\r\n\r\n${name}`);
    },
    { tls: { ...certificates.trusted, requestCert: true, rejectUnauthorized: false, ca: certificates.authority } },
  );

const secure = (port: number) => request(port, 'GET /', [['Host', 'localhost']], { scheme: 'https', host: 'localhost' });

interface Asked {
  readonly port: CertificatePort;
  readonly log: string[];
}

/** Gives these passphrases in turn. */
function answering(...answers: readonly (string | undefined)[]): Asked {
  const log: string[] = [];
  const left = [...answers];
  const port: CertificatePort = {
    read: (path) => readFile(path).catch(() => undefined),
    passphrase: (path) => {
      log.push(`asked ${path.split('/').at(-1)}`);
      return Promise.resolve(left.shift());
    },
    forget: () => {
      log.push('forgot');
      return Promise.resolve();
    },
  };
  return { port, log };
}

const PEM: ClientCertificate = { host: 'localhost', cert: file('client.pem'), key: file('client.key') };
const ENCRYPTED: ClientCertificate = { ...PEM, key: file('client-encrypted.key') };
const PFX: ClientCertificate = { host: '*', pfx: file('client.pfx') };

const TRUSTED: Partial<SendOptions> = { caFiles: [file('ca.pem')] };

const identities: readonly (readonly [
  why: string,
  certificate: ClientCertificate,
  answers: readonly (string | undefined)[],
  log: readonly string[],
])[] = [
  ['PEM', PEM, [], []],
  ['a PFX without a passphrase', { host: 'localhost', pfx: file('client-open.pfx') }, [], []],
  ['an encrypted key, its passphrase in the settings', { ...ENCRYPTED, passphrase: 's3cret' }, [], []],
  ['an encrypted key asks', ENCRYPTED, ['s3cret'], ['asked client-encrypted.key']],
  ['a PFX asks', PFX, ['s3cret'], ['asked client.pfx']],
  ['a wrong passphrase is forgotten and asked for again', PFX, ['x', 's3cret'], ['asked client.pfx', 'forgot', 'asked client.pfx']],
];
for (const [why, certificate, answers, log] of identities)
  test(`a client certificate is shown: ${why}`, async (t) => {
    const server = await asking(t);
    const asked = answering(...answers);
    const exchange = await send(
      t,
      secure(server.port),
      { ...TRUSTED, clientCertificates: [certificate] },
      {},
      { certificates: asked.port },
    );
    assert.equal(Buffer.from(responseOf(exchange).content).toString(), 'client');
    assert.deepEqual(asked.log, log);
  });

const broken: readonly (readonly [
  why: string,
  certificate: ClientCertificate,
  answers: readonly (string | undefined)[],
  code: string,
  says: RegExp,
])[] = [
  ['nobody gives the passphrase', ENCRYPTED, [undefined], 'ERR_PASSPHRASE_NEEDED', /client-encrypted\.key needs a passphrase/],
  ['it is wrong three times', PFX, ['a', 'b', 'c', 's3cret'], 'ERR_OSSL_BAD_DECRYPT', /does not open .*client\.pfx\. It is forgotten/],
  [
    'the one of the settings is wrong',
    { ...PFX, passphrase: 'x' },
    [],
    'ERR_OSSL_BAD_DECRYPT',
    /settings give does not open .*client\.pfx/,
  ],
  ['there is no file', { ...PEM, key: '/nowhere.key' }, [], 'ENOENT', /\/nowhere\.key/],
  ['neither cert nor pfx', { host: 'localhost' }, [], 'ERR_CERTIFICATE_INCOMPLETE', /neither cert nor pfx/],
  ['another key', { ...PEM, key: file('localhost.key') }, [], 'ERR_OSSL_X509_KEY_VALUES_MISMATCH', /localhost\.key can't be used/],
  ['what is no PFX', { host: 'localhost', pfx: file('ca.pem') }, [], 'UNKNOWN', /ca\.pem can't be used/],
];
for (const [why, certificate, answers, code, says] of broken)
  test(`a client certificate that can't be used blocks the request, and nothing is connected: ${why}`, async (t) => {
    const server = await asking(t);
    const exchange = await send(
      t,
      secure(server.port),
      { ...TRUSTED, clientCertificates: [certificate] },
      {},
      { certificates: answering(...answers).port },
    );
    const failure = failureOf(exchange);
    assert.deepEqual([failure.kind, failure.code, failure.phase], ['request', code, 'request']);
    assert.match(failure.message, says);
    assert.equal(server.sockets.length, 0);
  });

test('certificate and key may be DER', async (t) => {
  const server = await asking(t);
  const files: Readonly<Record<string, Buffer>> = {
    cert: new X509Certificate(certificates.client.cert).raw,
    key: createPrivateKey(certificates.client.key).export({ type: 'pkcs8', format: 'der' }),
    ca: Buffer.from(certificates.authority),
  };
  const port: CertificatePort = { ...answering().port, read: (name) => Promise.resolve(files[name]) };
  const options = { caFiles: ['ca'], clientCertificates: [{ host: '*', cert: 'cert', key: 'key' }] };
  const exchange = await send(t, secure(server.port), options, {}, { certificates: port });
  assert.equal(Buffer.from(responseOf(exchange).content).toString(), 'client');
});

test('another host sees no certificate, and plain HTTP asks for no passphrase', async (t) => {
  const server = await asking(t);
  const other = await send(t, secure(server.port), { ...TRUSTED, clientCertificates: [{ ...PEM, host: 'other.test' }] });
  assert.equal(Buffer.from(responseOf(other).content).toString(), 'nobody');
  const plain = await rawServer(t, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
  const asked = answering();
  await send(t, request(plain.port, 'GET /'), { clientCertificates: [PFX] }, {}, { certificates: asked.port });
  assert.deepEqual(asked.log, []);
});

test('a certificate for whatever the author names is not shown where a redirect leads; one for that host is', async (t) => {
  const target = await asking(t);
  const first = await rawServer(
    t,
    (socket) => socket.end(`HTTP/1.1 307 Temporary Redirect\r\nLocation: https://localhost:${target.port}/\r\nContent-Length: 0\r\n\r\n`),
    { tls: certificates.trusted },
  );
  const to = async (certificate: ClientCertificate): Promise<string> => {
    const options = { ...TRUSTED, redirect: 'follow', clientCertificates: [certificate] } as const;
    return Buffer.from(responseOf(await send(t, secure(first.port), options)).content).toString();
  };
  assert.equal(await to({ ...PEM, host: '*' }), 'nobody');
  assert.equal(await to(PEM), 'client');
});

test('a connection that showed a certificate is not used without it', async (t) => {
  const server = await rawServer(t, (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), {
    tls: { ...certificates.trusted, requestCert: true, rejectUnauthorized: false },
  });
  const http = client(t);
  const options = { ...OPTIONS, ...TRUSTED, clientCertificates: [PEM] };
  await http.send(secure(server.port), options);
  assert.equal((await http.send(secure(server.port), options)).connection?.reused, true);
  assert.equal((await http.send(secure(server.port), { ...OPTIONS, ...TRUSTED })).connection?.reused, false);
});

test('where nobody trusted vouches for a server, the failure says which authorities were looked at', async (t) => {
  const server = await asking(t);
  const unknown = failureOf(await send(t, secure(server.port), { caFiles: [file('selfsigned.pem')] }));
  assert.equal(unknown.code, 'SELF_SIGNED_CERT_IN_CHAIN');
  assert.match(unknown.message, /Looked for its issuer among: \d+ authorities of Node\.js,.* \d+ of the system, .*selfsigned\.pem$/);
  const without = failureOf(await send(t, secure(server.port), {}, {}, { systemCa: false }));
  assert.doesNotMatch(without.message, /of the system/);
  const strict = failureOf(await send(t, secure(server.port), { clientCertificates: [PEM] }));
  assert.match(strict.message, /Looked for its issuer among/);
});

test('a file of authorities that is not there, or holds none, blocks the request', async (t) => {
  for (const path of ['/nowhere.pem', file('client.pfx')]) {
    const failure = failureOf(await send(t, secure(1), { caFiles: [path] }));
    assert.equal(failure.kind, 'request');
    assert.ok(failure.message.includes(path), failure.message);
  }
});

test('a host that need not verify is accepted, the facts say so, and a redirect elsewhere is verified', async (t) => {
  const elsewhere = await rawServer(t, () => {}, { tls: certificates.selfSigned });
  const server = await rawServer(
    t,
    (socket) =>
      socket.end(`HTTP/1.1 307 Temporary Redirect\r\nLocation: https://localhost:${elsewhere.port}/\r\nContent-Length: 0\r\n\r\n`),
    { tls: certificates.selfSigned },
  );
  const exchange = await send(t, secure(server.port), { insecureHosts: [`localhost:${server.port}`], redirect: 'follow' });
  assert.equal(exchange.redirectedFrom?.connection?.tls?.authorized, false);
  assert.equal(failureOf(exchange).code, 'DEPTH_ZERO_SELF_SIGNED_CERT');
});

test('an address of the settings takes the place of DNS, for its port', async (t) => {
  const server = await rawServer(t, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
  const what = request(server.port, 'GET /', [['Host', 'no.test']], { host: 'no.test' });
  const resolve = [{ host: 'no.test', port: server.port, address: '127.0.0.1' }];
  assert.equal(responseOf(await send(t, what, { resolve })).status, 200);
});

test('a response with more content than the settings allow is ended; what came is kept', async (t) => {
  const server = await rawServer(t, (socket) => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n${'x'.repeat(5000)}`));
  const exchange = await send(t, request(server.port, 'GET /'), { maxContent: 1000, captureLimit: 2000 });
  const failure = failureOf(exchange);
  assert.deepEqual([failure.kind, failure.code, failure.phase], ['protocol', 'UND_ERR_RES_EXCEEDED_MAX_SIZE', 'content']);
  assert.ok(exchange.outcome.kind === 'failure' && (exchange.outcome.partial?.content.length ?? 0) > 1000);
  assert.equal(exchange.wire.truncated, true);
  const fits = await rawServer(t, (socket) => socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n${'x'.repeat(1000)}`));
  assert.equal(responseOf(await send(t, request(fits.port, 'GET /'), { maxContent: 1000 })).status, 200);
});

test('a host is found by its rule in whatever case the rule is written', async (t) => {
  const server = await rawServer(t, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
  const rules = [{ host: 'API.Test', port: 0, address: '127.0.0.1' }];
  const exchange = await send(t, request(server.port, 'GET /', [], { host: 'api.test' }), { resolve: rules });
  assert.equal(responseOf(exchange).status, 200);
});
