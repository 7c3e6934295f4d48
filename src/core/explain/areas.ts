// The areas of explanation in the order in which they speak. An area is a total function: it never throws, whatever the exchange.
import type { Annotation } from './annotation.ts';
import { explainAuth } from './auth/auth.ts';
import { explainCaching } from './caching/caching.ts';
import { explainConditional } from './conditional/conditional.ts';
import { explainConnection } from './connection/connection.ts';
import { explainContent } from './content/content.ts';
import { explainCookies } from './cookies/cookies.ts';
import { explainCors } from './cors/cors.ts';
import { explainFailures } from './failures/failures.ts';
import { explainFields } from './fields/engine/explain-fields.ts';
import { explainFraming } from './framing/framing.ts';
import { explainHttp2 } from './http2/http2.ts';
import { explainMethods } from './methods/methods.ts';
import { explainNegotiation } from './negotiation/negotiation.ts';
import { explainRanges } from './ranges/ranges.ts';
import { explainRedirects } from './redirects/redirects.ts';
import { explainRequest } from './request/request.ts';
import { explainSecurity } from './security/security.ts';
import { explainSse } from './sse/sse.ts';
import { explainStatuses } from './statuses/statuses.ts';
import type { Subject } from './subject.ts';
import { explainTiming } from './timing/timing.ts';
import type { View } from './view.ts';
import { explainWebSocket } from './websocket/websocket.ts';

export interface Area {
  readonly name: string;
  /** `x` is the view of that subject, which is made where it is left out. */
  readonly explain: (subject: Subject, x?: View) => readonly Annotation[];
}

/** One line for each area. */
export const AREAS: readonly Area[] = [
  { name: 'statuses', explain: explainStatuses },
  { name: 'fields', explain: explainFields },
  { name: 'caching', explain: explainCaching },
  { name: 'framing', explain: explainFraming },
  { name: 'websocket', explain: explainWebSocket },
  { name: 'cookies', explain: explainCookies },
  { name: 'cors', explain: explainCors },
  { name: 'security', explain: explainSecurity },
  { name: 'auth', explain: explainAuth },
  { name: 'failures', explain: explainFailures },
  { name: 'conditional', explain: explainConditional },
  { name: 'ranges', explain: explainRanges },
  { name: 'negotiation', explain: explainNegotiation },
  { name: 'redirects', explain: explainRedirects },
  { name: 'connection', explain: explainConnection },
  { name: 'http2', explain: explainHttp2 },
  { name: 'timing', explain: explainTiming },
  { name: 'methods', explain: explainMethods },
  { name: 'request', explain: explainRequest },
  { name: 'content', explain: explainContent },
  { name: 'sse', explain: explainSse },
];
