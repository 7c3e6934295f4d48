// What the editor gives to every connection of this window: passphrases, a folder for large responses, whose authorities are trusted.
import { type ExtensionContext, workspace } from 'vscode';
import type { ClientSettings } from '../core/send/client.ts';
import { certificatePort } from './certificates.ts';
import { spillFolder } from './large-responses.ts';

/** Made at the first send; the folder is removed when the window closes. */
export function editorConnection(context: ExtensionContext): Omit<ClientSettings, 'cookies'> {
  const large = spillFolder(context.globalStorageUri.fsPath);
  context.subscriptions.push(large);
  return {
    certificates: certificatePort(context.secrets),
    spillFolder: large.path,
    systemCa: workspace.getConfiguration('http').get('systemCertificates', true),
    localSockets: () => workspace.isTrusted,
  };
}
