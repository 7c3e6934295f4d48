// HTTP/2 (RFC 9113) over undici, one exchange at a time on a connection. Fields and their order are what the library tells; the octets of
// the frames are recorded. Its connection fields have no place in HTTP/2 (section 8.2.2) and are not sent.
import { Readable } from 'node:stream';
import Client, { type Controller, type Handler, type RequestOptions } from 'undici/lib/dispatcher/client.js';
import type { Connection, Failure, HttpResponse, ResponseHead } from '../http/exchange.ts';
import type { Field, Fields } from '../http/field.ts';
import type { HttpRequest } from '../http/request.ts';
import type { Carrier } from './connection.ts';
import { connectionFacts } from './connection-facts.ts';
import { ContentStore } from './content-store.ts';
import type { Dialled } from './dial.ts';
import { DuplexTap } from './duplex-tap.ts';
import { failure, failureOf } from './failure.ts';
import { contentOctets, smallContent } from './request-octets.ts';
import type { TurnOptions, TurnReport } from './turn.ts';

export class Http2Connection implements Carrier {
  readonly id: number;
  readonly #dialled: Dialled;
  readonly #client: Client;
  readonly #tap: DuplexTap;
  #turn: Http2Turn | undefined;
  #uses = 0;
  #closed = false;
  #given = false;

  constructor(id: number, dialled: Dialled, onClose: () => void) {
    this.id = id;
    this.#dialled = dialled;
    this.#tap = new DuplexTap(dialled.socket, {
      out: (octets) => this.#turn?.record('out', octets),
      in: (octets) => this.#turn?.record('in', octets),
    });
    this.#tap.on('error', () => {});
    this.#tap.once('close', () => {
      this.#closed = true;
      onClose();
    });
    this.#client = new Client('http://postil.invalid', {
      connect: (_options, done) => {
        const socket = this.#given || this.#closed ? null : this.#tap;
        this.#given = true;
        queueMicrotask(() => done(socket === null ? new Error('The connection was closed while it was idle') : null, socket));
      },
      pipelining: 1,
      allowH2: true,
      maxHeaderSize: 1 << 20,
      strictContentLength: false,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 60_000,
      useMilo: false,
    });
  }

  readonly settled = undefined;

  get idle(): boolean {
    return this.#turn === undefined && !this.#closed && !this.#tap.destroyed;
  }

  async run(options: TurnOptions): Promise<TurnReport> {
    const turn = new Http2Turn(options);
    this.#turn = turn;
    this.#uses++;
    this.#client.dispatch(requestOf(options.request), turn.handler);
    const report = await turn.report;
    this.#turn = undefined;
    if (report.failure !== undefined) this.#destroy();
    return report;
  }

  facts(closedBy: Connection['closedBy']): Connection {
    return connectionFacts(this.id, this.#uses, this.#dialled, closedBy);
  }

  close(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#tap.once('close', () => resolve());
      this.#destroy();
    });
  }

  #destroy(): void {
    void this.#client.destroy().catch(() => {});
    this.#tap.destroy();
  }
}

const OF_CONNECTION = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade', 'http2-settings', 'expect']);

/** Names in lower case, as section 8.2.1 has it; Host becomes `:authority`. */
function requestOf(request: HttpRequest): RequestOptions {
  const fields = request.fields.filter(([name]) => !OF_CONNECTION.has(name.toLowerCase()));
  const body = request.content === undefined ? undefined : (smallContent(plain(request)) ?? Readable.from(contentOctets(plain(request))));
  return {
    method: request.method,
    path: request.target,
    headers: fields.flatMap(([name, value]) => [name.toLowerCase(), value]),
    ...(body === undefined || (body instanceof Uint8Array && body.length === 0) ? {} : { body }),
  };
}

/** Chunks are the framing of HTTP/1.1: here the content goes out without. */
const plain = (request: HttpRequest): HttpRequest => ({ ...request, contentFramed: true });

