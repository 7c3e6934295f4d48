// A session of the command line: one process, one set of connections.
import { Session } from '../core/run/session.ts';
import { nodePorts } from './ports.ts';

export const createSession = (): Session =>
  new Session({
    client: async () => (await import('../core/send/http-client.ts')).createHttpClient({}),
    openWebSocket: async () => (await import('../core/send/websocket/open.ts')).openWebSocket,
    ports: nodePorts({ ask: true }),
  });
