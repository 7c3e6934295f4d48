// A body that was cut or broken is one fault, though both the failure and the framing tell of it. Where the failure is nothing but that, the body
// shows it with its numbers and octets, and the failure repeats it; where it says who ended the exchange, what is missing only follows.
import { failure as failureAnchor } from './anchor.ts';
import type { Annotation } from './annotation.ts';

/** The second voice becomes information. */
export function oneVoice(annotations: readonly Annotation[]): readonly Annotation[] {
  const failure = annotations.find(({ anchor, level }) => anchor === failureAnchor && level === 'error');
  const body = annotations.find(({ id, level }) => level === 'error' && BODIES.has(id));
  if (failure === undefined || body === undefined) return annotations;
  const second = repeats(failure, body) ? failure : MISSING.has(body.id) ? body : undefined;
  return annotations.map((note) => (note === second ? { ...note, level: 'info' } : note));
}

/** A body that has no end is why there was nothing but waiting. */
const repeats = (failure: Annotation, body: Annotation): boolean =>
  OF_BODIES.has(failure.id) || (failure.id === STALLED && body.id === ENDLESS);

const MISSING: ReadonlySet<string> = new Set(['framing/short', 'framing/no-last-chunk', 'framing/cut']);
const ENDLESS = 'framing/endless';
const BODIES: ReadonlySet<string> = new Set([...MISSING, ENDLESS, 'framing/bad-chunk-size', 'framing/chunk-overrun']);

/** What a parser says of a body that does not keep to its framing. */
const OF_BODIES: ReadonlySet<string> = new Set([
  'failure/und-err-res-content-length-mismatch',
  'failure/hpe-invalid-eof-state',
  'failure/hpe-invalid-chunk-size',
  'failure/hpe-strict',
]);
const STALLED = 'failure/und-err-body-timeout';

/** Whether a note of this id may be information beside the other. */
export const mayFollow = (id: string): boolean => MISSING.has(id) || OF_BODIES.has(id) || id === STALLED;
