import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressesOf, certificatesOf, sslOptions, textsOf, withSsl } from '../../../src/core/resolve/connection-settings.ts';
import type { EnvironmentFile } from '../../../src/core/resolve/environment.ts';

test('client certificates by host, with paths counted from the folder, as REST Client writes them', () => {
  assert.deepEqual(
    certificatesOf(
      {
        'localhost:8081': { cert: '/abs/c.pem', key: 'keys/c.key' },
        'a.test': { pfx: './c.p12', passphrase: 'x' },
        'b.test': { cert: '', pfx: 7 },
        'c.test': 'nothing',
      },
      '/work',
    ),
    [
      { host: 'localhost:8081', cert: '/abs/c.pem', key: '/work/keys/c.key' },
      { host: 'a.test', pfx: '/work/c.p12', passphrase: 'x' },
      { host: 'b.test' },
    ],
  );
  for (const odd of [undefined, null, [], 'x', 7]) assert.deepEqual(certificatesOf(odd, '/work'), []);
});

test('addresses by host and port', () => {
  assert.deepEqual(
    addressesOf({ 'A.test:443': '10.0.0.1', 'b.test': '[::1]', '[::2]:80': '::1', 'c.test:*': 'd.test', '': 'x', 'e.test': 5 }),
    [
      { host: 'a.test', port: 443, address: '10.0.0.1' },
      { host: 'b.test', port: 0, address: '::1' },
      { host: '::2', port: 80, address: '::1' },
      { host: 'c.test', port: 0, address: 'd.test' },
    ],
  );
  assert.deepEqual(textsOf(['a.pem', 3, '/b.pem'], '/work'), ['/work/a.pem', '/b.pem']);
});

const file = (source: EnvironmentFile['source'], ssl: unknown, path = '/work/api/http-client.private.env.json'): EnvironmentFile => ({
  path,
  source,
  text: JSON.stringify({ dev: { host: 'x', SSLConfiguration: ssl }, other: {} }),
});

const PEM = { clientCertificate: 'c.pem', clientCertificateKey: { path: '../keys/c.key', format: 'PEM' }, hasCertificatePassphrase: true };

test('SSLConfiguration of JetBrains: for all hosts that requests of the environment name', () => {
  const certificate = { host: '*', cert: '/work/api/c.pem', key: '/work/keys/c.key' };
  assert.deepEqual(sslOptions([file('private', PEM)], 'dev'), { clientCertificates: [certificate] });
  assert.deepEqual(sslOptions([file('private', { clientCertificate: 'c.p12' })], 'dev'), {
    clientCertificates: [{ host: '*', pfx: '/work/api/c.p12' }],
  });
  assert.deepEqual(sslOptions([file('private', { clientCertificate: { path: 'c', format: 'PKCS12' } })], 'dev'), {
    clientCertificates: [{ host: '*', pfx: '/work/api/c' }],
  });
  assert.deepEqual(sslOptions([file('user', { verifyHostCertificate: false })], 'dev'), { insecure: true });
  assert.deepEqual(sslOptions([file('private', { verifyHostCertificate: true })], 'dev'), {});
});

test('no other environment, no file that everybody shares, and the nearest file', () => {
  assert.deepEqual(sslOptions([file('private', PEM)], 'other'), {});
  assert.deepEqual(sslOptions([file('private', PEM)], undefined), {});
  assert.deepEqual(sslOptions([file('public', { verifyHostCertificate: false })], 'dev'), {});
  const further = file('private', PEM, '/work/http-client.private.env.json');
  assert.deepEqual(sslOptions([file('private', { verifyHostCertificate: false }), further], 'dev'), { insecure: true });
  assert.deepEqual(sslOptions([{ ...further, text: '{' }], 'dev'), {});
});

test('the certificates of hosts come before the one of the environment', () => {
  const [host, all] = [
    { host: 'a.test', pfx: '/a' },
    { host: '*', pfx: '/b' },
  ];
  assert.deepEqual(withSsl({ readTimeout: 1, clientCertificates: [host] }, { insecure: true, clientCertificates: [all] }), {
    readTimeout: 1,
    insecure: true,
    clientCertificates: [host, all],
  });
  assert.deepEqual(withSsl({ readTimeout: 1 }, {}), { readTimeout: 1 });
});
