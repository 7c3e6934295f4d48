// The ranks of variables that stand outside of a file (FORMAT.md C21).
import type { VariableSet, VariableSource } from './scope.ts';

/** They win over what the file defines. */
export const STRONGER: readonly VariableSource[] = ['captured', 'option'];
/** What the file defines wins over these, unless the environment is to win. */
export const WEAKER: readonly VariableSource[] = ['user', 'private', 'public', 'shared'];

/** All that the file's own definitions may hide. */
export const OUTSIDE: readonly VariableSource[] = [...WEAKER, 'settings'];

/** The value that the first of these sources has. */
export function fromSets(variables: readonly VariableSet[], sources: readonly VariableSource[], name: string): string | undefined {
  for (const source of sources)
    for (const set of variables) {
      const value = set.source === source ? set.values.get(name) : undefined;
      if (value !== undefined) return value;
    }
  return undefined;
}
