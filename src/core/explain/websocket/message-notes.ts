// What is said of whole messages: fragments, their order, UTF-8, compression, size (RFC 6455 sections 5.4, 5.6, 8.1; RFC 7692).
import { code, join, type Prose, say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info } from '../note.ts';
import { escaped, hexOf, octetCount, short, withoutSecrets } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { Assembly, Message, OrderFault } from './messages.ts';
import { firstInvalidUtf8 } from './utf8.ts';

export function messageNotes({ messages, faults, between }: Assembly, maxPayload: number | undefined): readonly Annotation[] {
  return [
    ...messages.flatMap((message) => [...fragments(message), ...compression(message), ...badText(message), ...tooBig(message, maxPayload)]),
    ...faults.map(orderFault),
    ...between.map((frame) =>
      frame.kind === 'close'
        ? closedWithin(frame.index)
        : info('ws/frame/control-between', anchor.frame(frame.index), {
            title: say`A ${text(frame.kind)} between the fragments of a message: that is allowed`,
            detail: say`Control frames may be sent in the middle of a fragmented message, so that a long message does not hold up a ${text(frame.kind)}. The fragments around it still make one message.`,
            specs: [rfc(6455, '5.4')],
          }),
    ),
  ];
}

const closedWithin = (index: number): Annotation =>
  info('ws/frame/control-between', anchor.frame(index), {
    title: say`A close between the fragments of a message: that message stays incomplete`,
    detail: say`Control frames may come between fragments, a close too. After its close frame an end sends no more data, so the open message is never finished and never delivered.`,
    specs: [rfc(6455, '5.4'), rfc(6455, '5.5.1')],
  });

function placeOf(message: Message): string {
  const first = message.frames[0]?.index ?? 0;
  const last = message.frames.at(-1)?.index ?? first;
  return first === last ? anchor.frame(first, 'payload') : anchor.frames(first, last);
}

function contentShown(message: Message, max: number): string {
  if (message.content === undefined) return '';
  if (message.kind === 'binary') return hexOf(message.content, 8);
  return short(withoutSecrets(escaped(new TextDecoder().decode(message.content.subarray(0, 400)), 200)), max);
}

function fragments(message: Message): readonly Annotation[] {
  const { frames } = message;
  if (frames.length < 2 && message.finished) return [];
  const first = frames[0];
  if (first === undefined || (frames.length < 2 && first.fin)) return [];
  const sizes = frames.map((frame) => frame.payloadLength).join(' + ');
  const opening: Prose = say`The first fragment has opcode ${first.opcode} (${text(message.kind)}), the others opcode ${'0'} (continuation); FIN on the last one ends the message. Octets: ${text(sizes)} = ${text(message.wireLength)}.`;
  if (!message.finished)
    return [
      info('ws/message/unfinished', placeOf(message), {
        title: say`A fragmented message without its end: no frame with FIN has come yet`,
        detail: join([opening, say`Nothing is delivered to the application until the last fragment is here.`]),
        specs: [rfc(6455, '5.4')],
        basis: 'computed',
      }),
    ];
  return [
    info('ws/message/fragments', placeOf(message), {
      title: say`One ${text(message.kind)} message in ${text(`${frames.length} frames`)}: ${contentShown(message, 40)}`,
      detail: join([
        opening,
        say`Put together: ${contentShown(message, 200)}. Fragments may end anywhere, also inside a character; only the whole message has to be valid.`,
      ]),
      specs: [rfc(6455, '5.4'), rfc(6455, '5.6')],
      basis: 'computed',
    }),
  ];
}

