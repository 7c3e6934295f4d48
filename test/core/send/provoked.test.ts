// Failures of TLS, each provoked on a listener: alerts by number, chains that do not verify, and what is no TLS.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SendOptions } from '../../../src/core/http/request.ts';
import type { ClientSettings } from '../../../src/core/send/client.ts';
import type { CertificatePort } from '../../../src/core/send/identities.ts';
import { always, rawServer } from '../../support/raw-server.ts';
import * as certificates from './certificates.ts';
import { failureOf, request, responseOf, send } from './sending.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
const secure = (port: number): ReturnType<typeof request> => request(port, 'GET /', [], { scheme: 'https' });

const ALERTS = [40, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 70, 71, 80, 86, 109, 110, 112, 113, 115, 116, 120];

for (const number of ALERTS) {
  test(`TLS alert ${number} is told with its number`, async (t) => {
    const server = await rawServer(t, (socket) => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, number])));
    const failure = failureOf(await send(t, secure(server.port)));
    assert.deepEqual([failure.kind, failure.phase], ['tls', 'tls']);
    assert.match(failure.code, /^ERR_SSL_/);
    assert.ok(failure.message.includes(`SSL alert number ${number}`), failure.message);
  });
}

const chains: readonly (readonly [why: string, pair: certificates.KeyPair, trust: boolean, code: string | undefined])[] = [
  ['a root of its own that nobody trusts', certificates.withRoot, false, 'SELF_SIGNED_CERT_IN_CHAIN'],
  ['an intermediate whose authority is not known', certificates.withIntermediate, false, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  ['an intermediate whose authority is trusted', certificates.withIntermediate, true, undefined],
  ['no intermediate where one is needed', certificates.withoutIntermediate, true, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['one intermediate too many', certificates.tooDeep, true, 'PATH_LENGTH_EXCEEDED'],
  ['an issuer that is no authority', certificates.byNoAuthority, true, 'INVALID_PURPOSE'],
  ['a signature that does not fit', certificates.badSignature, true, 'CERT_SIGNATURE_FAILURE'],
  ['a certificate made for clients', certificates.client, true, 'INVALID_PURPOSE'],
  ['itself as its issuer', certificates.selfSigned, true, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['a date in the past', certificates.expired, true, 'CERT_HAS_EXPIRED'],
  ['a date to come', certificates.future, true, 'CERT_NOT_YET_VALID'],
  ['another name', certificates.otherName, true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
];

for (const [why, pair, trust, code] of chains) {
  test(`a chain with ${why}: ${code ?? 'accepted'}`, async (t) => {
    const server = await rawServer(t, always(OK), { tls: pair });
    const exchange = await send(t, secure(server.port), {}, {}, { ca: trust ? [certificates.authority] : [] });
    assert.equal(exchange.connection?.tls?.authorizationError, code);
    assert.ok((exchange.connection?.tls?.chain.length ?? 0) > 0);
    if (code === undefined) assert.equal(responseOf(exchange).status, 200);
    else assert.deepEqual([failureOf(exchange).kind, failureOf(exchange).code], ['tls', code]);
    assert.equal(
      server.received.some((octets) => octets.length > 0),
      code === undefined,
    );
  });
}

const noTls: readonly (readonly [why: string, answer: string, code: RegExp])[] = [
  ['plain HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n', /^ERR_SSL_WRONG_VERSION_NUMBER$/],
  ['mail', '220 mail.test ESMTP\r\n', /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/],
  ['a record without measure', '\x16\x03\x03\xff\xff', /^ERR_SSL_(PACKET_LENGTH_TOO_LONG|.*LENGTH.*)$/],
  ['an old version', '\x16\x03\x01\x00\x04\x02\x00\x00\x00', /^ERR_SSL_/],
];
for (const [why, answer, code] of noTls) {
  test(`a TLS port that answers with ${why}`, async (t) => {
    const server = await rawServer(t, (socket) => socket.end(Buffer.from(answer, 'latin1')));
    const failure = failureOf(await send(t, secure(server.port)));
    assert.deepEqual([failure.kind, failure.phase], ['tls', 'tls']);
    assert.match(failure.code, code);
  });
}

test('a server of old TLS alone', async (t) => {
  const server = await rawServer(t, () => {}, {
    tls: { ...certificates.trusted, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  });
  const failure = failureOf(await send(t, secure(server.port)));
  assert.deepEqual([failure.kind, failure.phase], ['tls', 'tls']);
  assert.match(failure.code, /PROTOCOL/);
});

test('no protocol in common (ALPN)', async (t) => {
  const server = await rawServer(t, () => {}, { tls: { ...certificates.trusted, ALPNProtocols: ['h2'] } });
  const failure = failureOf(await send(t, secure(server.port), {}, {}, { ca: [certificates.authority] }));
  assert.ok(failure.message.includes('SSL alert number 120'), failure.message);
});

const mutual = { ...certificates.trusted, requestCert: true, rejectUnauthorized: true, ca: certificates.authority };

/** The client certificate of these files, whose octets are given. */
const showing = (files: Readonly<Record<string, string>>): readonly [Partial<SendOptions>, ClientSettings] => {
  const names = Object.fromEntries(Object.keys(files).map((name) => [name, name]));
  const read = (name: string) => Promise.resolve(files[name] === undefined ? undefined : Buffer.from(files[name]));
  const port: CertificatePort = { read, passphrase: () => Promise.resolve(undefined), forget: () => Promise.resolve() };
  return [{ clientCertificates: [{ host: '*', ...names }] }, { certificates: port, ca: [certificates.authority] }];
};

test('a client certificate is shown to a server that wants one', async (t) => {
  const server = await rawServer(t, always(OK), { tls: mutual });
  const [options, settings] = showing({ ...certificates.client });
  assert.equal(responseOf(await send(t, secure(server.port), options, {}, settings)).status, 200);
});

test('a client certificate is not shown to a server that does not verify', async (t) => {
  const server = await rawServer(t, always(OK), { tls: { ...mutual, ...certificates.selfSigned } });
  const [options, settings] = showing({ ...certificates.client });
  const failure = failureOf(await send(t, secure(server.port), options, {}, settings));
  assert.deepEqual([failure.kind, failure.code, failure.phase], ['tls', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'tls']);
});

const badIdentities = [
  ['is no PEM', { cert: 'nonsense', key: 'nonsense' }, /PEM/],
  ['has the key of another', { cert: certificates.client.cert, key: certificates.trusted.key }, /KEY_VALUES_MISMATCH/],
  ['is a PFX that is none', { pfx: 'nonsense' }, /./],
] as const;
for (const [why, files, code] of badIdentities) {
  test(`a client certificate that ${why}`, async (t) => {
    const server = await rawServer(t, always(OK), { tls: mutual });
    const [options, settings] = showing(files);
    const failure = failureOf(await send(t, secure(server.port), options, {}, settings));
    assert.deepEqual([failure.kind, failure.phase], ['request', 'request']);
    assert.match(failure.code, code);
  });
}
