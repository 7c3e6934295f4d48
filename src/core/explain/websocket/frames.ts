// Frames as annotations: each one decoded, what it breaks, and the messages that they make.
import { grouped } from '../../text/grouped.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { counted, escaped, hexOf, octetCount, short, withoutSecrets } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { WebSocketFacts } from '../subject.ts';
import { closeFrameNotes } from './close-frame.ts';
import { type DecodedFrame, decodeFrame } from './decode-frame.ts';
import type { Deflate } from './extensions.ts';
import { frameFaults } from './frame-faults.ts';
import { heartbeatNotes } from './heartbeat.ts';
import { maskKeyNotes } from './mask-keys.ts';
import { messageNotes } from './message-notes.ts';
import { assemble } from './messages.ts';
import { sequenceNotes } from './sequence.ts';

/** So many frames get a description of their own; faults are found in all. */
const DESCRIBED = 200;

export interface FrameContext {
  readonly facts: WebSocketFacts;
  readonly deflate: Deflate | undefined;
  /** False when the handshake is not known: then RSV1 may be right. */
  readonly handshakeKnown: boolean;
  /** Octets that a message may have in this client. */
  readonly maxPayload: number | undefined;
}

export function explainFrames(context: FrameContext): readonly Annotation[] {
  const given = context.facts.frames ?? [];
  const decoded = given.map(decodeFrame);
  const frames = decoded.flatMap((frame) => frame ?? []);
  const assembly = assemble(frames, context.deflate);
  return [
    ...decoded.flatMap((frame, i) => (frame === undefined ? [cutHeader(i, given[i]?.bytes.length ?? 0)] : [])),
    ...frames.slice(0, DESCRIBED).flatMap((frame) => describe(frame)),
    ...frames.flatMap((frame) => frameFaults(frame, context.deflate !== undefined || !context.handshakeKnown)),
    ...frames.flatMap((frame) => closeFrameNotes(frame)),
    ...messageNotes(assembly, context.maxPayload),
    ...sequenceNotes(frames),
    ...maskKeyNotes(frames),
    ...heartbeatNotes(frames, context.facts.close),
  ];
}

const cutHeader = (index: number, length: number): Annotation =>
  info('ws/frame/cut', anchor.frame(index), {
    title: say`Only ${text(octetCount(length))}: the frame's header is not complete`,
    detail: say`A header has 2 to 14 octets: two fixed ones, up to eight of extended length, four of mask. The rest had not arrived, or the record was cut.`,
    specs: [rfc(6455, '5.2')],
    basis: 'computed',
  });

function describe(frame: DecodedFrame): readonly Annotation[] {
  const name = `${frame.kind[0]?.toUpperCase() ?? ''}${frame.kind.slice(1)}`;
  const preview = previewOf(frame);
  return [
    info('ws/frame/decoded', anchor.frame(frame.index), {
      title: say`${text(`${name} frame ${frame.direction === 'in' ? 'in' : 'out'}, ${octetCount(frame.payloadLength)}, ${frame.complete ? (frame.fin ? 'complete' : 'more fragments follow') : `only ${frame.payload.length} of them here`}`)}${preview === '' ? text('') : text(': ')}${preview === '' ? [] : preview}`,
      detail: join([firstOctet(frame), secondOctet(frame), lengthWords(frame), cutWords(frame)]),
      aside: true,
      specs: [rfc(6455, '5.2')],
      basis: 'computed',
    }),
    ...maskNote(frame),
    ...extendedLength(frame),
  ];
}

function previewOf(frame: DecodedFrame): string {
  if (frame.payload.length === 0 || frame.rsv[0] || frame.kind === 'close') return '';
  if (frame.kind === 'binary' || frame.kind === 'reserved') return hexOf(frame.payload, 8);
  return short(withoutSecrets(escaped(new TextDecoder().decode(frame.payload.subarray(0, 120)), 100)), 30);
}

