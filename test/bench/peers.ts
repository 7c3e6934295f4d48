// Other clients, installed on demand into an ignored folder, never by `npm ci`.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../host/pinned-install.ts';

const FOLDER = join(import.meta.dirname, '../../.bench');

/** A folder from which the package can be required; `undefined` (and a line that says so) when it can't be had. */
export async function peer(name: string, version: string): Promise<string | undefined> {
  const folder = join(FOLDER, `${name}-${version}`);
  if (existsSync(join(folder, 'node_modules', name))) return folder;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: version } }));
    npm(['install'], folder);
    return folder;
  } catch (error) {
    console.log(`${name} is left out: ${String(error).split('\n')[0]}`);
    return undefined;
  }
}
