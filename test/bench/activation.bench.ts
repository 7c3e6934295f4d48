// How long Postil takes to activate in a real extension host, before the first `.http` file is shown, and what the
// first question of that file (its lenses) takes to load: medians of several windows.
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
const GOALS = { activation: ' (goal: 10 ms)', 'first question': '' };
const windows = Array.from({ length: WINDOWS }, printed);
for (const [what, goal] of Object.entries(GOALS))
  for (const [i, unit] of ['clock', 'processor'].entries()) {
    const times = windows.map((text) => figures(text, what)[i] ?? Number.NaN);
    console.log(
      `${what} in the host, ${unit}: median ${median(times).toFixed(1)} ms of ${times.map((ms) => ms.toFixed(1)).join(', ')}${goal}`,
    );
  }

function figures(text: string, what: string): readonly [clock: number, processor: number] {
  const found = new RegExp(`${what}: ([\\d.]+) ms, processor ([\\d.]+) ms`).exec(text);
  if (found === null) throw new Error(`no figure came out of the host:\n${text}`);
  return [Number(found[1]), Number(found[2])];
}

function printed(): string {
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
    return `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
