// What a single frame breaks: mask, reserved bits, opcode, length, control frames (RFC 6455 sections 5.1 to 5.5).
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error } from '../note.ts';
import { escaped, hexOf, octetCount } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { DecodedFrame } from './decode-frame.ts';

export function frameFaults(frame: DecodedFrame, deflate: boolean): readonly Annotation[] {
  if (isHttp(frame)) return [http(frame)];
  return [...maskFaults(frame), ...rsvFaults(frame, deflate), ...opcodeFaults(frame), ...lengthFaults(frame), ...controlFaults(frame)];
}

/** The first octets of a response: `H` would be a close frame without FIN, `T` an impossible length for it. */
const isHttp = ({ direction, bytes }: DecodedFrame): boolean =>
  direction === 'in' && String.fromCharCode(...bytes.subarray(0, 7)) === 'HTTP/1.';

const http = (frame: DecodedFrame): Annotation =>
  error('ws/frame/http', anchor.frame(frame.index), {
    title: say`This is no frame but plain HTTP: ${escaped(new TextDecoder().decode(frame.bytes.subarray(0, 40)).split('\r')[0] ?? '', 40)}`,
    detail: join([
      say`After the handshake only frames may come, and here comes the text of an HTTP response instead: a proxy or a second handler of the server answered on a connection that it had given away.`,
      fails(frame),
    ]),
    specs: [rfc(6455, '5.2'), rfc(9110, '7.8')],
    basis: 'computed',
  });

/** What happens after a breach: it depends on who sent the frame. */
const fails = ({ direction }: DecodedFrame): Prose =>
  direction === 'in'
    ? say`The client must fail the connection, with close code ${'1002'}.`
    : say`The server closes the connection, usually with code ${'1002'}.`;

function maskFaults(frame: DecodedFrame): readonly Annotation[] {
  const at = anchor.frame(frame.index, 'mask');
  if (frame.direction === 'out' && !frame.masked)
    return [
      error('ws/frame/unmasked', at, {
        title: say`The client sent this frame without a mask; it must mask every frame`,
        detail: join([
          say`The top bit of the second octet (${hexOf(frame.bytes.subarray(1, 2))}) is 0. Everything from a client must be masked with four fresh random octets, so that a script cannot choose the octets that a proxy sees.`,
          say`A server must close the connection on it, usually with code ${'1002'}.`,
        ]),
        specs: [rfc(6455, '5.1'), rfc(6455, '5.3')],
      }),
    ];
  if (frame.direction === 'in' && frame.masked)
    return [
      error('ws/frame/masked-by-server', at, {
        title: say`The server masked this frame; a server must not mask`,
        detail: join([say`The top bit of the second octet (${hexOf(frame.bytes.subarray(1, 2))}) is 1. Only clients mask.`, fails(frame)]),
        specs: [rfc(6455, '5.1')],
      }),
    ];
  return [];
}

function rsvFaults(frame: DecodedFrame, deflate: boolean): readonly Annotation[] {
  const [rsv1, rsv2, rsv3] = frame.rsv;
  const at = anchor.frame(frame.index, 'rsv');
  const found: Annotation[] = [];
  if (rsv1 && !deflate)
    found.push(
      error('ws/frame/rsv1', at, {
        title: say`RSV1 is set, but ${'permessage-deflate'} was not negotiated`,
        detail: join([
          say`RSV1 marks a compressed message, and compression works only when both sides agreed on it in ${'Sec-WebSocket-Extensions'}. Either the sender compresses without agreement, or a proxy removed that field from the handshake.`,
          fails(frame),
        ]),
        specs: [rfc(6455, '5.2'), rfc(7692, '6')],
      }),
    );
  else if (rsv1 && (frame.control || frame.kind === 'continuation'))
    found.push(
      error('ws/frame/rsv1-misplaced', at, {
        title: frame.control ? say`RSV1 is set on a control frame, which is never compressed` : say`RSV1 is set on a continuation frame`,
        detail: join([say`With ${'permessage-deflate'} the bit RSV1 belongs on the first frame of a data message only.`, fails(frame)]),
        specs: [rfc(7692, '6.1')],
      }),
    );
  if (rsv2 || rsv3)
    found.push(
      error('ws/frame/rsv2-3', at, {
        title: say`${text([rsv2 && 'RSV2', rsv3 && 'RSV3'].filter(Boolean).join(' and '))} set: no agreed extension gives it a meaning`,
        detail: join([
          say`The first octet is ${hexOf(frame.bytes.subarray(0, 1))}. Reserved bits must be 0 unless an extension defines them. When several frames in a row look wrong, the reader has lost its place in the stream: an earlier length was false.`,
          fails(frame),
        ]),
        specs: [rfc(6455, '5.2')],
      }),
    );
  return found;
}

