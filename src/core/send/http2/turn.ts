// One exchange on a stream of HTTP/2. The library sends and keeps the windows; what comes is read from the frames, since the library joins
// fields of one name, loses content that trailers follow at once, and sends a refused request again.
import type { Controller, Handler, HeaderRecord } from 'undici/lib/dispatcher/client.js';
import type { Failure, HttpResponse, ResponseHead } from '../../http/exchange.ts';
import { type Field, type Fields, firstOf } from '../../http/field.ts';
import { errorName, fieldsOf, type HeaderBlock, isWhole, pseudo } from '../../http/http2.ts';
import { ContentStore } from '../content-store.ts';
import { failure, failureOf } from '../failure.ts';
import { release } from '../release.ts';
import { INFORMATIONAL } from '../response-reader.ts';
import { closedUnderneath, type TurnOptions, type TurnReport } from '../turn.ts';
import type { StreamEvents } from './frame-log.ts';

/** How long the library may take to notice the end of a stream: it does not while content waits for a window that nobody opens. */
const PATIENCE = 250;

export class Http2Turn {
  readonly report: Promise<TurnReport>;
  readonly handler: Handler;
  readonly events: StreamEvents;
  readonly #options: TurnOptions;
  readonly #store: ContentStore;
  readonly #informational: ResponseHead[] = [];
  #resolve: (report: TurnReport) => void = () => {};
  #timer: NodeJS.Timeout | undefined;
  #controller: Controller | undefined;
  #head: ResponseHead | undefined;
  #trailers: Fields = [];
  /** A block could not be read: heads and trailers are then what the library makes of them. */
  #blind = false;
  #length = 0;
  #sent: number | undefined;
  #firstByte: number | undefined;
  /** The library is not done with the request: nothing else can go over its connection. */
  stuck = false;
  /** All of the response has come. */
  #ended = false;
  #over = false;

