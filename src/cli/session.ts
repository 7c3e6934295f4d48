// A session of the command line: one process, one set of connections.
import { Session } from '../core/run/session.ts';
import { nodePorts } from './ports.ts';

export const createSession = (): Session =>
  new Session({
    client: async () => {
      const [{ createHttpClient }, { createCookies }] = await Promise.all([
        import('../core/send/http-client.ts'),
        import('../core/send/cookies.ts'),
      ]);
      return createHttpClient({ cookies: createCookies(), proxy: { environment: process.env } });
    },
    openWebSocket: async () => (await import('../core/send/websocket/open.ts')).openWebSocket,
    ports: nodePorts({ ask: true }),
  });
