// A session of the command line: one process, one set of connections.
import { Session } from '../core/run/session.ts';
import type { ClientSettings } from '../core/send/client.ts';
import { CookieJar } from '../core/send/cookies/jar.ts';
import type { CertificatePort } from '../core/send/identities.ts';
import { nodePorts } from './ports.ts';
import { nodeSaves } from './save.ts';

export const createSession = (settings: ClientSettings = {}): Session =>
  new Session({
    network: async () => {
      const { createNetwork } = await import('../core/send/network.ts');
      return createNetwork({
        cookies: new CookieJar(Date.now),
        proxy: { environment: process.env },
        certificates: certificates(),
        ...settings,
      });
    },
    ports: nodePorts({ ask: true }),
    saves: nodeSaves,
  });

/** A passphrase is asked for once, where there is a terminal. */
function certificates(): CertificatePort {
  const { files, prompt } = nodePorts({ ask: true });
  const kept = new Map<string, string>();
  return {
    read: files.read,
    passphrase: async (path) => {
      const given = kept.get(path) ?? (await prompt({ name: 'Passphrase', description: path, hidden: true }));
      if (given !== undefined) kept.set(path, given);
      return given;
    },
    forget: (path) => {
      kept.delete(path);
      return Promise.resolve();
    },
  };
}
