// A WebSocket as the panel draws it: the handshake checked row by row, frames as they come, who closed and why.
import type { Level } from '../core/explain/annotation.ts';
import type { WsState } from '../core/http/websocket.ts';
import type { Prose } from '../core/text/prose.ts';
import type { Chip, NoteView } from './annotation-view.ts';
import type { HopView } from './exchange-view.ts';

export interface SocketView extends SocketHead {
  readonly kind: 'socket';
  /** In order; of a long session the latest, so that the first may have any index. */
  readonly frames: readonly FrameView[];
}

/** Everything but the frames: small enough to be sent again at every change. */
export interface SocketHead {
  readonly summary: Prose;
  readonly tone: 'good' | 'neutral' | 'warning' | 'error';
  readonly chips: readonly Chip[];
  readonly url: string;
  readonly state: WsState;
  /** `true` while frames can be sent. */
  readonly live: boolean;
  readonly handshake: HandshakeView;
  /** The handshake's request and response, explained like any other. */
  readonly exchange: HopView;
  readonly close: CloseView | undefined;
  /** Pings, state changes and what else is no frame. */
  readonly notes: readonly NoteView[];
}

/** What changed since the last one: the head, frames that were told before and read differently now, frames that are new. */
export interface SocketUpdate {
  readonly head: SocketHead;
  readonly changed: readonly FrameView[];
  readonly appended: readonly FrameView[];
}

export interface HandshakeView {
  readonly rows: readonly CheckView[];
  readonly proof: ProofView | undefined;
  readonly outcome: 'pending' | 'accepted' | 'refused' | 'failed';
}

export interface CheckView {
  readonly name: string;
  readonly request: string;
  readonly response: string;
  readonly level: Level | 'pending';
  readonly verdict: Prose;
}

/** RFC 6455 section 4.2.2: base64 of the SHA-1 of key and GUID. */
export interface ProofView {
  readonly key: string;
  readonly guid: string;
  /** 20 octets as hex, separated by spaces. */
  readonly digest: string;
  readonly expected: string;
  /** `undefined` before the answer, or when it has none. */
  readonly received: string | undefined;
  readonly holds: boolean;
}

export interface FrameView {
  readonly index: number;
  readonly direction: 'out' | 'in';
  readonly at: number;
  /** Since the frame before. */
  readonly delta: number;
  readonly type: string;
  readonly control: boolean;
  readonly fin: boolean;
  /** `FIN · mask 37fa213d`, with the parts that break a rule marked. */
  readonly bits: readonly BitView[];
  readonly wireLength: number;
  /** Octets for the application, `undefined` for a part of a compressed message. */
  readonly length: number | undefined;
  readonly preview: string;
  /** Frames that came with the same read of the socket are bracketed: first, middle, last, or alone. */
  readonly bracket: 'none' | 'first' | 'middle' | 'last';
  /** Number of the message that it belongs to, for fragments of one. */
  readonly message: number | undefined;
  /** What is wrong with it; all that is said of it comes with its detail. */
  readonly findings: readonly NoteView[];
}

/** Asked for when a frame is selected. */
export interface FrameDetail {
  readonly notes: readonly NoteView[];
  readonly ruler: readonly RulerCell[];
}

export interface BitView {
  readonly text: string;
  readonly bad: boolean;
}

/** A run of bits or octets of a frame, as the ruler shows it. */
export interface RulerCell {
  readonly label: string;
  /** `0 0 0`, `0000101`, `37 fa 21 3d`. */
  readonly bits: string;
  /** `text`, `= 5`, `"Hello"`. */
  readonly meaning: string;
  readonly bad: boolean;
  /** Computed from octets on the wire, not itself one of them (unmasked payload). */
  readonly derived: boolean;
}

export interface CloseView {
  readonly by: 'server' | 'postil' | 'network';
  readonly code: number | undefined;
  readonly reason: string;
  readonly clean: boolean;
  readonly words: Prose;
  readonly notes: readonly NoteView[];
}
