// What a variable is worth at a place: every set that defines it, the strongest first (FORMAT.md C21, C4).
import { definitionAt, definitionsOf, type PlacedDefinition } from '../resolve/definitions.ts';
import { type Imported, importsOf } from '../resolve/imports.ts';
import type { Scope, VariableSource } from '../resolve/scope.ts';
import { absolute, type HttpDocument, textOf } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { placeName } from './near-path.ts';

export interface Candidate {
  readonly source: VariableSource | 'file' | 'imported';
  /** For people: `line 3 of this file`, `line 1 of shared/vars.http`, `http-client.env.json`. */
  readonly label: string;
  /** As it is defined; references in it stand as typed. */
  readonly value: string;
  readonly secret: boolean;
  /** The name in this text for `file`, in the other one for `imported`. */
  readonly range: Range | undefined;
  /** The file that is imported, for `imported`. */
  readonly home?: Imported;
}

const USUAL: readonly Candidate['source'][] = ['captured', 'option', 'file', 'user', 'private', 'public', 'shared', 'imported', 'settings'];
const ENVIRONMENT_WINS: readonly Candidate['source'][] = [
  'captured',
  'option',
  'user',
  'private',
  'public',
  'shared',
  'file',
  'imported',
  'settings',
];

/** The winner first; an empty list when nothing defines the name. `offset` is where it is used. */
export function candidates(document: HttpDocument, name: string, offset: number, scope: Scope): readonly Candidate[] {
  const ranks = ranksOf(scope);
  const own = inFile(document, name, offset, scope);
  const sets = scope.variables.flatMap(({ source, label, values, secret }): readonly Candidate[] => {
    const value = values.get(name);
    return value === undefined ? [] : [{ source, label, value, secret, range: undefined }];
  });
  return [...own, ...sets, ...inImports(document, name, scope)].sort((a, b) => ranks.indexOf(a.source) - ranks.indexOf(b.source));
}

/** Everything that could stand in `{{…}}` at `offset`, each name once with its winner; linear in definitions. */
export function visibleVariables(document: HttpDocument, offset: number, scope: Scope): ReadonlyMap<string, Candidate> {
  const ranks = ranksOf(scope);
  const winners = new Map<string, Candidate>();
  for (const name of definitionsOf(document).keys()) for (const own of inFile(document, name, offset, scope)) winners.set(name, own);
  for (const home of importsOf(document, scope))
    for (const name of definitionsOf(home.document).keys())
      if (!winners.has(name)) for (const imported of inImport(home, name, scope)) winners.set(name, imported);
  for (const { source, label, values, secret } of scope.variables)
    for (const [name, value] of values) {
      const before = winners.get(name);
      if (before !== undefined && ranks.indexOf(before.source) <= ranks.indexOf(source)) continue;
      winners.set(name, { source, label, value, secret, range: undefined });
    }
  return winners;
}

/** The value with the references in it replaced as far as they are known; `undefined` where a secret would show. */
export function shownValue(document: HttpDocument, candidate: Candidate, scope: Scope, depth = 0): string | undefined {
  if (candidate.secret) return undefined;
  const { home } = candidate;
  // What an imported definition refers to is looked up from its own file.
  if (home && home.document !== document) return shownValue(home.document, candidate, { ...scope, file: home.path }, depth);
  let hidden = false;
  const value = candidate.value.replace(/\{\{\s*([^\s{}$%][^{}]*?)\s*\}\}/g, (typed, name: string) => {
    const [inner] = depth > 8 ? [] : candidates(document, name, candidate.range?.start ?? 0, scope);
    if (inner === undefined) return typed;
    const shown = shownValue(document, inner, scope, depth + 1);
    if (shown === undefined) hidden = true;
    return shown ?? '';
  });
  return hidden ? undefined : value;
}

/** The definition that holds at `offset`, as a list of one or none. */
function inFile(document: HttpDocument, name: string, offset: number, scope: Scope): readonly Candidate[] {
  const definition = definitionAt(document, name, offset);
  if (definition === undefined) return [];
  return [{ ...defined(definition, { path: scope.file ?? '', document }, scope), source: 'file' }];
}

/** What the nearest imported file says that defines it. */
function inImports(document: HttpDocument, name: string, scope: Scope): readonly Candidate[] {
  const home = importsOf(document, scope).find((imported) => definitionsOf(imported.document).has(name));
  return home === undefined ? [] : inImport(home, name, scope);
}

/** Of an imported file the last definition holds. */
function inImport(home: Imported, name: string, scope: Scope): readonly Candidate[] {
  const definition = definitionAt(home.document, name, home.document.source.length);
  return definition === undefined ? [] : [{ ...defined(definition, home, scope), source: 'imported', home }];
}

function defined({ placed, node }: PlacedDefinition, home: Imported, scope: Scope): Omit<Candidate, 'source'> {
  const range = absolute(placed, node.name);
  return { label: placeName(home, range.start, scope), value: textOf(placed.block, node.value), secret: false, range };
}

const ranksOf = (scope: Scope): readonly Candidate['source'][] => (scope.settings.environmentWins ? ENVIRONMENT_WINS : USUAL);
