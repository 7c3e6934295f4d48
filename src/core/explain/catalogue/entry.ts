// One line of the catalogue: an id that an explanation can carry, and what it says.
import type { Level, SpecReference } from '../annotation.ts';

export interface CatalogueEntry {
  /** As in an annotation; `field/<name>/meaning` where the middle is a name, a code or a word of the exchange. */
  readonly id: string;
  /** The area that says it. */
  readonly area: string;
  /** Every level at which it can be said, the highest first; empty where the exchange alone decides. */
  readonly levels: readonly Level[];
  /** Its title; `…` stands for what the exchange fills in. */
  readonly says: string;
  readonly specs: readonly SpecReference[];
}
