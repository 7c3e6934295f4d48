// The lines above a request that a person clicks: send, connect, send all.
import type { Block, HttpDocument } from '../syntax/tree.ts';
import { type Range, range } from '../text/range.ts';
import { movedRange, overBlocks } from './per-block.ts';
import { hasDirective, requestKind, sentLine } from './request-kind.ts';

export interface Lens {
  readonly kind: 'send' | 'connect' | 'send-all';
  /** The request line, or the first of a block of `run` lines; for `send-all` the text's beginning. */
  readonly range: Range;
  /** The block's index; -1 for `send-all`. */
  readonly block: number;
}

/** A request with `# @disabled` has none. `send-all` stands first, where there are two requests or more. */
export function lenses(document: HttpDocument): readonly Lens[] {
  const all = requests(document);
  return all.length > 1 ? [SEND_ALL, ...all] : all;
}

const SEND_ALL: Lens = { kind: 'send-all', range: range(0, 0), block: -1 };

const requests = overBlocks<Lens>(ofBlock, (lens, by, blocks) => ({
  kind: lens.kind,
  range: movedRange(lens.range, by),
  block: lens.block + blocks,
}));

function ofBlock(block: Block): readonly Lens[] {
  const line = sentLine(block);
  if (line === undefined || hasDirective(block, 'disabled')) return [];
  return [{ kind: requestKind(block) === 'websocket' ? 'connect' : 'send', range: line, block: 0 }];
}

/** The requests that "send all" sends: those that have a lens. */
export const sendable = (document: HttpDocument): readonly number[] => requests(document).map((lens) => lens.block);
