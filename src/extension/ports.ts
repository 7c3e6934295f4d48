// What the core may ask of the world.
import { randomBytes } from 'node:crypto';
import { Uri, window, workspace } from 'vscode';
import type { FilePort, Ports, Question } from '../core/resolve/scope.ts';
import { unlinked } from '../core/text/unlinked.ts';

/** `ask: false` for what must not open a dialog: hovers, previews. The environment of the process belongs to trusted workspaces alone. */
export function portsFor({ ask }: { readonly ask: boolean }): Omit<Ports, 'responses'> {
  return {
    files: FILES,
    now: Date.now,
    random: (octets) => randomBytes(octets),
    environment: (name) => (workspace.isTrusted ? process.env[name] : undefined),
    prompt: ask ? question : () => Promise.resolve(undefined),
  };
}

/** Through the editor's file system, so that remote and virtual workspaces work; in a restricted workspace there is no file. */
export const FILES: FilePort = {
  read: async (path) => {
    if (!workspace.isTrusted) return undefined;
    try {
      return await workspace.fs.readFile(uriOf(path));
    } catch {
      // Missing and unreadable are the same to a request: `resolve` says which file it wanted.
      return undefined;
    }
  },
  size: async (path) => {
    if (!workspace.isTrusted) return undefined;
    try {
      return (await workspace.fs.stat(uriOf(path))).size;
    } catch {
      return undefined;
    }
  },
};

/** With slashes on every system, so that a path is the same however it was come by. */
export const pathOf = (uri: Uri): string => (/^[A-Za-z]:/.test(uri.fsPath) ? uri.fsPath.replaceAll('\\', '/') : uri.fsPath);

export function uriOf(path: string): Uri {
  const root = workspace.workspaceFolders?.[0]?.uri;
  return root === undefined || root.scheme === 'file' || root.scheme === 'vscode-remote' ? Uri.file(path) : root.with({ path });
}

async function question({ name, description, hidden }: Question): Promise<string | undefined> {
  return window.showInputBox({
    title: 'Postil',
    prompt: unlinked(description === '' ? name : `${name}: ${description}`),
    password: hidden,
    ignoreFocusOut: true,
  });
}
