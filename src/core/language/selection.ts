// What "expand selection" selects, step by step: token, line, content, block.
import { absolute, blockAt, type HttpDocument } from '../syntax/tree.ts';
import { contains, type Range } from '../text/range.ts';
import { placeAt } from './place.ts';
import { contentRange } from './symbols.ts';

/** From the innermost to the whole text; each holds the one before and is larger. */
export function selections(document: HttpDocument, offset: number): readonly Range[] {
  const placed = blockAt(document, offset);
  if (placed === undefined) return [];
  const { block } = placed;
  const at = offset - placed.offset;
  const items = block.items.filter((item) => contains(item.range, at)).map((item) => item.range);
  const place = placeAt(block, at);
  const inner = place === undefined ? [] : place.kind === 'reference' ? [place.reference.expression, place.range] : [place.range];
  const here = [...inner, ...parts(document, offset), ...items, contentRange(block)].filter((r) => contains(r, at));
  const all = [...here.map((r) => absolute(placed, r)), { start: 0, end: document.source.length }];
  return growing(all.sort((a, b) => a.end - a.start - (b.end - b.start)));
}

/** The part of a multipart body, the pair of a form. */
function parts(document: HttpDocument, offset: number): readonly Range[] {
  const body = blockAt(document, offset)?.block.request?.body;
  if (body?.type === 'multipart') return body.parts.map((part) => part.range);
  return body?.type === 'form' ? body.pairs.map((pair) => pair.range) : [];
}

function growing(ranges: readonly Range[]): readonly Range[] {
  const kept: Range[] = [];
  for (const range of ranges) {
    const last = kept.at(-1);
    const larger =
      last === undefined || (range.start <= last.start && range.end >= last.end && range.end - range.start > last.end - last.start);
    if (larger && range.end > range.start) kept.push(range);
  }
  return kept;
}
