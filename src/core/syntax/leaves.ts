// A block as a row of leaves without a gap: concatenated they give its text back. What no node claims is white space, or one of
// the marks that the language is made of; a test holds that nothing else is left over.
import type { Range } from '../text/range.ts';
import type { After, Block, Body, Field, HttpDocument, Item } from './tree.ts';

export interface Leaf {
  readonly kind: LeafKind;
  readonly range: Range;
}

export type LeafKind =
  | 'blank'
  | 'mark'
  | 'title'
  | 'comment'
  | 'tag'
  | 'name'
  | 'value'
  | 'keyword'
  | 'path'
  | 'code'
  | 'method'
  | 'target'
  | 'version'
  | 'status'
  | 'reason'
  | 'content'
  | 'delimiter'
  | 'stray';

/** The leaves of a block in order; ranges count from the block's first code unit. */
export function leavesOf(block: Block): readonly Leaf[] {
  const claimed: Leaf[] = [];
  for (const item of block.items) for (const leaf of claimsOf(item)) if (leaf.range.end > leaf.range.start) claimed.push(leaf);
  claimed.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  return tiled(block.text, claimed);
}

/** The text again, from its leaves. */
export const textOfLeaves = ({ blocks }: HttpDocument): string =>
  blocks
    .map(({ block }) =>
      leavesOf(block)
        .map(({ range }) => block.text.slice(range.start, range.end))
        .join(''),
    )
    .join('');

/** Gaps become blanks and marks; where two claims overlap (a comment inside of content) the inner one is cut out of the outer. */
function tiled(text: string, claimed: readonly Leaf[]): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const open: Leaf[] = [];
  let at = 0;
  const fill = (to: number): void => {
    for (let outer = open.at(-1); outer && outer.range.end <= to; outer = open.at(-1)) {
      if (outer.range.end > at) leaves.push({ kind: outer.kind, range: { start: at, end: outer.range.end } });
      at = Math.max(at, outer.range.end);
      open.pop();
    }
    const outer = open.at(-1);
    if (to <= at) return;
    if (outer) leaves.push({ kind: outer.kind, range: { start: at, end: to } });
    else addGap(text, at, to, leaves);
    at = to;
  };
  for (const leaf of claimed) {
    fill(leaf.range.start);
    open.push(leaf);
  }
  fill(text.length);
  return leaves;
}

function addGap(text: string, start: number, end: number, leaves: Leaf[]): void {
  for (let at = start; at < end; ) {
    const blank = isSpace(text.charCodeAt(at));
    let stop = at + 1;
    while (stop < end && isSpace(text.charCodeAt(stop)) === blank) stop++;
    leaves.push({ kind: blank ? 'blank' : 'mark', range: { start: at, end: stop } });
    at = stop;
  }
}

const isSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13) || c === 0xfeff;

const leaf = (kind: LeafKind, range: Range | undefined): readonly Leaf[] => (range ? [{ kind, range }] : []);

function claimsOf(item: Item): readonly Leaf[] {
  switch (item.kind) {
    case 'separator':
      return leaf('title', item.title);
    case 'comment':
      return leaf('comment', item.range);
    case 'directive':
      return [...leaf('tag', item.tag), ...leaf('value', item.value)];
    case 'definition':
      return [...leaf('name', item.name), ...leaf('value', item.value)];
    case 'pre-script':
      return [...leaf('code', item.code), ...leaf('path', item.path)];
    case 'import':
    case 'run': {
      const given = item.arguments.flatMap(({ name, value }) => [...leaf('name', name), ...leaf('value', value)]);
      return [...leaf('keyword', item.keyword), ...leaf('path', item.path), ...leaf('name', item.name), ...given];
    }
    case 'request-line':
      return [
        ...leaf('method', item.method),
        ...item.target.flatMap((piece) => leaf('target', piece)),
        ...leaf('version', item.version),
        ...leaf('keyword', item.priorKnowledge),
      ];
    case 'status-line':
      return [...leaf('version', item.version), ...leaf('status', item.status), ...leaf('reason', item.reason)];
    case 'field':
      return fieldClaims(item);
    case 'bad-line':
      return leaf('stray', item.range);
    case 'body':
      return bodyClaims(item);
    case 'response-body':
      return leaf('content', item.range);
    case 'handler':
    case 'save':
    case 'reference-file':
    case 'assert':
    case 'stray':
      return afterClaims(item);
  }
}

const fieldClaims = ({ name, value, folds }: Field): readonly Leaf[] => [
  ...leaf('name', name),
  ...leaf('value', value),
  ...folds.flatMap((fold) => leaf('value', fold)),
];

function afterClaims(after: After): readonly Leaf[] {
  switch (after.kind) {
    case 'handler':
      return [...leaf('code', after.code), ...leaf('path', after.path)];
    case 'save':
    case 'reference-file':
      return leaf('path', after.path);
    case 'assert':
      return leaf('code', after.condition);
    case 'stray':
      return leaf('stray', after.range);
  }
}

function bodyClaims(body: Body): readonly Leaf[] {
  const common = [...body.comments.flatMap((c) => leaf('comment', c.range)), ...body.includes.flatMap((i) => leaf('path', i.path))];
  switch (body.type) {
    case 'json':
    case 'xml':
    case 'text':
    case 'graphql':
      return [...leaf('content', body.range), ...common];
    case 'form':
      return [...common, ...body.pairs.flatMap(({ name, value }) => [...leaf('name', name), ...leaf('value', value)])];
    case 'messages':
      return [
        ...common,
        ...body.messages.flatMap((m) => leaf('content', m.content)),
        ...body.separators.flatMap((s) => leaf('delimiter', s.range)),
      ];
    case 'multipart': {
      const parts = body.parts.flatMap((part) => [...part.fields.flatMap(fieldClaims), ...leaf('content', part.content)]);
      return [...leaf('stray', body.range), ...body.delimiters.flatMap((d) => leaf('delimiter', d.range)), ...parts, ...common];
    }
  }
}
