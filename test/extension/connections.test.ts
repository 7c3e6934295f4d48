// Settings of connections inside VS Code: proxies of the editor, certificates with their passphrases, addresses, limits, saved responses.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commands, Uri, window, workspace } from 'vscode';
import type { Exchange } from '../../src/core/http/exchange.ts';
import type { Ran } from '../../src/core/run/session.ts';
import { type RawServer, rawServer } from '../support/raw-server.ts';
import { activated, openText, when } from './support.ts';

const folder = (): string => workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const FIXTURES = '../../core/send/fixtures';
const fixture = (name: string): string => readFileSync(join(folder(), FIXTURES, name), 'utf8');

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';

async function sent(text: string): Promise<Exchange> {
  await openText(text);
  const ran = await commands.executeCommand<Ran | undefined>('postil.send');
  assert.ok(ran?.kind === 'http', JSON.stringify(ran));
  return ran.exchange;
}

const statusOf = ({ outcome }: Exchange): unknown => (outcome.kind === 'response' ? outcome.response.status : outcome.failure.code);

/** Runs with settings, `postil.proxy` and the like, as the user has set them. */
async function having(settings: Readonly<Record<string, unknown>>, run: () => Promise<void>): Promise<void> {
  const set = async (value: (name: string) => unknown): Promise<void> => {
    for (const name of Object.keys(settings)) {
      const [section = '', ...rest] = name.split('.');
      await workspace.getConfiguration(section).update(rest.join('.'), value(name), true);
    }
  };
  await set((name) => settings[name]);
  try {
    await run();
  } finally {
    await set(() => undefined);
  }
}

/** Runs with `name` of the object replaced. */
async function instead<T extends object>(object: T, name: keyof T, value: unknown, run: () => Promise<void>): Promise<void> {
  const before = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { configurable: true, value });
  try {
    await run();
  } finally {
    if (before !== undefined) Object.defineProperty(object, name, before);
  }
}