  constructor(options: TurnOptions) {
    this.#options = options;
    this.#store = new ContentStore(options.content);
    this.report = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.events = {
      onBlock: this.#onBlock,
      onContent: this.#onContent,
      onEnd: this.#onEnd,
      onReset: (error) => this.#onReset(error),
      onGoaway: (error, debug) => this.#onGoaway(error, debug),
    };
    this.handler = {
      onRequestStart: (controller) => {
        this.#controller = controller;
      },
      onRequestSent: () => {
        this.#sent = this.#now();
      },
      onResponseStart: (_controller, status, headers) => {
        if (this.#blind) this.#onHead(headOf(status, listOf(headers)));
      },
      onResponseData: (_controller, octets) => release(octets),
      onResponseEnd: (_controller, trailers) => {
        if (this.#blind) this.#trailers = listOf(trailers);
        this.#finish(undefined);
      },
      onResponseError: (_controller, error) => this.#onError(error),
    };
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (options.readTimeout > 0) this.#timer = setTimeout(this.#onTimeout, options.readTimeout);
    if (options.signal?.aborted === true) queueMicrotask(this.#onAbort);
  }

  /** Its connection is closed by us. */
  abandon(): void {
    this.#stop(closedUnderneath(this.#phase));
  }

  /** What the socket brought is nobody else's; what is written may be written over. */
  record(direction: 'in' | 'out', octets: Uint8Array): void {
    this.#timer?.refresh();
    this.#options.log.record(direction, this.#now(), direction === 'in' ? octets : Uint8Array.prototype.slice.call(octets));
  }

  /** Nothing is kept here of what comes from now on. */
  get full(): boolean {
    return this.#store.full && this.#options.log.full;
  }

  readonly #onBlock = (block: HeaderBlock): void => {
    if (this.#over) return;
    const status = pseudo(block, ':status');
    if (!isWhole(block)) this.#blind = true;
    else if (status !== undefined) this.#onHead(headOf(Number(status), fieldsOf(block)));
    else this.#trailers = fieldsOf(block);
  };

  #onHead(head: ResponseHead): void {
    const informational = head.status < 200;
    this.#firstByte ??= this.#now();
    if (!informational) this.#head = head;
    else if (this.#informational.push(head) > INFORMATIONAL) this.#endless();
    if (isEventStream(head)) this.#waitForever();
    this.#options.onHead?.(head);
    this.#options.onProgress?.({ kind: informational ? 'informational' : 'head', at: this.#now(), head });
  }

  #endless(): void {
    this.#stop(failure('protocol', 'UND_ERR_HEADERS_OVERFLOW', 'wait', `More than ${INFORMATIONAL} informational responses`));
  }

  /** An event stream is quiet as long as nothing happens: it runs until it is cancelled. */
  #waitForever(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #onContent = (chunk: Uint8Array): void => {
    if (this.#over) return;
    const { maxContent, onProgress } = this.#options;
    this.#length += chunk.length;
    this.#store.add(chunk);
    if (this.#length > (maxContent || Number.POSITIVE_INFINITY)) {
      const message = `The content has more than the ${maxContent} octets that the settings allow`;
      this.#stop(failure('protocol', 'UND_ERR_RES_EXCEEDED_MAX_SIZE', 'content', message));
    }
    onProgress?.({ kind: 'content', at: this.#now(), chunk, received: this.#length });
  };

  readonly #onEnd = (): void => {
    if (this.#over) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => setImmediate(this.#onStuck), PATIENCE);
  };

  /** On a busy machine the time is over before what has come was looked at: this is called behind that look. */
  readonly #onStuck = (): void => {
    if (this.#over) return;
    this.stuck = true;
    this.#finish(undefined);
  };

  /** After the end of the response a reset only says that the rest of the request is not wanted (RFC 9113 section 8.1). */
  #onReset(error: number): void {
    if (this.#ended) return;
    this.#stop(failure('protocol', 'ERR_HTTP2_STREAM_ERROR', this.#phase, `The server reset the stream: ${errorName(error)}`));
  }

  #onGoaway(error: number, debug: Uint8Array): void {
    const words = Buffer.from(debug).toString('latin1');
    const said = words === '' ? '' : ` (${words})`;
    const message = `The server ended the connection and did not take the request: ${errorName(error)}${said}`;
    this.#stop(failure('protocol', 'ERR_HTTP2_GOAWAY_SESSION', this.#phase, message));
  }

  /** What ends the connection behind a whole response takes nothing from it; a response that the library calls malformed is no answer. */
  #onError(error: Error): void {
    const why =
      this.#controller === undefined
        ? failure('reset', 'UND_ERR_SOCKET', 'send', 'The connection was closed')
        : failureOf(error, this.#phase);
    this.#finish(this.#ended && this.#head !== undefined && !why.code.startsWith('ERR_HTTP2_') ? undefined : why);
  }

  readonly #onAbort = (): void => this.#stop(failure('cancelled', 'ABORT_ERR', this.#phase, 'Cancelled'));

  readonly #onTimeout = (): void => {
    const code = this.#head === undefined ? 'UND_ERR_HEADERS_TIMEOUT' : 'UND_ERR_BODY_TIMEOUT';
    this.#stop(failure('timeout', code, this.#phase, `Nothing came for ${this.#options.readTimeout} ms`));
  };

  get #phase(): 'wait' | 'content' {
    return this.#head === undefined ? 'wait' : 'content';
  }

  #stop(why: Failure): void {
    this.#finish(why);
    this.#controller?.abort(new Error(why.message));
  }

  #finish(why: Failure | undefined): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#resolve({
      response: this.#head === undefined ? undefined : this.#response(this.#head, why === undefined),
      failure: why,
      informational: this.#informational,
      sent: this.#sent,
      firstByte: this.#firstByte,
      closedBy: why === undefined ? undefined : why.kind === 'cancelled' || why.kind === 'timeout' ? 'postil' : 'server',
      begun: this.#controller !== undefined,
    });
  }

  #response(head: ResponseHead, complete: boolean): HttpResponse {
    const contentFile = this.#store.close();
    const content = this.#store.content();
    const lengths = { contentLength: this.#length, framedLength: this.#length };
    return {
      ...head,
      trailers: this.#trailers,
      content,
      ...(contentFile === undefined ? {} : { contentFile }),
      ...lengths,
      complete,
      framing: 'http2',
      oddities: [],
    };
  }

  #now(): number {
    return this.#options.clock.now() - this.#options.since;
  }
}

const headOf = (status: number, fields: Fields): ResponseHead => ({ version: 'HTTP/2', status, reason: '', fields });

const isEventStream = ({ status, fields }: ResponseHead): boolean =>
  status >= 200 && /^text\/event-stream\b/i.test(firstOf(fields, 'content-type') ?? '');

/** The library's record, which keeps the order of first appearance; several Set-Cookie fields come as a list. */
const listOf = (record: HeaderRecord | undefined): Fields =>
  Object.entries(record ?? {}).flatMap(([name, value]) => [value ?? []].flat().map((one): Field => [name, one]));
