// `postil explain`: explains without sending: an exchange, a message, a HAR, or one word of the knowledge base (CONTRACT.md).
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import type { Explanation } from '../../core/explain/annotation.ts';
import { explain } from '../../core/explain/explain.ts';
import { isKind, KINDS, type Kind, lookUp } from '../../core/explain/knowledge/look-up.ts';
import { mutedIds } from '../../core/explain/mute.ts';
import { escaped } from '../../core/explain/shown.ts';
import type { Hop, Subject } from '../../core/explain/subject.ts';
import { explanationJson } from '../../core/report/annotation-json.ts';
import { paint } from '../../core/report/layout.ts';
import type { Density } from '../../core/report/terminal.ts';
import { plain } from '../../core/text/prose.ts';
import { type Input, readInput, readLine } from '../explain-input.ts';
import { listJson, listText } from '../explain-list.ts';
import { entryLines, explanationText, specWords } from '../explain-text.ts';
import { styleOf } from '../terminal.ts';

interface Options {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly list?: boolean;
  readonly density: Density;
  readonly mute: readonly string[];
  readonly failOn?: 'error' | 'warning';
}

const LEVELS = { good: 0, info: 0, warning: 1, error: 2 } as const;

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('Explain an exchange without sending it, or one word of the knowledge base')
    .argument(
      '[input]',
      `a file with a raw message, a HAR, an exchange or a description; - for standard input; or ${KINDS.join(', ')}`,
      '-',
    )
    .argument('[word]', 'what to look up: explain status 418, explain header Vary, explain close-code 1006, explain error ECONNREFUSED')
    .option('--json', 'print one JSON value')
    .option('--jsonl', 'read one JSON description a line, print one answer a line')
    .option('--mute <id>', 'leave out a note by its id, or all below one (caching/*); may be repeated', collected, [])
    .option('--list', 'list every note by its stable id: levels, what it says, by which section')
    .addOption(new Option('--density <density>', 'how much is said').choices(['quiet', 'notes', 'learn']).default('notes'))
    .addOption(new Option('--fail-on <level>', 'end with 1 when a finding reaches this level').choices(['error', 'warning']))
    .action(async (input: string, word: string | undefined, options: Options) => {
      process.exitCode = await run(input, word, options);
    });
}

const collected = (words: string, before: readonly string[]): readonly string[] => [...before, ...mutedIds(words)];

async function run(input: string, word: string | undefined, options: Options): Promise<number> {
  if (options.list === true) return list(options);
  if (word !== undefined)
    return isKind(input) ? look(input, word, options) : complain(`Unknown kind "${input}"; known are ${KINDS.join(', ')}.`);
  if (options.jsonl === true) return explainLines(input, options);
  const octets = await read(input);
  if (typeof octets === 'string') return complain(octets);
  const given = readInput(octets);
  return given.ok ? answer(given.value, options) : complain(`${input === '-' ? 'standard input' : input}: ${given.error}`);
}

/** The octets, or what is wrong. */
async function read(input: string): Promise<Uint8Array | string> {
  try {
    return input === '-' ? await buffer(process.stdin) : await readFile(input);
  } catch (error) {
    return `${input}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function answer({ kind, subjects }: Input, options: Options): number {
  const told = subjects.map((subject) => ({ subject, explanation: explain(subject, { muted: options.mute }) }));
  if (options.json === true) {
    const first = told[0];
    const value = kind === 'single' && first !== undefined ? explanationJson(first.explanation) : { exchanges: told.map(entryJson) };
    print(`${JSON.stringify(value, null, 2)}\n`);
  } else {
    const style = styleOf(process.stdout);
    const texts = told.map(({ subject, explanation }) => {
      const heading = kind === 'list' ? `${paint(style, 'cyan', escaped(nameOf(subject), 200))}\n` : '';
      return `${heading}${explanationText(explanation, options.density, style)}`;
    });
    print(`${texts.join('\n\n')}\n`);
  }
  return told.some(({ explanation }) => reaches(explanation, options.failOn)) ? 1 : 0;
}

const entryJson = ({ subject, explanation }: { readonly subject: Subject; readonly explanation: Explanation }): Record<string, unknown> => {
  const { request, response } = messagesOf(subject);
  return {
    request: { method: request?.method, url: request?.url },
    response: response && { status: response.status },
    ...explanationJson(explanation),
  };
};

/** Of a WebSocket that opened they are its handshake's. */
const messagesOf = ({ request, response, webSocket }: Subject): Hop => ({
  ...webSocket?.handshake,
  ...(request && { request }),
  ...(response && { response }),
});

const nameOf = (subject: Subject): string => {
  const { request, response } = messagesOf(subject);
  return `${request?.method ?? ''} ${request?.url ?? ''} → ${response?.status ?? subject.error?.code ?? 'no response'}`.trim();
};

const reaches = ({ annotations }: Explanation, level: Options['failOn']): boolean =>
  level !== undefined && annotations.some((note) => LEVELS[note.level] >= LEVELS[level]);

/** A line that is no description answers with an error of its own, and the next line is read. */
async function explainLines(input: string, options: Options): Promise<number> {
  let failed = false;
  const take = (line: string): void => {
    if (line.trim() === '') return;
    const subject = readLine(line);
    const explanation = subject.ok ? explain(subject.value, { muted: options.mute }) : undefined;
    failed ||= explanation !== undefined && reaches(explanation, options.failOn);
    print(`${JSON.stringify(explanation === undefined ? { error: subject.ok ? '' : subject.error } : explanationJson(explanation))}\n`);
  };
  if (input === '-') for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) take(line);
  else {
    const octets = await read(input);
    if (typeof octets === 'string') return complain(octets);
    for (const line of new TextDecoder().decode(octets).split('\n')) take(line);
  }
  return failed ? 1 : 0;
}

function look(kind: Kind, word: string, options: Options): number {
  const found = lookUp(kind, word);
  if (!found.ok) return complain(found.error.message);
  const { name, title, detail, level, basis, specs } = found.value;
  if (options.json === true || options.jsonl === true) {
    print(
      `${JSON.stringify({ kind, name, level, title: plain(title), detail: plain(detail), basis, specs }, null, options.jsonl === true ? 0 : 2)}\n`,
    );
    return 0;
  }
  const style = styleOf(process.stdout);
  print(`${[paint(style, 'bold', plain(title)), ...entryLines(detail, specs.map(specWords), style)].join('\n')}\n`);
  return 0;
}

function list({ json, jsonl }: Options): number {
  print(
    json === true || jsonl === true
      ? `${JSON.stringify(listJson(), null, jsonl === true ? 0 : 2)}\n`
      : `${listText(styleOf(process.stdout))}\n`,
  );
  return 0;
}

const print = (words: string): void => void process.stdout.write(words);

function complain(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}