function compression(message: Message): readonly Annotation[] {
  if (!message.compressed || !message.finished) return [];
  const { content, wireLength } = message;
  if (message.lost) return [];
  if (content === undefined)
    return [
      error('ws/message/not-deflate', placeOf(message), {
        title: message.needsContext
          ? say`Compressed with the context of earlier messages, which was agreed to be reset`
          : say`RSV1 says compressed, but the payload is no DEFLATE data`,
        detail: message.needsContext
          ? say`The ${text(octetCount(wireLength))} of the message decompress only with the text of earlier messages: the sender keeps its compression context, although ${`${message.direction === 'in' ? 'server' : 'client'}_no_context_takeover`} was agreed. It has to reset its compressor before each message. A client closes with ${'1007'} or ${'1002'}.`
          : say`The ${text(octetCount(wireLength))} of the message do not decompress. Usual causes: an earlier message is missing from the record, the two ends disagree on the context or the window, or RSV1 is set on octets that were not compressed. A client closes with ${'1007'} or ${'1002'}.`,
        specs: [rfc(7692, '7.2.2')],
        basis: 'computed',
      }),
    ];
  const saved = content.length === 0 ? 0 : Math.round((1 - wireLength / content.length) * 100);
  const shown = content.length === 0 ? text('nothing: the message is empty') : code(contentShown(message, 160));
  return [
    info('ws/message/compressed', placeOf(message), {
      title: say`Compressed: ${text(octetCount(wireLength))} on the wire, ${text(`${message.cut ? 'more than ' : ''}${content.length}`)} decoded${content.length === 0 ? [] : say`: ${contentShown(message, 30)}`}`,
      detail: join([
        say`RSV1 marks the message as DEFLATE data; with ${'00 00 ff ff'} put back at its end it decompresses to ${shown}.`,
        message.needsContext
          ? say`It points back into the text of earlier messages (the context that was kept), and cannot be read without them.`
          : [],
        saved > 0
          ? say`That saves ${text(`${message.cut ? 'at least ' : ''}${saved} %`)}.`
          : say`Compression saves nothing here: short or random messages grow.`,
      ]),
      specs: [rfc(7692, '6'), rfc(7692, '7.2.2')],
      basis: 'computed',
    }),
  ];
}

function badText(message: Message): readonly Annotation[] {
  if (message.kind !== 'text' || message.content === undefined) return [];
  if (message.frames.some((frame) => frame.rsv[0]) && !message.compressed) return [];
  const wrong = firstInvalidUtf8(message.content, !message.finished || message.cut);
  if (wrong === undefined) return [];
  const octets = hexOf(message.content.subarray(wrong.start, wrong.end + 1), 4);
  const ends = wrong.end >= message.content.length && (message.content[wrong.start] ?? 0) >= 0xc2;
  return [
    error('ws/message/not-utf-8', placeOf(message), {
      title: ends
        ? say`Not valid UTF-8: the text message ends in the middle of a character, ${octets}`
        : say`A text message that is not valid UTF-8: octets ${octets} at ${text(wrong.start)}`,
      detail: say`A text message must be UTF-8 as a whole. The octets ${octets} (offset ${text(wrong.start)}) ${text(ends ? 'begin a character whose rest is missing: was the text cut by octets?' : 'are none')}${text(ends ? ' So' : ', so')} the receiver must fail the connection with close code ${'1007'}. Send octets that are no text as a binary message, or encode the text as UTF-8 (Latin-1 is a usual cause).`,
      specs: [rfc(6455, '8.1'), rfc(6455, '5.6')],
      basis: 'computed',
    }),
  ];
}

function tooBig(message: Message, maxPayload: number | undefined): readonly Annotation[] {
  const announced = message.frames.reduce((sum, frame) => sum + frame.payloadLength, 0n);
  if (maxPayload === undefined || maxPayload <= 0 || announced <= BigInt(maxPayload)) return [];
  return [
    error('ws/message/too-big', placeOf(message), {
      title: say`The message has ${text(octetCount(announced))}; the limit is ${text(octetCount(maxPayload))}`,
      detail: say`The receiver does not take it and closes with ${'1009'} (Message Too Big). Raise the limit, or let the sender split the data into several messages.`,
      specs: [rfc(6455, '7.4.1')],
      basis: 'computed',
    }),
  ];
}

function orderFault(fault: OrderFault): Annotation {
  const at = anchor.frame(fault.frame.index, 'opcode');
  switch (fault.kind) {
    case 'continuation-without-start':
      return error('ws/frame/continuation-without-start', at, {
        title: say`A continuation frame, but no message is open that it could continue`,
        detail: say`Opcode ${'0'} continues a message whose first frame had no FIN. Here the message before was complete, or there was none. The receiver must fail the connection, with close code ${'1002'}; the sender should have used opcode ${'1'} or ${'2'}.`,
        specs: [rfc(6455, '5.4')],
      });
    case 'start-inside-message':
      return error('ws/frame/start-inside-message', at, {
        title: say`A new ${text(fault.frame.kind)} message begins before the one of frame ${text(fault.open.index)} has ended`,
        detail: say`Fragments of two messages may not be mixed: until a frame with FIN ends the open message, data frames must have opcode ${'0'} (continuation). The receiver must fail the connection, with close code ${'1002'}.`,
        specs: [rfc(6455, '5.4')],
      });
  }
}