class Http2Turn {
  readonly report: Promise<TurnReport>;
  readonly handler: Handler;
  readonly #options: TurnOptions;
  readonly #store: ContentStore;
  readonly #informational: ResponseHead[] = [];
  #resolve: (report: TurnReport) => void = () => {};
  #timer: NodeJS.Timeout | undefined;
  #controller: Controller | undefined;
  #head: ResponseHead | undefined;
  #length = 0;
  #sent: number | undefined;
  #firstByte: number | undefined;
  #over = false;

  constructor(options: TurnOptions) {
    this.#options = options;
    this.#store = new ContentStore(options.content);
    this.report = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.handler = {
      onRequestStart: (controller) => {
        this.#controller = controller;
      },
      onRequestSent: () => {
        this.#sent = this.#now();
      },
      onResponseStart: (_controller, status, headers) => this.#onHead({ version: 'HTTP/2', status, reason: '', fields: fieldsOf(headers) }),
      onResponseData: (_controller, octets) => this.#onContent(octets),
      onResponseEnd: (_controller, trailers) => this.#finish(undefined, fieldsOf(trailers)),
      onResponseError: (_controller, error) => this.#finish(failureOf(error, this.#head === undefined ? 'wait' : 'content')),
    };
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (options.readTimeout > 0) this.#timer = setTimeout(this.#onTimeout, options.readTimeout);
    if (options.signal?.aborted === true) queueMicrotask(this.#onAbort);
  }

  record(direction: 'in' | 'out', octets: Uint8Array): void {
    this.#timer?.refresh();
    this.#options.log.record(direction, this.#now(), Uint8Array.prototype.slice.call(octets));
  }

  #onHead(head: ResponseHead): void {
    const informational = head.status < 200;
    this.#firstByte ??= this.#now();
    if (informational) this.#informational.push(head);
    else this.#head = head;
    this.#options.onProgress?.({ kind: informational ? 'informational' : 'head', at: this.#now(), head });
  }

  #onContent(octets: Uint8Array): void {
    this.#length += octets.length;
    this.#store.add(octets);
    this.#options.onProgress?.({
      kind: 'content',
      at: this.#now(),
      chunk: Uint8Array.prototype.slice.call(octets),
      received: this.#length,
    });
  }

  readonly #onAbort = (): void => this.#stop(failure('cancelled', 'ABORT_ERR', this.#head === undefined ? 'wait' : 'content', 'Cancelled'));

  readonly #onTimeout = (): void => {
    const waiting = this.#head === undefined;
    const code = waiting ? 'UND_ERR_HEADERS_TIMEOUT' : 'UND_ERR_BODY_TIMEOUT';
    this.#stop(failure('timeout', code, waiting ? 'wait' : 'content', `Nothing came for ${this.#options.readTimeout} ms`));
  };

  #stop(why: Failure): void {
    this.#finish(why);
    this.#controller?.abort(new Error(why.message));
  }

  #finish(why: Failure | undefined, trailers: Fields = []): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#resolve({
      response: this.#head === undefined ? undefined : this.#response(this.#head, trailers, why === undefined),
      failure: why,
      informational: this.#informational,
      sent: this.#sent,
      firstByte: this.#firstByte,
      closedBy: why === undefined ? undefined : why.kind === 'cancelled' || why.kind === 'timeout' ? 'postil' : 'server',
      begun: this.#controller !== undefined,
    });
  }

  #response(head: ResponseHead, trailers: Fields, complete: boolean): HttpResponse {
    const contentFile = this.#store.close();
    const content = this.#store.content();
    const lengths = { contentLength: this.#length, framedLength: this.#length };
    return {
      ...head,
      trailers,
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

/** The library's record, which keeps the order of first appearance; several Set-Cookie fields come as a list. */
const fieldsOf = (record: Readonly<Record<string, string | readonly string[] | undefined>> | undefined): Fields =>
  Object.entries(record ?? {}).flatMap(([name, value]) => [value ?? []].flat().map((one): Field => [name, one]));
