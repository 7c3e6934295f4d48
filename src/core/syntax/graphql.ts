// GraphQL content: the query, and after a blank line its variables as a JSON object (FORMAT.md C17).
import { type BodyLines, isBlankLine, rangeOf } from './body-lines.ts';
import { skipBlanks } from './lines.ts';
import type { GraphqlBody } from './tree.ts';

export function readGraphql(content: BodyLines): GraphqlBody {
  const range = rangeOf(content);
  const { lines, comments, includes } = content;
  const from = variablesLine(content);
  const base = { kind: 'body', type: 'graphql', range, comments, includes } as const;
  if (from === undefined) return { ...base, query: range, variables: undefined };
  let last = from - 1;
  while (last > content.first && isBlankLine(lines, last)) last--;
  return {
    ...base,
    query: { start: range.start, end: lines.ends[last] ?? 0 },
    variables: { start: lines.starts[from] ?? 0, end: range.end },
  };
}

/** The last line after a blank one that begins with a brace in the first column where text stands. */
function variablesLine({ lines, first, last }: BodyLines): number | undefined {
  for (let i = last; i > first + 1; i--) {
    const at = skipBlanks(lines.text, lines.starts[i] ?? 0, lines.ends[i] ?? 0);
    if (lines.text.charCodeAt(at) === 123 && isBlankLine(lines, i - 1)) return i;
  }
  return undefined;
}
