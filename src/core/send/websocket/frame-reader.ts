// Reads the octets of one direction of a WebSocket as frames (RFC 6455 section 5.2), however they are cut into reads.
// Never holds more of a payload than `capture` octets, and judges nothing: the frame that ws refuses is kept like any other.
import type { Frame, Opcode } from '../../http/websocket.ts';

export interface FrameReaderOptions {
  readonly direction: Frame['direction'];
  /** Called when a frame's last octet has been read. */
  readonly onFrame: (frame: Frame) => void;
  /** The most octets kept of a payload; 64 KiB unless told. */
  readonly capture?: number;
}

const CAPTURE = 65_536;
/** Two octets, eight of extended length, four of masking key. */
const LONGEST_HEADER = 14;
const NO_OCTETS = new Uint8Array(0);

export class FrameReader {
  readonly #direction: Frame['direction'];
  readonly #onFrame: (frame: Frame) => void;
  readonly #capture: number;
  readonly #header = new Uint8Array(LONGEST_HEADER);
  #headerLength = 0;
  #at = 0;
  #read = 0;
  /** `undefined` until the header is complete. */
  #payload: PayloadSink | undefined;

  constructor(options: FrameReaderOptions) {
    this.#direction = options.direction;
    this.#onFrame = options.onFrame;
    this.#capture = options.capture ?? CAPTURE;
  }

  /** Takes what one read brought: `at` in milliseconds since the handshake began, `read` the number of that read. */
  push(octets: Uint8Array, at: number, read: number): void {
    let offset = 0;
    while (offset < octets.length) {
      if (this.#headerLength === 0) {
        this.#at = at;
        this.#read = read;
      }
      if (this.#payload === undefined) offset = this.#takeHeader(octets, offset);
      if (this.#payload !== undefined) offset = this.#payload.take(octets, offset);
      if (this.#payload?.left === 0) this.#finish(false);
    }
  }

  /** Says that nothing more comes: a frame of which at least the header was read is given out with `cut`. */
  end(): void {
    if (this.#payload !== undefined) this.#finish(true);
  }

  #takeHeader(octets: Uint8Array, from: number): number {
    let offset = from;
    while (offset < octets.length && this.#headerLength < headerLengthOf(this.#header, this.#headerLength)) {
      this.#header[this.#headerLength++] = octets[offset++] ?? 0;
    }
    if (this.#headerLength === headerLengthOf(this.#header, this.#headerLength)) {
      this.#payload = new PayloadSink(payloadLengthOf(this.#header), this.#capture);
    }
    return offset;
  }

  #finish(cut: boolean): void {
    const sink = this.#payload;
    if (sink === undefined) return;
    const header = this.#header.slice(0, this.#headerLength);
    this.#payload = undefined;
    this.#headerLength = 0;
    const frame = frameOf(header, sink);
    this.#onFrame({ ...frame, direction: this.#direction, at: this.#at, read: this.#read, ...(cut && { cut }) });
  }
}

/** Counts a payload and keeps its beginning; grows with what arrives, since a header may promise any length. */
class PayloadSink {
  readonly length: number;
  left: number;
  readonly #room: number;
  #kept: Uint8Array = NO_OCTETS;
  #used = 0;

  constructor(length: number, capture: number) {
    this.length = length;
    this.left = length;
    this.#room = Math.min(length, capture);
  }

  get kept(): Uint8Array {
    return this.#kept.subarray(0, this.#used);
  }

  take(octets: Uint8Array, from: number): number {
    const count = Math.min(this.left, octets.length - from);
    const keep = Math.min(count, this.#room - this.#used);
    if (keep > 0) this.#append(octets.subarray(from, from + keep));
    this.left -= count;
    return from + count;
  }

  #append(piece: Uint8Array): void {
    const needed = this.#used + piece.length;
    if (needed > this.#kept.length) {
      const grown = new Uint8Array(Math.min(this.#room, Math.max(needed, this.#kept.length * 2)));
      grown.set(this.kept);
      this.#kept = grown;
    }
    this.#kept.set(piece, this.#used);
    this.#used = needed;
  }
}

/** How long the header is, as far as its first `known` octets tell. */
function headerLengthOf(header: Uint8Array, known: number): number {
  if (known < 2) return 2;
  const second = header[1] ?? 0;
  return 2 + extendedLength(second) + ((second & 0x80) === 0 ? 0 : 4);
}

function extendedLength(second: number): 0 | 2 | 8 {
  const length = second & 0x7f;
  if (length === 126) return 2;
  return length === 127 ? 8 : 0;
}

/** Lengths past 2^53 lose their last digits; nothing of that length is ever read. */
function payloadLengthOf(header: Uint8Array): number {
  const second = header[1] ?? 0;
  const extended = extendedLength(second);
  if (extended === 0) return second & 0x7f;
  return header.subarray(2, 2 + extended).reduce((sum, octet) => sum * 256 + octet, 0);
}

function frameOf(header: Uint8Array, sink: PayloadSink): Omit<Frame, 'direction' | 'at' | 'read'> {
  const first = header[0] ?? 0;
  const masked = ((header[1] ?? 0) & 0x80) !== 0;
  const maskingKey = masked ? header.slice(-4) : undefined;
  const octets = new Uint8Array(header.length + sink.kept.length);
  octets.set(header);
  octets.set(sink.kept, header.length);
  return {
    fin: (first & 0x80) !== 0,
    rsv1: (first & 0x40) !== 0,
    rsv2: (first & 0x20) !== 0,
    rsv3: (first & 0x10) !== 0,
    opcode: first & 0x0f,
    kind: KINDS[first & 0x0f] ?? 'reserved',
    masked,
    maskingKey,
    headerLength: header.length,
    payloadLength: sink.length,
    payload: maskingKey === undefined ? octets.subarray(header.length) : unmask(sink.kept, maskingKey),
    octets,
  };
}

/** RFC 6455 section 11.8. */
const KINDS: Readonly<Record<number, Opcode>> = { 0: 'continuation', 1: 'text', 2: 'binary', 8: 'close', 9: 'ping', 10: 'pong' };

/** RFC 6455 section 5.3: octet i of the payload is combined with octet i modulo 4 of the key. */
function unmask(payload: Uint8Array, key: Uint8Array): Uint8Array {
  return payload.map((octet, i) => octet ^ (key[i & 3] ?? 0));
}
