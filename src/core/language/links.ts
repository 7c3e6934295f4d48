// Paths in a `.http` text that lead to a file: bodies, scripts, imports, saved responses.
import type { Block, HttpDocument } from '../syntax/tree.ts';
import { textOf } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
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
