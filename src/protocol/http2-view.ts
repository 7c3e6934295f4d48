// The frames of an HTTP/2 exchange as the panel draws them: a row each, what a header block says, and where its octets are.
import type { NoteView } from './annotation-view.ts';

export interface Http2View {
  /** `HTTP/2 stream 1 · 4 frames out, 6 in`. */
  readonly words: string;
  readonly frames: readonly H2FrameView[];
  /** Frames that went by and are no rows. */
  readonly more: number;
  /** Notes about the frames as a whole. */
  readonly notes: readonly NoteView[];
}

export interface H2FrameView {
  readonly index: number;
  readonly direction: 'out' | 'in';
  /** Milliseconds since the exchange began; below 0 for one that came before. */
  readonly at: number;
  /** `HEADERS`. */
  readonly type: string;
  readonly flags: readonly string[];
  /** `undefined` for what belongs to no stream. */
  readonly stream: number | undefined;
  /** `:status 200, 9 fields`. */
  readonly what: string;
  /** The other side ends the stream or the connection with it, and not in good order. */
  readonly ends: boolean;
  /** Octets with the frame's header. */
  readonly octets: number;
  /** Its place among the octets of its direction, half-open; `undefined` where they are not kept. */
  readonly place: { readonly start: number; readonly end: number } | undefined;
  /** Fields of a header block, or settings. */
  readonly lines: readonly H2LineView[];
  readonly notes: readonly NoteView[];
}

export interface H2LineView {
  readonly name: string;
  readonly value: string;
  /** How it was coded, `an index`; empty where nothing is to be said. */
  readonly how: string;
  /** Octets that it took, 0 where that is not told. */
  readonly octets: number;
}
