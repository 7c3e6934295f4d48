// `.http` text → tree and problems. Total: any text parses, and the items with the blank lines between them give it back.
// Nothing is resolved here: structure is read first, values are put in by `resolve`.
import type { Range } from '../text/range.ts';
import { parseBlock } from './block.ts';
import { moved, type Problem } from './problem.ts';
import { DIALECTS, type Profile } from './profile.ts';
import type { Block, HttpDocument, PlacedBlock } from './tree.ts';

export interface Parse {
  readonly document: HttpDocument;
  /** All blocks' problems in source order; ranges count from the text's first code unit. */
  readonly problems: readonly Problem[];
}

/** `range` of the old text is replaced by `text`. */
export interface Change {
  readonly range: Range;
  readonly text: string;
}

export function parse(source: string, profile: Profile = 'postil'): Parse {
  const read = (text: string): Block => parseBlock(text, DIALECTS[profile]);
  const placed: PlacedBlock[] = [];
  place(blocksOf(source, 0, source.length, read), { offset: 0, line: 0 }, placed);
  return parsed({ source, profile, blocks: placed, lineage: {} });
}

/** The parse of the changed text. Blocks that the change does not touch are the same objects as before. */
export function edit(before: Parse, change: Change): Parse {
  const { source, profile, blocks } = before.document;
  const from = Math.max(0, Math.min(change.range.start, source.length));
  const to = Math.max(from, Math.min(change.range.end, source.length));
  const changed = source.slice(0, from) + change.text + source.slice(to);
  const first = firstTouched(blocks, from);
  const last = lastTouched(blocks, to);
  const { offset, line } = blocks[first] ?? { offset: 0, line: 0 };
  const stop = (blocks[last + 1]?.offset ?? source.length) + changed.length - source.length;
  const old = new Map(blocks.slice(first, last + 1).map(({ block }) => [block.text, block]));
  const region = ownCopy(changed.slice(offset, stop));
  const fresh = blocksOf(region, 0, region.length, (text) => old.get(text) ?? parseBlock(text, DIALECTS[profile]));
  const placed = blocks.slice(0, first);
  const end = place(fresh, { offset, line }, placed);
  follow(blocks, last + 1, end, placed);
  return parsed({ source: changed, profile, blocks: placed, lineage: before.document.lineage });
}

function parsed(document: HttpDocument): Parse {
  const problems: Problem[] = [];
  for (const { block, offset } of document.blocks) for (const problem of block.problems) problems.push(moved(problem, offset));
  return { document, problems };
}

/** Adds the blocks after an edit, moved. Nothing is read of the blocks themselves: in a large file that alone would be felt. */
function follow(blocks: readonly PlacedBlock[], from: number, start: Place, placed: PlacedBlock[]): void {
  const next = blocks[from];
  if (next === undefined) return;
  const by = start.offset - next.offset;
  const lines = start.line - next.line;
  for (let i = from; i < blocks.length; i++) {
    const each = blocks[i];
    if (each !== undefined) placed.push({ offset: each.offset + by, line: each.line + lines, block: each.block });
  }
}

interface Place {
  readonly offset: number;
  readonly line: number;
}

/** Adds the blocks from `start` on; gives the place after them. */
function place(blocks: readonly Block[], start: Place, placed: PlacedBlock[]): Place {
  let { offset, line } = start;
  for (const block of blocks) {
    placed.push({ offset, line, block });
    offset += block.text.length;
    line += block.lineBreaks;
  }
  return { offset, line };
}

/** A block begins where `###` stands at the beginning of a line (FORMAT.md C2), whatever stands around it. */
function blocksOf(source: string, from: number, to: number, read: (text: string) => Block): Block[] {
  const blocks: Block[] = [];
  let start = from;
  while (start < to || blocks.length === 0) {
    const end = nextSeparator(source, source.startsWith('###', start) ? start + 3 : start, to);
    const text = start === 0 && end === source.length ? source : source.slice(start, end);
    blocks.push(read(text));
    start = end;
  }
  return blocks;
}

function nextSeparator(source: string, from: number, to: number): number {
  for (let at = source.indexOf('###', from); at !== -1 && at < to; at = source.indexOf('###', at)) {
    const before = source.charCodeAt(at - 1);
    if (at > 0 && (before === 10 || before === 13)) return at;
    while (source.charCodeAt(at) === 35) at++;
  }
  return to;
}

/** A slice keeps the whole text alive that it was cut from; a block of its own text lets old versions go. */
const ownCopy = (text: string): string => ` ${text}`.slice(1);

/** A change in front of a block, or in its three marks, may join it to the one before. */
const firstTouched = (blocks: readonly PlacedBlock[], start: number): number => lastBeginning(blocks, start - 3);

/** Touching counts: a line break typed at a block's end may begin or end a separator. */
const lastTouched = (blocks: readonly PlacedBlock[], end: number): number => lastBeginning(blocks, end);

function lastBeginning(blocks: readonly PlacedBlock[], end: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.offset ?? 0) <= end) low = middle;
    else high = middle - 1;
  }
  return low;
}
