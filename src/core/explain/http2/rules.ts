// Frames that end something, and frames that break a rule of RFC 9113. Only what the other side sent is judged.
import { errorName, type H2Content, type H2Frame, type Http2Record } from '../../http/http2.ts';
import { join, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info, warning } from '../note.ts';
import { escapedOctets, octetCount } from '../shown.ts';
import { rfc } from '../spec.ts';
import { ERROR_STEPS, ERROR_WORDS } from './error-words.ts';

/** `failed`: why there was no answer is said already, and loudly. */
export function faultNotes(record: Http2Record, failed: boolean): readonly Annotation[] {
  return [
    ...firstFrame(record),
    ...record.frames.flatMap((frame, i) => (frame.direction === 'in' ? frameFaults(frame, i, record, failed) : [])),
    ...continuations(record),
  ];
}

function frameFaults(frame: H2Frame, index: number, record: Http2Record, failed: boolean): readonly Annotation[] {
  const { content } = frame;
  const place = at.h2Frame(index);
  switch (content.kind) {
    case 'malformed':
      return [malformed(place, frame, content.why)];
    case 'foreign':
      return [foreign(place, content.octets)];
    case 'reset':
      return [reset(frame, content.error, index, record, failed)];
    case 'goaway':
      return [goaway(content, index, record, failed)];
    case 'settings':
      return [...content.settings.flatMap(({ name, value }) => settingFault(name, value, index)), ...streamFault(frame, index)];
    case 'window':
      return content.increment === 0 ? [windowZero(place)] : [];
    case 'promise':
      return pushForbidden(record) ? [pushed(place)] : [];
    case 'data':
    case 'headers':
    case 'priority':
    case 'continuation':
    case 'ping':
      return [...streamFault(frame, index), ...sizeFault(frame, index)];
    case 'preface':
    case 'other':
      return [];
  }
}

const malformed = (place: string, frame: H2Frame, why: string): Annotation =>
  error('http2/malformed', place, {
    title: say`This ${frame.name} is malformed: ${text(why)}`,
    detail:
      frame.name === 'PRIORITY'
        ? say`Nothing of the connection depends on it, so this is an error of the stream alone: the receiver resets it.`
        : say`This is an error of the connection, because nobody knows any more where both sides stand: the receiver closes it.`,
    specs: frame.name === 'PRIORITY' ? [rfc(9113, '6.3'), rfc(9113, '5.4.2')] : [rfc(9113, '4.2'), rfc(9113, '5.4.1')],
  });

const foreign = (place: string, octets: Uint8Array): Annotation =>
  error('http2/foreign', place, {
    title: say`The server answered in HTTP/1.1: it did not take the connection for HTTP/2`,
    detail: say`It sent ${escapedOctets(octets, 60)} where a ${'SETTINGS'} frame has to come first. Send the request as ${'HTTP/1.1'}, or over https, where both sides agree on a version beforehand.`,
    specs: [rfc(9113, '3.4')],
  });

function reset(frame: H2Frame, code: number, index: number, { frames, stream }: Http2Record, failed: boolean): Annotation {
  const place = at.h2Frame(index);
  const name = errorName(code);
  const own = frame.stream === stream;
  const ended = frames
    .slice(0, index)
    .some((one) => one.direction === 'in' && one.stream === frame.stream && one.flagNames.includes('END_STREAM'));
  if (ended && name === 'NO_ERROR')
    return info('http2/reset-after', place, {
      title: say`The server does not want the rest of the request; its response is whole`,
      detail: say`A server may answer before it has read all of the content, and then ends the stream with ${'NO_ERROR'}.`,
      specs: [rfc(9113, '8.1')],
    });
  const detail = join([
    say`${'RST_STREAM'} ends this exchange alone: the connection stays open for others.`,
    ERROR_STEPS[name] === undefined ? [] : [text(ERROR_STEPS[name])],
  ]);
  const title = say`Stream reset, ${name}: ${text(ERROR_WORDS[name] ?? 'a code that no standard names')}`;
  return own
    ? (failed ? info : error)('http2/reset', place, {
        title,
        detail,
        specs: [rfc(9113, '6.4'), rfc(9113, '7'), rfc(9113, name === 'REFUSED_STREAM' ? '8.7' : '5.4.2')],
      })
    : info('http2/reset-other', place, { title, detail, specs: [rfc(9113, '6.4'), rfc(9113, '7')], aside: true });
}

function goaway(
  { last, error: code, debug }: Extract<H2Content, { kind: 'goaway' }>,
  index: number,
  { stream }: Http2Record,
  failed: boolean,
): Annotation {
  const name = errorName(code);
  const place = at.h2Frame(index);
  const refused = stream !== undefined && stream > last;
  const words = debug.length === 0 ? [] : say`It adds ${escapedOctets(debug, 80)}.`;
  const detail = join([
    last === HIGHEST
      ? say`${'GOAWAY'} names the highest number there is: a warning beforehand, after which another one names the last stream that the server took.`
      : say`${'GOAWAY'} names the last stream of which the server may have done something, ${text(last)}.`,
    refused
      ? say`This exchange had stream ${text(stream)}: nothing was done with its request, and it may be sent again on another connection.`
      : name === 'NO_ERROR'
        ? say`What runs on streams up to it may still end; new requests need another connection.`
        : say`Requests on streams up to it may have been handled in part: only idempotent ones may be sent again. New requests need another connection.`,
    words,
    ERROR_STEPS[name] === undefined || refused ? [] : [text(ERROR_STEPS[name])],
  ]);
  if (name === 'NO_ERROR' && !refused)
    return info('http2/goaway', place, {
      title: say`The server closes this connection in good order; the next request needs a new one`,
      detail,
      specs: [rfc(9113, '6.8'), rfc(9113, '7')],
    });
  return (failed ? info : error)('http2/goaway-error', place, {
    title: say`Connection ended, ${name}: ${text(ERROR_WORDS[name] ?? 'a code that no standard names')}`,
    detail,
    specs: [rfc(9113, '6.8'), rfc(9113, '7')],
  });
}

