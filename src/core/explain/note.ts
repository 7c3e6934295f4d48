// Makes annotations. One place, so that a rule reads as what it says and at which level it says it.
import type { Prose } from '../text/prose.ts';
import type { Range } from '../text/range.ts';
import type { Annotation, Basis, Level, SpecReference } from './annotation.ts';

/** What is said, without its place: `basis` is `rule` unless told. */
export interface Said {
  readonly title: Prose;
  readonly detail: Prose;
  readonly specs?: readonly SpecReference[];
  readonly basis?: Basis;
  readonly occurrence?: number;
  readonly span?: Range;
  readonly definition?: boolean;
  readonly aside?: boolean;
}

export const good = (id: string, anchor: string, said: Said): Annotation => note('good', id, anchor, said);
export const info = (id: string, anchor: string, said: Said): Annotation => note('info', id, anchor, said);
export const warning = (id: string, anchor: string, said: Said): Annotation => note('warning', id, anchor, said);
export const error = (id: string, anchor: string, said: Said): Annotation => note('error', id, anchor, said);

/** The same with the level as a value, for rules that weigh it. */
export function note(level: Level, id: string, anchor: string, said: Said): Annotation {
  const { specs = [], basis = 'rule', ...rest } = said;
  return { id, level, anchor, basis, specs, ...rest };
}