const firstOctet = (frame: DecodedFrame): Prose =>
  say`The header is ${hexOf(frame.bytes.subarray(0, frame.headerLength), 14)}. ${hexOf(frame.bytes.subarray(0, 1))}: ${text(frame.fin ? 'FIN, the final frame of its message' : 'no FIN, the message goes on in another frame')}${text(frame.rsv.map((set, i) => (set ? `, RSV${i + 1}` : '')).join(''))}, opcode ${frame.opcode} (${text(frame.kind)}).`;

const secondOctet = (frame: DecodedFrame): Prose =>
  say`${hexOf(frame.bytes.subarray(1, 2))}: ${text(frame.masked ? 'masked' : 'not masked')}, length ${text(frame.lengthCode)}${text(frame.lengthCode > 125 ? `, so the length stands in the next ${frame.lengthCode === 126 ? 'two' : 'eight'} octets: ${frame.payloadLength}` : '')}.`;

const lengthWords = (frame: DecodedFrame): Prose =>
  frame.complete ? [] : say`Of ${text(octetCount(frame.payloadLength))} announced, ${text(octetCount(frame.payload.length))} are here.`;

const cutWords = (frame: DecodedFrame): Prose =>
  frame.surplus === 0 ? [] : say`${text(octetCount(frame.surplus))} follow after its end; they belong to the next frame.`;

function maskNote(frame: DecodedFrame): readonly Annotation[] {
  const key = frame.maskingKey;
  if (key === undefined || frame.direction === 'in') return [];
  return [
    info('ws/frame/mask', anchor.frame(frame.index, 'mask'), {
      title: say`Masked with ${hexOf(key)}: each octet XOR one of the four`,
      aside: true,
      detail: join([
        maskSteps(frame, key),
        say`The mask changes with every frame, so that a script cannot choose which octets a proxy or a cache on the way sees. It stands in the frame for everybody to read: it is not encryption.`,
        key.every((octet) => octet === 0) ? say`Here it is all zeros, which leaves the payload as it is.` : [],
      ]),
      specs: [rfc(6455, '5.3'), rfc(6455, '10.3')],
      basis: 'computed',
    }),
  ];
}

function maskSteps(frame: DecodedFrame, key: Uint8Array): Prose {
  const wire = frame.bytes[frame.headerLength];
  const plain = frame.payload[0];
  if (wire === undefined || plain === undefined) return say`There is no payload to mask.`;
  const two = (octet: number): string => octet.toString(16).padStart(2, '0');
  return say`On the wire the payload begins with ${two(wire)}; ${`${two(wire)} XOR ${two(key[0] ?? 0)} = ${two(plain)}`}.`;
}

function extendedLength(frame: DecodedFrame): readonly Annotation[] {
  if (frame.lengthCode < 126 || frame.payloadLength >= 1n << 63n) return [];
  const short126 = frame.lengthCode === 126;
  return [
    info('ws/frame/extended-length', anchor.frame(frame.index, 'length'), {
      aside: true,
      title: say`Length code ${frame.lengthCode}: the next ${text(short126 ? '2 octets (16 bits)' : '8 octets (64 bits)')} say ${text(grouped(frame.payloadLength))}`,
      detail: say`Seven bits hold lengths up to 125. ${frame.lengthCode} announces a ${text(short126 ? '16-bit length in two bytes' : '64-bit length in eight bytes')}, the most significant first: ${hexOf(frame.bytes.subarray(2, short126 ? 4 : 10))} is ${text(octetCount(frame.payloadLength))}.`,
      specs: [rfc(6455, '5.2')],
      basis: 'computed',
    }),
  ];
}

/** `2 frames in, 3 out`: what the summary may say of a session. */
export const frameCounts = (facts: WebSocketFacts): string => {
  const frames = facts.frames ?? [];
  const incoming = frames.filter((frame) => frame.direction === 'in').length;
  return `${counted(incoming, 'frame')} in, ${frames.length - incoming} out`;
};
