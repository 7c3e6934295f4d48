// `postil explain`: explains an exchange without sending anything (CONTRACT.md).
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import type { Explanation } from '../../core/explain/annotation.ts';
import { explain } from '../../core/explain/explain.ts';
import { fromDescription } from '../../core/explain/from-description.ts';
import { plain } from '../../core/text/prose.ts';

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('Explain an exchange without sending it')
    .argument('[file]', 'a raw message, a HAR, an exchange or a description as JSON; - for standard input', '-')
    .option('--json', 'print one JSON value')
    .option('--jsonl', 'read one JSON description a line, print one answer a line')
    .action(async (file: string, options: { readonly json?: boolean; readonly jsonl?: boolean }) => {
      if (options.jsonl === true) return explainLines(await read(file));
      process.stdout.write(`${JSON.stringify(answer(await read(file)))}\n`);
    });
}

async function read(file: string): Promise<string> {
  if (file !== '-') return readFile(file, 'utf8');
  const lines: string[] = [];
  for await (const line of createInterface({ input: process.stdin })) lines.push(line);
  return lines.join('\n');
}

/** A line that is no description answers with an error of its own, and the next line is read. */
function explainLines(input: string): void {
  for (const line of input.split('\n')) if (line.trim() !== '') process.stdout.write(`${JSON.stringify(answer(line))}\n`);
}

function answer(line: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
  const subject = fromDescription(json);
  return subject.ok ? toJson(explain(subject.value)) : { error: subject.error.message };
}

const toJson = (explanation: Explanation): unknown => ({
  summary: plain(explanation.summary),
  annotations: explanation.annotations.map(({ id, level, anchor, title, detail, basis, specs }) => ({
    id,
    level,
    anchor,
    title: plain(title),
    detail: plain(detail),
    basis,
    specs,
  })),
});
