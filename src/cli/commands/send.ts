// `postil send`: sends requests of a file and prints each exchange with its notes as it ends (CONTRACT.md).
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Annotation, Explanation } from '../../core/explain/annotation.ts';
import { exchangeJson, sessionJson } from '../../core/report/exchange-json.ts';
import { har, type Recorded } from '../../core/report/har.ts';
import { type Density, exchangeText, type TerminalOptions } from '../../core/report/terminal.ts';
import { sessionText } from '../../core/report/terminal-session.ts';
import { isRunnable } from '../../core/resolve/asks.ts';
import { requestNamed } from '../../core/resolve/names.ts';
import { keepsBack } from '../../core/run/conform.ts';
import type { KeptJar } from '../../core/run/kept-jar.ts';
import type { Saved } from '../../core/run/save.ts';
import type { Ran, Watch } from '../../core/run/session.ts';
import type { Problem } from '../../core/syntax/problem.ts';
import type { Profile } from '../../core/syntax/profile.ts';
import { type HttpDocument, type PlacedBlock, textOf } from '../../core/syntax/tree.ts';
import type { Result } from '../../core/text/result.ts';
import { fileErrors, type OpenedFile, openFile } from '../open-file.ts';
import { formatProblem } from '../parse-problem.ts';
import { nodePorts } from '../ports.ts';
import { progressOn } from '../progress.ts';
import { createSession } from '../session.ts';
import { styleOf } from '../terminal.ts';
import { version } from '../version.ts';
import { type WayOptions, waysOf } from '../ways.ts';

interface Options extends WayOptions {
  readonly name: readonly string[];
  readonly line?: number;
  readonly all?: boolean;
  readonly env?: string;
  readonly var: readonly string[];
  readonly profile?: Profile;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly har?: string;
  readonly insecure?: boolean;
  readonly proxy?: string;
  readonly http2?: boolean;
  readonly unixSocket?: string;
  readonly cookieJar?: string;
  readonly timeout?: number;
  readonly density: Density;
  readonly failOn?: 'error' | 'warning';
}

const LEVELS = { good: 0, info: 0, warning: 1, error: 2 } as const;
const BODY_LINES = 60;

export function addSend(program: Command): void {
  program
    .command('send')
    .description('Send requests of a file and print the annotated exchanges')
    .argument('<file>', 'a .http or .rest file')
    .option('--name <name>', 'send the request of that name (may be given again)', collect, [])
    .option('--line <n>', 'send the request at that line, from 1', wholeNumber)
    .option('--all', 'send all requests in order')
    .option('--env <name>', 'the environment of http-client.env.json')
    .option('--var <name=value>', 'set a variable (may be given again)', collect, [])
    .addOption(new Option('--profile <profile>', 'read as this standard has it').choices(['postil', 'http-2026']))
    .option('--json', 'print one JSON value at the end')
    .option('--jsonl', 'print one JSON value a line as each exchange ends')
    .option('--har <file>', 'write a HAR log')
    .option('--insecure', 'accept certificates that do not verify')
    .option('--proxy <url>', 'send through this proxy; "none" for a direct connection')
    .option('--http2', 'let the server choose HTTP/2 on https, where the request line names no version')
    .option('--resolve <host:port:address>', 'connect to this address for that host and port (may be given again)', collect, [])
    .option('--unix-socket <path>', 'connect to this unix socket, whatever the URL says')
    .option('--ca <file>', 'trust the certificate authorities of this PEM file too (may be given again)', collect, [])
    .option('--cert <file>', 'the client certificate, PEM or PFX; a passphrase is asked for')
    .option('--key <file>', 'its key, PEM; the file of the certificate unless told')
    .option('--cookie-jar <file>', 'read cookies from this JSON file and keep them there; without it they end with this run')
    .option('--timeout <ms>', 'milliseconds to wait for octets', wholeNumber)
    .addOption(new Option('--density <density>', 'how much is said').choices(['quiet', 'notes', 'learn']).default('notes'))
    .addOption(new Option('--fail-on <level>', 'end with 1 when a finding reaches this level').choices(['error', 'warning']))
    .action(async (file: string, options: Options) => {
      process.exitCode = await send(file, options);
    });
}

