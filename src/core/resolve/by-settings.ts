// What the parser says of the usual way to send, which it knows no settings for, as it is where a setting has another.
import type { Problem } from '../syntax/problem.ts';
import { splitTarget } from '../syntax/target.ts';
import { type Block, targetOf } from '../syntax/tree.ts';
import type { ResolveSettings } from './scope.ts';

/** `undefined`: it is not so. `block` gives the block in which the problem stands. */
export function bySettings(problem: Problem, block: () => Block | undefined, settings: ResolveSettings): Problem | undefined {
  const { code } = problem;
  if (code === 'comment-not-sent' || code === 'message-comment-dropped') return settings.bodyComments === 'keep' ? undefined : problem;
  if (code === 'jetbrains-form-escape') return settings.formDialect === 'jetbrains' ? undefined : problem;
  if (settings.defaultScheme === 'http') return problem;
  if (code === 'no-scheme') return secured(problem);
  return code === 'credentials-over-http' && leavesSchemeOut(block()) ? undefined : problem;
}

const secured = (problem: Problem): Problem => ({
  ...problem,
  message: withS(problem.message),
  ...(problem.fixes && {
    fixes: problem.fixes.map(({ title, edits }) => ({
      title: withS(title),
      edits: edits.map(({ range, text }) => ({ range, text: withS(text) })),
    })),
  }),
});

const withS = (words: string): string => words.replace(/\b(http|ws)\b/, '$1s');

function leavesSchemeOut(block: Block | undefined): boolean {
  if (!block?.request) return false;
  const { form, scheme } = splitTarget(targetOf(block, block.request.line));
  return form === 'absolute' && scheme === undefined;
}
