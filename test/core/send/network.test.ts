// HTTP and WebSockets go the same way: one jar, the same addresses, one count of connections.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_OPTIONS, type WebSocketRequest } from '../../../src/core/http/request.ts';
import { CookieJar } from '../../../src/core/send/cookies/jar.ts';
import { createNetwork } from '../../../src/core/send/network.ts';
import { always, rawServer } from '../../support/raw-server.ts';
import { request, text } from './sending.ts';

test('a WebSocket takes the cookie that HTTP was given, to the address that was named for its host, and counts on', async (t) => {
  const server = await rawServer(t, always('HTTP/1.1 200 OK\r\nSet-Cookie: id=7\r\nContent-Length: 0\r\n\r\n'));
  const network = createNetwork({ cookies: new CookieJar(Date.now) });
  const options = { ...DEFAULT_OPTIONS, resolve: [{ host: 'there.test', port: 0, address: '127.0.0.1' }] };
  t.after(() => network.client.close());
  const get = request(server.port, 'GET /', [['Host', 'there.test']], { host: 'there.test' });
  const exchange = await network.client.send(get, options);
  const origin = { ...get.origin, scheme: 'ws' } as const;
  const handshake = { ...get, origin, url: get.url.replace('http', 'ws') };
  const open = await network.webSockets();
  const session = await open({ handshake, subprotocols: [], messages: [] } satisfies WebSocketRequest, options).done;
  assert.match(text(server.received[1] ?? Buffer.alloc(0)), /\r\nCookie: id=7\r\n/);
  assert.equal(session.handshake.connection?.id, (exchange.connection?.id ?? 0) + 1);
});
