// HTTP/2 inside VS Code: by the setting, by the request line, and its frames in the exchange.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as http2 from 'node:http2';
import { join } from 'node:path';
import { commands, workspace } from 'vscode';
import type { Exchange } from '../../src/core/http/exchange.ts';
import type { Ran } from '../../src/core/run/session.ts';
import { activated, openText } from './support.ts';

const folder = (): string => workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const fixture = (name: string): string => readFileSync(join(folder(), '../../core/send/fixtures', name), 'utf8');

async function sent(text: string): Promise<Exchange> {
  await openText(text);
  const ran = await commands.executeCommand<Ran | undefined>('postil.send');
  assert.ok(ran?.kind === 'http', JSON.stringify(ran));
  return ran.exchange;
}

suite('HTTP/2', () => {
  let server: http2.Http2SecureServer | http2.Http2Server | undefined;
  const sessions: http2.ServerHttp2Session[] = [];

  suiteSetup(activated);
  teardown(() => {
    for (const session of sessions.splice(0)) session.destroy();
    server?.close();
  });

  async function listening(made: http2.Http2SecureServer | http2.Http2Server): Promise<number> {
    server = made;
    made.on('session', (session) => sessions.push(session));
    made.on('stream', (stream) => {
      stream.on('error', () => {});
      stream.respond({ ':status': 200, 'x-a': ['1', '2'] });
      stream.end('two');
    });
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
    const address = made.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  const versions = ({ request, outcome, http2: frames }: Exchange): readonly unknown[] => [
    request.version,
    outcome.kind === 'response' ? outcome.response.version : outcome.failure.message,
    frames?.frames[0]?.content.kind,
  ];

  test('offered by the setting, the server chooses it; without, HTTP/1.1 is spoken', async () => {
    const made = http2.createSecureServer(
      { key: fixture('localhost.key'), cert: fixture('localhost.pem'), allowHTTP1: true },
      (_, response) => {
        if (response.stream === undefined) response.end('one');
      },
    );
    const port = await listening(made);
    const text = `# @insecure\nGET https://localhost:${port}/\n`;
    const settings = workspace.getConfiguration('postil');
    await settings.update('http2', 'offer', true);
    try {
      assert.deepEqual(versions(await sent(text)), ['HTTP/2', 'HTTP/2', 'preface']);
      assert.deepEqual(versions(await sent(text.replace('/\n', '/ HTTP/1.1\n'))), ['HTTP/1.1', 'HTTP/1.1', undefined]);
    } finally {
      await settings.update('http2', undefined, true);
    }
    assert.deepEqual(versions(await sent(text)), ['HTTP/1.1', 'HTTP/1.1', undefined]);
  });

  test('with prior knowledge on clear text, fields as they came', async () => {
    const port = await listening(http2.createServer());
    const exchange = await sent(`GET http://127.0.0.1:${port}/ HTTP/2\n`);
    assert.deepEqual(versions(exchange), ['HTTP/2', 'HTTP/2', 'preface']);
    assert.ok(exchange.outcome.kind === 'response');
    assert.deepEqual(
      exchange.outcome.response.fields.filter(([name]) => name === 'x-a'),
      [
        ['x-a', '1'],
        ['x-a', '2'],
      ],
    );
  });
});
