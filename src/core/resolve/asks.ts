// What a block wants to be sent before it: `run` lines, `# @ref X`, `# @forceRef X` and `{{X.response…}}`, written in the block itself or in
// the definitions of the variables that it uses.
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
import type { Range } from '../text/range.ts';
import { definitionAt, type PlacedDefinition } from './definitions.ts';
import { promptsOf } from './evaluation.ts';
import { fileAt, importsOf } from './imports.ts';
import { requestNamed } from './names.ts';
import { readResponseReference } from './response-reference.ts';
import type { Scope } from './scope.ts';
import { fromSets, STRONGER } from './variable-sets.ts';

/** A file, and where it stands among others. */
export interface World {
  readonly document: HttpDocument;
  readonly scope: Scope;
}

/** A block, and the world in which it is sent: that of its own file, with the variables of the `run` line that asks for it. */
export interface Step extends World {
  readonly placed: PlacedBlock;
}

export type Ask =
  | { readonly kind: 'ref'; readonly range: Range; readonly name: string; readonly force: boolean }
  | { readonly kind: 'reference'; readonly range: Range; readonly use: Use }
  | { readonly kind: 'run'; readonly range: Range; readonly command: Command };

/** A reference to a variable, and the request that it names where no variable has that name. */
export interface Use {
  readonly text: string;
  /** Where it begins in the block. */
  readonly start: number;
  readonly request: string | undefined;
}

const known = new WeakMap<Block, readonly Ask[]>();
const NONE: readonly Ask[] = [];

/** What the block itself says: `run` lines first, then directives, then references, as they stand; what its prompts answer is left out. */
export function asksOf(block: Block): readonly Ask[] {
  const { directives, references, commands } = block;
  if (references.length === 0 && directives.length === 0 && commands.length === 0) return NONE;
  const before = known.get(block);
  if (before) return before;
  const found: Ask[] = [];
  for (const command of commands) if (command.kind === 'run') found.push({ kind: 'run', range: command.range, command });
  for (const { tag, value } of directives) {
    const kind = value && textOf(block, tag);
    if (value && (kind === 'ref' || kind === 'forceRef'))
      found.push({ kind: 'ref', range: value, name: textOf(block, value).trim(), force: kind === 'forceRef' });
  }
  let next = 0;
  const aside = asideIn(block);
  const prompted = new Set(promptsOf({ block, offset: 0, line: 0 }).map(({ name }) => name));
  for (const reference of references) {
    while ((aside[next]?.end ?? Number.POSITIVE_INFINITY) < reference.range.start) next++;
    const isAside = (aside[next]?.start ?? Number.POSITIVE_INFINITY) <= reference.range.start;
    if (reference.kind !== 'variable' || isAside) continue;
    const use = useOf(block, reference);
    if (!prompted.has(use.text)) found.push({ kind: 'reference', range: reference.range, use });
  }
  known.set(block, found);
  return found;
}

/** A definition counts where it is used; what a save's path says is put in when the answer is there, and often a part of it. */
function asideIn({ definitions, request }: Block): readonly Range[] {
  const saves = request?.after.filter(({ kind }) => kind === 'save') ?? [];
  return [...definitions, ...saves].map(({ range }) => range).sort((a, b) => a.start - b.start);
}

/** A definition, or the name of a request; `undefined`: neither is asked. */
export type Meaning =
  | { readonly kind: 'definition'; readonly definition: PlacedDefinition }
  | { readonly kind: 'request'; readonly name: string };

/** What a reference of a block means there. */
export function meaningOf({ document, scope }: World, { offset }: PlacedBlock, { text, start, request }: Use): Meaning | undefined {
  const definition = fromSets(scope.variables, STRONGER, text) === undefined ? definitionAt(document, text, offset + start) : undefined;
  if (definition) return { kind: 'definition', definition };
  return request === undefined ? undefined : { kind: 'request', name: request };
}

/** What the value of a definition uses. */
export const usesOf = ({ block }: PlacedBlock, { value }: Definition): readonly Use[] =>
  referencesWithin(block, value).flatMap((reference) => (reference.kind === 'variable' ? [useOf(block, reference)] : []));

function useOf(block: Block, { expression, range }: Reference): Use {
  const text = textOf(block, expression);
  return { text, start: range.start, request: text.includes('.re') ? readResponseReference(text)?.request : undefined };
}

/** The request of that name in the file, else in one that it imports. */
export function stepNamed({ document, scope }: World, name: string): Step | undefined {
  const own = requestNamed(document, name);
  if (own) return { document, placed: own, scope };
  for (const imported of importsOf(document, scope)) {
    const placed = requestNamed(imported.document, name);
    if (placed) return { document: imported.document, placed, scope: { ...scope, file: imported.path } };
  }
  return undefined;
}

/** The file that a `run` line leads to; that in which it stands where it names none. */
export function worldOf(world: World, block: Block, { path }: Command): World | undefined {
  if (path === undefined) return world;
  const { scope } = world;
  const file = fileAt(textOf(block, path), scope);
  return file && { document: file.document, scope: { ...scope, file: file.path } };
}

/** Those that "send all" and a `run` line of the whole file send. */
export const requestsIn = (document: HttpDocument): readonly PlacedBlock[] =>
  document.blocks.filter(({ block }) => isRunnable(block) && !block.directives.some((d) => textOf(block, d.tag) === 'disabled'));

/** `true` for a block that is sent, be it as the requests that its `run` lines name. */
export const isRunnable = (block: Block): boolean => block.request !== undefined || block.commands.some(({ kind }) => kind === 'run');
