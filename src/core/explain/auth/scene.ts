// What the rules of authentication look at beside the field.
import type { Subject } from '../subject.ts';

export interface Scene {
  readonly subject: Subject;
  readonly url: URL | undefined;
  /** Milliseconds since 1970. */
  readonly now: number | undefined;
}
