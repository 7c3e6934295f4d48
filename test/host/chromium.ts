// The headless Chromium that the npm package @sparticuz/chromium carries inside of itself, or one of the machine's.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type Log, pinnedInstall } from './pinned-install.ts';
import { supported } from './setup.ts';

/** What Chromium needs to run anywhere, without reaching for the network. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

const LAUNCHER = `#!/bin/sh
# Brings its own NSS, NSPR and expat libraries, and a font for machines that have none.
d=$(dirname "$(readlink -f "$0")")
[ -f "$d/fonts.conf" ] || printf '%s' "<?xml version=\\"1.0\\"?><!DOCTYPE fontconfig SYSTEM \\"fonts.dtd\\"><fontconfig><include ignore_missing=\\"yes\\">/etc/fonts/fonts.conf</include><dir>$d/fonts/fonts</dir><cachedir>$d/fontcache</cachedir></fontconfig>" > "$d/fonts.conf"
LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$d/al2023/lib" FONTCONFIG_FILE="$d/fonts.conf" exec "$d/chromium.bin" "$@"
`;

/**
 * A browser's executable, or `undefined` when none can be had. `CHROMIUM_PATH=/a/browser` takes that one, `CHROMIUM_PATH=system`
 * one of the machine's; otherwise the pinned one from npm comes first, then the machine's.
 */
export function ensureChromium(log: Log = console.log): string | undefined {
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted !== undefined && wanted !== 'system') return existsSync(wanted) ? wanted : undefined;
  if (wanted === undefined && supported()) {
    try {
      return fromNpm(log);
    } catch (error) {
      log(`no Chromium from npm: ${String(error)}`);
    }
  }
  return onThisMachine();
}

function fromNpm(log: Log): string | undefined {
  const manifest = join(import.meta.dirname, 'browser');
  const executable = join(pinnedInstall({ name: 'chromium', manifest, recipe: [import.meta.filename], finish, log }), 'chromium');
  return works(executable) ? executable : undefined;
}

function finish(folder: string): void {
  const packed = join(folder, 'node_modules/@sparticuz/chromium/bin');
  const unpack = (file: string): Buffer => brotliDecompressSync(readFileSync(join(packed, file)));
  writeFileSync(join(folder, 'chromium.bin'), unpack('chromium.br'), { mode: 0o755 });
  for (const name of ['al2023', 'fonts']) {
    const archive = join(folder, `${name}.tar`);
    mkdirSync(join(folder, name));
    writeFileSync(archive, unpack(`${name}.tar.br`));
    execFileSync('tar', ['xf', archive, '-C', join(folder, name)]);
    rmSync(archive);
  }
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  writeFileSync(join(folder, 'chromium'), LAUNCHER, { mode: 0o755 });
}

function onThisMachine(): string | undefined {
  for (const name of ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser', 'microsoft-edge']) {
    const file = inPath(name);
    if (file !== undefined && works(file)) return file;
  }
  return undefined;
}

/** The first executable file of that name in PATH. */
export function inPath(name: string): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here: the next folder may have it.
    }
  }
  return undefined;
}

// A wrapper script may be in PATH with no browser behind it (Ubuntu's chromium-browser without snap), so ask it.
function works(executable: string): boolean {
  const asked = spawnSync(executable, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return asked.status === 0 && /\d+\.\d+\.\d+/.test(asked.stdout);
}
