// What is known of one status code: its meaning for every exchange, and what it says and demands in this one.
import type { Prose } from '../../text/prose.ts';
import type { Annotation, Level, SpecReference } from '../annotation.ts';
import type { View } from '../view.ts';

export interface StatusEntry {
  readonly code: number;
  /** The reason phrase of IANA's registry. */
  readonly name: string;
  readonly specs: readonly SpecReference[];
  /** Whole sentences that hold for every exchange: for hovers and Learn, and under what is said here. */
  readonly meaning: Prose;
  /** What it says in this exchange; at most 90 characters with a path and a host of 32 each. */
  readonly title: (x: View) => Prose;
  /** What it means for this exchange and what to do next; none where `meaning` says all. */
  readonly next?: (x: View) => Prose;
  /** `good` for 2xx and `info` for the others unless told. */
  readonly level?: (x: View) => Level;
  /** What this code asks of the rest of the exchange. */
  readonly check?: (x: View) => readonly Annotation[];
}
