// How the end of each message is known, and what does not fit (RFC 9112 section 6): lengths, chunks, surplus, what is missing.
import type { Annotation } from '../annotation.ts';
import type { Subject } from '../subject.ts';
import { view } from '../view.ts';
import { explainChunks } from './chunks.ts';
import { explainEarlyAnswer } from './early.ts';
import { explainLengths } from './lengths.ts';
import { explainOddities } from './oddities.ts';
import { explainSizes } from './sizes.ts';
import { explainTrailers } from './trailers.ts';
import { explainWire } from './wire.ts';

export function explainFraming(subject: Subject, x = view(subject)): readonly Annotation[] {
  return [
    ...explainLengths(x, 'request'),
    ...explainSizes(x, 'request'),
    ...explainLengths(x, 'response'),
    ...explainEarlyAnswer(x),
    ...explainChunks(x),
    ...explainSizes(x, 'response'),
    ...explainTrailers(x),
    ...explainOddities(x),
    ...explainWire(x),
  ];
}
