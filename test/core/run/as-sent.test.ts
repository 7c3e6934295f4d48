// The preview is what is sent: every request of `examples/` beside the octets that a listener records.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { nodePorts } from '../../../src/cli/ports.ts';
import type { HttpRequest } from '../../../src/core/http/request.ts';
import { requestText } from '../../../src/core/language/wire-text.ts';
import { resolve } from '../../../src/core/resolve/resolve.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/resolve/scope.ts';
import { asSent } from '../../../src/core/run/as-sent.ts';
import { CookieJar } from '../../../src/core/send/cookies/jar.ts';
import { createNetwork } from '../../../src/core/send/network.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { type RawServer, rawServer } from '../../support/raw-server.ts';

const FOLDER = fileURLToPath(new URL('../../../examples', import.meta.url));
const LONE =
  'POST http://127.0.0.1:7777/a%20b?ü=1\nX-A: 1\nx-a: 2\nContent-Type: text/plain\n\n  é\n\n\n### ws\nWEBSOCKET ws://127.0.0.1:7777/ws/echo\nSec-WebSocket-Protocol: a\nX-A: 1\n\nhi\n';

/** What stands for a file's octets in the preview, and each line end, as in what arrived. */
function octetsOf(preview: string, { content = [] }: HttpRequest): string {
  const [head = '', ...body] = preview.split('\n\n');
  const files = content.flatMap((piece) => (piece.kind === 'file' ? [readFileSync(piece.path, 'utf8')] : []));
  return `${head}\n\n${body.join('\n\n').replace(/«[\d,]+ octets: file [^»]*»/g, () => files.shift() ?? '')}`;
}

const lines = (octets: string): string => octets.replaceAll('\r\n', '\n');

/** Takes the whole message, answers that there is no content, and closes. */
const listener = (scope: Parameters<typeof rawServer>[0]): Promise<RawServer> =>
  rawServer(scope, (socket, whole) => {
    const text = whole.toString('latin1');
    const head = text.indexOf('\r\n\r\n');
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0);
    if (head !== -1 && whole.length >= head + 4 + length) socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
  });

const FILES = new Map([
  ...readdirSync(FOLDER).flatMap((name) => (name.endsWith('.http') ? [[name, readFileSync(join(FOLDER, name), 'utf8')] as const] : [])),
  ['by itself', LONE],
]);

for (const [name, source] of FILES)
  test(`the preview is what is sent: ${name}`, async (t) => {
    const server = await listener(t);
    const cookies = new CookieJar(Date.now);
    const { keep } = await cookies.visit(`http://127.0.0.1:${server.port}/`, 'asked');
    await keep([['Set-Cookie', 'jar=1; Path=/']]);
    const network = createNetwork({ cookies });
    t.after(() => network.client.close());
    const { document } = parse(source.replaceAll('127.0.0.1:7777', `127.0.0.1:${server.port}`));
    const scope = { file: join(FOLDER, name), workspace: FOLDER, variables: [], settings: DEFAULT_SETTINGS };
    const ports = { ...nodePorts({ ask: false }), responses: { get: () => undefined } };
    let compared = 0;
    for (const placed of document.blocks) {
      const resolved = await resolve(document, placed, scope, ports);
      const shown = await asSent(resolved, { cookies, sign: async (request) => request });
      if (resolved.kind === 'blocked' || shown.kind === 'blocked') continue;
      const request = shown.kind === 'http' ? shown.request : shown.request.handshake;
      // Some go elsewhere, on purpose.
      if (request.origin.port !== server.port || /^(?:https|wss)$/.test(request.origin.scheme)) continue;
      const before = server.received.length;
      if (resolved.kind === 'http') await network.client.send(resolved.request, { ...resolved.options, redirect: 'manual' });
      else await (await network.webSockets())(resolved.request, resolved.options).done;
      assert.equal(lines(String(server.received[before])), lines(octetsOf(requestText(request), request)));
      compared++;
    }
    assert.ok(compared > 0);
  });
