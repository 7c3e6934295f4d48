// The variables of `run` lines, `run #get (@id={{login.response.body.$.id}})`: filled when a request that is given them is about to be sent,
// since they may refer to answers of those sent before it.

import type { Step } from '../resolve/asks.ts';
import { argumentsOf } from '../resolve/resolve.ts';
import type { Ports, Scope, VariableSet } from '../resolve/scope.ts';
import type { Problem } from '../syntax/problem.ts';
import { fail, ok, type Result } from '../text/result.ts';
import type { Plan, RunLine } from './order.ts';

/** A `run` line with a variable that has no value, and why. */
export interface Unfilled {
  readonly line: RunLine;
  readonly problems: readonly Problem[];
}

/** Gives a step's scope the values that are known by now. Each line is read once: all that it runs get the same. */
export function filling(late: Plan['late'], ports: (step: Step) => Ports): (scope: Scope) => Promise<Result<Scope, Unfilled>> {
  const filled = new Map<VariableSet, VariableSet>();
  return fill;

  async function fill(scope: Scope): Promise<Result<Scope, Unfilled>> {
    if (!scope.variables.some((set) => late.has(set))) return ok(scope);
    for (const set of scope.variables) {
      const line = late.get(set);
      if (line === undefined || filled.has(set)) continue;
      // The line may stand in what another line runs.
      const around = await fill(line.scope);
      if (!around.ok) return around;
      const values = await argumentsOf({ ...line, scope: around.value }, ports(line));
      if (!values.ok) return fail({ line, problems: values.error });
      filled.set(set, { ...set, values: values.value });
    }
    return ok({ ...scope, variables: scope.variables.map((set) => filled.get(set) ?? set) });
  }
}
