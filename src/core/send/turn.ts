// One exchange on one connection: writes the request's octets, reads the response's, keeps the time. It ends once, with a report;
// whatever has arrived until then is in it.
import type { Failure, HttpResponse, Oddity, Phase, ResponseHead } from '../http/exchange.ts';
import { firstOf } from '../http/field.ts';
import type { Http2Record } from '../http/http2.ts';
import type { HttpRequest } from '../http/request.ts';
import type { Progress } from './client.ts';
import type { Clock } from './clock.ts';
import { ContentStore, type StoreOptions } from './content-store.ts';
import { failure, failureOf } from './failure.ts';
import { keepAliveHint } from './framing.ts';
import { release } from './release.ts';
import { contentOctets, contentSize, headOctets, waitsForContinue, wholeOctets, writesChunks } from './request-octets.ts';
import { ResponseReader } from './response-reader.ts';
import { withoutTransferCodings } from './transfer-codings.ts';
import type { Watchdog } from './watchdog.ts';
import type { WireLog } from './wire-log.ts';

export interface TurnOptions {
  readonly request: HttpRequest;
  readonly log: WireLog;
  readonly clock: Clock;
  /** The clock's time at the beginning of the exchange. */
  readonly since: number;
  /** Milliseconds without an octet, 0 for no limit. */
  readonly readTimeout: number;
  readonly content: StoreOptions;
  readonly maxHead: number;
  /** Content with more octets than this ends the exchange. */
  readonly maxContent?: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  /** Each head, of interim responses too, as soon as it is whole. */
  readonly onHead?: ((head: ResponseHead) => void) | undefined;
}

export interface TurnReport {
  /** Whole, or as far as it came; `undefined` when no final head came. */
  readonly response: HttpResponse | undefined;
  readonly failure: Failure | undefined;
  readonly informational: readonly ResponseHead[];
  readonly sent: number | undefined;
  readonly firstByte: number | undefined;
  readonly closedBy: 'server' | 'postil' | undefined;
  /** `false`: not one octet of the request has been written. */
  readonly begun: boolean;
  /** Of HTTP/2 alone. */
  readonly http2?: Http2Record;
}

/** What a turn does to its connection. */
export interface Wire {
  /** `false`: wait for `onDrain`. */
  readonly write: (octets: Uint8Array) => boolean;
  readonly onDrain: (done: () => void) => void;
  /** Ends the connection at once. */
  readonly destroy: () => void;
  /** Tells when the connection is quiet for too long. */
  readonly watchdog: Watchdog;
}

export const closedUnderneath = (phase: Phase): Failure =>
  failure('cancelled', 'ABORT_ERR', phase, 'Cancelled: all connections were closed');

/** How long to wait for a 100 before the content goes out without one (RFC 9110 section 10.1.1 has no number). */
const CONTINUE_PATIENCE = 1_000;

export class Turn {
  readonly report: Promise<TurnReport>;
  readonly #options: TurnOptions;
  readonly #wire: Wire;
  readonly #reader: ResponseReader;
  readonly #informational: ResponseHead[] = [];
  readonly #store: ContentStore;
  #resolve: (report: TurnReport) => void = () => {};
  #phase: Phase = 'send';
  #begun = false;
  #over = false;
  #sentAll = false;
  #sent: number | undefined;
  #firstByte: number | undefined;
  #ended = false;
  #failure: Failure | undefined;
  #writeFailure: Error | undefined;
  /** Nothing of the content has gone out, as was asked by `Expect`. */
  #spared = false;
  #wake: (() => void) | undefined;

  constructor(wire: Wire, options: TurnOptions) {
    this.#wire = wire;
    this.#options = options;
    this.#store = new ContentStore(options.content);
    this.report = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#reader = new ResponseReader(
      { request: options.request, maxHead: options.maxHead },
      { onInformational: this.#onInformational, onHead: this.#onHead, onContent: this.#onContent },
    );
  }