suite('connections', () => {
  const cleaning: (() => Promise<void>)[] = [];
  const scope = { after: (clean: () => Promise<void>) => void cleaning.push(clean) };

  suiteSetup(activated);
  teardown(async () => {
    for (const clean of cleaning.splice(0)) await clean();
  });

  /** A proxy that answers as itself, and what it was asked. */
  async function proxy(name: string): Promise<{ readonly url: string; readonly server: RawServer }> {
    const answer = `HTTP/1.1 200 OK\r\nContent-Length: ${name.length}\r\nConnection: close\r\n\r\n${name}`;
    const server = await rawServer(scope, (socket) => socket.end(answer));
    return { url: `http://127.0.0.1:${server.port}`, server };
  }

  const content = ({ outcome }: Exchange): string =>
    outcome.kind === 'response' ? Buffer.from(outcome.response.content).toString() : outcome.failure.code;

  test('which proxy: a directive beats postil.proxy, that http.proxy, that the environment', async () => {
    const [directive, own, editors, environment] = await Promise.all(['directive', 'own', 'editors', 'environment'].map(proxy));
    assert.ok(directive && own && editors && environment);
    const get = async (more = ''): Promise<string> => content(await sent(`${more}GET http://a.invalid/\n`));
    const before = process.env['HTTP_PROXY'];
    process.env['HTTP_PROXY'] = environment.url;
    try {
      assert.equal(await get(), 'environment');
      await having({ 'http.proxy': editors.url }, async () => {
        assert.equal(await get(), 'editors');
        await having({ 'postil.proxy': own.url }, async () => {
          assert.equal(await get(), 'own');
          assert.equal(await get(`# @proxy ${directive.url}\n`), 'directive');
        });
      });
      await having({ 'http.proxy': editors.url, 'http.noProxy': ['a.invalid'] }, async () => assert.match(await get(), /^E/));
      await having({ 'http.proxy': editors.url, 'http.proxySupport': 'off' }, async () => assert.match(await get(), /^E/));
    } finally {
      if (before === undefined) delete process.env['HTTP_PROXY'];
      else process.env['HTTP_PROXY'] = before;
    }
  });

  test('http.proxyAuthorization goes to the editor’s proxy, and not to one that the request names', async () => {
    const [editors, named] = [await proxy('editors'), await proxy('named')];
    await having({ 'http.proxy': editors.url, 'http.proxyAuthorization': 'Basic YTpi' }, async () => {
      await sent('GET http://a.invalid/\n');
      await sent(`# @proxy ${named.url}\nGET http://a.invalid/\n`);
    });
    assert.match(String(editors.server.received[0]), /\r\nProxy-Authorization: Basic YTpi\r\n/);
    assert.doesNotMatch(String(named.server.received[0]), /Proxy-Authorization/);
  });

  test('http.proxyStrictSSL accepts the certificate of a proxy', async () => {
    const selfSigned = { key: fixture('selfsigned.key'), cert: fixture('selfsigned.pem') };
    const server = await rawServer(scope, (socket) => socket.end(OK), { tls: selfSigned });
    await having({ 'http.proxy': `https://127.0.0.1:${server.port}` }, async () => {
      assert.equal(statusOf(await sent('GET http://a.invalid/\n')), 'DEPTH_ZERO_SELF_SIGNED_CERT');
      await having({ 'http.proxyStrictSSL': false }, async () => assert.equal(statusOf(await sent('GET http://a.invalid/\n')), 200));
    });
  });

  /** Says whether it saw a client's certificate. */
  const asking = (): Promise<RawServer> =>
    rawServer(
      scope,
      (socket) => {
        const shown = Reflect.apply(Reflect.get(socket, 'getPeerCertificate'), socket, []) as { subject?: { CN?: string } };
        const name = shown.subject?.CN ?? 'nobody';
        socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${name.length}\r\nConnection: close\r\n\r\n${name}`);
      },
      {
        tls: {
          key: fixture('localhost.key'),
          cert: fixture('localhost.pem'),
          ca: fixture('ca.pem'),
          requestCert: true,
          rejectUnauthorized: false,
        },
      },
    );

  /** Answers the question for a passphrase with these in turn, and counts. */
  async function answering(answers: readonly (string | undefined)[], run: () => Promise<void>): Promise<readonly string[]> {
    const asked: string[] = [];
    const left = [...answers];
    const answer = ({ prompt, password }: { readonly prompt: string; readonly password: boolean }) => {
      asked.push(`${prompt} ${password}`);
      return Promise.resolve(left.shift());
    };
    await instead(window, 'showInputBox', answer, run);
    return asked;
  }

  test('authorities of files are trusted; without them the failure says which were looked at', async () => {
    const server = await asking();
    const get = (): Promise<Exchange> => sent(`GET https://localhost:${server.port}/\n`);
    const { outcome } = await get();
    assert.ok(outcome.kind === 'failure');
    assert.match(outcome.failure.message, /\d+ authorities of Node\.js/);
    await having({ 'postil.caCertificates': [`${FIXTURES}/ca.pem`] }, async () => assert.equal(content(await get()), 'nobody'));
  });

  test('a client certificate asks for its passphrase once; a wrong one is forgotten and asked for again', async () => {
    const server = await asking();
    const get = async (): Promise<string> => content(await sent(`GET https://localhost:${server.port}/\n`));
    const settings = {
      'postil.caCertificates': [`${FIXTURES}/ca.pem`],
      'postil.clientCertificates': { [`localhost:${server.port}`]: { pfx: `${FIXTURES}/client.pfx` } },
    };
    await having(settings, async () => {
      const first = await answering(['wrong', 's3cret'], async () => assert.equal(await get(), 'client'));
      assert.deepEqual(
        first.map((one) => one.replace(/\/.*\//, '…/')),
        [
          'Passphrase of the client certificate …/client.pfx true',
          'That passphrase does not open it. Passphrase of the client certificate …/client.pfx true',
        ],
      );
      assert.deepEqual(await answering([], async () => assert.equal(await get(), 'client')), []);
    });
  });

  test('REST Client’s certificates count as they are; calling off the question is a failure', async () => {
    const server = await asking();
    const get = async (): Promise<string> => content(await sent(`GET https://localhost:${server.port}/\n`));
    const ca = { 'postil.caCertificates': [`${FIXTURES}/ca.pem`] };
    const own = { cert: `${FIXTURES}/client.pem`, key: `${FIXTURES}/client.key` };
    await instead(workspace, 'getConfiguration', withRestClient({ certificates: { localhost: own } }), async () => {
      await having(ca, async () => assert.equal(await get(), 'client'));
    });
    const encrypted = { localhost: { ...own, key: `${FIXTURES}/client-encrypted.key` } };
    await having({ ...ca, 'postil.clientCertificates': encrypted }, async () => {
      assert.equal((await answering([undefined], async () => assert.equal(await get(), 'ERR_PASSPHRASE_NEEDED'))).length, 1);
    });
  });

  test('SSLConfiguration of the chosen environment shows its certificate', async () => {
    const server = await asking();
    const place = Uri.file(join(folder(), 'http-client.private.env.json'));
    const ssl = {
      clientCertificate: `${FIXTURES}/client.pem`,
      clientCertificateKey: `${FIXTURES}/client.key`,
      verifyHostCertificate: false,
    };
    const text = `GET https://localhost:${server.port}/\n`;
    const path = join(folder(), 'secured.http');
    const choose = (name: string | undefined) =>
      instead(
        window,
        'showQuickPick',
        () => Promise.resolve({ label: name ?? 'none', name }),
        async () => void (await commands.executeCommand('postil.selectEnvironment')),
      );
    await workspace.fs.writeFile(place, Buffer.from(JSON.stringify({ dev: { SSLConfiguration: ssl } })));
    await workspace.fs.writeFile(Uri.file(path), Buffer.from(text));
    try {
      await window.showTextDocument(await workspace.openTextDocument(path));
      await choose('dev');
      const ran = await commands.executeCommand<Ran | undefined>('postil.send');
      assert.ok(ran?.kind === 'http');
      assert.deepEqual([content(ran.exchange), ran.exchange.connection?.tls?.authorized], ['client', false]);
    } finally {
      await choose(undefined);
      await workspace.fs.delete(place);
      await workspace.fs.delete(Uri.file(path));
    }
  });

  /** REST Client is not installed in the tests, so its section has no settings to write. */
  function withRestClient(values: Readonly<Record<string, unknown>>): typeof workspace.getConfiguration {
    const real = workspace.getConfiguration.bind(workspace);
    return (section, where) => {
      const found = real(section, where);
      return section === 'rest-client' ? { ...found, get: (name: string, otherwise?: unknown) => values[name] ?? otherwise } : found;
    };
  }

  test('hosts that need not verify are accepted, and the exchange says that they do not', async () => {
    const server = await asking();
    await having({ 'postil.insecureHosts': [`localhost:${server.port}`] }, async () => {
      const exchange = await sent(`GET https://localhost:${server.port}/\n`);
      assert.deepEqual([statusOf(exchange), exchange.connection?.tls?.authorized], [200, false]);
    });
  });

  test('an address of the settings takes the place of DNS, and fields are added as they say', async () => {
    const server = await rawServer(scope, (socket) => socket.end(OK));
    const settings = {
      'postil.resolve': { [`a.invalid:${server.port}`]: '127.0.0.1' },
      'postil.defaultHeaders': { 'User-Agent': 'me', Accept: false, 'X-Team': 'blue' },
    };
    await having(settings, async () => assert.equal(statusOf(await sent(`GET http://a.invalid:${server.port}/\n`)), 200));
    assert.equal(
      String(server.received[0]),
      `GET / HTTP/1.1\r\nHost: a.invalid:${server.port}\r\nUser-Agent: me\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nX-Team: blue\r\n\r\n`,
    );
  });

  test('a response of more than 8 MiB goes to a file of this window; a limit ends it', async () => {
    const size = 9 * 1024 * 1024;
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\nConnection: close\r\n\r\n`;
    const server = await rawServer(scope, (socket) => socket.end(Buffer.concat([Buffer.from(head), Buffer.alloc(size, 'x')])));
    const { outcome } = await sent(`GET http://127.0.0.1:${server.port}/\n`);
    assert.ok(outcome.kind === 'response' && outcome.response.contentFile !== undefined);
    assert.equal(dirname(outcome.response.contentFile).split(/[\\/]/).at(-1), String(process.pid));
    assert.equal(readFileSync(outcome.response.contentFile).length, size);
    await having({ 'postil.maxResponseSize': 1 }, async () =>
      assert.equal(statusOf(await sent(`GET http://127.0.0.1:${server.port}/\n`)), 'UND_ERR_RES_EXCEEDED_MAX_SIZE'),
    );
  });

  test('a response is saved beside the request; without trust it is not, and that is said', async () => {
    const server = await rawServer(scope, (socket) => socket.end(OK));
    const path = join(folder(), 'saved', 'a.txt');
    const uri = Uri.file(path);
    await workspace.fs.writeFile(
      Uri.joinPath(uri, '../../saving.http'),
      Buffer.from(`GET http://127.0.0.1:${server.port}/\n\n>> ./saved/a.txt\n`),
    );
    const document = await workspace.openTextDocument(join(folder(), 'saving.http'));
    await window.showTextDocument(document);
    const send = async (): Promise<unknown> => {
      const ran = await commands.executeCommand<Ran | undefined>('postil.send');
      return ran?.kind === 'http' ? ran.saved?.map((one) => (one.ok ? one.path.split(/[\\/]/).at(-1) : one.why)) : ran;
    };
    try {
      assert.deepEqual(await send(), ['a.txt']);
      assert.equal(readFileSync(path, 'utf8'), 'ok');
      assert.deepEqual(await send(), ['a-1.txt']);
      const warnings: unknown[] = [];
      const warn = (message: unknown): Promise<undefined> => Promise.resolve(void warnings.push(message));
      await instead(window, 'showWarningMessage', warn, () =>
        instead(workspace, 'isTrusted', false, async () => {
          assert.match(String(await send()), /restricted/);
        }),
      );
      assert.equal(warnings.length, 1);
      assert.ok(!existsSync(join(folder(), 'saved', 'a-2.txt')));
    } finally {
      await workspace.fs.delete(Uri.joinPath(uri, '..'), { recursive: true });
      await workspace.fs.delete(document.uri);
    }
  });

  test('the preview of a request to AWS has its signature, and no secret key', async () => {
    await openText('GET https://b.s3.eu-west-1.amazonaws.com/\nAuthorization: AWS AKID s3cretkey\nX-Last: 1\n');
    await commands.executeCommand('postil.previewRequest');
    const shown = (): string =>
      workspace.textDocuments.find(({ uri }) => uri.scheme === 'postil-preview' && /s3/.test(uri.query))?.getText() ?? '';
    const text = await when(
      (again) => workspace.onDidChangeTextDocument(again),
      () => (shown() === '' ? undefined : shown()),
      'the preview',
    );
    assert.match(text, /\nAuthorization: AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-1\/s3\/aws4_request, .*\nX-Last: 1\n/);
    assert.doesNotMatch(text, /s3cretkey/);
  });

  test('a unix socket by directive, and none in a restricted workspace', async () => {
    if (process.platform === 'win32') return;
    const path = join(folder(), `s${process.pid}.sock`);
    await rawServer(scope, (socket) => socket.end(OK), { path });
    const text = `# @unix-socket ${path}\nGET http://docker/version\n`;
    assert.equal(statusOf(await sent(text)), 200);
    await instead(workspace, 'isTrusted', false, async () => assert.equal(statusOf(await sent(text)), 'ERR_WORKSPACE_RESTRICTED'));
  });
});
