// What a feature computes of one block is kept as long as the block lives: an edit elsewhere leaves the block, and so the answer.
import type { Block, HttpDocument, PlacedBlock } from '../syntax/tree.ts';
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

interface Answers<T> {
  readonly blocks: readonly PlacedBlock[];
  /** Which of `items` is the first of each block; one more than there are blocks. */
  readonly starts: readonly number[];
  readonly items: readonly T[];
}

/**
 * The answers of all blocks in source order. From one edit to the next only the blocks between are asked; what stands before
 * them is taken over, what stands after is moved, and neither block is looked at. `move` adds to the ranges, which count from
 * the block's first code unit as `ofBlock` gives them, and to block indexes.
 */
export function overBlocks<T>(
  ofBlock: (block: Block) => readonly T[],
  move: (item: T, by: number, blocks: number) => T,
): (document: HttpDocument) => readonly T[] {
  const known = new WeakMap<object, Answers<T>>();
  return ({ blocks, lineage }) => {
    const before = known.get(lineage) ?? { blocks: [], starts: [0], items: [] };
    if (before.blocks === blocks) return before.items;
    const now = after(before, blocks, ofBlock, move);
    known.set(lineage, now);
    return now.items;
  };
}

function after<T>(
  before: Answers<T>,
  blocks: readonly PlacedBlock[],
  ofBlock: (block: Block) => readonly T[],
  move: (item: T, by: number, blocks: number) => T,
): Answers<T> {
  const { first, end, endBefore } = changedBlocks(before.blocks, blocks);
  const items = before.items.slice(0, before.starts[first]);
  const starts = before.starts.slice(0, first);
  for (let i = first; i < end; i++) {
    starts.push(items.length);
    const placed = blocks[i];
    if (placed !== undefined) for (const item of ofBlock(placed.block)) items.push(move(item, placed.offset, i));
  }
  const rest = before.starts[endBefore] ?? before.items.length;
  const more = items.length - rest;
  for (let i = endBefore; i < before.starts.length; i++) starts.push((before.starts[i] ?? 0) + more);
  const by = (blocks[end]?.offset ?? 0) - (before.blocks[endBefore]?.offset ?? 0);
  const blocksBy = end - endBefore;
  for (let i = rest; i < before.items.length; i++) {
    const item = before.items[i];
    if (item !== undefined) items.push(by === 0 && blocksBy === 0 ? item : move(item, by, blocksBy));
  }
  return { blocks, starts, items };
}

/** Blocks from `first` to `end` stand where those from `first` to `endBefore` stood; all others are the same blocks as before. */
export interface ChangedBlocks {
  readonly before: readonly PlacedBlock[];
  readonly first: number;
  readonly end: number;
  readonly endBefore: number;
}

const compared = new WeakMap<readonly PlacedBlock[], ChangedBlocks>();

/** All features ask the same, so the last answer is kept. */
export function changedBlocks(before: readonly PlacedBlock[], now: readonly PlacedBlock[]): ChangedBlocks {
  const known = compared.get(now);
  if (known?.before === before) return known;
  const shorter = Math.min(before.length, now.length);
  let first = 0;
  while (first < shorter && before[first] === now[first]) first++;
  let same = 0;
  while (same < shorter - first && before[before.length - 1 - same]?.block === now[now.length - 1 - same]?.block) same++;
  const found = { before, first, end: now.length - same, endBefore: before.length - same };
  compared.set(now, found);
  return found;
}

export const movedRange = (r: Range, by: number): Range => ({ start: r.start + by, end: r.end + by });
