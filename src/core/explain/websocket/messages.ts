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
  /** `content` is only the beginning of a long message. */
  readonly cut: boolean;
  /** Text of earlier messages is needed to decompress it: without `content` it was agreed that it must not be. */
  readonly needsContext: boolean;
  /** It needs text of an earlier message that was too long to be kept here: nothing can be said of it. */
  readonly lost: boolean;
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
    ...(compressed ? inflater.read(payload) : { content: payload, cut: false, needsContext: false, lost: false }),
    wireLength: payload.length,
  };
}

/** Keeps what a direction has put out, as the window of the next message, unless it resets. */
class Inflater {
  readonly active: boolean;
  readonly #resets: boolean;
  #history: Uint8Array = NOTHING;
  #lost = false;

  constructor(deflate: Deflate | undefined, direction: 'in' | 'out') {
    this.active = deflate !== undefined;
    this.#resets = deflate !== undefined && (direction === 'in' ? deflate.serverResets : deflate.clientResets);
  }

  read(payload: Uint8Array): Pick<Message, 'content' | 'cut' | 'needsContext' | 'lost'> {
    const data = concatenated([payload, TAIL]);
    const alone = inflate(data, NOTHING, INFLATE_LIMIT);
    // Without its context the data points to before the beginning, so nothing comes out by mistake.
    const joined = alone ?? (this.#history.length === 0 ? undefined : inflate(data, this.#history, INFLATE_LIMIT));
    const lost = this.#lost && alone === undefined;
    if (joined !== undefined) this.#history = concatenated([this.#history, joined.output]).slice(-32768);
    this.#lost ||= joined?.cut ?? false;
    const read = this.#resets ? alone : joined;
    return {
      content: lost ? undefined : read?.output,
      cut: read?.cut ?? false,
      needsContext: alone === undefined && joined !== undefined,
      lost,
    };
  }
}

const NOTHING = new Uint8Array(0);

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
