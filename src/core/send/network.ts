// The one way to the network: HTTP and WebSockets over the same cookies, proxies, addresses, certificates and clock.
import type { ClientSettings, HttpClient } from './client.ts';
import { createHttpClient } from './http-client.ts';
import { Ways } from './ways.ts';
import { type OpenWebSocket, openWebSocket } from './websocket/open.ts';

export interface Network {
  readonly client: HttpClient;
  readonly openWebSocket: OpenWebSocket;
}

export function createNetwork(settings: ClientSettings): Network {
  const shared = { ...settings, ways: settings.ways ?? new Ways(settings) };
  return {
    client: createHttpClient(shared),
    openWebSocket: (request, options, on = {}) => openWebSocket(request, options, { ...shared, ...on }),
  };
}
