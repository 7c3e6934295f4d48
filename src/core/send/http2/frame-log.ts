// The frames of a connection, given to the exchanges on it: read from its first octet, so that header blocks can be decoded in all of them.
import { blockOf, type H2Frame, type HeaderBlock, type Http2Record } from '../../http/http2.ts';
import { type Clock, systemClock } from '../clock.ts';
import { FrameReader } from './frame-reader.ts';

/** Frames kept of one exchange; past the first number DATA and WINDOW_UPDATE are only counted. */
const ANY = 500;
const MOST = 1000;
/** Frames kept of the time between two exchanges. */
const IDLE = 50;

const COUNTED: ReadonlySet<string> = new Set(['DATA', 'WINDOW_UPDATE']);

/** What came on the stream of an exchange, and what ends it. */
export interface StreamEvents {
  /** The fields of an interim response, of the response or of its trailers. */
  readonly onBlock: (block: HeaderBlock) => void;
  /** A view of what the socket brought. */
  readonly onContent: (octets: Uint8Array) => void;
  /** The server has said all. */
  readonly onEnd: () => void;
  readonly onReset: (error: number) => void;
  /** The server takes no part in this stream any more. */
  readonly onGoaway: (error: number, debug: Uint8Array) => void;
}

export class FrameLog {
  /** The server takes no new stream on this connection. */
  leaving = false;
  /** The request of the exchange has gone out to its end. */
  asked = false;
  /** Octets of its content that have gone out. */
  sentContent = 0;
  #clock: Clock = systemClock;
  #frames: H2Frame[] = [];
  #omitted = 0;
  #since: number | undefined;
  #stream: number | undefined;
  #events: StreamEvents | undefined;
  #ending = false;
  #began = { in: 0, out: 0 };
  readonly #readers = { in: this.#reader('in'), out: this.#reader('out') };

  /** Frames from here on, and those since the last exchange, are of this one; `since` is the clock's time at its beginning. */
  begin(clock: Clock, since: number, events: StreamEvents): void {
    this.#clock = clock;
    this.#since = since;
    this.#events = events;
    this.#stream = undefined;
    this.#ending = false;
    this.asked = false;
    this.sentContent = 0;
    this.#began = { in: this.#readers.in.seen, out: this.#readers.out.seen };
  }

  octets(direction: H2Frame['direction'], bytes: Uint8Array): void {
    this.#readers[direction].push(bytes, this.#clock.now());
  }

  /** Nothing more comes. */
  end(): void {
    this.#readers.in.end();
    this.#readers.out.end();
  }

  /** What went by until now; the exchange is over. */
  finish(): Http2Record {
    const since = this.#since ?? 0;
    const record = {
      stream: this.#stream,
      frames: this.#frames.map((frame) => ({ ...frame, at: frame.at - since })),
      omitted: this.#omitted,
      began: this.#began,
    };
    this.#frames = [];
    this.#omitted = 0;
    this.#since = undefined;
    this.#events = undefined;
    return record;
  }

  #reader(direction: H2Frame['direction']): FrameReader {
    return new FrameReader({
      direction,
      onFrame: (frame) => this.#seen(frame),
      onData: (stream, octets) => direction === 'in' && stream === this.#stream && this.#events?.onContent(octets),
    });
  }

  #seen(frame: H2Frame): void {
    if (this.#since !== undefined && frame.direction === 'out' && frame.name === 'HEADERS') this.#stream ??= frame.stream;
    if (frame.direction === 'out' && frame.stream === this.#stream) {
      this.asked ||= frame.flagNames.includes('END_STREAM');
      if (frame.content.kind === 'data') this.sentContent += frame.content.octets;
    }
    const room = this.#since === undefined ? IDLE : COUNTED.has(frame.name) ? ANY : MOST;
    if (frame.direction === 'in' && frame.name === 'GOAWAY') this.leaving = true;
    if (this.#frames.length < room) this.#frames.push(frame);
    else this.#omitted++;
    if (frame.direction === 'in' && this.#events !== undefined && this.#stream !== undefined) this.#tell(frame, this.#events, this.#stream);
  }

  #tell(frame: H2Frame, events: StreamEvents, stream: number): void {
    const { content, cut } = frame;
    if (content.kind === 'goaway' && content.last < stream) events.onGoaway(content.error, content.debug);
    if (frame.stream !== stream || cut === true) return;
    if (content.kind === 'reset') events.onReset(content.error);
    const block = content.kind === 'promise' ? undefined : blockOf(frame);
    if (block !== undefined) events.onBlock(block);
    this.#ending ||= frame.flagNames.includes('END_STREAM');
    if (this.#ending && (block !== undefined || frame.name === 'DATA')) events.onEnd();
  }
}
