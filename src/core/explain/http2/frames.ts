// One frame in words: what it says and what that means here. All of it waits until somebody looks at the frame.
import { errorName, type H2Frame, type H2Setting, type HeaderBlock, type Http2Record } from '../../http/http2.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { counted, escaped, escapedOctets, octetCount } from '../shown.ts';
import { rfc } from '../spec.ts';
import { duration } from '../words.ts';
import { ERROR_WORDS } from './error-words.ts';

/** So many frames are put into words; rules are looked at in all. */
const DESCRIBED = 100;

export function frameNotes(frame: H2Frame, index: number, record: Http2Record): readonly Annotation[] {
  if (index >= DESCRIBED) return [];
  const told = inWords(frame, index, record);
  return told === undefined ? [] : [told];
}

const who = ({ direction }: H2Frame): string => (direction === 'in' ? 'The server' : 'Postil');
const whom = ({ direction }: H2Frame): string => (direction === 'in' ? 'Postil' : 'the server');

function inWords(frame: H2Frame, index: number, record: Http2Record): Annotation | undefined {
  const { content } = frame;
  const place = at.h2Frame(index);
  switch (content.kind) {
    case 'preface':
      return preface(place);
    case 'settings':
      return frame.flagNames.includes('ACK') ? settingsAck(place) : settings(place, frame, content.settings);
    case 'window':
      return windowUpdate(place, frame, content.increment);
    case 'ping':
      return ping(place, frame, index, record);
    case 'headers':
    case 'continuation':
      return content.block === undefined ? part(place) : fields(place, frame, content.block);
    case 'data':
      return data(place, frame, content.octets, content.padding);
    case 'priority':
      return priority(place);
    case 'promise':
      return promise(place, content.promised);
    case 'reset':
      return frame.direction === 'out' ? reset(place, content.error) : undefined;
    case 'goaway':
      return frame.direction === 'out' ? goaway(place, content.error) : undefined;
    case 'other':
      return extension(place, frame);
    case 'malformed':
    case 'foreign':
      return undefined;
  }
}

const preface = (place: string): Annotation =>
  info('http2/preface', place, {
    title: say`The connection begins: ${text(octetCount(24))} that most servers of HTTP/1.1 give up on`,
    detail: say`${'PRI * HTTP/2.0'} looks like a request line with a method that nobody has, chosen so that most servers that do not speak HTTP/2 give up at once. ${'SETTINGS'} follows.`,
    specs: [rfc(9113, '3.4')],
    aside: true,
  });

const settingsAck = (place: string): Annotation =>
  info('http2/settings-ack', place, {
    title: say`The other side's settings are in force from here on`,
    detail: say`Each ${'SETTINGS'} is acknowledged by an empty one with ${'ACK'}, so that its sender knows which frames were made under it.`,
    specs: [rfc(9113, '6.5.3')],
    aside: true,
  });

const part = (place: string): Annotation =>
  info('http2/part', place, {
    title: say`A part of a header block; the frame with ${'END_HEADERS'} completes it`,
    detail: say`A header block that is longer than a frame goes on in ${'CONTINUATION'}, with no other frame in between. It can be decoded once all of it is there.`,
    specs: [rfc(9113, '4.3'), rfc(9113, '6.10')],
    aside: true,
  });

const priority = (place: string): Annotation =>
  info('http2/priority', place, {
    title: say`An order of streams as older clients wished for it; servers may ignore it`,
    detail: say`The tree of priorities of the first HTTP/2 was given up. What is in use now is the ${'Priority'} field and ${'PRIORITY_UPDATE'}.`,
    specs: [rfc(9113, '5.3.2'), rfc(9218, '2')],
    aside: true,
  });

function settings(place: string, frame: H2Frame, all: readonly H2Setting[]): Annotation {
  const first = all.flatMap((one) => SHORT[one.name ?? '']?.(one.value) ?? []);
  const whose = frame.direction === 'in' ? "The server's settings" : "Postil's settings";
  return info('http2/settings', place, {
    title:
      all.length === 0
        ? say`${text(whose)}: all as the standard has them`
        : say`${text(whose)}: ${text(first.length === 0 ? counted(all.length, 'value') : first.slice(0, 2).join(', '))}`,
    detail: join([
      say`Each side says how it wants to be spoken to, at the beginning and again when that changes; the values bind the other side.`,
      ...all.map((one) => setting(one)),
    ]),
    specs: [rfc(9113, '6.5'), rfc(9113, '6.5.2')],
    basis: 'computed',
    aside: true,
  });
}

