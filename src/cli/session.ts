// A session of the command line: one process, one set of connections.
import { Session } from '../core/run/session.ts';
import type { ClientSettings } from '../core/send/client.ts';
import { nodePorts } from './ports.ts';
import { nodeSaves } from './save.ts';

export const createSession = (settings: ClientSettings = {}): Session =>
  new Session({
    network: async () => {
      const [{ createNetwork }, { createCookies }] = await Promise.all([
        import('../core/send/network.ts'),
        import('../core/send/cookies.ts'),
      ]);
      return createNetwork({ cookies: createCookies(), proxy: { environment: process.env }, ...settings });
    },
    ports: nodePorts({ ask: true }),
    saves: nodeSaves,
  });
