// Header blocks of responses: what makes them malformed (RFC 9113 sections 8.2 and 8.3), and what could not be read of one.
import { blockOf, type HeaderBlock, type HeaderLine, type Http2Record } from '../../http/http2.ts';
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';

export function blockNotes({ frames, stream }: Http2Record): readonly Annotation[] {
  let answered = false;
  return frames.flatMap((frame, i) => {
    const block = frame.content.kind === 'promise' ? undefined : blockOf(frame);
    if (block === undefined || frame.direction === 'out') return [];
    const trailers = answered && frame.stream === stream;
    if (frame.stream === stream) answered ||= Number(statusIn(block)?.value ?? 0) >= 200;
    return notes(block, trailers, at.h2Frame(i));
  });
}

const statusIn = ({ lines }: HeaderBlock): HeaderLine | undefined => lines.find(({ name }) => name === ':status');

function notes(block: HeaderBlock, trailers: boolean, place: string): readonly Annotation[] {
  const { lines, fault } = block;
  if (fault !== undefined) return [unreadable(place, fault)];
  const upper = lines.find(({ name }) => /[A-Z]/.test(name));
  const firstField = lines.findIndex(({ name }) => !name.startsWith(':'));
  const late = lines.find(({ name }, i) => name.startsWith(':') && firstField >= 0 && i > firstField);
  const strange = lines.find(({ name }) => name.startsWith(':') && (trailers || name !== ':status'));
  return [
    ...(upper === undefined ? [] : [upperCase(place, upper.name)]),
    ...(late === undefined ? [] : [pseudoLate(place, late.name)]),
    ...(strange === undefined ? [] : [pseudoUnknown(place, strange.name, trailers)]),
    ...(trailers || statusIn(block) !== undefined ? [] : [noStatus(place)]),
    ...(lines.filter(({ name }) => name === ':status').length > 1 ? [twoStatus(place)] : []),
  ];
}

const MALFORMED = 'A message that breaks this is malformed: a client must not take it, and resets the stream with PROTOCOL_ERROR.';

const unreadable = (place: string, fault: string): Annotation =>
  warning('http2/block-unreadable', place, {
    title: say`This header block could not be read`,
    detail: say`${text(`${fault[0]?.toUpperCase() ?? ''}${fault.slice(1)}.`)} Both sides build the same table from all blocks in turn: after one that can't be read nothing is certain on this connection, and the standard has it closed with ${'COMPRESSION_ERROR'}.`,
    specs: [rfc(9113, '4.3')],
    basis: 'computed',
  });

const upperCase = (place: string, name: string): Annotation =>
  error('http2/upper-case', place, {
    title: say`The name ${escaped(name, 30)} has capital letters: in HTTP/2 names are lower case`,
    detail: [text(MALFORMED)],
    specs: [rfc(9113, '8.2.1')],
  });

const pseudoLate = (place: string, name: string): Annotation =>
  error('http2/pseudo-late', place, {
    title: say`${escaped(name, 30)} stands behind ordinary fields: pseudo-fields come first`,
    detail: [text(MALFORMED)],
    specs: [rfc(9113, '8.3')],
  });

const pseudoUnknown = (place: string, name: string, trailers: boolean): Annotation =>
  error('http2/pseudo-unknown', place, {
    title: trailers
      ? say`${escaped(name, 30)} in the trailer section, where no pseudo-field may stand`
      : say`${escaped(name, 30)} is no pseudo-field of a response`,
    detail: [text(MALFORMED)],
    specs: [rfc(9113, '8.3'), rfc(9113, trailers ? '8.1' : '8.3.2')],
  });

const noStatus = (place: string): Annotation =>
  error('http2/no-status', place, {
    title: say`A response without ${':status'}`,
    detail: [text(MALFORMED)],
    specs: [rfc(9113, '8.3.2')],
  });

const twoStatus = (place: string): Annotation =>
  error('http2/two-status', place, {
    title: say`${':status'} more than once`,
    detail: [text(MALFORMED)],
    specs: [rfc(9113, '8.3.2'), rfc(9113, '8.3')],
  });
