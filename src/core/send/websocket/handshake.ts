// Drives the opening handshake through the tap: the author's octets go out in place of those of `ws`, the answer is read and checked
// here, and `ws` gets an answer to its own key. Of a refused handshake `ws` sees nothing; the whole of its response is read here.

import type { CookieRecord } from '../../http/cookie-record.ts';
import type { Connection, Exchange, Failure, HttpResponse, Outcome, Phase, ResponseHead } from '../../http/exchange.ts';
import { has } from '../../http/field.ts';
import type { HttpRequest, SendOptions } from '../../http/request.ts';
import type { Clock } from '../clock.ts';
import { type JarVisit, kept, visitJar, withCookies } from '../cookies/hop.ts';
import type { Cookies } from '../cookies/jar.ts';
import type { DialReport, DialTimes } from '../dial.ts';
import { failure } from '../failure.ts';
import { headOctets } from '../request-octets.ts';
import { type ReaderState, ResponseReader } from '../response-reader.ts';
import type { Replacement, TapSink } from '../tap.ts';
import { WireLog } from '../wire-log.ts';
import { answerForWs, faultOf } from './handshake-response.ts';

/** What becomes of the answer. */
export interface HandshakeEvents {
  /** Another answer than a 101 was read to its end. */
  readonly refused: () => void;
  /** The answer can't be read, or is a 101 that does not pass the checks. */
  readonly broken: (failure: Failure) => void;
  /** The record of the cookies is complete. */
  readonly cookiesKept: () => void;
  /** Octets of frames. */
  readonly frames: (direction: 'out' | 'in', bytes: Uint8Array) => void;
}

export interface HandshakeParts {
  readonly request: HttpRequest;
  /** `Sec-WebSocket-Key` as it stands in the request. */
  readonly key: string;
  readonly clock: Clock;
  /** Octets kept of each direction. */
  readonly wireCap: number;
}

const PENDING: Outcome = {
  kind: 'failure',
  failure: failure('internal', 'PENDING', 'wait', 'The handshake has not been answered yet'),
  partial: undefined,
};
const MAX_HEAD = 65_536;
const CONTENT_CAP = 8 * 1_048_576;
const LF = 10;

export class Handshake implements TapSink {
  readonly #parts: HandshakeParts;
  readonly #on: HandshakeEvents;
  readonly #log: WireLog;
  readonly #reader: ResponseReader;
  readonly #began: number;
  readonly #startedAt: number;
  readonly #informational: ResponseHead[] = [];
  readonly #content: Uint8Array[] = [];
  #kept = 0;
  #state: 'waiting' | 'open' | 'over' = 'waiting';
  #wsKey = '';
  #outcome: Outcome = PENDING;
  #request: HttpRequest;
  #connection: Connection | undefined;
  #tunnel: Exchange | undefined;
  #visit: JarVisit | undefined;
  #cookies: CookieRecord | undefined;
  #cookiesKept: Promise<void> = Promise.resolve();
  #times: DialTimes = { dns: undefined, connected: undefined, secured: undefined };
  #sent: number | undefined;
  #firstByte: number | undefined;
  #done: number | undefined;
  #serverEnded = false;

