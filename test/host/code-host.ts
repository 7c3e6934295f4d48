#!/usr/bin/env node
// Takes the arguments that @vscode/test-electron gives to a VS Code executable, runs the tests in the VS Code from npm
// packages, prints what they print, and ends with their exit code.
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from './chromium.ts';
import { ensureInstalled } from './setup.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

interface Result {
  readonly code: number;
  /** Why it ended otherwise than by the tests. */
  readonly why?: string;
}

const STARTUP_LIMIT = Number(process.env['VSCODE_HOST_STARTUP_TIMEOUT'] ?? 120_000);
const TOTAL_LIMIT = Number(process.env['VSCODE_HOST_TIMEOUT'] ?? 600_000);
const say = (line: string): void => console.error(`[vscode-host] ${line}`);

process.exit(await main());

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: 'string', multiple: true },
      extensionTestsPath: { type: 'string' },
      'user-data-dir': { type: 'string' },
      'extensions-dir': { type: 'string' },
      'disable-extensions': { type: 'boolean' },
    },
  });
  const tests = values.extensionTestsPath;
  if (typeof tests !== 'string') {
    say('usage: code-host --extensionDevelopmentPath=… --extensionTestsPath=… [folder]');
    return 2;
  }
  // The installs come first, because they block: the time limits below do not count them.
  ensureInstalled(say);
  ensureChromium(say);
  const paths = positionals.map((path) => resolve(path));
  const folder = mkdtempSync(join(tmpdir(), 'vscode-host-shim-'));
  const output = relay(folder, resolve(tests));
  const { promise, resolve: settle } = Promise.withResolvers<Result>();
  const timers = [
    setTimeout(() => {
      if (!existsSync(output.started)) settle({ code: 1, why: `the tests did not start within ${STARTUP_LIMIT / 1000} s` });
    }, STARTUP_LIMIT),
    setTimeout(() => settle({ code: 1, why: `the tests did not end within ${TOTAL_LIMIT / 1000} s` }), TOTAL_LIMIT),
  ];
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => settle({ code: 130, why: signal }));
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? resolve(value) : undefined);
  let workbench: Workbench | undefined;
  let result: Result;
  try {
    workbench = await openWorkbench({
      extensionDevelopmentPath: (values.extensionDevelopmentPath ?? []).flatMap((path) => text(path) ?? []),
      extensionTestsPath: folder,
      workspace: paths.find((path) => path.endsWith('.code-workspace') || (existsSync(path) && statSync(path).isDirectory())),
      openFile: paths.find((path) => existsSync(path) && statSync(path).isFile()),
      userDataDir: text(values['user-data-dir']),
      extensionsDir: text(values['extensions-dir']),
      disableExtensions: values['disable-extensions'] === true,
      log: say,
      onTestsExit: (code) => settle({ code }),
      onPageGone: (why) => settle({ code: 1, why }),
    });
    result = await promise;
  } catch (error) {
    result = { code: 1, why: error instanceof Error ? error.message : String(error) };
  }
  for (const timer of timers) clearTimeout(timer);
  output.stop();
  if (result.why !== undefined) await keepEvidence(result.why, workbench);
  await workbench?.close();
  rmSync(folder, { recursive: true, force: true });
  return result.code;
}

/**
 * The extension host's console goes to the workbench page, in pieces and late. An entry module of ours writes what the tests
 * print to a file instead, and hands over to the real entry module; the file is copied to our standard output as it grows.
 */
function relay(folder: string, tests: string): { readonly started: string; readonly stop: () => void } {
  const outFile = join(folder, 'output.txt');
  const started = join(folder, 'started');
  writeFileSync(outFile, '');
  writeFileSync(
    join(folder, 'index.js'),
    `module.exports = require(${JSON.stringify(join(import.meta.dirname, 'shim.cjs'))})(${JSON.stringify({ outFile, startedFile: started, tests })});\n`,
  );
  let position = 0;
  const pump = (): void => {
    const file = openSync(outFile, 'r');
    const buffer = Buffer.alloc(65_536);
    for (let n = readSync(file, buffer, 0, buffer.length, position); n > 0; n = readSync(file, buffer, 0, buffer.length, position)) {
      writeSync(1, buffer, 0, n);
      position += n;
    }
    closeSync(file);
  };
  const timer = setInterval(pump, 50);
  return {
    started,
    stop: () => {
      clearInterval(timer);
      pump();
    },
  };
}

async function keepEvidence(why: string, workbench: Workbench | undefined): Promise<void> {
  say(why);
  if (workbench === undefined) return;
  const kept = resolve('.vscode-test/failed');
  mkdirSync(kept, { recursive: true });
  await workbench.page
    .screenshot({ path: join(kept, 'workbench.png'), timeout: 5000 })
    .catch((error: unknown) => say(`no screenshot: ${String(error)}`));
  for (const file of ['server.log', 'workbench.log'])
    if (existsSync(join(workbench.runDir, file))) copyFileSync(join(workbench.runDir, file), join(kept, file));
  say(`logs and a screenshot are in ${kept}`);
}