async function send(path: string, options: Options): Promise<number> {
  const opened = await openFile(path, options);
  if (!opened.ok) return complain(opened.error);
  const file = opened.value;
  const chosen = choose(file.document, options);
  if (typeof chosen === 'string') return complain(`${path}: ${chosen}`);
  const kept = [...fileErrors(file), ...(await keepsBack({ ...file, chosen }, nodePorts({ ask: false })))];
  for (const problem of kept) process.stderr.write(formatProblem(file, problem, styleOf(process.stderr)));
  if (kept.length > 0) return 2;
  const ways = waysOf(options);
  if (!ways.ok) return complain(ways.error);
  let unwritten = false;
  const jar = await jarOf(options, () => (unwritten = true));
  if (jar?.ok === false) return complain(jar.error);
  const abort = new AbortController();
  const cancel = (): void => abort.abort();
  process.once('SIGINT', cancel);
  const spillFolder = join(tmpdir(), `postil-${randomBytes(9).toString('base64url')}`);
  const session = createSession({ spillFolder, ...(jar?.ok && { cookies: jar.value }) });
  const style = { ...styleOf(process.stdout), density: options.density, bodyLines: BODY_LINES };
  const tally: Tally = { style, exchanges: [], recorded: [], passed: 0, failed: 0, blocked: 0 };
  const done = new Set<PlacedBlock>();
  // A question comes after all that it follows; where nobody can be asked, telling may wait a moment.
  const mayBeAsked = process.stdin.isTTY;
  const untold: (() => void)[] = [];
  const tell = (): void => {
    for (const one of untold.splice(0)) one();
  };
  const take = (placed: PlacedBlock, ran: Ran): void => {
    done.add(placed);
    untold.push(() => account(tally, file, { placed, ran }, options));
    if (mayBeAsked) tell();
  };
  for (const placed of chosen) {
    if (abort.signal.aborted || done.has(placed)) continue;
    const progress = progressOn(process.stderr, labelOf(placed), options);
    const watch: Watch = {
      signal: abort.signal,
      closeAfterScript: true,
      onProgress: progress.take,
      onFirst: take,
      options: {
        ...ways.value,
        ...(options.insecure === true && { insecure: true }),
        ...(options.proxy !== undefined && { proxy: options.proxy }),
        ...(options.http2 === true && { http2: 'offer' as const }),
        ...(options.unixSocket !== undefined && { socketPath: options.unixSocket }),
        ...(options.timeout !== undefined && { readTimeout: options.timeout }),
      },
    };
    const running = session.run({ document: file.document, placed, scope: file.scope }, watch);
    // What came before is told while this request is on its way.
    if (untold.length > 0) setImmediate(tell);
    const ran = await running;
    progress.end();
    take(placed, ran);
  }
  tell();
  process.removeListener('SIGINT', cancel);
  await session.dispose();
  jar?.value.flush();
  rmSync(spillFolder, { recursive: true, force: true });
  if (options.json === true) print(`${JSON.stringify({ exchanges: tally.exchanges, passed: tally.passed, failed: tally.failed })}\n`);
  if (options.har !== undefined) writeFileSync(options.har, `${JSON.stringify(har(tally.recorded, version()), null, 2)}\n`);
  if (tally.blocked > 0) return 2;
  if (abort.signal.aborted) return 130;
  return tally.failed > 0 || unwritten ? 1 : 0;
}

/** `undefined` where none is asked for: then cookies end with this run. */
async function jarOf({ cookieJar }: Options, unwritten: () => void): Promise<Result<KeptJar, string> | undefined> {
  if (cookieJar === undefined) return undefined;
  const { openCookieJar } = await import('../cookie-jar.ts');
  return openCookieJar(cookieJar, (why) => {
    process.stderr.write(`${cookieJar}: the cookies can't be written: ${why}\n`);
    unwritten();
  });
}

interface Tally {
  readonly style: TerminalOptions;
  readonly exchanges: unknown[];
  readonly recorded: Recorded[];
  passed: number;
  failed: number;
  blocked: number;
}

