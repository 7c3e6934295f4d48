// Frames → messages: fragments put together, decompressed, and the order of fragments checked (RFC 6455 section 5.4, RFC 7692 section 7.2).
import type { DecodedFrame } from './decode-frame.ts';
import type { Deflate } from './extensions.ts';
import { inflate } from './inflate.ts';

export interface Message {
  readonly direction: 'in' | 'out';
  readonly kind: 'text' | 'binary';
  /** The data frames of it, control frames in between left out. */
  readonly frames: readonly DecodedFrame[];
  /** The last frame had FIN, and all octets are there. */
  readonly finished: boolean;
  readonly compressed: boolean;
  /** Decompressed, as far as it was possible; `undefined` when the octets could not be decompressed. */
  readonly content: Uint8Array | undefined;
  /** Octets before decompression. */
  readonly wireLength: number;
}

export type OrderFault =
  | { readonly kind: 'continuation-without-start'; readonly frame: DecodedFrame }
  | { readonly kind: 'start-inside-message'; readonly frame: DecodedFrame; readonly open: DecodedFrame };

export interface Assembly {
  readonly messages: readonly Message[];
  readonly faults: readonly OrderFault[];
  /** Control frames that came between the fragments of a message. */
  readonly between: readonly DecodedFrame[];
}

/** A decompressed message longer than this is shown cut. */
const INFLATE_LIMIT = 1 << 16;

export function assemble(frames: readonly DecodedFrame[], deflate: Deflate | undefined): Assembly {
  const sides = (['in', 'out'] as const).map((direction) =>
    assembleSide(
      frames.filter((frame) => frame.direction === direction),
      new Inflater(deflate, direction),
    ),
  );
  return {
    messages: sides.flatMap((side) => side.messages).sort((a, b) => firstIndex(a) - firstIndex(b)),
    faults: sides.flatMap((side) => side.faults),
    between: sides.flatMap((side) => side.between),
  };
}

const firstIndex = (message: Message): number => message.frames[0]?.index ?? 0;

function assembleSide(frames: readonly DecodedFrame[], inflater: Inflater): Assembly {
  const messages: Message[] = [];
  const faults: OrderFault[] = [];
  const between: DecodedFrame[] = [];
  let open: DecodedFrame[] = [];
  const finish = (): void => {
    const message = messageOf(open, inflater);
    if (message !== undefined) messages.push(message);
    open = [];
  };
  for (const frame of frames) {
    const start = open[0];
    if (frame.control) {
      if (start !== undefined) between.push(frame);
    } else if (frame.kind === 'continuation') {
      if (start === undefined) faults.push({ kind: 'continuation-without-start', frame });
      else open.push(frame);
      if (start !== undefined && frame.fin) finish();
    } else if (frame.kind === 'text' || frame.kind === 'binary') {
      if (start !== undefined) {
        faults.push({ kind: 'start-inside-message', frame, open: start });
        finish();
      }
      open = [frame];
      if (frame.fin) finish();
    }
  }
  finish();
  return { messages, faults, between };
}

function messageOf(frames: readonly DecodedFrame[], inflater: Inflater): Message | undefined {
  const first = frames[0];
  if (first === undefined || (first.kind !== 'text' && first.kind !== 'binary')) return undefined;
  const payload = concatenated(frames.map((frame) => frame.payload));
  const compressed = first.rsv[0] && inflater.active;
  const finished = (frames.at(-1)?.fin ?? false) && frames.every((frame) => frame.complete);
  return {
    direction: first.direction,
    kind: first.kind,
    frames,
    finished,
    compressed,
    content: compressed ? inflater.read(payload) : payload,
    wireLength: payload.length,
  };
}

/** Keeps what a direction has put out, as the window of the next message, unless it resets. */
class Inflater {
  readonly active: boolean;
  readonly #resets: boolean;
  #history: Uint8Array = new Uint8Array(0);

  constructor(deflate: Deflate | undefined, direction: 'in' | 'out') {
    this.active = deflate !== undefined;
    this.#resets = deflate !== undefined && (direction === 'in' ? deflate.serverResets : deflate.clientResets);
  }

  read(payload: Uint8Array): Uint8Array | undefined {
    const result = inflate(concatenated([payload, TAIL]), this.#history, INFLATE_LIMIT);
    if (result !== undefined && !this.#resets) this.#history = concatenated([this.#history, result.output]).slice(-32768);
    return result?.output;
  }
}

/** What the sender cut off the end of each message (RFC 7692 section 7.2.1). */
const TAIL = Uint8Array.of(0, 0, 0xff, 0xff);

export function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
