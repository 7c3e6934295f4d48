// The query of a target on lines of its own, and back.
import { type Block, textOf } from '../../syntax/tree.ts';
import type { Range } from '../../text/range.ts';

export interface QueryRewrite {
  readonly to: 'lines' | 'one-line';
  readonly range: Range;
  readonly text: string;
}

/** `undefined` where there is nothing to split or to join, or where something stands between the pieces. In the block's frame. */
export function rewriteQuery(block: Block): QueryRewrite | undefined {
  const line = block.request?.line;
  const [first] = line?.target ?? [];
  const last = line?.target.at(-1);
  if (line === undefined || first === undefined || last === undefined) return undefined;
  if (line.target.length > 1) return joined(block, { start: first.start, end: last.end }, line.target);
  const target = textOf(block, first);
  const question = queryStart(target);
  if (question < 0 || question === target.length - 1) return undefined;
  const pairs = splitOutsideReferences(target.slice(question + 1));
  const text = [target.slice(0, question), ...pairs.map((pair, i) => `    ${i === 0 ? '?' : '&'}${pair}`)].join('\n');
  return { to: 'lines', range: first, text };
}

/** A comment between the lines would be lost: then they stay. */
function joined(block: Block, range: Range, pieces: readonly Range[]): QueryRewrite | undefined {
  const between = pieces.slice(1).map((piece, i) => block.text.slice(pieces[i]?.end ?? 0, piece.start));
  if (between.some((text) => text.trim() !== '')) return undefined;
  return { to: 'one-line', range, text: pieces.map((piece) => textOf(block, piece)).join('') };
}

const queryStart = (target: string): number => masked(target).replace(/#.*$/s, '').indexOf('?');

function splitOutsideReferences(query: string): readonly string[] {
  const hidden = masked(query);
  const pairs: string[] = [];
  let start = 0;
  for (let at = hidden.indexOf('&'); at >= 0; at = hidden.indexOf('&', at + 1)) {
    pairs.push(query.slice(start, at));
    start = at + 1;
  }
  return [...pairs, query.slice(start)];
}

/** References as white space of the same length: what stands in them is no query. */
const masked = (text: string): string => text.replace(/\{\{[^{}]*\}\}/g, (m) => ' '.repeat(m.length));
