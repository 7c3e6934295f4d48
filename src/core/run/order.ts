// Which requests a block needs to be sent before it: `run` lines, `# @ref X`, `# @forceRef X` and `{{X.response…}}`, in order,
// cycles named. A block may be a list of `run` lines and nothing else.
import { fileAt, importsOf } from '../resolve/imports.ts';
import { requestNamed } from '../resolve/names.ts';
import type { Scope, VariableSet } from '../resolve/scope.ts';
import { type Block, type Command, type HttpDocument, type PlacedBlock, textOf } from '../syntax/tree.ts';
import { contains } from '../text/range.ts';
import { fail, ok, type Result } from '../text/result.ts';

/** A circle of references: names in order, the first one again at the end. */
export interface Cycle {
  readonly names: readonly string[];
}

export interface Need {
  readonly name: string;
  /** Sent even if it was answered before. */
  readonly force: boolean;
}

/** A block, and the world in which it is sent: that of its own file, with the variables of the `run` line that asks for it. */
export interface Step {
  readonly document: HttpDocument;
  readonly placed: PlacedBlock;
  readonly scope: Scope;
}

/** What the plan asks. */
export interface Asked {
  readonly answered: (name: string, step: Step) => boolean;
  /** The value of a `run` line's variable, references put in. */
  readonly argument: (step: Step, command: Command, argument: Command['arguments'][number]) => string;
}

const RESPONSE_REFERENCE = /^([\p{L}_][\p{L}\p{N}_-]*)\.(?:response|request)\./u;

/** What a block names, in source order, each name once. A name that the file does not have is left to `resolve` to report. */
export function needsOf(block: Block): readonly Need[] {
  const needs = new Map<string, boolean>();
  for (const directive of block.directives) {
    const tag = textOf(block, directive.tag);
    if (directive.value === undefined || (tag !== 'ref' && tag !== 'forceRef')) continue;
    const name = textOf(block, directive.value).trim();
    needs.set(name, tag === 'forceRef' || needs.get(name) === true);
  }
  const saves = block.request?.after.filter(({ kind }) => kind === 'save') ?? [];
  for (const reference of block.references) {
    // Put in when the answer is there, and often a part of it.
    if (saves.some(({ range }) => contains(range, reference.range.start))) continue;
    const name = reference.kind === 'variable' ? RESPONSE_REFERENCE.exec(textOf(block, reference.expression))?.[1] : undefined;
    if (name !== undefined && !needs.has(name)) needs.set(name, false);
  }
  return [...needs].map(([name, force]) => ({ name, force }));
}

/** `true` for a block that is sent, be it as the requests that its `run` lines name. */
export const isRunnable = (block: Block): boolean => block.request !== undefined || block.commands.some(({ kind }) => kind === 'run');

/**
 * The steps to take; that of the wanted block last, if it has a request. What was `answered` before is left out unless forced; a
 * `run` line sends again what it names.
 */
export function plan(wanted: Step, asked: Asked): Result<readonly Step[], Cycle> {
  const order: Step[] = [];
  const cycle = visit(wanted, []);
  return cycle === undefined ? ok(order) : fail(cycle);

  function visit(step: Step, path: readonly Step[]): Cycle | undefined {
    const { placed } = step;
    const before = path.findIndex((p) => p.placed === placed);
    if (before !== -1) return { names: [...path.slice(before), step].map(nameOf) };
    const within = [...path, step];
    for (const next of runs(step, asked)) {
      const cycle = visit(next, within);
      if (cycle !== undefined) return cycle;
    }
    for (const need of needsOf(placed.block)) {
      const target = stepNamed(step, need.name);
      if (target === undefined || order.some((o) => o.placed === target.placed)) continue;
      if (!need.force && asked.answered(need.name, step) && !within.some((p) => p.placed === target.placed)) continue;
      const cycle = visit(target, within);
      if (cycle !== undefined) return cycle;
    }
    if (placed.block.request) order.push(step);
    return undefined;
  }
}

/** The request of that name in the file, else in one that it imports. */
export function stepNamed({ document, scope }: Omit<Step, 'placed'>, name: string): Step | undefined {
  const own = requestNamed(document, name);
  if (own) return { document, placed: own, scope };
  for (const imported of importsOf(document, scope)) {
    const placed = requestNamed(imported.document, name);
    if (placed) return { document: imported.document, placed, scope: { ...scope, file: imported.path } };
  }
  return undefined;
}

/** What the `run` lines of a block name; a whole file is all of its requests. */
function runs(step: Step, asked: Asked): readonly Step[] {
  const { block } = step.placed;
  return block.commands.flatMap((command) => {
    if (command.kind !== 'run') return [];
    const file = command.path === undefined ? step : fileNamed(step, textOf(block, command.path));
    if (!file) return [];
    const scope = withArguments(step, file.scope, command, asked);
    if (command.name === undefined) return requestsIn(file.document).map((placed) => ({ document: file.document, placed, scope }));
    const named = stepNamed({ document: file.document, scope }, textOf(block, command.name));
    return named ? [named] : [];
  });
}

function fileNamed({ scope }: Step, path: string): Omit<Step, 'placed'> | undefined {
  const file = fileAt(path, scope);
  return file && { document: file.document, scope: { ...scope, file: file.path } };
}

const requestsIn = (document: HttpDocument): readonly PlacedBlock[] =>
  document.blocks.filter(({ block }) => isRunnable(block) && !block.directives.some((d) => textOf(block, d.tag) === 'disabled'));

/** The variables of a `run` line win over all others. */
function withArguments(step: Step, scope: Scope, command: Command, asked: Asked): Scope {
  if (command.arguments.length === 0) return scope;
  const { block } = step.placed;
  const values = new Map(command.arguments.map((argument) => [textOf(block, argument.name), asked.argument(step, command, argument)]));
  const set: VariableSet = { source: 'captured', label: 'run', values, secret: false };
  return { ...scope, variables: [set, ...scope.variables] };
}

const nameOf = ({ placed: { block, line } }: Step): string => block.name?.text ?? `the request at line ${line + 1}`;
