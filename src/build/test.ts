// `npm test`: check, then the shared cases, the tests in the editor and in the browser, then the examples.
//   unit   only the unit tests      host   only those inside VS Code      ui   only those in the workbench
//   nightly   what holds for any text, with very many texts
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from './build.ts';
import { bundles, hostTestBundles, ROOT } from './bundles.ts';
import { check, unitSteps } from './check.ts';
import { conclude, type Outcome, runAll, runStep } from './steps.ts';

const [only] = process.argv.slice(2);
process.exit(conclude(await run()) ? 0 : 1);

async function run(): Promise<readonly Outcome[]> {
  switch (only) {
    case 'unit':
      await buildAll(bundles(false));
      return runAll(unitSteps(), 2);
    case 'host':
      return inHost();
    case 'ui':
      return inBrowser();
    case 'nightly':
      return [await properties(100_000)];
    default:
      return everything();
  }
}

async function everything(): Promise<readonly Outcome[]> {
  const checked = await check();
  if (checked.some((outcome) => !outcome.ok)) return checked;
  return [
    ...checked,
    await long(),
    await properties(2000),
    ...(await cases()),
    ...(await inHost()),
    ...(await inBrowser()),
    await examples(),
  ];
}

/** The shared cases may not fall below what was reached: the numbers stand in `test/floor.json`, which only goes up. */
async function cases(): Promise<readonly Outcome[]> {
  const shared = join(ROOT, '../shared/cases');
  if (!existsSync(shared)) {
    console.log('- shared cases                 not beside this checkout, left out');
    return [];
  }
  await buildAll(bundles(false));
  const floor: Record<string, number> = JSON.parse(readFileSync(join(ROOT, 'test/floor.json'), 'utf8'));
  const outcomes: Outcome[] = [];
  for (const [kind, least] of Object.entries(floor)) {
    const outcome = await runStep({ name: `${kind} cases`, command: ['node', join(shared, `check-${kind}.mjs`)] }, true);
    const reached = Number(/^(\d+) of \d+ \w+ cases$/m.exec(outcome.output)?.[1] ?? 0);
    if (reached > least) console.log(`  ${kind}: ${reached} pass, the floor is ${least}: raise it in test/floor.json`);
    outcomes.push({ ...outcome, ok: reached >= least, passed: reached, failed: Math.max(0, least - reached) });
  }
  return outcomes;
}

function long(): Promise<Outcome> {
  return runStep({
    name: 'long tests',
    command: ['node', '--test', '--test-reporter=spec', ...globSync('test/long/**/*.test.ts', { cwd: ROOT }).sort()],
  });
}

/** In the unit tests there are 500 runs of each. */
function properties(runs: number): Promise<Outcome> {
  const files = globSync('test/core/*/properties.test.ts', { cwd: ROOT }).sort();
  return runStep({
    name: `properties, ${runs} runs each`,
    command: ['node', '--test', '--test-reporter=spec', ...files],
    env: { POSTIL_RUNS: String(runs / 500) },
  });
}

function examples(): Promise<Outcome> {
  return runStep({
    name: 'examples',
    command: ['node', '--test', '--test-reporter=spec', ...globSync('test/examples/*.test.ts', { cwd: ROOT }).sort()],
    env: { POSTIL_TEST_CLI: join(ROOT, 'dist/cli.mjs') },
  });
}

async function inHost(): Promise<readonly Outcome[]> {
  await buildAll([...bundles(false), ...hostTestBundles()]);
  return [await runStep({ name: 'tests inside VS Code', command: ['node', 'test/host/run.ts'] }, true)];
}

async function inBrowser(): Promise<readonly Outcome[]> {
  await buildAll(bundles(false));
  const files = globSync('test/ui/*.test.ts', { cwd: ROOT }).sort();
  return [
    await runStep(
      { name: 'tests in the workbench', command: ['node', '--test', '--test-reporter=spec', '--test-concurrency=1', ...files] },
      true,
    ),
  ];
}
