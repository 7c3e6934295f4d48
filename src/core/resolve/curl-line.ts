// A curl command where a request line is expected. REST Client runs it; read as a request it would be one of a method `curl`, with a target
// that nobody means. So it is told, and what else the reading has found in it is not.
import { moved, type Problem } from '../syntax/problem.ts';
import type { Block, PlacedBlock } from '../syntax/tree.ts';
import { contains, type Range } from '../text/range.ts';

export interface CurlCommand {
  readonly problem: Problem;
  /** To the end of the block. */
  readonly range: Range;
}

/** Ranges count from the block's beginning. */
export function curlCommandIn({ text, request }: Block): CurlCommand | undefined {
  const start = request?.line.range.start;
  if (start === undefined) return undefined;
  const [, prompt = '', name] = /^(\$[ \t]+)?(curl(?:\.exe)?)(?=[ \t])/.exec(text.slice(start, start + 40)) ?? [];
  if (name === undefined) return undefined;
  const at = start + prompt.length;
  return { problem: curlProblem({ start: at, end: at + name.length }), range: { start, end: text.length } };
}

export const curlProblem = (range: Range): Problem => ({
  code: 'command-not-run',
  severity: 'error',
  range,
  message:
    'This is a curl command, not a request, so nothing is sent. Write a method and a URL, and the fields below them; in VS Code the quick fix "Rewrite the curl command as a request" does so.',
});

/** Ranges count from the whole text's beginning. */
export const curlCommandsIn = (blocks: readonly PlacedBlock[]): readonly CurlCommand[] =>
  blocks.flatMap(({ block, offset }) => {
    const command = curlCommandIn(block);
    return command === undefined ? [] : [movedCommand(command, offset)];
  });

export const movedCommand = ({ problem, range }: CurlCommand, by: number): CurlCommand => ({
  problem: moved(problem, by),
  range: { start: range.start + by, end: range.end + by },
});

/** The problems with those of the commands, in whose place the rest was found by misreading them. */
export function withCurl(problems: readonly Problem[], commands: readonly CurlCommand[]): readonly Problem[] {
  if (commands.length === 0) return problems;
  const meant = problems.filter(({ range }) => !commands.some((command) => contains(command.range, range.start)));
  return [...meant, ...commands.map(({ problem }) => problem)];
}