  constructor(parts: HandshakeParts, on: HandshakeEvents) {
    this.#parts = parts;
    this.#request = parts.request;
    this.#on = on;
    this.#log = new WireLog(parts.wireCap);
    this.#began = parts.clock.now();
    this.#startedAt = parts.clock.epoch();
    this.#reader = new ResponseReader(
      { request: parts.request, maxHead: MAX_HEAD },
      {
        onInformational: (head) => this.#informational.push(head),
        onHead: () => undefined,
        onContent: (octets) => this.#keep(octets),
      },
    );
  }

  /** Milliseconds since the handshake began. */
  readonly now = (): number => this.#parts.clock.now() - this.#began;

  /** Where a failure of the connection would happen now. */
  get phase(): Phase {
    if (this.#state === 'open') return 'websocket';
    if (this.#firstByte === undefined) return 'wait';
    return this.#reader.head === undefined ? 'head' : 'content';
  }

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
    const octets = headOctets(this.#request);
    this.#log.record('out', this.#sent, octets);
    return octets;
  };

  readonly in = (bytes: Uint8Array): Replacement => {
    this.#firstByte ??= this.now();
    if (this.#state === 'open') {
      this.#on.frames('in', bytes);
      return undefined;
    }
    const used = this.#state === 'waiting' ? this.#read(bytes) : bytes.length;
    this.#log.record('in', this.now(), bytes.subarray(0, used));
    return this.#state === 'waiting' ? this.#judge(bytes.subarray(used)) : null;
  };

  readonly eof = (): undefined => {
    this.#serverEnded = true;
    if (this.#state !== 'waiting') return;
    this.#reader.end();
    if (this.#reader.head !== undefined) this.#refuse();
    else if (this.#firstByte === undefined)
      this.#break(failure('reset', 'UND_ERR_SOCKET', 'wait', 'The server closed the connection without an answer'));
    else this.#break(failure('protocol', 'HPE_INVALID_EOF_STATE', 'head', 'The connection ended inside of the head'));
  };

  /** The jar has taken what the answer sets. */
  get cookiesKept(): Promise<void> {
    return this.#cookiesKept;
  }

  get request(): HttpRequest {
    return this.#request;
  }

  /** Asks the jar, and adds what it gives; only before anything was sent. */
  async visitJar(cookies: Cookies | undefined, options: SendOptions): Promise<void> {
    this.#visit = await visitJar(cookies, this.#request, options);
    this.#cookies = this.#visit?.record;
    this.#request = withCookies(this.#request, this.#visit);
  }

  /** The request as it is sent, once it is signed. */
  become(request: HttpRequest): void {
    this.#request = request;
  }

  /** `tunnel` is the CONNECT exchange with a proxy. */
  dialled(report: DialReport, connection: Connection | undefined, tunnel: Exchange | undefined): void {
    this.#tunnel = tunnel;
    const since = (time: number | undefined): number | undefined => (time === undefined ? undefined : time - this.#began);
    this.#times = { dns: since(report.times.dns), connected: since(report.times.connected), secured: since(report.times.secured) };
    this.#connection = connection;
  }

  /** The handshake's own failure; without effect once it has an outcome. */
  failed(trouble: Failure): void {
    this.#state = this.#state === 'open' ? 'open' : 'over';
    this.#end({ kind: 'failure', failure: trouble, partial: this.#response() });
  }

  exchange(): Exchange {
    const connection = this.#connection;
    return {
      request: this.#request,
      ...(this.#tunnel && { tunnel: this.#tunnel }),
      outcome: this.#outcome,
      informational: [...this.#informational],
      connection: connection && { ...connection, closedBy: connection.closedBy ?? (this.#serverEnded ? 'server' : undefined) },
      timings: { ...this.#times, sent: this.#sent, firstByte: this.#firstByte, done: this.#done ?? this.now() },
      wire: this.#log.wire(),
      redirectedFrom: undefined,
      ...(this.#cookies && { cookies: this.#cookies }),
      startedAt: this.#startedAt,
    };
  }

  /** Who ended the connection, once it is known. */
  closedBy(who: Connection['closedBy']): void {
    if (this.#connection !== undefined) this.#connection = { ...this.#connection, closedBy: who };
  }

  /** Line by line as long as it is the head, so that what follows a 101 is left; gives how many octets were read. */
  #read(bytes: Uint8Array): number {
    const state = (): ReaderState => this.#reader.state;
    let at = 0;
    while (at < bytes.length && state() === 'head') {
      const feed = bytes.indexOf(LF, at);
      const end = feed < 0 ? bytes.length : feed + 1;
      this.#reader.push(bytes.subarray(at, end));
      at = end;
    }
    if (at === bytes.length || state() === 'upgraded') return at;
    this.#reader.push(bytes.subarray(at));
    return bytes.length;
  }

  #judge(rest: Uint8Array): Replacement {
    const { state, fault, head } = this.#reader;
    if (fault !== undefined) this.#break(failure('protocol', fault.code, this.phase, fault.message));
    else if (state === 'upgraded' && head !== undefined) return this.#switch(head, rest);
    else if (state === 'done') this.#refuse();
    return null;
  }

  #switch(head: ResponseHead, rest: Uint8Array): Replacement {
    this.#respond();
    const fault = faultOf(head, this.#parts.key);
    if (fault !== undefined) {
      this.#break(fault);
      return null;
    }
    this.#state = 'open';
    if (rest.length > 0) this.#on.frames('in', rest);
    return Buffer.concat([answerForWs(head, this.#wsKey), rest]);
  }

  #refuse(): void {
    this.#state = 'over';
    this.#respond();
    this.#on.refused();
  }

  #break(trouble: Failure): void {
    this.#state = 'over';
    this.#on.broken(trouble);
  }

  #respond(): void {
    const response = this.#response();
    if (response !== undefined) this.#end({ kind: 'response', response });
  }

  #response(): HttpResponse | undefined {
    const { head, trailers, contentLength, framedLength, complete, framing, oddities } = this.#reader;
    if (head === undefined) return undefined;
    const content = new Uint8Array(Buffer.concat(this.#content));
    return { ...head, trailers: [...trailers], content, contentLength, framedLength, complete, framing, oddities: [...oddities] };
  }

  #keep(octets: Uint8Array): void {
    const room = CONTENT_CAP - this.#kept;
    if (room <= 0) return;
    this.#content.push(octets.slice(0, room));
    this.#kept += Math.min(octets.length, room);
  }

  async #keepCookies({ fields }: HttpResponse): Promise<void> {
    if (this.#visit === undefined || !has(fields, 'Set-Cookie')) return;
    this.#cookies = await kept(this.#visit, fields);
    this.#on.cookiesKept();
  }

  #end(outcome: Outcome): void {
    if (this.#outcome !== PENDING) return;
    this.#outcome = outcome;
    this.#done = this.now();
    if (outcome.kind === 'response') this.#cookiesKept = this.#keepCookies(outcome.response);
  }
}
