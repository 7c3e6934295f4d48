// Paths in a `.http` text that lead to a file: bodies, scripts, imports, saved responses.
import { fillPath, type Known } from '../resolve/fill-path.ts';
import { absolute, type Block, blockAt, type HttpDocument, textOf } from '../syntax/tree.ts';
import { contains, type Range } from '../text/range.ts';
import { movedRange, overBlocks } from './per-block.ts';

export interface FileLink {
  readonly range: Range;
  /** As typed. */
  readonly path: string;
}

/** A path with a variable in it is left out: where it leads is known when the request is sent. */
export const fileLinks: (document: HttpDocument) => readonly FileLink[] = overBlocks(ofBlock, ({ range, path }, by) => ({
  range: movedRange(range, by),
  path,
}));

/** The path at an offset with the values in it that are known before anything is sent; `undefined` where there is none, or none is known. */
export function fileLinkAt(document: HttpDocument, offset: number, known: Known): FileLink | undefined {
  const placed = blockAt(document, offset);
  if (placed === undefined) return undefined;
  for (const range of placed.block.items.flatMap((item) => pathsOf(item))) {
    if (!contains(range, offset - placed.offset)) continue;
    const path = fillPath(document, textOf(placed.block, range), offset, known);
    return path === undefined || path === '' ? undefined : { range: absolute(placed, range), path };
  }
  return undefined;
}

function ofBlock(block: Block): readonly FileLink[] {
  return block.items
    .flatMap((item) => pathsOf(item))
    .map((range) => ({ range, path: textOf(block, range) }))
    .filter(({ path }) => path !== '' && !path.includes('{{'));
}

function pathsOf(item: Block['items'][number]): readonly Range[] {
  switch (item.kind) {
    case 'body':
      return item.includes.map((include) => include.path);
    case 'pre-script':
    case 'import':
    case 'run':
    case 'handler':
      return item.path === undefined ? [] : [item.path];
    case 'save':
    case 'reference-file':
      return [item.path];
    default:
      return [];
  }
}
