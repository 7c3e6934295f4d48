import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import * as certificates from '../core/send/certificates.ts';
import { http2Server } from '../core/send/http2/servers.ts';
import { postil, withFiles } from '../support/command.ts';

test('HTTP/2 on clear text: the frames are in the JSON, one line of them in the text', async (t) => {
  const port = await http2Server(t, false, (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'text/plain', 'x-a': ['1', '2'] });
    stream.end('hello');
  });
  await withFiles({ 'a.http': `GET http://127.0.0.1:${port}/ HTTP/2\n` }, async (folder) => {
    const file = join(folder, 'a.http');
    const { stdout } = await postil(['send', file, '--jsonl']);
    const exchange = JSON.parse(stdout);
    assert.deepEqual(
      [exchange.response?.version, exchange.response?.body, exchange.http2?.stream],
      ['HTTP/2', 'hello', 1],
      stdout.slice(0, 500),
    );
    const [preface, settings] = exchange.http2.frames;
    assert.deepEqual([preface.content.kind, settings.name], ['preface', 'SETTINGS']);
    assert.ok(
      exchange.http2.frames.some(
        (frame: { content: { block?: { lines: { name: string }[] } } }) => frame.content.block?.lines[0]?.name === ':status',
      ),
    );
    const again = await postil(['explain', '--json', '-'], { input: stdout });
    assert.ok(
      JSON.parse(again.stdout).annotations.some((note: { id: string }) => note.id === 'http2/settings'),
      again.stdout.slice(0, 300),
    );
    const text = (await postil(['send', file])).stdout;
    assert.match(text, /HTTP\/2 stream 1 · \d+ frames out, \d+ in/);
    assert.match((await postil(['send', file, '--density', 'learn'])).stdout, /stream 1 +HEADERS END_HEADERS +:status 200/);
  });
});

test('--http2 lets the server choose, where the request line names no version', async (t) => {
  const port = await http2Server(t, true, (stream) => {
    stream.respond({ ':status': 204 });
    stream.end();
  });
  const files = { 'a.http': `GET https://localhost:${port}/\n`, 'ca.pem': certificates.authority };
  await withFiles(files, async (folder) => {
    const { stdout } = await postil(['send', join(folder, 'a.http'), '--http2', '--jsonl', '--ca', join(folder, 'ca.pem')]);
    const exchange = JSON.parse(stdout);
    assert.deepEqual(
      [exchange.request.version, exchange.connection.alpn, exchange.response?.status],
      ['HTTP/2', 'h2', 204],
      stdout.slice(0, 500),
    );
  });
});
