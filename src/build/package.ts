// `npm run package`: a `.vsix` from a production build, byte for byte the same when built twice from one commit.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from './build.ts';
import { bundles, manifest, ROOT } from './bundles.ts';

const LIMIT = 900 * 1024;

rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
const { packages } = await buildAll(bundles(true));
writeFileSync(join(ROOT, 'dist/licenses.txt'), packages.map(notice).join('\n\n'));
const file = join(ROOT, `postil-${manifest().version}.vsix`);
const packed = spawnSync(
  'vsce',
  ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file],
  {
    cwd: ROOT,
    env: { ...process.env, SOURCE_DATE_EPOCH: process.env['SOURCE_DATE_EPOCH'] ?? commitTime() },
    stdio: 'inherit',
  },
);
if (packed.status !== 0) process.exit(packed.status ?? 1);
const { size } = statSync(file);
console.log(`${(size / 1024).toFixed(0)} kB, SHA-256 ${createHash('sha256').update(readFileSync(file)).digest('hex')}`);
if (size > LIMIT) {
  console.error(`the package is larger than ${LIMIT / 1024} kB`);
  process.exit(1);
}

/** What a bundled package's license asks to be kept with its code. */
function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
  const text = readdirSync(join(ROOT, folder)).find((file) => /^licen[cs]e/i.test(file));
  const title = `${name} ${version} (${license})`;
  return `${title}\n${'-'.repeat(title.length)}\n${text === undefined ? '' : readFileSync(join(ROOT, folder, text), 'utf8').trim()}`;
}

/** Seconds since 1970 of the last commit, the same on every machine. */
function commitTime(): string {
  return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT, encoding: 'utf8' }).trim();
}
