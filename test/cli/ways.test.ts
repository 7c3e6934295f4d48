import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { waysOf } from '../../src/cli/ways.ts';
import * as certificates from '../core/send/certificates.ts';
import { postil, withFiles } from '../support/command.ts';
import { always, rawServer } from '../support/raw-server.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

const addresses = [
  ['example.test:443:127.0.0.1', { host: 'example.test', port: 443, address: '127.0.0.1' }],
  ['example.test:*:127.0.0.1', { host: 'example.test', port: 0, address: '127.0.0.1' }],
  ['example.test:80:::1', { host: 'example.test', port: 80, address: '::1' }],
  ['[::1]:80:[::2]', { host: '::1', port: 80, address: '::2' }],
] as const;
for (const [text, expected] of addresses)
  test(`--resolve ${text}`, () => {
    const ways = waysOf({ resolve: [text], ca: [] });
    assert.deepEqual(ways.ok && ways.value.resolve, [expected]);
  });

const wrong = [
  [{ resolve: ['example.test'], ca: [] }, /expected HOST:PORT:ADDRESS/],
  [{ resolve: [], ca: ['/nowhere/ca.pem'] }, /no PEM file/],
  [{ resolve: [], ca: [], key: 'a.pem' }, /--key needs --cert/],
] as const;
for (const [options, message] of wrong)
  test(`${JSON.stringify(options)} is refused`, () => {
    const ways = waysOf(options);
    assert.match(ways.ok ? '' : ways.error, message);
  });

test('a host that is told where it lives is reached there, over TLS that is trusted as told, with a client certificate', async (t) => {
  const server = await rawServer(t, always(OK), {
    tls: { ...certificates.trusted, requestCert: true, rejectUnauthorized: true, ca: certificates.authority },
  });
  const files = {
    'a.http': `GET https://localhost:${server.port}/\n`,
    'ca.pem': certificates.authority,
    'me.pem': `${certificates.client.cert}\n${certificates.client.key}`,
  };
  await withFiles(files, async (folder) => {
    const at = (name: string): string => join(folder, name);
    const { stdout } = await postil([
      ...['send', at('a.http'), '--jsonl', '--resolve', `localhost:${server.port}:127.0.0.1`],
      ...['--ca', at('ca.pem'), '--cert', at('me.pem')],
    ]);
    const exchange = JSON.parse(stdout);
    assert.deepEqual([exchange.response?.status, exchange.connection.remoteAddress], [200, '127.0.0.1'], stdout.slice(0, 500));
  });
});

test('SSLConfiguration of the environment shows its certificate, and may switch verification off', async (t) => {
  const server = await rawServer(t, always(OK), {
    tls: { ...certificates.trusted, requestCert: true, rejectUnauthorized: true, ca: certificates.authority },
  });
  const ssl = {
    clientCertificate: { path: 'me.pem', format: 'PEM' },
    clientCertificateKey: 'keys/me.key',
    hasCertificatePassphrase: false,
    verifyHostCertificate: false,
  };
  const files = {
    'a.http': `GET https://localhost:${server.port}/\n`,
    'http-client.private.env.json': JSON.stringify({ dev: { SSLConfiguration: ssl }, bare: { a: 1 } }),
    'me.pem': certificates.client.cert,
    'keys/me.key': certificates.client.key,
  };
  await withFiles(files, async (folder) => {
    const send = async (env: string): Promise<unknown> => {
      const { stdout } = await postil(['send', join(folder, 'a.http'), '--jsonl', '--env', env]);
      const { response, failure, connection } = JSON.parse(stdout);
      return response === undefined ? failure?.code : [response.status, connection.tls.authorized];
    };
    assert.deepEqual(await send('dev'), [200, false]);
    assert.notDeepEqual(await send('bare'), [200, false]);
  });
});

test('a certificate whose passphrase nobody can be asked for is a failure that says so', async () => {
  const files = {
    'a.http': 'GET https://localhost:1/\n',
    'me.p12': readFileSync(new URL('../core/send/fixtures/client.pfx', import.meta.url)),
  };
  await withFiles(files, async (folder) => {
    const { stdout, code } = await postil(['send', join(folder, 'a.http'), '--jsonl', '--cert', join(folder, 'me.p12')]);
    assert.equal(code, 1);
    assert.match(stdout, /ERR_PASSPHRASE_NEEDED/);
  });
});

test('a unix socket takes the place of host and port', async (t) => {
  const { createServer } = await import('node:http');
  await withFiles({ 'a.http': 'GET http://docker.test/info\n' }, async (folder) => {
    const path = join(folder, 'd.sock');
    const server = createServer((asked, answer) => answer.end(asked.headers.host));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    t.after(() => server.close());
    const { stdout } = await postil(['send', join(folder, 'a.http'), '--jsonl', '--unix-socket', path]);
    assert.equal(JSON.parse(stdout).response.body, 'docker.test');
  });
});
