// `npm ci` of a pinned manifest and lock file into `.vscode-test/<name>-<hash>/`, with no install scripts, once.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';

export type Log = (line: string) => void;

const BASE = process.env['VSCODE_HOST_DIR'] ?? resolve(import.meta.dirname, '../../.vscode-test');
// What a parent `npm ci`, `npm run` or `npm test` exports must not leak into this install.
const LEAKING =
  /^npm_config_(omit|include|prefix|global|local_prefix|workspace|workspaces|engine_strict|package_lock|package_lock_only|dry_run|save|ignore_scripts|allow_scripts|strict_allow_scripts|force)$/i;

/** Runs npm in a folder; throws with what it printed when it fails. */
export function npm(args: readonly string[], cwd: string): void {
  const script = process.env['npm_execpath'] ?? '';
  const [command, before] = script.endsWith('npm-cli.js') ? [process.execPath, [script]] : ['npm', []];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !LEAKING.test(name)));
  const quiet = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--engine-strict=false', '--loglevel=error'];
  const run = spawnSync(command, [...before, ...args, ...quiet], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${run.error ?? ''}${run.stdout}${run.stderr}`);
}

export interface Pinned {
  readonly name: string;
  /** The folder that holds `package.json` and `package-lock.json`. */
  readonly manifest: string;
  /** Files that decide what comes out, besides the lock file. */
  readonly recipe: readonly string[];
  /** What is left to do after `npm ci`, in the temporary folder. */
  readonly finish: (folder: string) => void;
  readonly log: Log;
}

/** The folder of the finished install. Several processes may ask at once. */
export function pinnedInstall({ name, manifest, recipe, finish, log }: Pinned): string {
  const hash = createHash('sha256');
  for (const file of [join(manifest, 'package-lock.json'), ...recipe]) hash.update(readFileSync(file));
  const folder = join(BASE, `${name}-${hash.digest('hex').slice(0, 12)}`);
  const ready = join(folder, '.ready');
  if (existsSync(ready)) return folder;
  const began = Date.now();
  log(`installing ${name} from the npm registry into ${relative(process.cwd(), folder)} (once; 10 to 60 seconds) …`);
  const temporary = `${folder}.tmp-${process.pid}`;
  try {
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(temporary, { recursive: true });
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(manifest, file), join(temporary, file));
    npm(['ci'], temporary);
    finish(temporary);
    writeFileSync(join(temporary, '.ready'), '');
    if (!existsSync(ready)) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(temporary, folder);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  dropOlder(name, basename(folder));
  log(`${name} is installed (${((Date.now() - began) / 1000).toFixed(0)} s)`);
  return folder;
}

function dropOlder(name: string, current: string): void {
  for (const other of readdirSync(BASE))
    if (other.startsWith(`${name}-`) && other !== current && !other.includes('.tmp-'))
      rmSync(join(BASE, other), { recursive: true, force: true });
}
