// The tree of a `.http` text. Blocks are values of their own text: ranges inside of a block count from the block's first code
// unit, so that an edit elsewhere leaves a block as it is, identity included, and everything computed from it stays cached.
import type { Range } from '../text/range.ts';

/** `source` is the whole text; blocks follow one another without a gap and cover it. */
export interface HttpDocument {
  readonly source: string;
  readonly blocks: readonly PlacedBlock[];
}

/** Where a block stands now. `offset` in code units, `line` from 0. */
export interface PlacedBlock {
  readonly offset: number;
  readonly line: number;
  readonly block: Block;
}

/** From one `###` line (or the beginning of the file) to the next. */
export interface Block {
  readonly text: string;
}

export const absolute = (placed: PlacedBlock, r: Range): Range => ({ start: r.start + placed.offset, end: r.end + placed.offset });
