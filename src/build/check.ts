// `npm run check`: types, format, lint, architecture, grammar and unit tests; what must be green at every commit.
import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ROOT } from './bundles.ts';
import { conclude, type Outcome, runAll, type Step } from './steps.ts';

/** Tests of sending share a process: their table of failures is made of all of them. */
const SENDING = ['test/core/send'];
/** Folders of tests that open sockets or start processes; the others run in one process without isolation. */
const SOCKETS = ['test/core/run', 'test/playground', 'test/cli', 'test/build'];
/** Folders of tests that need a browser or an extension host, or take long: `npm test` has them. */
const ELSEWHERE = ['test/long', 'test/ui', 'test/extension', 'test/host', 'test/bench', 'test/examples'];

export function unitSteps(): readonly Step[] {
  const files = globSync('test/**/*.test.ts', { cwd: ROOT }).sort();
  const within = (file: string, folders: readonly string[]): boolean => folders.some((folder) => file.startsWith(`${folder}/`));
  const pure = files.filter((file) => ![SENDING, SOCKETS, ELSEWHERE].some((folders) => within(file, folders)));
  const sockets = files.filter((file) => within(file, SOCKETS));
  const sending = files.filter((file) => within(file, SENDING));
  const steps: Step[] = [];
  if (pure.length > 0)
    steps.push({ name: 'unit tests', command: ['node', '--test', '--test-reporter=spec', '--test-isolation=none', ...pure] });
  if (sending.length > 0)
    steps.push({ name: 'tests of sending', command: ['node', '--test', '--test-reporter=spec', '--test-isolation=none', ...sending] });
  if (sockets.length > 0)
    steps.push({ name: 'tests with sockets', command: ['node', '--test', '--test-reporter=spec', '--test-concurrency=2', ...sockets] });
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

export const check = (): Promise<readonly Outcome[]> => runAll(checkSteps(), 2);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exit(conclude(await check()) ? 0 : 1);
