// The one way to the network: HTTP and WebSockets over the same cookies, proxies, addresses, certificates and clock.
import type { ClientSettings, HttpClient } from './client.ts';
import { createHttpClient } from './http-client.ts';
import { type OpenWebSocket, openWebSocket } from './websocket/open.ts';

export interface Network {
  readonly client: HttpClient;
  readonly openWebSocket: OpenWebSocket;
}

export const createNetwork = (settings: ClientSettings): Network => ({
  client: createHttpClient(settings),
  openWebSocket: (request, options, on = {}) => openWebSocket(request, options, { ...settings, ...on }),
});
