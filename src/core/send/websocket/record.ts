// The record of one session: frames as the wire showed them, events as they follow from frames and from what `ws` accepted.
import type { Exchange, Failure } from '../../http/exchange.ts';
import { type Frame, nextState, type WsEvent, type WsSession, type WsState } from '../../http/websocket.ts';
import { FrameReader } from './frame-reader.ts';

export type Data = string | Uint8Array;

/** Octets kept of one frame's payload (`Frame.payload`). */
const CAPTURE = 65_536;
/** Octets of frames kept in all. After that of each frame only as much is kept as a control frame can have. */
const ROOM = 64 * 1_048_576;
const LEAST = 125;

export class SessionRecord {
  readonly #now: () => number;
  readonly #changed: () => void;
  readonly #events: WsEvent[] = [];
  readonly #frames: Frame[] = [];
  readonly #readers = { out: this.#reader('out'), in: this.#reader('in') };
  readonly #reads = { out: 0, in: 0 };
  /** What was handed to `ws` and has not been seen on the wire. */
  readonly #outgoing: Data[] = [];
  /** The frames of each message that came in and that `ws` has not given out. */
  readonly #incoming: number[][] = [[]];
  readonly #pings = new Map<string, number>();
  /** Events of control frames that came in after a message which `ws` has not given out yet. */
  readonly #delayed: { readonly after: number; readonly event: WsEvent }[] = [];
  #complete = 0;
  /** Octets of frames that may still be kept whole. */
  #room = ROOM;
  #state: WsState = 'connecting';
  #compression: string | undefined;
  #received = 0;
  #failed = false;

  /** `now` in milliseconds since the handshake began. */
  constructor(now: () => number, changed: () => void) {
    this.#now = now;
    this.#changed = changed;
  }

  /** How many messages came in. */
  get received(): number {
    return this.#received;
  }

  get state(): WsState {
    return this.#state;
  }

  session(handshake: Exchange): WsSession {
    const events = [...this.#events];
    return { handshake, state: this.#state, events, frames: [...this.#frames], compression: this.#compression };
  }

  connecting(): void {
    this.#log({ kind: 'connecting', at: this.#now() });
  }

  opened(subprotocol: string, extensions: string): void {
    if (extensions.includes('permessage-deflate')) this.#compression = extensions;
    this.#log({ kind: 'open', at: this.#now(), subprotocol, extensions });
  }

  refused(): void {
    this.#log({ kind: 'refused', at: this.#now() });
  }

  failed(failure: Failure): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#log({ kind: 'failed', at: this.#now(), failure });
  }

  /** Octets of frames, before or after `ws` had them. */
  octets(direction: Frame['direction'], bytes: Uint8Array): void {
    this.#readers[direction].push(bytes, this.#now(), this.#reads[direction]);
    this.#reads[direction] += 1;
    this.#changed();
  }

  /** A message was given to `ws`. */
  sending(data: Data): void {
    this.#outgoing.push(data);
  }

  /** `ws` gave out a message. */
  message(data: Data): void {
    this.#received += 1;
    const frames = this.#incoming.length > 1 ? (this.#incoming.shift() ?? []) : [];
    this.#log({ kind: 'message', at: this.#now(), direction: 'in', data, frames });
    this.#release(this.#received);
  }

  closed(code: number, reason: string): void {
    this.end();
    const closes = (direction: Frame['direction']): boolean =>
      this.#frames.some((frame) => frame.kind === 'close' && frame.direction === direction && frame.cut !== true);
    const clean = !this.#failed && closes('in') && closes('out');
    this.#log({ kind: 'closed', at: this.#now(), code, reason, clean });
  }

  /** Nothing more comes in either direction. */
  end(): void {
    this.#readers.out.end();
    this.#readers.in.end();
    this.#release(this.#complete);
  }

  #reader(direction: Frame['direction']): FrameReader {
    return new FrameReader({
      direction,
      onFrame: (frame) => this.#seen(frame),
      capture: () => Math.max(LEAST, Math.min(CAPTURE, this.#room)),
    });
  }

  #seen(frame: Frame): void {
    const index = this.#frames.push(frame) - 1;
    this.#room -= frame.octets.length;
    switch (frame.kind) {
      case 'text':
      case 'binary':
      case 'continuation':
        this.#data(frame, index);
        return;
      case 'ping':
      case 'pong':
        if (isLawful(frame)) this.#control(frame, frame.kind);
        return;
      case 'close':
        if (frame.cut !== true) this.#closing(frame);
        return;
      case 'reserved':
        return;
    }
  }

  #data(frame: Frame, index: number): void {
    if (frame.direction === 'in') {
      this.#incoming.at(-1)?.push(index);
      if (frame.fin) this.#incoming.push([]);
      if (frame.fin) this.#complete += 1;
      return;
    }
    const data = this.#outgoing.shift();
    if (data !== undefined) this.#log({ kind: 'message', at: frame.at, direction: 'out', data, frames: [index] });
  }

  /** A pong answers the ping of the same payload (RFC 6455 section 5.5.3). */
  #control({ direction, at, payload }: Frame, kind: 'ping' | 'pong'): void {
    const key = Buffer.from(payload).toString('latin1');
    if (kind === 'ping' && direction === 'out') this.#pings.set(key, at);
    const asked = kind === 'pong' && direction === 'in' ? this.#pings.get(key) : undefined;
    this.#inTurn(direction, { kind, at, direction, payload, ...(asked !== undefined && { roundTrip: at - asked }) });
  }

  /** The first close frame of either side begins the closing handshake (RFC 6455 section 7.1.3). */
  #closing({ direction, at, payload }: Frame): void {
    const [high, low] = payload;
    const code = high === undefined || low === undefined ? undefined : high * 256 + low;
    const reason = new TextDecoder().decode(payload.subarray(2));
    this.#inTurn(direction, { kind: 'closing', at, by: direction === 'in' ? 'server' : 'postil', code, reason });
  }

  /** `ws` gives out messages a little after their frames were seen: what came in behind one waits for it. */
  #inTurn(direction: Frame['direction'], event: WsEvent): void {
    if (direction === 'in' && this.#received < this.#complete) this.#delayed.push({ after: this.#complete, event });
    else this.#log(event);
  }

  #release(received: number): void {
    while ((this.#delayed[0]?.after ?? Number.POSITIVE_INFINITY) <= received) {
      const next = this.#delayed.shift();
      if (next !== undefined) this.#log(next.event);
    }
  }

  #log(event: WsEvent): void {
    if (event.kind === 'closing' && this.#events.some(({ kind }) => kind === 'closing')) return;
    this.#events.push(event);
    this.#state = nextState(this.#state, event);
    this.#changed();
  }
}

/** RFC 6455 section 5.5; what breaks it is refused by `ws` and stays a frame only. */
const isLawful = ({ fin, rsv1, rsv2, rsv3, payloadLength, direction, masked, cut }: Frame): boolean =>
  fin && !rsv1 && !rsv2 && !rsv3 && payloadLength <= 125 && masked === (direction === 'out') && cut !== true;
