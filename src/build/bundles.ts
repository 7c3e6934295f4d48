// The bundles: what goes into each, and what must not get in. Used by build, watch, package and the benchmarks.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';

export const ROOT = join(import.meta.dirname, '../..');

export interface Bundle {
  readonly name: string;
  readonly options: BuildOptions;
  /** Inputs (paths from the root) that must not be in it. */
  readonly forbidden: readonly RegExp[];
}

// Only these two files of undici, and what they need: its front door replaces the global dispatcher (WIRE.md, undici 1).
const UNDICI_FRONT = /node_modules\/undici\/(index|index-fetch)\.js$|node_modules\/undici\/lib\/(global|web\/fetch\/index)\.js$/;

const NODE_BANNER =
  "import { createRequire as createRequireOfPostil } from 'node:module'; const require = createRequireOfPostil(import.meta.url);";

const common = (production: boolean): BuildOptions => ({
  absWorkingDir: ROOT,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
});

/**
 * The extension host takes CommonJS, which esbuild does not split. Each file of `src/extension/chunks` becomes a bundle of its own,
 * and a dynamic import of one becomes a load of that bundle at that moment.
 */
const chunkNames = (): readonly string[] => list('src/extension/chunks');

const chunks: Plugin = {
  name: 'chunks',
  setup(build) {
    build.onResolve({ filter: /\.ts$/ }, ({ path, kind, importer }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = join(dirname(importer), path);
      return dirname(file).endsWith('extension/chunks') ? { path: `./${basename(file, '.ts')}.cjs`, external: true } : undefined;
    });
  },
};

/**
 * In the extension host `http.request` is VS Code's own: it puts a proxy agent in the place of the socket that a request is given.
 * The handshake of ws goes over our tapped socket, so ws gets the plain class behind it.
 */
const ownHttp: Plugin = {
  name: 'own-http',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?https?$/ }, ({ path, importer }) =>
      /node_modules[/\\]ws[/\\]/.test(importer) ? { path: path.replace('node:', ''), namespace: 'own-http' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'own-http' }, ({ path }) => ({
      contents: `const { ClientRequest } = require('node:http');
const own = require('node:${path}');
module.exports = { ...own, request: (options, listener) => new ClientRequest({ _defaultAgent: own.globalAgent, ...options }, listener) };`,
    }));
  },
};

/**
 * An ES import of a module of Node's reads every export of it, and so loads what only few calls need: `node:util` brings workers and
 * the parser of arguments. Here each name that is used is read by itself.
 */
const namedBuiltins: Plugin = {
  name: 'named-builtins',
  setup(build) {
    build.onResolve({ filter: /^[a-z]/ }, ({ path, kind }) =>
      kind === 'import-statement' && isBuiltin(path) ? { path, namespace: 'builtin', sideEffects: false } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => {
      const names = Object.keys(createRequire(import.meta.url)(path)).filter((name) => name !== 'default');
      const exported = names.map((name) => `const its_${name} = /* @__PURE__ */ take('${name}');\nexport { its_${name} as ${name} };`);
      const whole = `export default /* @__PURE__ */ take();`;
      const take = `const take = (name) => name === undefined ? require('${path}') : require('${path}')[name];`;
      return { contents: [take, ...exported, whole].join('\n') };
    });
  },
};

export function bundles(production: boolean): readonly Bundle[] {
  const base = common(production);
  const host: BuildOptions = {
    ...base,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    plugins: [chunks, ownHttp],
  };
  return [
    {
      name: 'extension',
      options: { ...host, entryPoints: ['src/extension/extension.ts'], outfile: 'dist/extension.cjs' },
      // The door: VS Code waits for it.
      forbidden: [/^src\/(?!extension|core\/(?:language\/token-types|syntax\/fence-mark))/, /node_modules/],
    },
    ...chunkNames().map((name) => ({
      name,
      options: { ...host, entryPoints: [`src/extension/chunks/${name}.ts`], outfile: `dist/${name}.cjs` },
      forbidden: [/^src\/cli\//, /^src\/webview\//, UNDICI_FRONT],
    })),
    {
      name: 'cli',
      options: {
        ...base,
        platform: 'node',
        format: 'esm',
        target: 'node22',
        splitting: true,
        entryPoints: { cli: 'src/cli/main.ts' },
        outdir: 'dist',
        outExtension: { '.js': '.mjs' },
        chunkNames: 'cli-[name]-[hash]',
        banner: { js: NODE_BANNER },
        plugins: [namedBuiltins],
      },
      forbidden: [/^src\/extension\//, /^src\/webview\//, UNDICI_FRONT],
    },
    {
      name: 'panel',
      options: {
        ...base,
        platform: 'browser',
        format: 'iife',
        target: 'es2022',
        entryPoints: ['src/webview/panel.ts'],
        outfile: 'dist/panel.js',
      },
      forbidden: [
        /^src\/core\/(send|resolve|run|syntax|explain|language|report)\//,
        /^src\/(extension|cli|playground)\//,
        /^node:/,
        /node_modules\/(undici|ws)\//,
      ],
    },
  ];
}

/** The tests that run inside of the extension host: mocha's entry, and all suites in one file. */
export function hostTestBundles(): readonly Bundle[] {
  const base: BuildOptions = {
    ...common(false),
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha', './suites.cjs'],
  };
  const suites = list('test/extension', '.test.ts').map((name) => `import './test/extension/${name}.test.ts';`);
  return [
    { name: 'test-index', options: { ...base, entryPoints: ['test/host/index.ts'], outfile: 'dist/test/index.cjs' }, forbidden: [] },
    {
      name: 'test-suites',
      options: { ...base, stdin: { contents: suites.join('\n'), resolveDir: ROOT, loader: 'ts' }, outfile: 'dist/test/suites.cjs' },
      forbidden: [],
    },
  ];
}

/** What is in a bundle and must not be, as sentences; an empty list when all is well. */
export function trespassers(bundle: Bundle, metafile: Metafile): readonly string[] {
  const names = [
    ...Object.keys(metafile.inputs),
    ...Object.values(metafile.outputs).flatMap((o) => o.imports.filter((i) => i.external === true).map((i) => i.path)),
  ];
  return names
    .filter((name) => bundle.forbidden.some((pattern) => pattern.test(name)))
    .map((name) => `bundle ${bundle.name} must not hold ${name}`);
}

/** Version and the like, from the manifest. */
export const manifest = (): { readonly version: string } => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

function list(folder: string, ending = '.ts'): readonly string[] {
  try {
    return readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length))
      .sort();
  } catch {
    return [];
  }
}