/** With it a server begins an orderly end: no stream has a higher number. */
const HIGHEST = 2 ** 31 - 1;

const windowZero = (place: string): Annotation =>
  error('http2/window-zero', place, {
    title: say`A ${'WINDOW_UPDATE'} of 0 octets: it must allow at least one`,
    detail: say`An increment of 0 is an error of the stream, or of the connection where it is meant for all of it.`,
    specs: [rfc(9113, '6.9')],
  });

const pushed = (place: string): Annotation =>
  error('http2/push-forbidden', place, {
    title: say`A push, though Postil's settings forbid it`,
    detail: say`With ${'ENABLE_PUSH = 0'} acknowledged, a ${'PUSH_PROMISE'} is an error of the connection.`,
    specs: [rfc(9113, '6.6'), rfc(9113, '8.4')],
  });

const pushForbidden = ({ frames }: Http2Record): boolean =>
  frames.some(
    ({ direction, content }) =>
      direction === 'out' &&
      content.kind === 'settings' &&
      content.settings.some(({ name, value }) => name === 'ENABLE_PUSH' && value === 0),
  );

/** RFC 9113 section 6.5.2: what each value may be. */
function settingFault(name: string | undefined, value: number, index: number): readonly Annotation[] {
  const allowed = ALLOWED[name ?? ''];
  if (name === undefined || allowed === undefined || (value >= allowed.least && value <= allowed.most)) return [];
  return [
    error('http2/setting-value', at.h2Frame(index), {
      title: say`A setting out of range, ${`${name} = ${value}`}: ${text(allowed.words)}`,
      detail: say`A value out of range is an error of the connection: the receiver closes it.`,
      specs: [rfc(9113, '6.5.2')],
    }),
  ];
}

const ALLOWED: Readonly<Record<string, { readonly least: number; readonly most: number; readonly words: string }>> = {
  ENABLE_PUSH: { least: 0, most: 0, words: 'a server may only say 0 here' },
  INITIAL_WINDOW_SIZE: { least: 0, most: 2 ** 31 - 1, words: 'a window has at most 2,147,483,647 octets' },
  MAX_FRAME_SIZE: { least: 16_384, most: 2 ** 24 - 1, words: 'it has to be from 16,384 to 16,777,215' },
};

/** Some frames are about the connection, others about a stream. */
function streamFault({ content, name, stream }: H2Frame, index: number): readonly Annotation[] {
  const ofConnection = content.kind === 'settings' || content.kind === 'ping';
  if (ofConnection === (stream === 0)) return [];
  return [
    error('http2/wrong-stream', at.h2Frame(index), {
      title: ofConnection
        ? say`${name} on stream ${text(stream)}: it belongs to the connection, stream 0`
        : say`${name} on stream 0, which is the connection itself`,
      detail: say`This is an error of the connection: the receiver closes it.`,
      specs: [rfc(9113, '5.1.1'), rfc(9113, '5.4.1')],
    }),
  ];
}

/** Postil's own limit is in its settings; where they went by before this exchange, what the standard begins with holds. */
function sizeFault({ length }: H2Frame, index: number): readonly Annotation[] {
  if (length <= 16_384) return [];
  return [
    error('http2/frame-size', at.h2Frame(index), {
      title: say`A frame of ${text(octetCount(length))}: more than the ${text(octetCount(16_384))} that Postil allows`,
      detail: say`A frame may have as many octets as the receiver's ${'MAX_FRAME_SIZE'} says. More is an error of ${'FRAME_SIZE_ERROR'}.`,
      specs: [rfc(9113, '4.2')],
    }),
  ];
}

function firstFrame({ frames, began }: Http2Record): readonly Annotation[] {
  const index = frames.findIndex(({ direction }) => direction === 'in');
  const first = frames[index];
  if (began.in > 0 || first === undefined || first.content.kind === 'foreign' || first.name === 'SETTINGS' || first.offset > 0) return [];
  return [
    error('http2/first-frame', at.h2Frame(index), {
      title: say`The server began with ${first.name}; its first frame has to be ${'SETTINGS'}`,
      detail: say`The server's preface is a ${'SETTINGS'} frame, which may be empty. Anything else is an error of the connection.`,
      specs: [rfc(9113, '3.4')],
    }),
  ];
}

/** Frames of a header block that hardly anybody needs. */
const MANY = 16;

function continuations({ frames }: Http2Record): readonly Annotation[] {
  let run = 0;
  for (const [i, { direction, name }] of frames.entries()) {
    if (direction === 'out') continue;
    run = name === 'CONTINUATION' ? run + 1 : 0;
    if (run === MANY)
      return [
        warning('http2/continuations', at.h2Frame(i), {
          title: say`A header block in more than ${text(MANY)} frames`,
          detail: say`Each ${'CONTINUATION'} has to be kept until the block ends. An endless row of them is a known attack, and many servers and clients close the connection after a few.`,
          specs: [rfc(9113, '10.5.1'), rfc(9113, '6.10')],
        }),
      ];
  }
  return [];
}
