// CORS (Fetch section 3.2): what a browser would make of this response for the page that Origin names. Postil is no browser
// and keeps nothing back, so everything here has the basis `browser`.
import type { Annotation } from '../annotation.ts';
import type { Subject } from '../subject.ts';
import { asksFirst } from './asks-first.ts';
import { crossing } from './crossing.ts';
import { hiddenFields } from './exposed.ts';
import { checkOrigin } from './origin.ts';
import { explainPreflight } from './preflight.ts';

/** Silent unless the request has an Origin that is another one than the URL's. */
export function explainCors(subject: Subject): readonly Annotation[] {
  const x = crossing(subject);
  if (x === undefined) return [];
  return x.wanted === undefined ? [...checkOrigin(x), ...asksFirst(x), ...hiddenFields(x)] : explainPreflight(x);
}
