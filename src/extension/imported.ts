// The files that a `.http` document imports and runs, as they are in the editor: what is open counts before it is saved.
import { readImports } from '../core/resolve/imports.ts';
import type { FilePort, Scope } from '../core/resolve/scope.ts';
import type { HttpDocument } from '../core/syntax/tree.ts';
import type { Documents } from './documents.ts';
import { FILES } from './ports.ts';

export type Imports = NonNullable<Scope['files']>;

/** What a line begins with that names another file. */
export const COMMAND = /^(?:import|run)[ \t]/m;

/** Such a line whose path has a variable: which file it names depends on definitions and on the environment. */
export const VARIABLE_PATH = /^(?:import|run)[ \t].*\{\{/m;

const encoder = new TextEncoder();

/** Nothing is read where no line names a file. `found` as `readImports` has it. */
export async function importsFrom(
  documents: Documents,
  document: HttpDocument,
  place: Pick<Scope, 'file' | 'workspace'> & Partial<Pick<Scope, 'variables' | 'settings'>>,
  found?: Map<string, HttpDocument>,
): Promise<Imports> {
  return COMMAND.test(document.source) ? readImports(document, place, openFirst(documents), found) : (found ?? new Map());
}

/** With the open ones as they are now; the same map when none has changed. */
export function live(imports: Imports, documents: Documents): Imports {
  const now = new Map([...imports].map(([path, read]) => [path, documents.at(path) ?? read]));
  return [...now].every(([path, document]) => imports.get(path) === document) ? imports : now;
}

const openFirst = (documents: Documents): FilePort => ({
  size: FILES.size,
  read: async (path) => {
    const open = documents.at(path);
    return open === undefined ? FILES.read(path) : encoder.encode(open.source);
  },
});
