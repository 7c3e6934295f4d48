// Problems in the fences of Markdown. There many a request only shows what one looks like: nothing is an error before it is sent, and what
// only says that the example is not complete is a hint.
import type { Problem, ProblemCode } from '../syntax/problem.ts';

const INCOMPLETE: ReadonlySet<ProblemCode> = new Set([
  'undefined',
  'unknown-dynamic',
  'no-scheme',
  'no-host',
  'no-target',
  'bad-target',
  'file-not-found',
  'content-type-missing',
  'json-syntax',
  'xml-syntax',
  'boundary-mismatch',
  'boundary-inferred',
  'closing-boundary-added',
  'bad-content-length',
  'duplicate-name',
]);

export function inMarkdown(problem: Problem): Problem {
  if (INCOMPLETE.has(problem.code)) return { ...problem, severity: 'hint' };
  return problem.severity === 'hint' ? problem : { ...problem, severity: 'information' };
}
