import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asCurl } from '../../../src/core/language/as-curl.ts';
import { requestText, webSocketText } from '../../../src/core/language/wire-text.ts';
import { resolve } from '../../../src/core/resolve/resolve.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { PORTS, scopeWith } from './scope.ts';

async function preview(text: string): Promise<string | undefined> {
  const { document } = parse(text);
  const [placed] = document.blocks;
  if (placed === undefined) return undefined;
  const resolved = await resolve(document, placed, scopeWith(), PORTS);
  if (resolved.kind === 'http') return requestText(resolved.request);
  return resolved.kind === 'websocket' ? webSocketText(resolved.request) : resolved.problems.map(({ message }) => message).join('\n');
}

async function curl(text: string): Promise<string | undefined> {
  const { document } = parse(text);
  const [placed] = document.blocks;
  const resolved = placed && (await resolve(document, placed, scopeWith(), PORTS));
  return resolved?.kind === 'http' ? asCurl(resolved.request) : undefined;
}

test('the preview has what is typed and what is added', async () => {
  assert.equal(
    await preview('@a = x\nPOST http://e.test/{{a}}\nX-a: 1\n\nhello {{a}}\n'),
    [
      'POST /x HTTP/1.1',
      'Host: e.test',
      'X-a: 1',
      'User-Agent: Postil',
      'Accept: */*',
      'Accept-Encoding: gzip, deflate, br, zstd',
      'Content-Length: 7',
      '',
      'hello x',
    ].join('\n'),
  );
});

test('messages follow the handshake, with their waits', async () => {
  assert.match((await preview('ws://e.test/\n\na\n=== wait-for-server\nb\n')) ?? '', /\n\n===\na\n=== wait-for-server\nb$/);
});

test('curl leaves to itself what Postil adds, and quotes what a shell would read', async () => {
  assert.equal(
    await curl('POST http://e.test/a?b=c&d\nContent-Type: application/json\n\n{"a": "it\'s"}\n'),
    [
      `curl 'http://e.test/a?b=c&d'`,
      `  --header 'Content-Type: application/json'`,
      '  --compressed',
      `  --data-raw '{"a": "it'\\''s"}'`,
    ].join(' \\\n'),
  );
});

test('curl is told the method where it would choose another', async () => {
  assert.match((await curl('DELETE http://e.test/a\n')) ?? '', /^curl http:\/\/e\.test\/a \\\n {2}--request DELETE/);
  assert.match((await curl('HEAD http://e.test/a\n')) ?? '', /--head/);
});
