// `import ./{{dir}}/b.http`: the path with its values in it. They have to be known before any file is read: what the file itself defines and
// what stands in environments and options. Nothing is asked, made up or taken from imported files.
import { DIALECTS } from '../syntax/profile.ts';
import { referencesIn } from '../syntax/reference.ts';
import { type HttpDocument, textOf } from '../syntax/tree.ts';
import { definitionAt } from './definitions.ts';
import { encodeComponent } from './percent.ts';
import type { Scope } from './scope.ts';
import { fromSets, STRONGER, WEAKER } from './variable-sets.ts';

export type Known = Partial<Pick<Scope, 'variables' | 'settings'>>;

/** The path as it is meant at `offset` of the document; `undefined` when a value is not known that early. */
export function fillPath(document: HttpDocument, typed: string, offset: number, known: Known): string | undefined {
  return fill({ document, known, deep: 0 }, typed, offset);
}

interface Filling {
  readonly document: HttpDocument;
  readonly known: Known;
  readonly deep: number;
}

/** How far definitions may lead to one another; a circle gets there. */
const DEEPEST = 30;

function fill(to: Filling, typed: string, offset: number): string | undefined {
  let made = '';
  let at = 0;
  for (const { kind, range, expression, percent } of referencesIn(typed, DIALECTS[to.document.profile].looseReferences)) {
    const words = typed.slice(expression.start, expression.end);
    const value = kind === 'escaped' ? `{{${words}}}` : kind === 'variable' ? variableIn(to, words, offset) : undefined;
    if (value === undefined) return undefined;
    made += typed.slice(at, range.start) + (percent ? encodeComponent(value) : value);
    at = range.end;
  }
  return made + typed.slice(at);
}

function variableIn(to: Filling, name: string, offset: number): string | undefined {
  const { variables = [], settings } = to.known;
  const environment = (): string | undefined => fromSets(variables, WEAKER, name);
  const own = (): string | undefined => defined(to, name, offset);
  const [first, second] = settings?.environmentWins === true ? [environment, own] : [own, environment];
  return fromSets(variables, STRONGER, name) ?? first() ?? second() ?? fromSets(variables, ['settings'], name);
}

function defined({ document, known, deep }: Filling, name: string, offset: number): string | undefined {
  const definition = definitionAt(document, name, offset);
  if (!definition || deep >= DEEPEST || (definition.offset > offset && !DIALECTS[document.profile].lateDefinitions)) return undefined;
  const { node, placed } = definition;
  return fill({ document, known, deep: deep + 1 }, textOf(placed.block, node.value), node.lazy ? offset : definition.offset);
}
