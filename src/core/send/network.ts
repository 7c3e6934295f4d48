// The one way to the network: HTTP and WebSockets over the same cookies, proxies, addresses, certificates and clock.
import type { ClientSettings, HttpClient } from './client.ts';
import { createHttpClient } from './http-client.ts';
import { Ways } from './ways.ts';
import type { OpenWebSocket } from './websocket/open.ts';

export interface Network {
  readonly client: HttpClient;
  /** Loaded with the first question: most sessions open none. */
  readonly webSockets: () => Promise<OpenWebSocket>;
}

export function createNetwork(settings: ClientSettings): Network {
  const shared = { ...settings, ways: settings.ways ?? new Ways(settings) };
  return {
    client: createHttpClient(shared),
    webSockets: async () => {
      const { openWebSocket } = await import('./websocket/open.ts');
      return (request, options, on = {}) => openWebSocket(request, options, { ...shared, ...on });
    },
  };
}
