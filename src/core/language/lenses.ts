// The lines above a request that a person clicks: send, connect, send all.
import type { HttpDocument } from '../syntax/tree.ts';
import { type Range, range } from '../text/range.ts';
import { moved, overBlocks, perBlock } from './per-block.ts';
import { hasDirective, requestKind } from './request-kind.ts';

export interface Lens {
  readonly kind: 'send' | 'connect' | 'send-all';
  /** The request line; for `send-all` the text's beginning. */
  readonly range: Range;
  /** The block's index; -1 for `send-all`. */
  readonly block: number;
}

/** A request with `# @disabled` has none. `send-all` stands first, where there are two requests or more. */
export function lenses(document: HttpDocument): readonly Lens[] {
  const single = overBlocks(document, ofBlock, (lens, placed, block) => ({ ...moved(lens, placed), block }));
  return single.length > 1 ? [{ kind: 'send-all', range: range(0, 0), block: -1 }, ...single] : single;
}

const ofBlock = perBlock((block): readonly Omit<Lens, 'block'>[] => {
  const line = block.request?.line;
  if (line === undefined || hasDirective(block, 'disabled')) return [];
  return [{ kind: requestKind(block) === 'websocket' ? 'connect' : 'send', range: line.range }];
});

/** The requests that "send all" sends: those that have a lens. */
export const sendable = (document: HttpDocument): readonly number[] =>
  lenses(document)
    .filter((lens) => lens.kind !== 'send-all')
    .map((lens) => lens.block);
