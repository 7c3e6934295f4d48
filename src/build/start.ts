// `npm start`: builds, starts the practice server, and opens VS Code with the extension on `examples/`.
//   --desktop PATH   this VS Code, VSCodium or Cursor      --served   the one from npm packages, in a browser
//   --port N         the practice server's port            --no-open  print the address only
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inPath } from '../../test/host/chromium.ts';
import { startServer } from '../../test/host/server.ts';
import { addressOf } from '../../test/host/workbench.ts';
import { DEFAULT_PORT, type Playground, startPlayground } from '../playground/server.ts';
import { buildAll } from './build.ts';
import { bundles, ROOT } from './bundles.ts';

const EXAMPLES = join(ROOT, 'examples');
const FIRST = join(EXAMPLES, '01-first-request.http');

const { values } = parseArgs({
  options: {
    desktop: { type: 'string' },
    served: { type: 'boolean', default: false },
    port: { type: 'string', default: String(DEFAULT_PORT) },
    open: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

console.log('Building …');
await buildAll(bundles(false));
const playground = await practise(Number(values.port));
const desktop = values.desktop ?? (values.served ? undefined : findDesktop());
const stop = desktop === undefined ? await serve() : openDesktop(desktop);

console.log('Ctrl+C ends it.');
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end());

async function end(): Promise<void> {
  console.log('\nStopping …');
  await stop();
  await playground?.close();
  process.exit(0);
}

/** A server that is there already is used: it may be another `npm start`, or the editor's own. */
async function practise(port: number): Promise<Playground | undefined> {
  try {
    const started = await startPlayground({ port });
    console.log(`Practice server    ${started.url}`);
    return started;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    console.log(`Practice server    port ${port} is in use already; the examples will talk to what listens there`);
    return undefined;
  }
}

function findDesktop(): string | undefined {
  if (process.platform === 'linux' && process.env['DISPLAY'] === undefined && process.env['WAYLAND_DISPLAY'] === undefined)
    return undefined;
  for (const name of ['code', 'codium', 'cursor', 'code-insiders']) {
    const found = inPath(process.platform === 'win32' ? `${name}.cmd` : name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function openDesktop(program: string): () => Promise<void> {
  console.log(`Opening            ${program}`);
  const child = spawn(program, ['--new-window', `--extensionDevelopmentPath=${ROOT}`, EXAMPLES, FIRST], {
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  child.on('error', (error) => console.error(`${program} did not start: ${error.message}. Try --served, or --desktop PATH.`));
  return async () => {
    child.kill();
  };
}

async function serve(): Promise<() => Promise<void>> {
  const runDir = mkdtempSync(join(tmpdir(), 'postil-start-'));
  const server = await startServer({ runDir, log: console.log, settings: { 'workbench.colorTheme': 'Default Dark Modern' } });
  const address = addressOf(server, { extensionDevelopmentPath: [ROOT], workspace: EXAMPLES, openFile: FIRST });
  console.log(`VS Code            ${address}`);
  if (values.open) openBrowser(address);
  return async () => {
    await server.stop();
    rmSync(runDir, { recursive: true, force: true, maxRetries: 5 });
  };
}

function openBrowser(address: string): void {
  const opener = inPath('xdg-open') ?? inPath('open');
  if (opener === undefined || (process.platform === 'linux' && process.env['DISPLAY'] === undefined)) return;
  spawn(opener, [address], { stdio: 'ignore', detached: true })
    .on('error', () => console.log('No browser opened; use the address above.'))
    .unref();
}
