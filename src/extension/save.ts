// Writes the files that `>> file` and `>>! file` ask for, through the editor's file system; none in a restricted workspace.
import { readFile } from 'node:fs/promises';
import { FileSystemError, Uri, window, workspace } from 'vscode';
import { folderOf, isAbsolute } from '../core/resolve/path.ts';
import type { Saved, SavedContent, SavePort } from '../core/run/save.ts';
import { fail, ok } from '../core/text/result.ts';
import { unlinked } from '../core/text/unlinked.ts';
import { uriOf } from './ports.ts';

/** So many names are tried beside one that is taken: `a.json`, `a-1.json`… */
const NAMES = 1000;

export const saves: SavePort = {
  write: async (path, content, overwrite) => {
    if (!workspace.isTrusted) return fail('this workspace is restricted, and no file is written in it. Trust it to save responses');
    if (!isAbsolute(path)) return fail('the path counts from the .http file, which is not saved yet. Save it first');
    try {
      await workspace.fs.createDirectory(uriOf(folderOf(path)));
      for (let number = 0; number < NAMES; number++) {
        const name = number === 0 ? path : numbered(path, number);
        if (!overwrite && (await exists(uriOf(name)))) continue;
        await write(uriOf(name), content);
        return ok(name);
      }
      return fail(`${NAMES} files of that name are there already`);
    } catch (error) {
      return fail(error instanceof Error ? error.message : String(error));
    }
  },
  read: async (path) => {
    try {
      return await readFile(path);
    } catch {
      // Said by whoever asked: the content is not there.
      return undefined;
    }
  },
};

/** In the status bar what went well, as a warning what did not. */
export function tellSaved(saved: readonly Saved[]): void {
  const done = saved.filter((one) => one.ok);
  if (done.length > 0)
    window.setStatusBarMessage(`$(save) Saved ${done.map(({ path }) => workspace.asRelativePath(path)).join(', ')}`, 8000);
  for (const one of saved) if (!one.ok) void window.showWarningMessage(unlinked(`The response was not saved to ${one.path}: ${one.why}.`));
}

const write = (to: Uri, content: SavedContent): Thenable<void> =>
  content.kind === 'octets'
    ? workspace.fs.writeFile(to, content.octets)
    : workspace.fs.copy(Uri.file(content.path), to, { overwrite: true });

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

function numbered(path: string, number: number): string {
  const [, name = path, ending = ''] = /^(.*?[^\\/])(\.[^.\\/]*)?$/s.exec(path) ?? [];
  return `${name}-${number}${ending}`;
}