const SHORT: Readonly<Record<string, (value: number) => string>> = {
  MAX_CONCURRENT_STREAMS: (n) => `${counted(n, 'request')} at once`,
  INITIAL_WINDOW_SIZE: (n) => `${octetCount(n)} a stream before a word`,
  MAX_FRAME_SIZE: (n) => `frames of ${octetCount(n)}`,
  MAX_HEADER_LIST_SIZE: (n) => `fields of ${octetCount(n)}`,
  ENABLE_PUSH: (n) => (n === 0 ? 'no push' : 'push allowed'),
  HEADER_TABLE_SIZE: (n) => `a table of ${octetCount(n)}`,
};

function setting({ name, id, value }: H2Setting): Prose {
  if (name === undefined) return say`${`0x${id.toString(16).padStart(4, '0')} = ${value}`} is unknown here and has no effect, as it must.`;
  const words = MEANINGS[name];
  return words === undefined ? say`${`${name} = ${value}`}.` : say`${`${name} = ${value}`}: ${text(words)}.`;
}

const MEANINGS: Readonly<Record<string, string>> = {
  HEADER_TABLE_SIZE: 'octets of fields that may be remembered to be named by an index later',
  ENABLE_PUSH: '0 forbids the server to send responses that nobody asked for',
  MAX_CONCURRENT_STREAMS: 'exchanges that may run at the same time',
  INITIAL_WINDOW_SIZE: 'octets of content that each stream may carry before more is allowed',
  MAX_FRAME_SIZE: 'octets that the payload of a frame may have',
  MAX_HEADER_LIST_SIZE: 'octets of all fields of a message, before compression; advice, not a rule',
  ENABLE_CONNECT_PROTOCOL: '1 lets WebSockets run over a stream of this connection',
  NO_RFC7540_PRIORITIES: '1 says that the old priorities are not used',
};

const windowUpdate = (place: string, frame: H2Frame, increment: number): Annotation =>
  info('http2/window', place, {
    title: say`${text(who(frame))} takes ${text(octetCount(increment))} more${text(frame.stream === 0 ? ' on the connection' : ' on this stream')}`,
    detail: say`${text(octetCount(increment))} of ${'DATA'} may come from ${text(whom(frame))} beyond what was allowed before. Both windows count, that of the connection and that of the stream.`,
    specs: [rfc(9113, '6.9'), rfc(9113, '5.2.1')],
    basis: 'computed',
    aside: true,
  });

function ping(place: string, frame: H2Frame, index: number, { frames }: Http2Record): Annotation {
  const same = ({ content, flagNames, direction }: H2Frame): boolean =>
    content.kind === 'ping' &&
    frame.content.kind === 'ping' &&
    direction !== frame.direction &&
    !flagNames.includes('ACK') &&
    content.payload.join() === frame.content.payload.join();
  const asked = frame.flagNames.includes('ACK') ? frames.slice(0, index).findLast(same) : undefined;
  const answer = frame.flagNames.includes('ACK');
  return info('http2/ping', place, {
    title: asked
      ? say`The answer to the ping, after ${text(duration(Math.max(0, frame.at - asked.at)))}`
      : say`${text(who(frame))} ${text(answer ? 'answers a ping' : 'asks whether the connection is alive')}`,
    detail: say`Eight octets that come back unchanged with ${'ACK'}: they show that the connection is alive, and how long a round trip takes.`,
    specs: [rfc(9113, '6.7')],
    basis: 'computed',
    aside: true,
  });
}

function fields(place: string, frame: H2Frame, { lines, octets, omitted = 0 }: HeaderBlock): Annotation {
  const plain = lines.reduce((sum, { name, value }) => sum + name.length + value.length + 4, 0);
  const indexed = lines.filter(({ form }) => form === 'indexed').length;
  const never = lines.filter(({ form }) => form === 'never').map(({ name }) => name);
  return info('http2/fields', place, {
    title: say`${text(counted(lines.length + omitted, 'field'))} in ${text(octetCount(octets))}; as lines of text they would take ${text(octetCount(plain))}`,
    detail: join([
      say`Fields are compressed (HPACK): ${text(counted(indexed, 'field'))} here ${text(indexed === 1 ? 'is' : 'are')} named by an index into a table that both sides keep, of what is usual and of what went by on this connection.`,
      frame.direction === 'in'
        ? say`Names that begin with a colon are the parts of the status line.`
        : say`Names that begin with a colon are the parts of the request line; ${':authority'} stands for ${'Host'}.`,
      never.length === 0
        ? []
        : say`${never.join(', ')} ${text(never.length === 1 ? 'is' : 'are')} marked never to be put into such a table, so that nobody can guess at ${text(never.length === 1 ? 'it' : 'them')} by sizes.`,
    ]),
    specs: [rfc(9113, '8.3'), rfc(7541, '2'), ...(never.length === 0 ? [] : [rfc(7541, '7.1.3')])],
    basis: 'computed',
    aside: true,
  });
}

