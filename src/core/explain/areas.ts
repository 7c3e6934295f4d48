// The areas of explanation in the order in which they speak. An area is a total function: it never throws, whatever the exchange.
import type { Annotation } from './annotation.ts';
import { explainCaching } from './caching/caching.ts';
import { explainFields } from './fields/engine/explain-fields.ts';
import { explainFraming } from './framing/framing.ts';
import { explainStatuses } from './statuses/statuses.ts';
import type { Subject } from './subject.ts';
import { explainWebSocket } from './websocket/websocket.ts';

export interface Area {
  readonly name: string;
  readonly explain: (subject: Subject) => readonly Annotation[];
}

/** One line for each area. */
export const AREAS: readonly Area[] = [
  { name: 'statuses', explain: explainStatuses },
  { name: 'fields', explain: explainFields },
  { name: 'caching', explain: explainCaching },
  { name: 'framing', explain: explainFraming },
  { name: 'websocket', explain: explainWebSocket },
];
