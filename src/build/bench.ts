// `npm run bench [name]`: the benchmarks of `test/bench`, one after another. Ratios within one run, never timed assertions in tests.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { buildAll } from './build.ts';
import { bundles, ROOT } from './bundles.ts';

const wanted = process.argv.slice(2);
await buildAll(bundles(true));
const files = globSync('test/bench/*.bench.ts', { cwd: ROOT }).sort();
let failed = false;
for (const file of files) {
  const name = basename(file, '.bench.ts');
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name} ──`);
  failed = spawnSync('node', ['--expose-gc', file], { cwd: ROOT, stdio: 'inherit' }).status !== 0 || failed;
}
process.exit(failed ? 1 : 0);
