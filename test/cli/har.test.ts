import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { WebSocketServer } from 'ws';
import { postil, withFiles } from '../support/command.ts';

test('a WebSocket session goes into a HAR, and is explained from it', async (t) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => new Promise((resolve) => server.close(resolve)));
  server.on('connection', (socket) =>
    socket.on('message', (data: Buffer) => socket.send(Buffer.from(`you said ${data.toString()}`), { binary: false })),
  );
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const text = `WEBSOCKET ws://127.0.0.1:${port}/chat\n\nhello\n=== wait-for-server\nbye\n=== wait-for-server\n`;
  await withFiles({ 'a.http': text }, async (folder) => {
    const log = join(folder, 'a.har');
    await postil(['send', join(folder, 'a.http'), '--har', log, '--json']);
    const { stdout } = await postil(['explain', log]);
    assert.match(stdout, /WebSocket/);
    const { exchanges } = JSON.parse((await postil(['explain', log, '--json'])).stdout);
    const [explained] = exchanges;
    assert.deepEqual([explained.request.url, explained.response?.status], [`ws://127.0.0.1:${port}/chat`, 101]);
    const decoded = explained.annotations
      .filter((note: { id: string }) => note.id === 'ws/frame/decoded')
      .map((note: { title: string }) => note.title);
    assert.ok(decoded.length >= 3 && /hello/.test(decoded[0]) && /you said hello/.test(decoded[1]), JSON.stringify(decoded));
    assert.deepEqual(
      explained.annotations.filter((note: { level: string }) => note.level === 'error'),
      [],
    );
  });
});
