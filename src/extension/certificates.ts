// Passphrases of client certificates: asked for when they are needed, kept where the editor keeps secrets, forgotten when they are wrong.
import { type SecretStorage, window } from 'vscode';
import type { CertificatePort } from '../core/send/identities.ts';
import { FILES } from './ports.ts';

export function certificatePort(secrets: SecretStorage): CertificatePort {
  const wrong = new Set<string>();
  return {
    read: FILES.read,
    passphrase: async (path) => {
      const kept = await secrets.get(keyOf(path));
      if (kept !== undefined) return kept;
      const given = await window.showInputBox({
        title: 'Postil',
        prompt: `${wrong.has(path) ? 'That passphrase does not open it. ' : ''}Passphrase of the client certificate ${path}`,
        password: true,
        ignoreFocusOut: true,
      });
      if (given !== undefined) await secrets.store(keyOf(path), given);
      return given;
    },
    forget: async (path) => {
      wrong.add(path);
      await secrets.delete(keyOf(path));
    },
  };
}

const keyOf = (path: string): string => `postil.passphrase:${path}`;
