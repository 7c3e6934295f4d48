// Reads the octets of one direction of a WebSocket as frames (RFC 6455 section 5.2), however they are cut into reads.
// Never holds more of a payload than `capture()` octets, and judges nothing: the frame that ws refuses is kept like any other.
import type { Frame, Opcode } from '../../http/websocket.ts';

export interface FrameReaderOptions {
  readonly direction: Frame['direction'];
  /** Called when a frame's last octet has been read. */
  readonly onFrame: (frame: Frame) => void;
  /** The most octets kept of the payload that begins now; 64 KiB unless told. */
  readonly capture?: () => number;
}

const CAPTURE = 65_536;
/** Two octets, eight of extended length, four of masking key. */
const LONGEST_HEADER = 14;
/** Room made for a payload before it comes; a header may promise any length. */
const FIRST_ROOM = 4096;
const NO_OCTETS = new Uint8Array(0);

export class FrameReader {
  readonly #direction: Frame['direction'];
  readonly #onFrame: (frame: Frame) => void;
  readonly #capture: () => number;
  readonly #header = new Uint8Array(LONGEST_HEADER);
  #headerLength = 0;
  #headerDone = false;
  #at = 0;
  #read = 0;
  #payloadLength = 0;
  /** Octets of the payload that have not come. */
  #left = 0;
  /** Header and the kept beginning of the payload, and how much of it is filled. */
  #octets: Uint8Array = NO_OCTETS;
  #used = 0;
  /** How much of it will be filled. */
  #most = 0;

  constructor(options: FrameReaderOptions) {
    this.#direction = options.direction;
    this.#onFrame = options.onFrame;
    this.#capture = options.capture ?? (() => CAPTURE);
  }

  /** Takes what one read brought: `at` in milliseconds since the handshake began, `read` the number of that read. */
  push(octets: Uint8Array, at: number, read: number): void {
    let offset = 0;
    while (offset < octets.length) {
      if (this.#headerLength === 0) {
        this.#at = at;
        this.#read = read;
      }
      if (!this.#headerDone) offset = this.#takeHeader(octets, offset);
      if (this.#headerDone) offset = this.#takePayload(octets, offset);
      if (this.#headerDone && this.#left === 0) this.#finish(false);
    }
  }

  /** Says that nothing more comes: a frame of which at least the header was read is given out with `cut`. */
  end(): void {
    if (this.#headerDone) this.#finish(true);
  }

  #takeHeader(octets: Uint8Array, from: number): number {
    let offset = from;
    while (offset < octets.length && this.#headerLength < headerLengthOf(this.#header, this.#headerLength))
      this.#header[this.#headerLength++] = octets[offset++] ?? 0;
    if (this.#headerLength === headerLengthOf(this.#header, this.#headerLength)) this.#beginPayload();
    return offset;
  }

  #beginPayload(): void {
    this.#headerDone = true;
    this.#payloadLength = payloadLengthOf(this.#header);
    this.#left = this.#payloadLength;
    this.#used = this.#headerLength;
    this.#most = this.#used + Math.min(this.#payloadLength, this.#capture());
    this.#octets = new Uint8Array(Math.min(this.#most, this.#used + FIRST_ROOM));
    for (let i = 0; i < this.#used; i++) this.#octets[i] = this.#header[i] ?? 0;
  }

  #takePayload(octets: Uint8Array, from: number): number {
    const count = Math.min(this.#left, octets.length - from);
    const keep = Math.min(count, this.#most - this.#used);
    if (keep > 0) {
      this.#makeRoom(this.#used + keep);
      this.#octets.set(keep === octets.length ? octets : octets.subarray(from, from + keep), this.#used);
      this.#used += keep;
    }
    this.#left -= count;
    return from + count;
  }

  #makeRoom(needed: number): void {
    if (needed <= this.#octets.length) return;
    const grown = new Uint8Array(Math.min(this.#most, Math.max(needed, this.#octets.length * 2)));
    grown.set(this.#octets.subarray(0, this.#used));
    this.#octets = grown;
  }

  #finish(cut: boolean): void {
    const octets = this.#used === this.#octets.length ? this.#octets : this.#octets.slice(0, this.#used);
    const frame: Frame = {
      direction: this.#direction,
      at: this.#at,
      ...bitsOf(octets),
      headerLength: this.#headerLength,
      payloadLength: this.#payloadLength,
      ...contentOf(octets, this.#headerLength),
      octets,
      read: this.#read,
    };
    this.#headerDone = false;
    this.#headerLength = 0;
    this.#octets = NO_OCTETS;
    this.#onFrame(cut ? { ...frame, cut } : frame);
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

function bitsOf(octets: Uint8Array): Pick<Frame, 'fin' | 'rsv1' | 'rsv2' | 'rsv3' | 'opcode' | 'kind'> {
  const first = octets[0] ?? 0;
  const opcode = first & 0x0f;
  return {
    fin: (first & 0x80) !== 0,
    rsv1: (first & 0x40) !== 0,
    rsv2: (first & 0x20) !== 0,
    rsv3: (first & 0x10) !== 0,
    opcode,
    kind: KINDS[opcode] ?? 'reserved',
  };
}

function contentOf(octets: Uint8Array, headerLength: number): Pick<Frame, 'masked' | 'maskingKey' | 'payload'> {
  const payload = octets.subarray(headerLength);
  if (((octets[1] ?? 0) & 0x80) === 0) return { masked: false, maskingKey: undefined, payload };
  const maskingKey = octets.subarray(headerLength - 4, headerLength);
  return { masked: true, maskingKey, payload: unmask(payload, maskingKey) };
}

/** RFC 6455 section 11.8. */
const KINDS: Readonly<Record<number, Opcode>> = { 0: 'continuation', 1: 'text', 2: 'binary', 8: 'close', 9: 'ping', 10: 'pong' };

/** RFC 6455 section 5.3: octet i of the payload is combined with octet i modulo 4 of the key. */
function unmask(payload: Uint8Array, key: Uint8Array): Uint8Array {
  const plain = new Uint8Array(payload.length);
  for (let i = 0; i < payload.length; i++) plain[i] = (payload[i] ?? 0) ^ (key[i & 3] ?? 0);
  return plain;
}
