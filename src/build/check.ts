// `npm run check`: types, format, lint, architecture, grammar and unit tests; what must be green at every commit.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll } from './build.ts';
import { bundles, ROOT } from './bundles.ts';
import { conclude, type Outcome, runAll, type Step } from './steps.ts';

/** Tests of sending share a process: their table of failures is made of all of them. */
const SENDING = ['test/core/send'];
/** Folders of tests that open sockets. */
const SOCKETS = ['test/playground', 'test/build'];
/** Folders of tests that start the command line, or want a process of their own. */
const COMMANDS = ['test/cli', 'test/core/run'];
/** Folders of tests that need a browser or an extension host, or take long: `npm test` has them. */
const ELSEWHERE = ['test/long', 'test/ui', 'test/extension', 'test/host', 'test/bench', 'test/examples'];

const CLI = join(ROOT, 'dist/cli.mjs');

export function unitSteps(): readonly Step[] {
  const files = globSync('test/**/*.test.ts', { cwd: ROOT }).sort();
  const within = (file: string, folders: readonly string[]): boolean => folders.some((folder) => file.startsWith(`${folder}/`));
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ['unit tests', files.filter((file) => ![SENDING, SOCKETS, COMMANDS, ELSEWHERE].some((folders) => within(file, folders)))],
    ['tests of sending', files.filter((file) => within(file, SENDING))],
    ['tests with sockets', files.filter((file) => within(file, SOCKETS))],
  ];
  const steps = groups
    .filter(([, group]) => group.length > 0)
    .map(([name, group]): Step => ({ name, command: ['node', '--test', '--test-reporter=spec', '--test-isolation=none', ...group] }));
  const commands = files.filter((file) => within(file, COMMANDS));
  if (commands.length > 0)
    steps.push({
      name: 'tests of the command line',
      command: ['node', '--test', '--test-reporter=spec', '--test-concurrency=2', ...commands],
      env: { POSTIL_TEST_CLI: CLI },
    });
  return steps;
}

export function checkSteps(): readonly Step[] {
  const grammars = globSync('test/fixtures/grammar/*.http', { cwd: ROOT }).sort();
  const embedded = globSync('test/fixtures/grammar/embedded/*.json', { cwd: ROOT }).sort();
  const grammarTest = ['vscode-tmgrammar-test', '--config', 'package.json', ...embedded.flatMap((file) => ['-g', file]), ...grammars];
  return [
    { name: 'types', command: ['tsc', '-p', '.'] },
    ...unitSteps(),
    { name: 'format and lint', command: ['biome', 'ci', '--error-on-warnings', '.'] },
    { name: 'lint with types', command: ['oxlint', '--type-aware', '--deny-warnings'] },
    ...(grammars.length > 0 ? [{ name: 'grammars', command: grammarTest }] : []),
  ];
}

/** The command line is bundled first: its tests start it many times. */
export async function check(): Promise<readonly Outcome[]> {
  await buildAll(bundles(false).filter(({ name }) => name === 'cli'));
  return runAll(checkSteps(), 3);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exit(conclude(await check()) ? 0 : 1);
