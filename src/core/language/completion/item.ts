// A proposal: what is shown, and what is put in the place of what is typed.
import type { Prose } from '../../text/prose.ts';
import type { Range } from '../../text/range.ts';

export interface Completion {
  readonly kind: 'method' | 'url' | 'version' | 'field' | 'value' | 'directive' | 'variable' | 'dynamic' | 'request' | 'keyword';
  readonly label: string;
  /** In the notation of `snippet.ts` when `template`. */
  readonly insert: string;
  readonly template?: boolean;
  /** What is replaced, counted from the text's first code unit. */
  readonly range: Range;
  readonly detail?: string;
  readonly documentation?: Prose;
  /** Lower comes first. */
  readonly rank: number;
  /** The next proposals are wanted at once. */
  readonly again?: boolean;
}
