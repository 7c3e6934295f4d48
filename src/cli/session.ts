// A session of the command line: one process, one set of connections.
import { Session } from '../core/run/session.ts';
import type { ClientSettings } from '../core/send/client.ts';
import { CookieJar } from '../core/send/cookies/jar.ts';
import { nodePorts } from './ports.ts';
import { nodeSaves } from './save.ts';

export const createSession = (settings: ClientSettings = {}): Session =>
  new Session({
    network: async () => {
      const { createNetwork } = await import('../core/send/network.ts');
      return createNetwork({ cookies: new CookieJar(Date.now), proxy: { environment: process.env }, ...settings });
    },
    ports: nodePorts({ ask: true }),
    saves: nodeSaves,
  });
