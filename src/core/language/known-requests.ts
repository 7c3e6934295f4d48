// The names of requests that a text may refer to: its own first, then those of the files that it imports (FORMAT.md C19).
import { importsOf } from '../resolve/imports.ts';
import { requestNames } from '../resolve/names.ts';
import type { Scope } from '../resolve/scope.ts';
import type { HttpDocument } from '../syntax/tree.ts';
import { nearPath } from './near-path.ts';

export interface KnownRequest {
  readonly name: string;
  /** Where it comes from, for people; `undefined` for the text itself. */
  readonly from: string | undefined;
}

/** Each name once. */
export function knownRequests(document: HttpDocument, scope: Scope): readonly KnownRequest[] {
  const found = new Map<string, KnownRequest>();
  for (const name of requestNames(document)) found.set(name, { name, from: undefined });
  for (const imported of importsOf(document, scope))
    for (const name of requestNames(imported.document))
      if (!found.has(name)) found.set(name, { name, from: nearPath(imported.path, scope) });
  return [...found.values()];
}