const data = (place: string, frame: H2Frame, octets: number, padding: number | undefined): Annotation =>
  info('http2/data', place, {
    title: say`${text(octetCount(octets))} of content${text(frame.flagNames.includes('END_STREAM') ? ', the last on this stream' : '')}${text(padding === undefined ? '' : `, and ${octetCount(padding)} of padding`)}`,
    detail: join([
      say`Content comes in frames, between which those of other streams may stand. ${'END_STREAM'} is what ends it: no length and no chunks are needed.`,
      padding === undefined ? [] : say`Padding hides how long the content is; it counts against the window like content.`,
    ]),
    specs: [rfc(9113, '6.1'), rfc(9113, '8.1')],
    basis: 'computed',
    aside: true,
  });

const promise = (place: string, promised: number): Annotation =>
  info('http2/promise', place, {
    title: say`The server announces a response that nobody asked for, on stream ${text(promised)}`,
    detail: say`Server push: the request that it answers stands in the frame. Browsers have given it up; ${'103 Early Hints'} and ${'preload'} took its place.`,
    specs: [rfc(9113, '6.6'), rfc(9113, '8.4')],
    aside: true,
  });

const reset = (place: string, error: number): Annotation =>
  info('http2/reset-by-postil', place, {
    title: say`Postil gives the stream up: ${errorName(error)}, ${text(ERROR_WORDS[errorName(error)] ?? 'a code without a meaning here')}`,
    detail: say`${'RST_STREAM'} ends one exchange and leaves the connection open to others.`,
    specs: [rfc(9113, '6.4'), rfc(9113, '7')],
    aside: true,
  });

const goaway = (place: string, error: number): Annotation =>
  info('http2/goaway-by-postil', place, {
    title: say`Postil closes the connection: ${errorName(error)}`,
    detail: say`${'GOAWAY'} says which of the other side's streams were still taken: after it nothing new begins.`,
    specs: [rfc(9113, '6.8')],
    aside: true,
  });

function extension(place: string, frame: H2Frame): Annotation {
  const known = EXTENSIONS[frame.name];
  if (frame.cut === true)
    return info('http2/cut', place, {
      title: say`The connection ended inside of this frame`,
      detail: say`Its header promised ${text(octetCount(frame.length))} of payload.`,
      specs: [rfc(9113, '4.1')],
      basis: 'computed',
      aside: true,
    });
  const octets =
    frame.content.kind === 'other' && frame.content.octets.length > 0 ? say`It holds ${escapedOctets(frame.content.octets, 60)}.` : [];
  if (known !== undefined)
    return info('http2/extension', place, {
      title: say`A frame of an extension, ${frame.name}: ${text(known.words)}`,
      detail: join([say`Who does not know the extension ignores the frame.`, octets]),
      specs: [known.spec],
      aside: true,
    });
  return info('http2/unknown-type', place, {
    title: say`A frame of type ${escaped(frame.name.replace('unknown ', ''), 8)}, which is none of the standard's: it has no effect`,
    detail: join([
      say`Unknown types must be ignored, so that extensions can be tried. Some peers send them on purpose, to find implementations that stumble (GREASE).`,
      octets,
    ]),
    specs: [rfc(9113, '5.5'), rfc(9113, '4.1')],
    aside: true,
  });
}

const EXTENSIONS: Readonly<Record<string, { readonly words: string; readonly spec: ReturnType<typeof rfc> }>> = {
  ALTSVC: { words: 'where else the same content can be had', spec: rfc(7838, '4') },
  ORIGIN: { words: 'for which origins the server answers on this connection', spec: rfc(8336, '2') },
  PRIORITY_UPDATE: { words: 'how urgent a response is', spec: rfc(9218, '7.1') },
};
