// Which requests a block needs to be sent before it: `run` lines, `# @ref X`, `# @forceRef X` and `{{X.response…}}`, in order,
// cycles named. A block may be a list of `run` lines and nothing else.
import { definitionAt } from '../resolve/definitions.ts';
import { fileAt, importsOf } from '../resolve/imports.ts';
import { requestNamed } from '../resolve/names.ts';
import { readResponseReference } from '../resolve/response-reference.ts';
import type { Scope, VariableSet } from '../resolve/scope.ts';
import { fromSets, STRONGER } from '../resolve/variable-sets.ts';
import {
  type Block,
  type Command,
  type Definition,
  type HttpDocument,
  type PlacedBlock,
  type Reference,
  referencesWithin,
  textOf,
} from '../syntax/tree.ts';
import { contains, type Range } from '../text/range.ts';
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

/** A `run` line with variables, in the world in which it stands. */
export interface RunLine extends Step {
  readonly command: Command;
}

/** What the plan asks. */
export interface Asked {
  readonly answered: (name: string, step: Step) => boolean;
  /** The variables of a `run` line as far as they are known before anything is sent. */
  readonly given: (line: RunLine) => ReadonlyMap<string, string>;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** Sets of variables in the steps' scopes that a `run` line gives: their values may come from answers, and are filled when a step is taken. */
  readonly late: ReadonlyMap<VariableSet, RunLine>;
}

/**
 * What a block names, in source order, each name once: itself, or in the definitions of the variables that it uses. A name that the
 * file does not have is left to `resolve` to report.
 */
function needsOf(step: Step, within: Range = { start: 0, end: step.placed.block.text.length }): readonly Need[] {
  const { block } = step.placed;
  const needs = new Map<string, boolean>();
  const seen = new Set<Definition>();
  for (const directive of block.directives) {
    const tag = textOf(block, directive.tag);
    if (directive.value === undefined || (tag !== 'ref' && tag !== 'forceRef') || !contains(within, directive.value.start)) continue;
    const name = textOf(block, directive.value).trim();
    needs.set(name, tag === 'forceRef' || needs.get(name) === true);
  }
  // A definition counts where it is used; what a save's path says is put in when the answer is there, and often a part of it.
  const aside = [...(block.request?.after.filter(({ kind }) => kind === 'save') ?? []), ...block.definitions];
  for (const reference of block.references) {
    if (!contains(within, reference.range.start) || aside.some(({ range }) => contains(range, reference.range.start))) continue;
    for (const name of namesIn(step, reference, seen)) if (!needs.has(name)) needs.set(name, false);
  }
  return [...needs].map(([name, force]) => ({ name, force }));
}

/** The requests that a reference leads to, through the definitions that have not been `seen`. */
function namesIn({ document, placed, scope }: Step, reference: Reference, seen: Set<Definition>): readonly string[] {
  const names: string[] = [];
  const open = [{ at: placed, reference }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { at, reference } = next;
    if (reference.kind !== 'variable') continue;
    const text = textOf(at.block, reference.expression);
    const isSet = fromSets(scope.variables, STRONGER, text) !== undefined;
    const definition = isSet ? undefined : definitionAt(document, text, at.offset + reference.range.start);
    if (!definition) {
      const name = readResponseReference(text)?.request;
      if (name !== undefined) names.push(name);
    } else if (!seen.has(definition.node)) {
      seen.add(definition.node);
      const within = definition.placed;
      open.push(
        ...referencesWithin(within.block, definition.node.value)
          .map((inner) => ({ at: within, reference: inner }))
          .reverse(),
      );
    }
  }
  return names;
}

/** `true` for a block that is sent, be it as the requests that its `run` lines name. */
export const isRunnable = (block: Block): boolean => block.request !== undefined || block.commands.some(({ kind }) => kind === 'run');

/**
 * The steps to take; that of the wanted block last, if it has a request. What was `answered` before is left out unless forced; a
 * `run` line sends again what it names.
 */
export function plan(wanted: Step, asked: Asked): Result<Plan, Cycle> {
  const order: Step[] = [];
  const late = new Map<VariableSet, RunLine>();
  const cycle = visit(wanted, []);
  return cycle === undefined ? ok({ steps: order, late }) : fail(cycle);

  function visit(step: Step, path: readonly Step[]): Cycle | undefined {
    const { placed } = step;
    const before = path.findIndex((p) => p.placed === placed);
    if (before !== -1) return { names: [...path.slice(before), step].map(nameOf) };
    const within = [...path, step];
    for (const command of placed.block.commands) {
      if (command.kind !== 'run') continue;
      const line = { ...step, command };
      const cycle = visitNeeds(needsOf(step, command.range), within) ?? visitAll(runs(line, withArguments(line)), within);
      if (cycle !== undefined) return cycle;
    }
    const cycle = visitNeeds(needsOf(step), within);
    if (cycle === undefined && placed.block.request) order.push(step);
    return cycle;
  }

  function visitAll(steps: readonly Step[], path: readonly Step[]): Cycle | undefined {
    for (const step of steps) {
      const cycle = visit(step, path);
      if (cycle !== undefined) return cycle;
    }
    return undefined;
  }

  /** What the last step of the path needs. */
  function visitNeeds(needs: readonly Need[], path: readonly Step[]): Cycle | undefined {
    const step = path.at(-1) ?? wanted;
    for (const { name, force } of needs) {
      const target = stepNamed(step, name);
      if (target === undefined || order.some((o) => o.placed === target.placed)) continue;
      if (!force && asked.answered(name, step) && !path.some((p) => p.placed === target.placed)) continue;
      const cycle = visit(target, path);
      if (cycle !== undefined) return cycle;
    }
    return undefined;
  }

  /** The variables of a `run` line win over all others. */
  function withArguments(line: RunLine): Scope {
    const { scope, command } = line;
    if (command.arguments.length === 0) return scope;
    const set: VariableSet = { source: 'captured', label: 'run', values: asked.given(line), secret: false };
    late.set(set, line);
    return { ...scope, variables: [set, ...scope.variables] };
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

/** What a `run` line names, in the scope that it gives; a whole file is all of its requests. */
function runs({ command, ...step }: RunLine, { variables }: Scope): readonly Step[] {
  const { block } = step.placed;
  const file = command.path === undefined ? step : fileNamed(step, textOf(block, command.path));
  if (!file) return [];
  const scope = { ...file.scope, variables };
  if (command.name === undefined) return requestsIn(file.document).map((placed) => ({ document: file.document, placed, scope }));
  const named = stepNamed({ document: file.document, scope }, textOf(block, command.name));
  return named ? [named] : [];
}

function fileNamed({ scope }: Step, path: string): Omit<Step, 'placed'> | undefined {
  const file = fileAt(path, scope);
  return file && { document: file.document, scope: { ...scope, file: file.path } };
}

const requestsIn = (document: HttpDocument): readonly PlacedBlock[] =>
  document.blocks.filter(({ block }) => isRunnable(block) && !block.directives.some((d) => textOf(block, d.tag) === 'disabled'));

const nameOf = ({ placed: { block, line } }: Step): string => block.name?.text ?? `the request at line ${line + 1}`;