function opcodeFaults(frame: DecodedFrame): readonly Annotation[] {
  if (frame.kind !== 'reserved') return [];
  const code = frame.opcode;
  return [
    error('ws/frame/opcode-reserved', anchor.frame(frame.index, 'opcode'), {
      title: say`Opcode ${code} (${`0x${code.toString(16).toUpperCase()}`}) is reserved: nobody knows what it means`,
      detail: join([
        say`Opcodes ${text(code < 8 ? '0x3 to 0x7 are kept for further data frames' : '0xB to 0xF are kept for further control frames')}; in use are 0 continuation, 1 text, 2 binary, 8 close, 9 ping and 10 pong.`,
        fails(frame),
      ]),
      specs: [rfc(6455, '5.2'), rfc(6455, '11.8')],
    }),
  ];
}

function lengthFaults(frame: DecodedFrame): readonly Annotation[] {
  const at = anchor.frame(frame.index, 'length');
  const { lengthCode, payloadLength } = frame;
  if (lengthCode === 127 && payloadLength >= 1n << 63n)
    return [
      error('ws/frame/length-top-bit', at, {
        title: say`The top bit of the 64-bit length is set; it must be 0`,
        detail: join([
          say`Length octets ${hexOf(frame.bytes.subarray(2, 10))}: the most significant bit is 1. A payload has fewer than 2^63 octets, so that signed integers hold its length. The sender is faulty or the reader is out of step.`,
          fails(frame),
        ]),
        specs: [rfc(6455, '5.2')],
      }),
    ];
  if (payloadLength > BigInt(Number.MAX_SAFE_INTEGER))
    return [
      error('ws/frame/length-unreal', at, {
        title: say`The frame announces ${text(octetCount(payloadLength))}, more than any client takes`,
        detail: say`More than 2^53 − 1 octets cannot even be counted exactly in JavaScript. The sender is faulty, or the reader has lost its place in the stream.`,
        specs: [rfc(6455, '5.2')],
        basis: 'computed',
      }),
    ];
  const shorter = lengthCode === 126 && payloadLength < 126n ? 7 : lengthCode === 127 && payloadLength < 65536n ? 16 : 0;
  if (shorter === 0) return [];
  return [
    error('ws/frame/length-not-minimal', at, {
      title: say`A length of ${text(payloadLength.toString())} is written in ${text(lengthCode === 126 ? 16 : 64)} bits; the shortest form is required`,
      detail: join([
        say`${text(payloadLength.toString())} fits in ${text(payloadLength < 126n ? 'the 7 bits of the second octet' : '16 bits')}. The length must use the fewest octets that hold it.`,
        fails(frame),
      ]),
      specs: [rfc(6455, '5.2')],
    }),
  ];
}

function controlFaults(frame: DecodedFrame): readonly Annotation[] {
  if (!frame.control) return [];
  const found: Annotation[] = [];
  if (frame.payloadLength > 125n)
    found.push(
      error('ws/frame/control-too-long', anchor.frame(frame.index, 'length'), {
        title: say`A ${text(frame.kind)} with ${text(octetCount(frame.payloadLength))}: control frames carry at most ${text(125)}`,
        detail: join([
          say`Control frames (close, ping, pong) must be short, so that they can be handled at once between the fragments of a message.`,
          fails(frame),
        ]),
        specs: [rfc(6455, '5.5')],
      }),
    );
  if (!frame.fin)
    found.push(
      error('ws/frame/control-fragmented', anchor.frame(frame.index, 'fin'), {
        title: say`A fragmented ${text(frame.kind)}: a control frame must have FIN set`,
        detail: join([
          say`FIN is 0 in the first octet (${hexOf(frame.bytes.subarray(0, 1))}), which announces more fragments. Control frames must not be fragmented.`,
          fails(frame),
        ]),
        specs: [rfc(6455, '5.5'), rfc(6455, '5.4')],
      }),
    );
  return found;
}
