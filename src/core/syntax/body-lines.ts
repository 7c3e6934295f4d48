// The lines of a request's content, sorted out: what all kinds of content have in common.
import { type Lines, skipBlanks } from './lines.ts';
import { CommentNode } from './nodes.ts';
import type { readComment } from './preamble.ts';
import type { Comment, Include } from './tree.ts';

/** The lines of a body, sorted out: what all kinds have in common. Line numbers are those of `lines`. */
export interface BodyLines {
  readonly lines: Lines;
  /** First and last line that are sent. */
  readonly first: number;
  readonly last: number;
  /** Whole lines that are not sent, between these two. */
  readonly comments: readonly Comment[];
  readonly includes: readonly Include[];
}

export const rangeOf = ({ lines, first, last }: BodyLines): { readonly start: number; readonly end: number } => ({
  start: lines.starts[first] ?? 0,
  end: lines.ends[last] ?? 0,
});

export const isBlankLine = ({ text, starts, ends }: Lines, i: number): boolean =>
  skipBlanks(text, starts[i] ?? 0, ends[i] ?? 0) === ends[i];

/** In content `# @tag` is a comment like any other. */
export const asComment = (comment: ReturnType<typeof readComment>): Comment =>
  comment.kind === 'comment' ? comment : new CommentNode(comment.range.start, comment.tag.start - 1, comment.range.end, comment.range.end);

/** Says of each line, asked in order, whether it is one of these nodes; a node takes one line. */
export function lineFinder(lines: Lines, nodes: readonly { readonly range: { readonly start: number } }[]): (i: number) => boolean {
  let next = 0;
  return (i) => {
    const end = lines.ends[i] ?? 0;
    while (next < nodes.length && (nodes[next]?.range.start ?? 0) < (lines.starts[i] ?? 0)) next++;
    const node = nodes[next];
    return node !== undefined && node.range.start <= end;
  };
}
