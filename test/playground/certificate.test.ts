import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import tls from 'node:tls';
import { selfSigned } from '../../src/playground/certificate.ts';

const now = Date.now();
const made = selfSigned(now);

test('the certificate names localhost and the loopback addresses', () => {
  const certificate = new X509Certificate(made.certificate);
  assert.equal(certificate.subjectAltName, 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
  assert.equal(certificate.subject, 'CN=Postil playground');
  assert.equal(certificate.issuer, certificate.subject);
  assert.ok(certificate.verify(certificate.publicKey));
  assert.ok(certificate.checkHost('localhost'));
  assert.ok(certificate.checkIP('127.0.0.1'));
});

test('it is valid from a day before now for thirty days', () => {
  const certificate = new X509Certificate(made.certificate);
  const second = Math.floor(now / 1000) * 1000;
  assert.equal(Date.parse(certificate.validFrom), second - 86_400_000);
  assert.equal(Date.parse(certificate.validTo), second + 30 * 86_400_000);
});

test('a year from 2050 on is written as GeneralizedTime', () => {
  const certificate = new X509Certificate(selfSigned(Date.UTC(2060, 0, 2)).certificate);
  assert.equal(Date.parse(certificate.validFrom), Date.UTC(2060, 0, 1));
});

test('two certificates have different serial numbers', () => {
  assert.notEqual(new X509Certificate(made.certificate).serialNumber, new X509Certificate(selfSigned(now).certificate).serialNumber);
});

const server = tls.createServer({ cert: made.certificate, key: made.key }, (socket) => socket.end('hi'));
after(() => server.close());

for (const servername of ['localhost', '']) {
  test(`a client that trusts it verifies ${servername || '127.0.0.1'}`, async () => {
    if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const socket = tls.connect({ host: '127.0.0.1', port, ca: made.certificate, ...(servername && { servername }) });
    await once(socket, 'secureConnect');
    assert.equal(socket.authorized, true);
    socket.resume();
    await once(socket, 'close');
  });
}
