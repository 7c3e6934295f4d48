// What the rules of event streams want to know of an exchange.
import type { Fields } from '../../http/field.ts';

export interface SseContext {
  /** The request wants `text/event-stream` and nothing else, as an `EventSource` does. */
  readonly asked: boolean;
  /** By the answer's media type. */
  readonly isStream: boolean;
  readonly got: Fields;
}
