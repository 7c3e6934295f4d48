// How long Postil takes to activate in a real extension host, before the first `.http` file is shown: the median of several windows.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { median } from './measure.ts';

const ROOT = join(import.meta.dirname, '../..');
const WINDOWS = 5;

await build({
  entryPoints: [join(ROOT, 'test/host/measure-activation.ts')],
  outfile: join(ROOT, 'dist/test/measure-activation.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['vscode'],
});
const measured = Array.from({ length: WINDOWS }, measure);
for (const what of ['clock', 'processor'] as const) {
  const times = measured.map((one) => one[what]);
  console.log(
    `activation in the host, ${what}: median ${median(times).toFixed(1)} ms of ${times.map((ms) => ms.toFixed(1)).join(', ')} (goal: 10 ms)`,
  );
}

function measure(): { readonly clock: number; readonly processor: number } {
  const folder = mkdtempSync(join(tmpdir(), 'postil-bench-'));
  try {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(ROOT, 'test/host/code-host.ts'),
        `--extensionDevelopmentPath=${ROOT}`,
        `--extensionTestsPath=${join(ROOT, 'dist/test/measure-activation.cjs')}`,
        folder,
      ],
      { encoding: 'utf8', timeout: 120_000 },
    );
    const figures = /activation ([\d.]+) ms, processor ([\d.]+) ms/.exec(stdout);
    if (figures === null) throw new Error(`no figure came out of the host:\n${stdout}${stderr}`);
    return { clock: Number(figures[1]), processor: Number(figures[2]) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
