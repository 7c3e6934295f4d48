// Frames against reads of the socket: TCP carries a stream, so neither has to respect the other (RFC 9293 section 3.8; RFC 6455 section 5.2).
import { say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { octetCount } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { WebSocketFacts } from '../subject.ts';
import { decodeFrames } from './decode-frame.ts';
import { concatenated } from './messages.ts';

type Segments = NonNullable<WebSocketFacts['segments']>;

export function explainSegments(segments: Segments | undefined): readonly Annotation[] {
  if (segments === undefined) return [];
  return (['in', 'out'] as const).flatMap((direction) => explainSide(segments, direction).slice(0, NOTED));
}

/** It is always the same story: a few places tell it. */
const NOTED = 5;

function explainSide(segments: Segments, direction: 'in' | 'out'): readonly Annotation[] {
  const own = segments.flatMap((segment, index) =>
    segment.direction === direction ? [{ index, length: segment.bytes.length, bytes: segment.bytes }] : [],
  );
  const frames = spans(concatenated(own.map((segment) => segment.bytes)), direction);
  let start = 0;
  const notes: Annotation[] = [];
  for (const { index, length } of own) {
    const end = start + length;
    const begun = frames.filter((frame) => frame.start >= start && frame.start < end);
    const carried = frames.filter((frame) => frame.start < start && frame.end > start);
    if (begun.length > 1) notes.push(several(index, begun.length));
    if (carried.length > 0) notes.push(continued(index, Math.min(end, carried[0]?.end ?? end) - start));
    start = end;
  }
  return notes;
}

function spans(bytes: Uint8Array, direction: 'in' | 'out'): readonly { readonly start: number; readonly end: number }[] {
  let at = 0;
  return decodeFrames(bytes, direction).map((frame) => {
    const start = at;
    at += frame.headerLength + (frame.complete ? Number(frame.payloadLength) : frame.payload.length);
    return { start, end: frame.complete ? at : Number.POSITIVE_INFINITY };
  });
}

const NUMBERS: Readonly<Record<number, string>> = { 2: 'Two', 3: 'Three', 4: 'Four', 5: 'Five', 6: 'Six' };

const several = (index: number, count: number): Annotation =>
  info('ws/segment/several-frames', anchor.segment(index), {
    title: say`${text(NUMBERS[count] ?? String(count))} frames came in one TCP segment (one read of the socket)`,
    detail: say`That is normal ("sticky packets" are no error): TCP is a stream of octets without boundaries, and a sender's small writes are often joined. The length in each frame's header says where one frame ends and the next begins: ${text(count)} frames, ${text(count)} messages or fragments.`,
    specs: [rfc(6455, '5.2'), rfc(9293, '3.8')],
    basis: 'computed',
  });

const continued = (index: number, octets: number): Annotation =>
  info('ws/segment/frame-continued', anchor.segment(index), {
    title: say`The first ${text(octetCount(octets))} still belong to a frame that began in the read before`,
    detail: say`A frame may be spread over several TCP segments. The receiver keeps what came until the length in the header is reached; one read is not one message.`,
    specs: [rfc(6455, '5.2'), rfc(9293, '3.8')],
    basis: 'computed',
  });
