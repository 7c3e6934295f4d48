// Reads the octets of one direction of an HTTP/2 connection as frames (RFC 9113 section 4.1), however they are cut into reads. It sees the
// connection from its first octet, holds one payload at a time and of DATA none, and judges nothing.
import { flagNames, type H2Content, type H2Frame, type HeaderBlock, typeName } from '../../http/http2.ts';
import { HpackDecoder } from './hpack.ts';
import { blockPart, contentOf, type Payload } from './payload.ts';

export interface FrameReaderOptions {
  readonly direction: H2Frame['direction'];
  /** Called when a frame's last octet has been read. `at` is the time of its first, as `push` had it. */
  readonly onFrame: (frame: H2Frame) => void;
  /** Called with the content of DATA as it comes, padding left out: a view of what was pushed. */
  readonly onData?: (stream: number, octets: Uint8Array) => void;
}

/** RFC 9113 section 3.4: what a client begins with. */
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');
const HEADER = 9;
/** Octets of a payload that are kept; of a part of a header block, and of anything else. */
const BLOCK = 1 << 20;
const CAPTURE = 64 * 1024;
/** Octets of a header block in all its frames. */
const LARGEST_BLOCK = 1 << 20;
/** Octets kept of a payload that nothing is known of. */
const GLANCE = 1024;

const DATA = 0;
const HEADERS = 1;
const PUSH_PROMISE = 5;
const CONTINUATION = 9;
const PADDED = 0x08;
const END_HEADERS = 0x04;

type Step = 'begin' | 'header' | 'payload' | 'foreign';

export class FrameReader {
  readonly #direction: H2Frame['direction'];
  readonly #onFrame: (frame: H2Frame) => void;
  readonly #onData: FrameReaderOptions['onData'];
  readonly #hpack = new HpackDecoder();
  #step: Step = 'begin';
  readonly #header = new Uint8Array(PREFACE.length);
  #headerLength = 0;
  #at = 0;
  #offset = 0;
  /** Octets that went by. */
  #seen = 0;
  #length = 0;
  #left = 0;
  #payload: Uint8Array[] = [];
  /** Octets of the payload that may still be kept. */
  #room = 0;
  /** Octets of DATA before its padding that have not come; `undefined` until it is known how much padding there is. */
  #content: number | undefined;
  /** The header block that is not at its end, and the octets of it. */
  #block: Uint8Array[] | undefined;
  #blockLength = 0;

  constructor(options: FrameReaderOptions) {
    this.#direction = options.direction;
    this.#onFrame = options.onFrame;
    this.#onData = options.onData;
  }

  /** Octets that went by since the connection began. */
  get seen(): number {
    return this.#seen;
  }

