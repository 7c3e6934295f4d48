// The octets of one frame → its parts (RFC 6455 section 5.2). Total: any octets decode, faults are for others to name.
import type { Opcode } from '../../http/websocket.ts';
import type { FrameFacts } from '../subject.ts';

export interface DecodedFrame {
  /** Its place in the list of frames. */
  readonly index: number;
  readonly direction: 'in' | 'out';
  readonly at: number | undefined;
  readonly bytes: Uint8Array;
  readonly fin: boolean;
  readonly rsv: readonly [rsv1: boolean, rsv2: boolean, rsv3: boolean];
  readonly opcode: number;
  readonly kind: Opcode;
  readonly control: boolean;
  readonly masked: boolean;
  readonly maskingKey: Uint8Array | undefined;
  /** The seven length bits: 0 to 125 the length itself, 126 and 127 an extended length. */
  readonly lengthCode: number;
  /** As the header says; may be more than any machine has. */
  readonly payloadLength: bigint;
  /** Octets of the header, masking key included. */
  readonly headerLength: number;
  /** Unmasked, still compressed; as far as the octets go. */
  readonly payload: Uint8Array;
  /** All octets that the header announces are there. */
  readonly complete: boolean;
  /** Octets after this frame's end. */
  readonly surplus: number;
}

/** `undefined` when not even the header is there. */
export function decodeFrame({ bytes, direction, at }: FrameFacts, index: number): DecodedFrame | undefined {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return undefined;
  const lengthCode = second & 0x7f;
  const masked = (second & 0x80) !== 0;
  const extended = lengthCode === 126 ? 2 : lengthCode === 127 ? 8 : 0;
  const headerLength = 2 + extended + (masked ? 4 : 0);
  if (bytes.length < headerLength) return undefined;
  const payloadLength = extended === 0 ? BigInt(lengthCode) : bigEndian(bytes.subarray(2, 2 + extended));
  const maskingKey = masked ? bytes.subarray(2 + extended, headerLength) : undefined;
  const available = bytes.length - headerLength;
  const end = payloadLength < BigInt(available) ? headerLength + Number(payloadLength) : bytes.length;
  const opcode = first & 0x0f;
  return {
    index,
    direction,
    at,
    bytes,
    fin: (first & 0x80) !== 0,
    rsv: [(first & 0x40) !== 0, (first & 0x20) !== 0, (first & 0x10) !== 0],
    opcode,
    kind: kindOf(opcode),
    control: opcode >= 8,
    masked,
    maskingKey,
    lengthCode,
    payloadLength,
    headerLength,
    payload: unmask(bytes.subarray(headerLength, end), maskingKey),
    complete: payloadLength <= BigInt(available),
    surplus: bytes.length - end,
  };
}

/** All frames that lie one after another in these octets; the last may be cut. */
export function decodeFrames(bytes: Uint8Array, direction: 'in' | 'out'): readonly DecodedFrame[] {
  const found: DecodedFrame[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const frame = decodeFrame({ bytes: rest, direction }, found.length);
    if (frame === undefined) break;
    found.push(frame);
    if (!frame.complete) break;
    rest = rest.subarray(rest.length - frame.surplus);
  }
  return found;
}

export function kindOf(opcode: number): Opcode {
  const kinds: Readonly<Record<number, Opcode>> = { 0: 'continuation', 1: 'text', 2: 'binary', 8: 'close', 9: 'ping', 10: 'pong' };
  return kinds[opcode] ?? 'reserved';
}

function bigEndian(octets: Uint8Array): bigint {
  let value = 0n;
  for (const octet of octets) value = (value << 8n) | BigInt(octet);
  return value;
}

function unmask(octets: Uint8Array, key: Uint8Array | undefined): Uint8Array {
  return key === undefined ? octets : octets.map((octet, i) => octet ^ (key[i % 4] ?? 0));
}
