// What can be wrong in a `.http` text: a closed union of codes. A problem says what was found, what was expected and the next step.
import type { Range } from '../text/range.ts';

/** error: the request is not sent; warning: sent, and likely not what is meant; information: worth knowing; hint: shown dimmed. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Stable. A code is never renamed; FORMAT.md and README.md speak of them. */
export type ProblemCode =
  // Request line and target
  | 'bad-version'
  | 'no-target'
  | 'no-host'
  | 'bad-target'
  | 'no-scheme'
  | 'bad-spacing'
  | 'fragment-not-sent'
  | 'userinfo-in-url'
  | 'credentials-over-http'
  | 'stray-percent'
  | 'target-encoded'
  | 'unknown-method'
  | 'unsupported-protocol'
  // Fields
  | 'bad-header'
  | 'definition-in-headers'
  | 'indented-header'
  | 'folded-header'
  | 'space-before-colon'
  | 'non-ascii-field'
  | 'misspelt-field'
  | 'duplicate-field'
  | 'duplicate-cookie'
  | 'line-break-in-head'
  | 'bad-content-length'
  // Before the request, and after its body
  | 'bad-definition'
  | 'definition-in-content'
  | 'unknown-directive'
  | 'directive-not-run'
  | 'bad-directive'
  | 'script-not-run'
  | 'handler-not-run'
  | 'command-not-run'
  | 'unclosed-script'
  | 'unclosed-comment'
  | 'text-not-sent'
  | 'comment-not-sent'
  | 'duplicate-name'
  | 'separator-in-content'
  // Content
  | 'content-on-get'
  | 'content-type-mismatch'
  | 'content-type-missing'
  | 'json-syntax'
  | 'xml-syntax'
  | 'file-not-found'
  | 'bad-encoding'
  | 'jetbrains-form-escape'
  | 'form-value-unescaped'
  | 'boundary-inferred'
  | 'closing-boundary-added'
  | 'boundary-mismatch'
  | 'boundary-illegal'
  | 'part-blank-line-missing'
  | 'part-name-missing'
  | 'part-filename-missing'
  | 'message-comment-dropped'
  | 'content-not-sent'
  // Variables
  | 'undefined'
  | 'unknown-dynamic'
  | 'bad-dynamic'
  | 'no-request'
  | 'not-sent-yet'
  | 'reference-failed'
  | 'late-definition'
  | 'unused-definition'
  | 'shadowed-definition'
  | 'cyclic-definition'
  | 'reference-cycle'
  | 'prompt-cancelled'
  | 'invalid-utf8';

/** Ranges are in the same frame as the problem's own. */
export interface Related {
  readonly range: Range;
  readonly message: string;
  /** When it stands in another file, which `range` counts from the beginning of. */
  readonly file?: OtherFile;
}

/** `line` and `character`, from 0, are those at which the range begins. */
export interface OtherFile {
  /** Absolute. */
  readonly path: string;
  readonly line: number;
  readonly character: number;
}

/** One obvious mend. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly range: Range; readonly text: string }[];
}

/**
 * In `Block.problems` ranges count from the block's first code unit; in `Parse.problems`, and in everything that `resolve`
 * and `check` give, from the text's.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly range: Range;
  /** Whole sentences: what was found, what was expected, the next step. */
  readonly message: string;
  /** What it is about: the variable's name of `undefined`, the name that is there twice. */
  readonly subject?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** For what looks like a request line where none can stand. */
export const newRequestAt = (at: number): Fix => ({
  title: 'Start a new request here',
  edits: [{ range: { start: at, end: at }, text: '###\n' }],
});

const movedRange = (r: Range, by: number): Range => ({ start: r.start + by, end: r.end + by });

/** The same problem, counted from a place `by` code units further to the left. */
export function moved(problem: Problem, by: number): Problem {
  if (by === 0) return problem;
  return {
    ...problem,
    range: movedRange(problem.range, by),
    ...(problem.related && { related: problem.related.map((r) => (r.file ? r : { ...r, range: movedRange(r.range, by) })) }),
    ...(problem.fixes && {
      fixes: problem.fixes.map((f) => ({ ...f, edits: f.edits.map((e) => ({ ...e, range: movedRange(e.range, by) })) })),
    }),
  };
}