  /** Takes what one read brought; keeps nothing of the array itself. */
  push(octets: Uint8Array, at: number): void {
    for (let i = 0; i < octets.length; ) {
      if (this.#step === 'foreign') {
        this.#seen += octets.length - i;
        return;
      }
      if (this.#headerLength === 0) {
        this.#at = at;
        this.#offset = this.#seen;
      }
      const next = this.#step === 'payload' ? this.#takePayload(octets, i) : this.#takeHeader(octets, i);
      this.#seen += next - i;
      i = next;
      if (this.#step === 'payload' && this.#left === 0) this.#finish(false);
    }
  }

  /** Says that nothing more comes: a frame of which the header was read is given out with `cut`. */
  end(): void {
    if (this.#step === 'payload') this.#finish(true);
    this.#step = 'foreign';
  }

  #takeHeader(octets: Uint8Array, from: number): number {
    let i = from;
    while (i < octets.length && this.#headerLength < this.#wanted()) this.#header[this.#headerLength++] = octets[i++] ?? 0;
    if (this.#headerLength < this.#wanted()) return i;
    const start = Buffer.from(this.#header.subarray(0, this.#headerLength));
    if (this.#step === 'begin' && start.equals(PREFACE)) this.#whole('preface', -1, { kind: 'preface' });
    else if (this.#step === 'begin' && start.toString('latin1').startsWith('HTTP/')) this.#foreign(octets.subarray(i));
    else this.#beginPayload(start);
    return i;
  }

  /** A client's first octets may be the preface: they are looked at together. */
  #wanted(): number {
    if (this.#step !== 'begin' || this.#header[0] !== PREFACE[0] || this.#headerLength === 0) return HEADER;
    const known = Math.min(this.#headerLength, PREFACE.length);
    return PREFACE.subarray(0, known).equals(this.#header.subarray(0, known)) ? PREFACE.length : Math.max(HEADER, this.#headerLength);
  }

  /** An answer of HTTP/1.1 has no frames. */
  #foreign(rest: Uint8Array): void {
    const octets = Buffer.concat([this.#header.subarray(0, this.#headerLength), rest.subarray(0, GLANCE)]);
    this.#whole('not HTTP/2', -1, { kind: 'foreign', octets });
    this.#step = 'foreign';
  }

  #whole(name: string, type: number, content: H2Content): void {
    const length = this.#headerLength;
    this.#headerLength = 0;
    this.#step = 'header';
    this.#onFrame({ ...this.#base(), type, name, flags: 0, flagNames: [], stream: 0, length, content });
  }

  #beginPayload(header: Buffer): void {
    const type = header[3] ?? 0;
    const flags = header[4] ?? 0;
    this.#step = 'payload';
    this.#length = header.readUIntBE(0, 3);
    this.#left = this.#length;
    this.#content = flags & PADDED ? undefined : this.#length;
    // Of DATA only the octet that says how much padding there is.
    this.#room = type === DATA ? (flags & PADDED ? 1 : 0) : isBlock(type) ? BLOCK : CAPTURE;
  }

  #takePayload(octets: Uint8Array, from: number): number {
    const count = Math.min(this.#left, octets.length - from);
    const keep = Math.min(count, this.#room);
    if (keep > 0) this.#payload.push(Uint8Array.prototype.slice.call(octets, from, from + keep));
    if (this.#header[3] === DATA) this.#giveContent(octets, from, from + count);
    this.#room -= keep;
    this.#left -= count;
    return from + count;
  }

  #giveContent(octets: Uint8Array, from: number, to: number): void {
    let start = from;
    if (this.#content === undefined && from < to) this.#content = Math.max(0, this.#length - 1 - (octets[start++] ?? 0));
    const count = Math.min(to - start, this.#content ?? 0);
    if (count <= 0) return;
    this.#content = (this.#content ?? 0) - count;
    this.#onData?.(this.#stream(), octets.subarray(start, start + count));
  }

  #stream(): number {
    return Buffer.from(this.#header.subarray(5, HEADER)).readUInt32BE() & 0x7fffffff;
  }

  #finish(cut: boolean): void {
    const [type, flags] = [this.#header[3] ?? 0, this.#header[4] ?? 0];
    const [only] = this.#payload;
    const payload = this.#payload.length === 1 && only !== undefined ? only : Buffer.concat(this.#payload);
    const frame = { type, flags, length: this.#length, payload };
    const block = isBlock(type) ? this.#addToBlock(frame, cut) : undefined;
    const content: H2Content = cut && type !== DATA ? { kind: 'other', octets: payload.subarray(0, GLANCE) } : contentOf(frame, block);
    this.#step = 'header';
    this.#headerLength = 0;
    this.#payload = [];
    this.#onFrame({
      ...this.#base(),
      type,
      name: typeName(type),
      flags,
      flagNames: flagNames(type, flags),
      stream: this.#stream(),
      length: this.#length,
      content,
      ...(cut && { cut }),
    });
  }

  /** The whole block, once its last part is there. What is missing of one is missing for the table of all that follow. */
  #addToBlock(frame: Payload, cut: boolean): HeaderBlock | undefined {
    const part = cut ? undefined : blockPart(frame);
    const begins = frame.type !== CONTINUATION;
    if (part === undefined || begins !== (this.#block === undefined)) this.#hpack.lose();
    if (begins || this.#block === undefined) this.#block = [];
    this.#blockLength = (this.#block.length === 0 ? 0 : this.#blockLength) + (part?.length ?? frame.length);
    if (this.#blockLength > LARGEST_BLOCK) this.#hpack.lose();
    else if (part !== undefined && part.length > 0) this.#block.push(part);
    if (cut || (frame.flags & END_HEADERS) === 0) return undefined;
    const whole = this.#hpack.decode(Buffer.concat(this.#block));
    this.#block = undefined;
    return { ...whole, octets: this.#blockLength };
  }

  #base(): Pick<H2Frame, 'direction' | 'at' | 'offset'> {
    return { direction: this.#direction, at: this.#at, offset: this.#offset };
  }
}

const isBlock = (type: number): boolean => type === HEADERS || type === PUSH_PROMISE || type === CONTINUATION;
