// `npm run build` and `npm run watch`: bundles everything into dist/.
//   --watch   builds again on every change      --production   minified, no source maps
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, context } from 'esbuild';
import { type Bundle, bundles, ROOT, trespassers } from './bundles.ts';

/** Builds and checks the given bundles; throws with a list of trespassers. Returns the size of each output in octets. */
export async function buildAll(list: readonly Bundle[]): Promise<ReadonlyMap<string, number>> {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const sizes = new Map<string, number>();
  const wrong: string[] = [];
  await Promise.all(
    list.map(async (bundle) => {
      const { metafile } = await build({ ...bundle.options, metafile: true });
      wrong.push(...trespassers(bundle, metafile));
      for (const [file, { bytes }] of Object.entries(metafile.outputs)) sizes.set(file, bytes);
    }),
  );
  if (wrong.length > 0) throw new Error(`a bundle holds a layer that it must not:\n  ${wrong.join('\n  ')}`);
  return sizes;
}

export const entryExists = (bundle: Bundle): boolean => {
  const entries = bundle.options.entryPoints;
  const files = Array.isArray(entries) ? entries : Object.values(entries ?? {});
  return files.every((file) => typeof file !== 'string' || existsSync(join(ROOT, file)));
};

async function watch(): Promise<void> {
  for (const bundle of bundles(false)) await (await context({ ...bundle.options, logLevel: 'info' })).watch();
  console.log('watching; Ctrl+C ends it');
}

async function main(): Promise<void> {
  if (process.argv.includes('--watch')) return watch();
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  const sizes = await buildAll(bundles(process.argv.includes('--production')));
  for (const [file, bytes] of [...sizes].sort(([a], [b]) => a.localeCompare(b)))
    if (!file.endsWith('.map')) console.log(`${file.padEnd(40)} ${(bytes / 1024).toFixed(1).padStart(8)} kB`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
