// Which requests a block needs to be sent before it: `run` lines, `# @ref X`, `# @forceRef X` and `{{X.response…}}`, in order,
// cycles named. A block may be a list of `run` lines and nothing else.
import { asksOf, meaningOf, requestsIn, type Step, stepNamed, type Use, usesOf, worldOf } from '../resolve/asks.ts';
import type { Scope, VariableSet } from '../resolve/scope.ts';
import { type Command, type Definition, textOf } from '../syntax/tree.ts';
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
  const needs = new Map<string, boolean>();
  const seen = new Set<Definition>();
  for (const ask of asksOf(step.placed.block)) {
    if (!contains(within, ask.range.start)) continue;
    switch (ask.kind) {
      case 'run':
        break;
      case 'ref':
        needs.set(ask.name, ask.force || needs.get(ask.name) === true);
        break;
      case 'reference':
        for (const name of namesIn(step, ask.use, seen)) if (!needs.has(name)) needs.set(name, false);
    }
  }
  return [...needs].map(([name, force]) => ({ name, force }));
}

/** The requests that a reference leads to, through the definitions that have not been `seen`. */
function namesIn(step: Step, use: Use, seen: Set<Definition>): readonly string[] {
  const names: string[] = [];
  const open = [{ at: step.placed, use }];
  for (let next = open.pop(); next; next = open.pop()) {
    const meaning = meaningOf(step, next.at, next.use);
    if (meaning?.kind === 'request') names.push(meaning.name);
    if (meaning?.kind !== 'definition' || seen.has(meaning.definition.node)) continue;
    const { node, placed: within } = meaning.definition;
    seen.add(node);
    const inside = usesOf(within, node);
    open.push(...inside.map((inner) => ({ at: within, use: inner })).reverse());
  }
  return names;
}

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

/** What a `run` line names, in the scope that it gives; a whole file is all of its requests. */
function runs({ command, ...step }: RunLine, { variables }: Scope): readonly Step[] {
  const { block } = step.placed;
  const file = worldOf(step, block, command);
  if (!file) return [];
  const scope = { ...file.scope, variables };
  if (command.name === undefined) return requestsIn(file.document).map((placed) => ({ document: file.document, placed, scope }));
  const named = stepNamed({ document: file.document, scope }, textOf(block, command.name));
  return named ? [named] : [];
}

const nameOf = ({ placed: { block, line } }: Step): string => block.name?.text ?? `the request at line ${line + 1}`;