function account(
  tally: Tally,
  file: OpenedFile,
  { placed, ran }: { readonly placed: PlacedBlock; readonly ran: Ran },
  options: Options,
): void {
  if (ran.kind === 'blocked') {
    tally.blocked++;
    for (const problem of ran.problems) process.stderr.write(formatProblem(file, problem, styleOf(process.stderr)));
    return;
  }
  for (const problem of ran.problems.filter(notable)) process.stderr.write(formatProblem(file, problem, styleOf(process.stderr)));
  const saved = ran.kind === 'http' ? (ran.saved ?? []) : [];
  for (const one of saved) process.stderr.write(one.ok ? `saved ${one.path}\n` : `${file.path}: can't save ${one.path}: ${one.why}\n`);
  const failed = broken(ran) || saved.some(({ ok }) => !ok) || reaches(ran.explanation, options.failOn);
  if (failed) tally.failed++;
  else tally.passed++;
  const labels = { name: placed.block.name?.text, line: lineOf(placed) };
  if (options.har !== undefined) tally.recorded.push(ran);
  if (options.json === true) tally.exchanges.push(jsonOf(ran, labels, saved));
  else if (options.jsonl === true) print(`${JSON.stringify(jsonOf(ran, labels, saved))}\n`);
  else print(`${text(ran, labels, tally.style)}\n\n`);
}

interface Labels {
  readonly name: string | undefined;
  /** From 1. */
  readonly line: number;
}

function jsonOf(ran: Exclude<Ran, { kind: 'blocked' }>, labels: Labels, saved: readonly Saved[]): unknown {
  const json =
    ran.kind === 'http' ? exchangeJson(ran.exchange, ran.explanation, labels) : sessionJson(ran.session, ran.explanation, labels);
  return saved.length === 0 ? json : { ...json, saved };
}

/** Warnings and above are said; what is merely worth knowing waits for `postil lint`. */
const notable = (problem: Problem): boolean => problem.severity === 'error' || problem.severity === 'warning';

function text(ran: Exclude<Ran, { kind: 'blocked' }>, labels: Labels, style: TerminalOptions): string {
  const title = `### ${labels.name ?? `line ${labels.line}`}`;
  return `${title}\n${ran.kind === 'http' ? exchangeText(ran.exchange, ran.explanation, style) : sessionText(ran.session, ran.explanation, style)}`;
}

/** A request failed when no response came; a status code of 400 or more is an answer like any other. */
function broken(ran: Exclude<Ran, { kind: 'blocked' }>): boolean {
  if (ran.kind === 'http') return ran.exchange.outcome.kind === 'failure';
  return ran.session.events.some((event) => event.kind === 'failed');
}

const reaches = (explanation: Explanation, level: 'error' | 'warning' | undefined): boolean =>
  level !== undefined && explanation.annotations.some((note: Annotation) => LEVELS[note.level] >= LEVELS[level]);

/** The blocks to send, or what is wrong with the choice. */
function choose(document: HttpDocument, options: Options): readonly PlacedBlock[] | string {
  const sendable = document.blocks.filter(({ block }) => isRunnable(block));
  if (sendable.length === 0) return 'this file has no request';
  if (options.name.length > 0) return byName(document, sendable, options.name);
  if (options.line !== undefined) {
    const line = options.line - 1;
    const found = sendable.findLast((placed) => placed.line <= line && line <= placed.line + placed.block.lineBreaks);
    return found === undefined ? `no request stands at line ${options.line}` : [found];
  }
  return options.all === true ? sendable.filter(({ block }) => !disabled(block)) : sendable.slice(0, 1);
}

const disabled = (block: PlacedBlock['block']): boolean =>
  block.directives.some((directive) => textOf(block, directive.tag) === 'disabled');

/** A block of `run` lines has its name too. */
function byName(document: HttpDocument, sendable: readonly PlacedBlock[], names: readonly string[]): readonly PlacedBlock[] | string {
  const found: PlacedBlock[] = [];
  for (const name of names) {
    const placed = requestNamed(document, name) ?? sendable.find(({ block }) => block.name?.text === name);
    if (placed === undefined) {
      const known = sendable.flatMap(({ block }) => block.name?.text ?? []);
      return `no request is called "${name}"; the names here are ${known.map((other) => `"${other}"`).join(', ') || 'none'}`;
    }
    found.push(placed);
  }
  return found;
}

/** Of its request line, from 1. */
const lineOf = ({ block, line }: PlacedBlock): number =>
  line + block.text.slice(0, block.request?.line.range.start ?? 0).split(/\r\n|\r|\n/).length;

const labelOf = ({ block, line }: PlacedBlock): string => block.name?.text ?? `request at line ${line + 1}`;

const print = (words: string): void => void process.stdout.write(words);

function complain(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('a whole number is needed');
  return Number(value);
}
