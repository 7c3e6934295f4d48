// What can be folded: blocks, bodies, parts, scripts, recorded responses, runs of comments.
import type { Block, HttpDocument, Item } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { movedRange, overBlocks } from './per-block.ts';
import { contentRange } from './symbols.ts';

export interface Fold {
  readonly range: Range;
  readonly kind: 'region' | 'comment';
}

/** Only ranges of two lines or more. */
export const folds: (document: HttpDocument) => readonly Fold[] = overBlocks(ofBlock, ({ range, kind }, by) => ({
  range: movedRange(range, by),
  kind,
}));

function ofBlock(block: Block): readonly Fold[] {
  const regions = [contentRange(block), ...block.items.flatMap((item) => within(item)), ...responses(block)];
  const all: Fold[] = [...regions.map((range): Fold => ({ range, kind: 'region' })), ...commentRuns(block)];
  return all.filter(({ range }) => /[\n\r]/.test(block.text.slice(range.start, range.end)));
}

function within(item: Item): readonly Range[] {
  switch (item.kind) {
    case 'body':
      return item.type === 'multipart' ? [item.range, ...item.parts.map((part) => part.range)] : [item.range];
    case 'pre-script':
    case 'handler':
      return [item.range];
    default:
      return [];
  }
}

const responses = (block: Block): readonly Range[] =>
  block.responses.map(({ line, fields, body }) => ({
    start: line.range.start,
    end: body?.range.end ?? fields.at(-1)?.range.end ?? line.range.end,
  }));

/** Comments on lines that follow one another are one; a comment of several lines is one by itself. */
function commentRuns(block: Block): readonly Fold[] {
  const runs: { start: number; end: number }[] = [];
  for (const item of block.items) {
    if (item.kind !== 'comment') continue;
    const last = runs.at(-1);
    if (last !== undefined && /^[ \t]*(?:\r\n|\n|\r)[ \t]*$/.test(block.text.slice(last.end, item.range.start))) last.end = item.range.end;
    else runs.push({ start: item.range.start, end: item.range.end });
  }
  return runs.map((range) => ({ range, kind: 'comment' }));
}
