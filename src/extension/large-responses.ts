// Where responses go that are larger than memory is for: a folder of this window, removed when the window closes. What a window that
// crashed has left is removed by the next.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface SpillFolder {
  readonly path: string;
  readonly dispose: () => void;
}

/** `storage`: a folder of the extension's own. */
export function spillFolder(storage: string): SpillFolder {
  const all = join(storage, 'responses');
  for (const name of names(all)) if (!isRunning(Number(name))) remove(join(all, name));
  const path = join(all, String(process.pid));
  return { path, dispose: () => remove(path) };
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+$/.test(name));
  } catch {
    // Nothing was ever kept.
    return [];
  }
}

/** Signal 0 only asks; a process of somebody else answers with EPERM. */
function isRunning(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch (error) {
    return error instanceof Error && Reflect.get(error, 'code') === 'EPERM';
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // A file that is still open on Windows: the next window removes it.
  }
}
