// What a feature computes of one block is kept as long as the block lives: an edit elsewhere leaves the block, and so the answer.

import { absolute, type Block, type HttpDocument, type PlacedBlock } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';

/** `compute` must read nothing but the block. */
export function perBlock<T>(compute: (block: Block) => T): (block: Block) => T {
  const known = new WeakMap<Block, T>();
  return (block) => {
    const before = known.get(block);
    if (before !== undefined) return before;
    const value = compute(block);
    known.set(block, value);
    return value;
  };
}

/** The answers of all blocks in source order, their ranges moved from the block's frame to the text's by `place`. */
export function overBlocks<T, U>(
  document: HttpDocument,
  ofBlock: (block: Block) => readonly T[],
  place: (item: T, placed: PlacedBlock, index: number) => U,
): U[] {
  const all: U[] = [];
  document.blocks.forEach((placed, index) => {
    for (const item of ofBlock(placed.block)) all.push(place(item, placed, index));
  });
  return all;
}

/** The usual `place`: the item with its `range` counted from the text's first code unit. */
export const moved = <T extends { readonly range: Range }>(item: T, placed: PlacedBlock): T => ({
  ...item,
  range: absolute(placed, item.range),
});
