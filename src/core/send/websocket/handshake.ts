// Drives the opening handshake through the tap: the author's octets go out in place of those of `ws`, the answer is read and checked
// here, and `ws` gets an answer to its own key. A refused handshake passes through, so that Node reads its content.
import type { Connection, Exchange, Failure, HttpResponse, Outcome, ResponseHead } from '../../http/exchange.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { Clock } from '../clock.ts';
import type { DialReport, DialTimes } from '../dial.ts';
import { failure } from '../failure.ts';
import type { Replacement, TapSink } from '../tap.ts';
import { WireLog } from '../wire-log.ts';
import { answerForWs, faultOf, readHead } from './handshake-response.ts';

/** What becomes of the answer. */
export interface HandshakeEvents {
  /** The 101 did not pass the checks. */
  readonly broken: (failure: Failure) => void;
  /** Octets of frames. */
  readonly frames: (direction: 'out' | 'in', bytes: Uint8Array) => void;
}

export interface HandshakeParts {
  readonly request: HttpRequest;
  /** The request's head as it goes out. */
  readonly octets: Uint8Array;
  /** `Sec-WebSocket-Key` as it stands in the request. */
  readonly key: string;
  readonly clock: Clock;
  readonly wireCap: number;
}

const PENDING: Outcome = {
  kind: 'failure',
  failure: failure('internal', 'PENDING', 'wait', 'The handshake has not been answered yet'),
  partial: undefined,
};
const NOTHING = new Uint8Array(0);

export class Handshake implements TapSink {
  readonly #parts: HandshakeParts;
  readonly #on: HandshakeEvents;
  readonly #log: WireLog;
  readonly #began: number;
  readonly #startedAt: number;
  readonly #informational: ResponseHead[] = [];
  #state: 'waiting' | 'open' | 'refused' | 'broken' = 'waiting';
  #held: Uint8Array = NOTHING;
  #wsKey = '';
  #head: ResponseHead | undefined;
  /** Octets of all heads, informational ones included. */
  #headLength = 0;
  #outcome: Outcome = PENDING;
  #connection: Connection | undefined;
  #times: DialTimes = { dns: undefined, connected: undefined, secured: undefined };
  #sent: number | undefined;
  #firstByte: number | undefined;
  #done: number | undefined;
  #serverEnded = false;

  constructor(parts: HandshakeParts, on: HandshakeEvents) {
    this.#parts = parts;
    this.#on = on;
    this.#log = new WireLog(parts.wireCap);
    this.#began = parts.clock.now();
    this.#startedAt = parts.clock.epoch();
  }

  /** Milliseconds since the handshake began. */
  readonly now = (): number => this.#parts.clock.now() - this.#began;

  /** Whether the server was the first to end the connection. */
  get serverEnded(): boolean {
    return this.#serverEnded;
  }

  readonly out = (bytes: Uint8Array): Replacement => {
    if (this.#state === 'open') {
      this.#on.frames('out', bytes);
      return undefined;
    }
    if (this.#sent !== undefined) return null;
    this.#wsKey = /^sec-websocket-key: *(.+?)\r$/im.exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? '';
    this.#sent = this.now();
    this.#log.record('out', this.#sent, this.#parts.octets);
    return this.#parts.octets;
  };

  readonly in = (bytes: Uint8Array): Replacement => {
    this.#firstByte ??= this.now();
    if (this.#state === 'open') {
      this.#on.frames('in', bytes);
      return undefined;
    }
    if (this.#state !== 'waiting') {
      this.#log.record('in', this.now(), bytes);
      return this.#state === 'refused' ? undefined : null;
    }
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const replacement = this.#read();
    const frames = this.#isOpen() ? this.#held.length : 0;
    this.#log.record('in', this.now(), bytes.subarray(0, bytes.length - frames));
    if (frames > 0) this.#on.frames('in', this.#held);
    return replacement;
  };

  readonly eof = (): Uint8Array | undefined => {
    this.#serverEnded = true;
    return this.#state === 'waiting' ? this.#held : undefined;
  };

  dialled(report: DialReport, connection: Connection | undefined): void {
    const since = (time: number | undefined): number | undefined => (time === undefined ? undefined : time - this.#began);
    this.#times = { dns: since(report.times.dns), connected: since(report.times.connected), secured: since(report.times.secured) };
    this.#connection = connection;
  }

  failed(trouble: Failure): void {
    if (this.#outcome === PENDING) this.#end({ kind: 'failure', failure: trouble, partial: undefined });
  }

  /** The whole of a refused handshake's response; `undefined` when no head of it was read. */
  refused(content: Uint8Array, contentLength: number, complete: boolean, trailers: HttpResponse['trailers']): void {
    if (this.#head === undefined || this.#outcome !== PENDING) return;
    const framedLength = this.#log.receivedLength - this.#headLength;
    const framing = framingOf(this.#head);
    const response = { ...this.#head, trailers, content, contentLength, framedLength, complete, framing, oddities: [] };
    this.#end({ kind: 'response', response });
  }

  exchange(): Exchange {
    const connection = this.#connection;
    return {
      request: this.#parts.request,
      outcome: this.#outcome,
      informational: [...this.#informational],
      connection: connection && { ...connection, closedBy: connection.closedBy ?? (this.#serverEnded ? 'server' : undefined) },
      timings: { ...this.#times, sent: this.#sent, firstByte: this.#firstByte, done: this.#done ?? this.now() },
      wire: this.#log.wire(),
      redirectedFrom: undefined,
      startedAt: this.#startedAt,
    };
  }

  /** Who ended the connection, once it is known. */
  closedBy(who: Connection['closedBy']): void {
    if (this.#connection !== undefined) this.#connection = { ...this.#connection, closedBy: who };
  }

  #isOpen(): boolean {
    return this.#state === 'open';
  }

  /** Takes heads off what is held, until one is final. */
  #read(): Replacement {
    while (this.#held.length > 0) {
      const read = readHead(this.#held);
      if (read === 'more') return null;
      if (read === 'unreadable') {
        this.#state = 'refused';
        return this.#held;
      }
      this.#headLength += read.length;
      if (read.head.status >= 200) return this.#refuse(read.head);
      this.#held = this.#held.subarray(read.length);
      if (read.head.status === 101) return this.#switch(read.head);
      this.#informational.push(read.head);
    }
    return null;
  }

  #refuse(head: ResponseHead): Replacement {
    this.#state = 'refused';
    this.#head = head;
    return this.#held;
  }

  #switch(head: ResponseHead): Replacement {
    this.#head = head;
    const rest = { trailers: [], content: NOTHING, contentLength: 0, framedLength: 0, complete: true, oddities: [] };
    this.#end({ kind: 'response', response: { ...head, ...rest, framing: 'upgrade' } });
    const fault = faultOf(head, this.#parts.key);
    if (fault !== undefined) {
      this.#state = 'broken';
      this.#on.broken(fault);
      return null;
    }
    this.#state = 'open';
    return Buffer.concat([answerForWs(head, this.#wsKey), this.#held]);
  }

  #end(outcome: Outcome): void {
    this.#outcome = outcome;
    this.#done = this.now();
  }
}

/** RFC 9112 section 6.3, as far as Node accepted the message. */
function framingOf({ status, fields }: ResponseHead): HttpResponse['framing'] {
  const names = fields.map(([name]) => name.toLowerCase());
  if (status === 204 || status === 304) return 'none';
  if (names.includes('transfer-encoding')) return 'chunked';
  return names.includes('content-length') ? 'length' : 'close';
}
