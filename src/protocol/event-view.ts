// One server-sent event as a row.
import type { NoteView } from './annotation-view.ts';

export interface EventView {
  readonly index: number;
  /** Milliseconds since the exchange began, where the time of its octets is known. */
  readonly at: number | undefined;
  readonly id: string | undefined;
  readonly event: string;
  readonly data: string;
  readonly retry: number | undefined;
  /** Lines of the stream as they came. */
  readonly raw: readonly string[];
  /** `undefined` when dispatched; otherwise why not. */
  readonly withheld: string | undefined;
  readonly notes: readonly NoteView[];
}
