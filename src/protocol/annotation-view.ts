// Notes and the small facts above them, as the panel draws them.
import type { Basis, Level, SpecReference } from '../core/explain/annotation.ts';
import type { Prose } from '../core/text/prose.ts';
import type { Range } from '../core/text/range.ts';

export type { Basis, Level };

/** An annotation at its place on the screen. */
export interface NoteView {
  readonly id: string;
  readonly level: Level;
  /** As CONTRACT.md writes it, `chain[0].` of its hop removed. */
  readonly anchor: string;
  /** In code units of the anchored value. */
  readonly span?: Range;
  readonly title: Prose;
  readonly detail: Prose;
  readonly basis: Basis;
  readonly specs: readonly SpecReference[];
  /** Reads the same for every exchange: only in Learn and in the opened explanation. */
  readonly definition: boolean;
  /** Only puts the line into words: in Learn and in the opened explanation. */
  readonly aside: boolean;
}

/** A place that a click can lead to. */
export type Tab = 'exchange' | 'body' | 'findings' | 'timeline' | 'bytes' | 'events' | 'frames';

export interface Chip {
  readonly text: string;
  /** What a screen reader says and a pointer shows; more words than `text`. */
  readonly label: string;
  readonly level: Level | 'plain';
  readonly opens?: Tab;
}
