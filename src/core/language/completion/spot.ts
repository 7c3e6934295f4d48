// Where the caret stands, told by the text before it: what is typed so far is seldom what it will be.
import { type Block, blockAt, type HttpDocument, type PlacedBlock } from '../../syntax/tree.ts';

export interface Spot {
  readonly document: HttpDocument;
  readonly placed: PlacedBlock;
  readonly block: Block;
  /** From the text's first code unit. */
  readonly offset: number;
  /** The caret's line up to the caret. */
  readonly before: string;
  /** What follows on the line. */
  readonly after: string;
  readonly region: Region;
}

/** `start`: before the request line, or on it. */
export type Region = 'start' | 'fields' | 'body' | 'part-fields' | 'messages' | 'response';

export function spotAt(document: HttpDocument, offset: number): Spot | undefined {
  const placed = blockAt(document, offset);
  if (placed === undefined) return undefined;
  const { block } = placed;
  const at = offset - placed.offset;
  const lineStart = Math.max(block.text.lastIndexOf('\n', at - 1), block.text.lastIndexOf('\r', at - 1)) + 1;
  const before = block.text.slice(lineStart, at);
  const after = /^[^\r\n]*/.exec(block.text.slice(at))?.[0] ?? '';
  return { document, placed, block, offset, before, after, region: regionOf(block, lineStart, at) };
}

function regionOf(block: Block, lineStart: number, at: number): Region {
  const response = block.responses.findLast(({ line }) => line.range.end < at);
  const request = block.request;
  if (response !== undefined && response.line.range.start > (request?.line.range.start ?? -1))
    return hasBlankLine(block.text, response.line.range.end, lineStart) ? 'body' : 'response';
  if (request === undefined || lineStart <= request.line.range.start || at <= request.line.range.end) return 'start';
  if (!hasBlankLine(block.text, request.line.range.end, lineStart)) return 'fields';
  const body = request.body;
  if (body?.type === 'messages') return 'messages';
  if (body?.type !== 'multipart') return 'body';
  const delimiter = body.delimiters.findLast(({ range, closing }) => range.end < lineStart && !closing);
  return delimiter !== undefined && !hasBlankLine(block.text, delimiter.range.end, lineStart) ? 'part-fields' : 'body';
}

/** A line of nothing but white space that ends before `to`. */
const hasBlankLine = (text: string, from: number, to: number): boolean => /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/.test(text.slice(from, to));
