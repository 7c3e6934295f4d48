// What a block's parser gathers while it goes down the lines.
import type { Range } from '../text/range.ts';
import { type Lines, skipBlanks, trimEnd } from './lines.ts';
import { readComment } from './preamble.ts';
import type { Fix, Problem, ProblemCode, Related, Severity } from './problem.ts';
import type { Dialect } from './profile.ts';
import type { After, Item, RecordedResponse, Request, Separator } from './tree.ts';

export interface Draft {
  readonly lines: Lines;
  readonly dialect: Dialect;
  separator: Separator | undefined;
  readonly items: Item[];
  readonly after: After[];
  /** `after` is added when the block is at its end. */
  request: Omit<Request, 'after'> | undefined;
  readonly responses: RecordedResponse[];
  readonly problems: Problem[];
}

export const draftOf = (lines: Lines, dialect: Dialect): Draft => ({
  lines,
  dialect,
  separator: undefined,
  items: [],
  after: [],
  request: undefined,
  responses: [],
  problems: [],
});

/** A comment or a directive that stands at `at`. */
export function addComment(draft: Draft, at: number, end: number): undefined {
  draft.items.push(readComment(draft.lines.text, at, end));
}

export interface Extra {
  readonly subject?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

export function problem(
  to: { readonly problems: Problem[] },
  code: ProblemCode,
  severity: Severity,
  range: Range,
  message: string,
  extra?: Extra,
): void {
  to.problems.push({ code, severity, range, message, ...extra });
}

export const scriptNotRun = (draft: Draft, range: Range): void =>
  problem(
    draft,
    'script-not-run',
    'information',
    range,
    'Scripts are not run by Postil: the request is sent as if this script were not there.',
  );

/** Text on the line on which a script or a comment ends. It is neither that nor a request. */
export function addStrayText(draft: Draft, from: number, lineEnd: number): void {
  const end = trimEnd(draft.lines.text, from, lineEnd);
  const start = skipBlanks(draft.lines.text, from, end);
  if (start === end) return;
  const stray: After = { kind: 'stray', range: { start, end } };
  draft.items.push(stray);
  problem(
    draft,
    'text-not-sent',
    'warning',
    stray.range,
    'This text stands after the end of a script or a comment, so it is not sent. Put it on a line of its own.',
  );
}
