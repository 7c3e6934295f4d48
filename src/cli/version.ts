// Which Postil this is, from the manifest beside the program or above its sources.
import { readFileSync } from 'node:fs';

export function version(): string {
  const manifest: { readonly version: string } = JSON.parse(
    readFileSync(new URL(import.meta.url.endsWith('.ts') ? '../../package.json' : '../package.json', import.meta.url), 'utf8'),
  );
  return manifest.version;
}
