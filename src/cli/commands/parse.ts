// `postil parse`: reads files and prints what they say, as JSON; sends nothing, asks nothing (CONTRACT.md).
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
  readonly jsonl?: boolean;
}

export function addParse(program: Command): void {
  program
    .command('parse')
    .description('Parse and resolve files and print their requests as JSON; nothing is sent')
    .argument('<file...>', '.http or .rest files')
    .option('--env <name>', 'the environment of http-client.env.json')
    .option('--var <name=value>', 'set a variable (may be given again)', (one: string, all: readonly string[]) => [...all, one], [])
    .addOption(new Option('--profile <profile>', 'read as this standard has it').choices(['postil', 'http-2026']))
    .option('--json', 'print one JSON value a file, indented (the default)')
    .option('--jsonl', 'print one line a file, with its name')
    .action(async (paths: readonly string[], options: Options) => {
      process.exitCode = await parseFiles(paths, options);
    });
}

async function parseFiles(paths: readonly string[], options: Options): Promise<number> {
  let code = 0;
  for (const path of paths) {
    const opened = await openFile(path, options);
    if (!opened.ok) {
      process.stderr.write(`${opened.error}\n`);
      code = 2;
      if (options.jsonl === true)
        process.stdout.write(`${JSON.stringify({ file: path, error: opened.error, requests: [], commands: [], problems: [] })}\n`);
      continue;
    }
    if (await print(opened.value, options)) code = 2;
  }
  return code;
}

/** `true` when the document has errors. */
async function print(file: OpenedFile, options: Options): Promise<boolean> {
  const ports = { ...nodePorts({ ask: false }), responses: { get: () => undefined } };
  const { json, problems } = await parseJson(file.document, file.problems, file.scope, ports);
  process.stdout.write(options.jsonl === true ? `${JSON.stringify({ file: file.path, ...json })}\n` : `${JSON.stringify(json, null, 2)}\n`);
  const errors = problems.filter((p) => p.severity === 'error');
  for (const problem of errors) process.stderr.write(formatProblem(file, problem, styleOf(process.stderr)));
  return errors.length > 0;
}
