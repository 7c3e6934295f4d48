// The lines above a request that a person clicks: send, connect, send all.
import { absolute, type HttpDocument } from '../syntax/tree.ts';
import { type Range, range } from '../text/range.ts';
import { perBlock } from './per-block.ts';
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
  const all: Lens[] = [{ kind: 'send-all', range: range(0, 0), block: -1 }];
  document.blocks.forEach((placed, block) => {
    const lens = ofBlock(placed.block);
    if (lens !== NONE) all.push({ kind: lens.kind, range: absolute(placed, lens.range), block });
  });
  return all.length > 2 ? all : all.slice(1);
}

const NONE = { kind: 'send', range: range(0, 0) } as const;

const ofBlock = perBlock((block): Omit<Lens, 'block'> => {
  const line = block.request?.line;
  if (line === undefined || hasDirective(block, 'disabled')) return NONE;
  return { kind: requestKind(block) === 'websocket' ? 'connect' : 'send', range: line.range };
});

/** The requests that "send all" sends: those that have a lens. */
export const sendable = (document: HttpDocument): readonly number[] =>
  lenses(document)
    .filter((lens) => lens.kind !== 'send-all')
    .map((lens) => lens.block);
