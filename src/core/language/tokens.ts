// Semantic tokens: what only the tree knows. What is not sent is dimmed, names are told from text.
import { keptComments } from '../resolve/kept-comments.ts';
import { type Block, type HttpDocument, type Item, textOf } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { responseReference } from './names.ts';
import { movedRange, overBlocks } from './per-block.ts';
import type { TokenType } from './token-types.ts';

/** On one line, in source order, without overlaps. */
export interface Token {
  readonly range: Range;
  readonly type: TokenType;
}

type BodyComments = 'auto' | 'keep';

export const tokens = (document: HttpDocument, bodyComments: BodyComments = 'auto'): readonly Token[] => BY_SETTING[bodyComments](document);

const tokensWhere = (bodyComments: BodyComments): ((document: HttpDocument) => readonly Token[]) =>
  overBlocks(
    (block) => ofBlock(block, bodyComments),
    ({ range, type }, by): Token => ({ range: movedRange(range, by), type }),
  );

const BY_SETTING: Readonly<Record<BodyComments, (document: HttpDocument) => readonly Token[]>> = {
  auto: tokensWhere('auto'),
  keep: tokensWhere('keep'),
};

function ofBlock(block: Block, bodyComments: BodyComments): readonly Token[] {
  const sent = bodyComments === 'keep' ? keptComments(block) : () => false;
  const dimmed = [...block.items.flatMap((item) => notSent(item, sent)), ...fragments(block)].flatMap((range) => lines(block, range));
  const covered = (r: Range): boolean => dimmed.some((d) => r.start < d.end && d.start < r.end);
  const rest = [...names(block), ...delimiters(block)].filter((token) => !covered(token.range));
  return [...dimmed.map((range): Token => ({ range, type: 'comment' })), ...rest].sort((a, b) => a.range.start - b.range.start);
}

function notSent(item: Item, sent: (comment: Range) => boolean): readonly Range[] {
  switch (item.kind) {
    case 'body':
      return item.comments.flatMap(({ range }) => (sent(range) ? [] : [range]));
    case 'comment':
      return sent(item.range) ? [] : [item.range];
    case 'pre-script':
    case 'handler':
    case 'save':
    case 'reference-file':
    case 'stray':
      return [item.range];
    default:
      return [];
  }
}

/** From the `#` of the target on; one inside of a reference is none. */
function fragments(block: Block): readonly Range[] {
  const pieces = block.request?.line.target ?? [];
  for (const [i, piece] of pieces.entries()) {
    const hash = textOf(block, piece)
      .replace(/\{\{.*?\}\}/g, (m) => ' '.repeat(m.length))
      .indexOf('#');
    if (hash >= 0) return [{ start: piece.start + hash, end: piece.end }, ...pieces.slice(i + 1)];
  }
  return [];
}

function names(block: Block): readonly Token[] {
  const definitions = block.definitions.map((d): Token => ({ range: d.name, type: 'variable' }));
  const references = block.references.flatMap((reference): readonly Token[] => {
    const { expression, kind } = reference;
    if (kind === 'escaped') return [];
    if (kind === 'dynamic') {
      const name = /^\S+/.exec(textOf(block, expression))?.[0] ?? '';
      return [{ range: { start: expression.start, end: expression.start + name.length }, type: 'macro' }];
    }
    const response = responseReference(textOf(block, expression));
    if (response === undefined) return [{ range: expression, type: 'variable' }];
    return [{ range: { start: expression.start, end: expression.start + response.name.length }, type: 'function' }];
  });
  return [...definitions, ...references];
}

function delimiters(block: Block): readonly Token[] {
  const body = block.request?.body;
  return body?.type === 'multipart' ? body.delimiters.map(({ range }): Token => ({ range, type: 'keyword' })) : [];
}

/** The single lines of a range, without white space before and after. */
function lines(block: Block, range: Range): readonly Range[] {
  const found: Range[] = [];
  for (const match of textOf(block, range).matchAll(/[^\r\n]+/g)) {
    const line = match[0];
    const start = range.start + match.index + (line.length - line.trimStart().length);
    if (line.trim() !== '') found.push({ start, end: start + line.trim().length });
  }
  return found;
}
