// `npm run build` and `npm run watch`: bundles everything into dist/.
//   --watch   builds again on every change      --production   minified, no source maps
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, context } from 'esbuild';
import { type Bundle, bundles, ROOT, trespassers } from './bundles.ts';

export interface Built {
  /** Octets of each output. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Folders of the packages whose code went in, from the root. */
  readonly packages: readonly string[];
}

/** Builds and checks the given bundles; throws with a list of trespassers. */
export async function buildAll(list: readonly Bundle[]): Promise<Built> {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const sizes = new Map<string, number>();
  const packages = new Set<string>();
  const wrong: string[] = [];
  await Promise.all(
    list.map(async (bundle) => {
      const { metafile } = await build({ ...bundle.options, metafile: true });
      wrong.push(...trespassers(bundle, metafile));
      for (const [file, { bytes }] of Object.entries(metafile.outputs)) sizes.set(file, bytes);
      for (const input of Object.keys(metafile.inputs)) {
        const folder = /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
        if (folder !== undefined) packages.add(folder);
      }
    }),
  );
  if (wrong.length > 0) throw new Error(`a bundle holds a layer that it must not:\n  ${wrong.join('\n  ')}`);
  return { sizes, packages: [...packages].sort((a, b) => a.localeCompare(b)) };
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
  const { sizes } = await buildAll(bundles(process.argv.includes('--production')));
  for (const [file, bytes] of [...sizes].sort(([a], [b]) => a.localeCompare(b)))
    if (!file.endsWith('.map')) console.log(`${file.padEnd(40)} ${(bytes / 1024).toFixed(1).padStart(8)} kB`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
