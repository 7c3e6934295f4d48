// The definitions of a document by name, in the order in which they stand. Built once per document.
import type { Definition, HttpDocument, PlacedBlock } from '../syntax/tree.ts';
import { referencesWithin, textOf } from '../syntax/tree.ts';

export interface PlacedDefinition {
  readonly name: string;
  readonly placed: PlacedBlock;
  readonly node: Definition;
  /** Of its `@`, in the whole text. */
  readonly offset: number;
}

const known = new WeakMap<HttpDocument, ReadonlyMap<string, readonly PlacedDefinition[]>>();

export function definitionsOf(document: HttpDocument): ReadonlyMap<string, readonly PlacedDefinition[]> {
  const before = known.get(document);
  if (before) return before;
  const all = new Map<string, PlacedDefinition[]>();
  for (const placed of document.blocks)
    for (const node of placed.block.definitions) {
      const name = textOf(placed.block, node.name);
      const definition = { name, placed, node, offset: placed.offset + node.range.start };
      const same = all.get(name);
      if (same) same.push(definition);
      else all.set(name, [definition]);
    }
  known.set(document, all);
  return all;
}

/** The nearest before `offset`, else the first after it (FORMAT.md C4). */
export function definitionAt(document: HttpDocument, name: string, offset: number): PlacedDefinition | undefined {
  const all = definitionsOf(document).get(name);
  if (!all) return undefined;
  let low = -1;
  let high = all.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((all[middle]?.offset ?? 0) < offset) low = middle;
    else high = middle - 1;
  }
  return all[Math.max(low, 0)];
}

/** The definitions that the value of one refers to, looked up from where it stands. */
export function needed(document: HttpDocument, { placed, node, offset }: PlacedDefinition): PlacedDefinition[] {
  const inside = referencesWithin(placed.block, node.value).filter((r) => r.kind === 'variable');
  return inside.flatMap((r) => definitionAt(document, textOf(placed.block, r.expression), offset) ?? []);
}