  /** The connection is ready to be written to: first of all the octets leave, so that the server has them while the rest is prepared. */
  begin(): void {
    if (this.#begun || this.#over) return;
    this.#begun = true;
    const { request, signal, readTimeout } = this.#options;
    if (signal?.aborted === true) {
      this.#onAbort();
      return;
    }
    const octets = wholeOctets(request);
    if (octets !== undefined && this.#put(octets)) this.#allSent();
    else this.#send(octets).catch((error: unknown) => this.#stop(failureOf(error, 'send')));
    if (this.#over) return;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    this.#wire.watchdog.watch(readTimeout, this.#onTimeout);
  }

  /** Octets from the socket. */
  receive(octets: Uint8Array): void {
    const at = this.#now();
    this.#firstByte ??= at;
    this.#wire.watchdog.heard();
    const kept = !this.#store.full || !this.#options.log.full;
    this.#options.log.record('in', at, octets);
    if (this.#reader.head === undefined) this.#enter('head');
    this.#reader.push(octets);
    if (!kept) release(octets);
    const { fault } = this.#reader;
    if (fault !== undefined)
      this.#stop(failure('protocol', fault.code, this.#reader.head === undefined ? 'head' : 'content', fault.message));
    else if (this.#reader.complete) this.#finish();
  }

  /** The peer has ended its side. */
  receiveEnd(): void {
    this.#ended = true;
    this.#reader.end();
    if (this.#reader.complete) this.#finish();
  }

  /** Nothing more can be written; what the server said before that is still to be read. */
  writeFailed(error: Error): void {
    this.#writeFailure ??= error;
    this.#wake?.();
  }

  /** The socket has ended or failed. */
  settle(error: Error | undefined): void {
    if (this.#over) return;
    // Content that ends with the connection has ended: what is left of the request has met a closed door, and that resets the connection.
    const answered = this.#reader.framing === 'close' && this.#early !== undefined;
    if (!this.#reader.complete && !answered) this.#failure ??= this.#cutShort(error);
    this.#finish();
  }

  /** Its connection is closed by us. */
  abandon(): void {
    this.#stop(closedUnderneath(this.#phase));
  }

  /** The end of the message has come. */
  get whole(): boolean {
    return this.#reader.complete;
  }

  /** Milliseconds that the server says it keeps the connection. */
  get keepAlive(): number | undefined {
    return this.#reader.head && keepAliveHint(this.#reader.head.fields);
  }

  /** `true` once nothing can be sent after this exchange on the same connection. */
  get last(): boolean {
    return !this.#sentAll || !this.#reader.persistent || !this.#reader.complete || this.#ended || this.#failure !== undefined;
  }

  /** `put`: all of it, which the socket has taken but not yet let go. */
  async #send(put: Uint8Array | undefined): Promise<void> {
    const { request } = this.#options;
    if (put !== undefined) await this.#drained();
    else {
      await this.#write(headOctets(request));
      if (waitsForContinue(request) && !(await this.#wanted())) return;
      const total = contentSize(request);
      const whole = writesChunks(request) ? undefined : total;
      let octets = 0;
      for await (const piece of contentOctets(request)) {
        if (this.#over || this.#unwanted) return;
        await this.#write(piece);
        octets += piece.length;
        this.#options.onProgress?.({ kind: 'sent', at: this.#now(), octets, total });
        // That a file has come to its end is known later, and the answer may be there by then.
        if (octets === whole && !this.#unwanted) this.#allSent();
      }
    }
    if (!this.#over && !this.#sentAll && this.#writeFailure === undefined) this.#allSent();
  }

  /** The rest of the content serves nobody: the answer is there, or is a refusal after which the server closes (RFC 9112 section 9.5). */
  get #unwanted(): boolean {
    const { head, complete, persistent } = this.#reader;
    return complete || this.#writeFailure !== undefined || (head !== undefined && head.status >= 400 && !persistent);
  }

  #allSent(): void {
    this.#sentAll = true;
    this.#sent = this.#now();
    if (this.#phase === 'send') this.#enter('wait');
  }

  async #write(octets: Uint8Array): Promise<void> {
    if (!this.#over && !this.#put(octets)) await this.#drained();
  }

  /** `false`: the socket asks to wait. */
  #put(octets: Uint8Array): boolean {
    const at = this.#now();
    const flows = this.#wire.write(octets);
    this.#options.log.record('out', at, octets);
    this.#wire.watchdog.heard();
    return flows;
  }

  async #drained(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      this.#wire.onDrain(resolve);
    });
    this.#wire.watchdog.heard();
  }

  /** Whether a final head leaves the content where it is. */
  async #wanted(): Promise<boolean> {
    this.#spared = true;
    await this.#patience();
    this.#spared = this.#over || this.#reader.head !== undefined;
    return !this.#spared;
  }

  /** Until a 1xx or a final head comes, or patience ends. */
  #patience(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, CONTINUE_PATIENCE);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  readonly #onInformational = (head: ResponseHead): void => {
    this.#informational.push(head);
    if (head.status === 100) this.#wake?.();
    this.#options.onHead?.(head);
    this.#options.onProgress?.({ kind: 'informational', at: this.#now(), head });
  };

  readonly #onHead = (head: ResponseHead): void => {
    this.#enter('content');
    this.#wake?.();
    this.#options.onHead?.(head);
    if (/^text\/event-stream\b/i.test(firstOf(head.fields, 'content-type') ?? '')) this.#waitForever();
    this.#options.onProgress?.({ kind: 'head', at: this.#now(), head });
  };

  /** An event stream is quiet as long as nothing happens: it runs until it is cancelled. */
  #waitForever(): void {
    this.#wire.watchdog.rest();
  }

  readonly #onContent = (octets: Uint8Array): void => {
    if (this.#over) return;
    const { onProgress } = this.#options;
    this.#store.add(octets);
    if (this.#reader.contentLength > this.#limit) this.#tooLarge();
    onProgress?.({ kind: 'content', at: this.#now(), chunk: octets, received: this.#reader.contentLength });
  };

  get #limit(): number {
    return this.#options.maxContent || Number.POSITIVE_INFINITY;
  }

  #tooLarge(): void {
    const message = `The content has more than the ${this.#limit} octets that the settings allow`;
    this.#stop(failure('protocol', 'UND_ERR_RES_EXCEEDED_MAX_SIZE', 'content', message));
  }

  readonly #onTimeout = (): void => {
    const { readTimeout } = this.#options;
    const waiting = this.#reader.head === undefined;
    const what = waiting ? 'No response' : 'Nothing more of the content';
    this.#stop(
      failure('timeout', waiting ? 'UND_ERR_HEADERS_TIMEOUT' : 'UND_ERR_BODY_TIMEOUT', this.#phase, `${what} for ${readTimeout} ms`),
    );
  };

  readonly #onAbort = (): void => this.#stop(failure('cancelled', 'ABORT_ERR', this.#phase, 'Cancelled'));

  #stop(why: Failure): void {
    if (this.#over) return;
    if (!this.#reader.complete) this.#failure ??= why;
    this.#finish();
  }

  #cutShort(error: Error | undefined): Failure {
    if (this.#writeFailure !== undefined && this.#firstByte === undefined) return failureOf(this.#writeFailure, 'send');
    const code: unknown = error === undefined ? undefined : Reflect.get(error, 'code');
    const own = error === undefined || code === 'UND_ERR_SOCKET' || code === 'UND_ERR_INFO' || code === 'HPE_INVALID_EOF_STATE';
    if (!own || (!this.#ended && error !== undefined && code !== 'UND_ERR_SOCKET')) return failureOf(error, this.#phase);
    if (this.#firstByte === undefined)
      return failure('reset', 'UND_ERR_SOCKET', this.#phase, 'The server closed the connection without an answer');
    const { framing, contentLength, head } = this.#reader;
    if (head === undefined) return failure('protocol', 'HPE_INVALID_EOF_STATE', 'head', 'The connection ended inside of the head');
    return framing === 'length'
      ? failure(
          'protocol',
          'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
          'content',
          `The connection ended after ${contentLength} octets of the content, before its length was reached`,
        )
      : failure('protocol', 'HPE_INVALID_EOF_STATE', 'content', 'The connection ended before the last chunk');
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.#wire.watchdog.rest();
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#wake?.();
    const { last } = this;
    if (last) this.#wire.destroy();
    const { head } = this.#reader;
    this.#resolve({
      response: head === undefined ? undefined : this.#response(head),
      failure: this.#failure,
      informational: this.#informational,
      sent: this.#sent,
      firstByte: this.#firstByte,
      closedBy: this.#ended || this.#failure?.kind === 'reset' ? 'server' : last ? 'postil' : undefined,
      begun: this.#begun,
    });
  }

  /** The server answered before the request was whole. */
  get #early(): Oddity | undefined {
    if (this.#spared || (this.#sentAll && this.#writeFailure === undefined)) return undefined;
    const code: unknown = this.#writeFailure && Reflect.get(this.#writeFailure, 'code');
    return { code: 'early-answer', start: 0, end: 0, ...(typeof code === 'string' && { detail: code }) };
  }

  #response(head: ResponseHead): HttpResponse {
    const { trailers, contentStart, contentLength, framedLength, complete, framing, oddities, extensions } = this.#reader;
    const contentFile = this.#store.close();
    const response: HttpResponse = {
      ...head,
      trailers,
      content: this.#store.content(),
      ...(contentFile === undefined ? {} : { contentFile }),
      contentLength,
      framedLength,
      contentStart,
      complete,
      framing,
      oddities: this.#early ? [...oddities, this.#early] : oddities,
      ...(extensions.length === 0 ? {} : { chunkExtensions: extensions }),
    };
    return withoutTransferCodings(response, this.#options.content.cap);
  }

  #enter(phase: Phase): void {
    if (this.#phase === phase) return;
    this.#phase = phase;
    this.#options.onProgress?.({ kind: 'phase', phase, at: this.#now() });
  }

  #now(): number {
    return this.#options.clock.now() - this.#options.since;
  }
}
