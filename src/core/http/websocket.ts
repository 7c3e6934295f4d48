// A WebSocket session as a record: the handshake, the log of events, and the frames seen on the wire (RFC 6455 section 5).
import type { Exchange, Failure } from './exchange.ts';

export type Opcode = 'continuation' | 'text' | 'binary' | 'close' | 'ping' | 'pong' | 'reserved';

/** One frame as it stood on the wire. */
export interface Frame {
  readonly direction: 'out' | 'in';
  /** Milliseconds since the handshake began, when its first octet was seen. */
  readonly at: number;
  readonly fin: boolean;
  readonly rsv1: boolean;
  readonly rsv2: boolean;
  readonly rsv3: boolean;
  /** 0 to 15. */
  readonly opcode: number;
  readonly kind: Opcode;
  readonly masked: boolean;
  /** Four octets when `masked`. */
  readonly maskingKey: Uint8Array | undefined;
  /** Octets of the frame's header, masking key included. */
  readonly headerLength: number;
  /** Octets of the payload on the wire, as the header says. */
  readonly payloadLength: number;
  /** Unmasked, still compressed when `rsv1`; at most the first 64 KiB. */
  readonly payload: Uint8Array;
  /** The octets as they stood on the wire, header and (capped) payload. */
  readonly octets: Uint8Array;
  /** Which read of the socket brought its first octet; frames of one read share a number. Counts from 0 in each direction. */
  readonly read: number;
  /** `true` when the connection ended, or this end stopped reading, inside of the frame. */
  readonly cut?: boolean;
}

export type WsState = 'connecting' | 'open' | 'closing' | 'closed';

/** What happened, in order; `at` in milliseconds since the handshake began. */
export type WsEvent =
  | { readonly kind: 'connecting'; readonly at: number }
  | { readonly kind: 'open'; readonly at: number; readonly subprotocol: string; readonly extensions: string }
  | { readonly kind: 'refused'; readonly at: number }
  | {
      readonly kind: 'message';
      readonly at: number;
      readonly direction: 'out' | 'in';
      readonly data: string | Uint8Array;
      readonly frames: readonly number[];
    }
  | {
      readonly kind: 'ping' | 'pong';
      readonly at: number;
      readonly direction: 'out' | 'in';
      readonly payload: Uint8Array;
      readonly roundTrip?: number;
    }
  | {
      readonly kind: 'closing';
      readonly at: number;
      readonly by: 'server' | 'postil';
      readonly code: number | undefined;
      readonly reason: string;
    }
  | { readonly kind: 'closed'; readonly at: number; readonly code: number; readonly reason: string; readonly clean: boolean }
  | { readonly kind: 'failed'; readonly at: number; readonly failure: Failure };

export interface WsSession {
  readonly handshake: Exchange;
  /** The fold over `events`. */
  readonly state: WsState;
  readonly events: readonly WsEvent[];
  readonly frames: readonly Frame[];
  /** What permessage-deflate agreed on, `undefined` without it. */
  readonly compression: string | undefined;
}

/** The state after these events: RFC 6455 has CONNECTING, OPEN, CLOSING and CLOSED. */
export function stateOf(events: readonly WsEvent[]): WsState {
  let state: WsState = 'connecting';
  for (const event of events) state = nextState(state, event);
  return state;
}

/** One step of the fold. */
export function nextState(state: WsState, event: WsEvent): WsState {
  switch (event.kind) {
    case 'connecting':
      return 'connecting';
    case 'open':
      return 'open';
    case 'closing':
      return 'closing';
    case 'refused':
    case 'closed':
    case 'failed':
      return 'closed';
    case 'message':
    case 'ping':
    case 'pong':
      return state;
  }
}
