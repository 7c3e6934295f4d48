// What a request is called across edits: its name, else its request line, and which of several alike it is.
import { type Block, type HttpDocument, type PlacedBlock, targetOf, textOf } from '../syntax/tree.ts';
import { perBlock } from './per-block.ts';
import { methodOf, sentLine } from './request-kind.ts';

/** Keys parallel to the blocks: `login#1`; the empty string for a block that can't be sent. */
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
  if (line === undefined) return runTitle(block);
  return block.name?.text ?? `${methodOf(block)} ${targetOf(block, line)}`.trim();
});

export function blockWithKey(document: HttpDocument, key: string): PlacedBlock | undefined {
  const index = key === '' ? -1 : blockKeys(document).indexOf(key);
  return document.blocks[index];
}

/** A block of `run` lines is sent as the requests that they name. */
function runTitle(block: Block): string {
  const line = sentLine(block);
  return line === undefined ? '' : (block.name?.text ?? textOf(block, line));
}
