// What a stage of explanation says. Titles stand in the margin, details open; nothing here is markup.

import type { Prose } from '../text/prose.ts';
import type { Range } from '../text/range.ts';

/** error: breaks a MUST, or this client; warning: works now, will bite; info: what it means; good: right, and worth saying. */
export type Level = 'good' | 'info' | 'warning' | 'error';

/** rule: a specification says so; computed: from these octets; hypothesis: a guess, said as one; browser: true for pages, not enforced here. */
export type Basis = 'rule' | 'computed' | 'hypothesis' | 'browser';

/** A section that exists: `{ spec: 'RFC 9110', section: '15.5.5', url }`. Made by `spec.ts`. */
export interface SpecReference {
  readonly spec: string;
  readonly section: string;
  readonly url: string;
}

export interface Annotation {
  /** Stable, lower case, slashes: `field/age/not-a-number`. */
  readonly id: string;
  readonly level: Level;
  /** The place, in the words of CONTRACT.md: `response.header:Age`, made by `anchor.ts`. */
  readonly anchor: string;
  /** Which of several fields of that name, from 0; absent when there is one or all are meant. */
  readonly occurrence?: number;
  /** The part of the anchored value that is meant, in code units of the value. */
  readonly span?: Range;
  /** At most 90 characters, stands in the margin. */
  readonly title: Prose;
  /** Whole sentences: what, why, what to do next. */
  readonly detail: Prose;
  readonly basis: Basis;
  readonly specs: readonly SpecReference[];
  /** `true` when it would read the same for every exchange: shown in hovers and in Learn, never inline in Notes. */
  readonly definition?: boolean;
  /** `true` when it only puts the line into words: hovers and Learn show it, Notes leaves the line bare. */
  readonly aside?: boolean;
}

export interface Explanation {
  /** At most about 140 characters: outcome, consequence, next step. */
  readonly summary: Prose;
  readonly annotations: readonly Annotation[];
}
