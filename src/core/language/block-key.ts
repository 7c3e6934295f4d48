// What a request is called across edits: its name, else its request line, and which of several alike it is.
import { type HttpDocument, type PlacedBlock, targetOf } from '../syntax/tree.ts';
import { perBlock } from './per-block.ts';
import { methodOf } from './request-kind.ts';

/** Keys parallel to the blocks: `login#1`; the empty string for a block without a request. */
export function blockKeys(document: HttpDocument): readonly string[] {
  const before = known.get(document);
  if (before !== undefined) return before;
  const seen = new Map<string, number>();
  const keys = document.blocks.map(({ block }) => {
    const title = titleOf(block);
    if (title === '') return '';
    const count = (seen.get(title) ?? 0) + 1;
    seen.set(title, count);
    return `${title}#${count}`;
  });
  known.set(document, keys);
  return keys;
}

const known = new WeakMap<HttpDocument, readonly string[]>();

/** For people: the name, else the request line; empty without a request. */
export const titleOf = perBlock((block) => {
  const line = block.request?.line;
  if (line === undefined) return '';
  return block.name?.text ?? `${methodOf(block)} ${targetOf(block, line)}`.trim();
});

export function blockWithKey(document: HttpDocument, key: string): PlacedBlock | undefined {
  const index = key === '' ? -1 : blockKeys(document).indexOf(key);
  return document.blocks[index];
}
