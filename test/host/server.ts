// Starts VS Code's server, which holds the real extension host, on 127.0.0.1 with a token.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './setup.ts';

export type Settings = Readonly<Record<string, unknown>>;

/** Settings for a quiet workbench: no welcome page, no telemetry, no updates, no gallery. */
export const QUIET: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'editor.accessibilitySupport': 'off',
};

export interface ServerOptions {
  /** Holds user data, logs and the token; the caller removes it. */
  readonly runDir: string;
  readonly userDataDir?: string | undefined;
  readonly extensionsDir?: string | undefined;
  readonly settings?: Settings | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly log?: (line: string) => void;
}

export interface Server {
  readonly port: number;
  readonly token: string;
  readonly process: ChildProcess;
  readonly stop: () => Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<Server> {
  const { server, node } = ensureInstalled(options.log);
  const userDir = join(options.runDir, 'user');
  makeUserDir(userDir, options);
  const token = randomBytes(16).toString('hex');
  const tokenFile = join(options.runDir, 'token');
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const logFile = join(options.runDir, 'server.log');
  const child = spawn(node, serverArguments(server, { ...options, userDir, tokenFile }), {
    env: environment(options),
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: options.runDir,
  });
  const log = createWriteStream(logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const port = await listening(child, logFile);
  return { port, token, process: child, stop: () => stop(child) };
}

/** A fresh user data folder with our settings; what the caller's own one has in `User/` is copied in. */
function makeUserDir(userDir: string, { userDataDir, settings }: ServerOptions): void {
  const target = join(userDir, 'User');
  mkdirSync(target, { recursive: true });
  let own: Settings = {};
  if (userDataDir !== undefined && existsSync(join(userDataDir, 'User'))) {
    cpSync(join(userDataDir, 'User'), target, { recursive: true });
    const file = join(target, 'settings.json');
    if (existsSync(file)) own = JSON.parse(readFileSync(file, 'utf8'));
  }
  writeFileSync(join(target, 'settings.json'), JSON.stringify({ ...QUIET, ...own, ...settings }, null, 2));
}

function serverArguments(server: string, o: ServerOptions & { readonly userDir: string; readonly tokenFile: string }): string[] {
  return [
    ...['--require', join(import.meta.dirname, 'preload.cjs'), join(server, 'out/server-main.js')],
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', o.tokenFile, '--accept-server-license-terms'],
    ...['--server-data-dir', join(o.runDir, 'server'), '--user-data-dir', o.userDir],
    ...['--extensions-dir', o.extensionsDir ?? join(o.runDir, 'extensions')],
    ...['--telemetry-level', 'off', '--disable-telemetry', '--disable-experiments', '--disable-update-check'],
    // Without the smoke test driver, 1.139 silently ignores the development and test paths of the page's address.
    ...['--disable-getting-started-override', '--disable-workspace-trust', '--enable-smoke-test-driver'],
    ...['--force-disable-user-env', '--reconnection-grace-time', '5'],
  ];
}

function environment({ runDir, env = {} }: ServerOptions): NodeJS.ProcessEnv {
  const result: NodeJS.ProcessEnv = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', XDG_RUNTIME_DIR: runDir, ...env };
  for (const name of ['VSCODE_DEV', 'ELECTRON_RUN_AS_NODE', 'VSCODE_AGENT_FOLDER', 'VSCODE_IPC_HOOK_CLI', 'NODE_OPTIONS'])
    if (!(name in env)) delete result[name];
  return result;
}

function listening(child: ChildProcess, logFile: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => reject(new Error(`the VS Code server did not start in 60 s, see ${logFile}\n${printed}`)), 60_000);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`the VS Code server ended at once (${code ?? signal}):\n${printed.slice(0, 3000)}`));
    });
    const read = (data: Buffer): void => {
      printed += data.toString();
      const port = /agent listening on (\d+)/.exec(printed)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
    child.once('exit', () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
