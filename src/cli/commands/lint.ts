// `postil lint`: the diagnostics of the editor, for CI. 2 when there are errors (CONTRACT.md).
import { type Command, Option } from 'commander';
import type { Profile } from '../../core/syntax/profile.ts';
import { type OpenedFile, openFile } from '../open-file.ts';
import { parseJson } from '../parse-json.ts';
import { formatProblem } from '../parse-problem.ts';
import { nodePorts } from '../ports.ts';
import { styleOf } from '../terminal.ts';

interface Options {
  readonly env?: string;
  readonly var: readonly string[];
  readonly profile?: Profile;
  readonly json?: boolean;
}

export function addLint(program: Command): void {
  program
    .command('lint')
    .description('Print what is wrong in files, as the editor would show it')
    .argument('<file...>', '.http or .rest files')
    .option('--env <name>', 'the environment of http-client.env.json')
    .option('--var <name=value>', 'set a variable (may be given again)', (one: string, all: readonly string[]) => [...all, one], [])
    .addOption(new Option('--profile <profile>', 'read as this standard has it').choices(['postil', 'http-2026']))
    .option('--json', 'print the problems as one JSON value')
    .action(async (paths: readonly string[], options: Options) => {
      process.exitCode = await lintFiles(paths, options);
    });
}

async function lintFiles(paths: readonly string[], options: Options): Promise<number> {
  const all: object[] = [];
  let failed = false;
  for (const path of paths) {
    const opened = await openFile(path, options);
    if (!opened.ok) {
      process.stderr.write(`${opened.error}\n`);
      failed = true;
      continue;
    }
    const { json, problems } = await lint(opened.value);
    all.push({ file: path, problems: json.problems });
    failed ||= problems.some((p) => p.severity === 'error');
    if (options.json === true) continue;
    const style = styleOf(process.stdout);
    for (const problem of problems) if (problem.severity !== 'hint') process.stdout.write(formatProblem(opened.value, problem, style));
  }
  if (options.json === true) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  return failed ? 2 : 0;
}

async function lint(file: OpenedFile): Promise<Awaited<ReturnType<typeof parseJson>>> {
  return parseJson(file.document, file.problems, file.scope, { ...nodePorts({ ask: false }), responses: { get: () => undefined } });
}
