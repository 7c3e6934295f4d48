// HTTP/2 (RFC 9113) over undici, one exchange at a time on a connection. The octets of the frames are recorded, and read from the first on.
// Connection fields have no place here (section 8.2.2) and are not sent.
import { Readable } from 'node:stream';
import Client, { type RequestOptions } from 'undici/lib/dispatcher/client.js';
import type { Connection, Oddity } from '../http/exchange.ts';
import type { HttpRequest } from '../http/request.ts';
import type { Carrier } from './connection.ts';
import { connectionFacts } from './connection-facts.ts';
import type { Dialled } from './dial.ts';
import { DuplexTap } from './duplex-tap.ts';
import { FrameLog } from './http2/frame-log.ts';
import { Http2Turn } from './http2/turn.ts';
import { contentOctets, contentSize, smallContent } from './request-octets.ts';
import type { TurnOptions, TurnReport } from './turn.ts';

export class Http2Connection implements Carrier {
  readonly id: number;
  readonly version = 'HTTP/2';
  readonly #dialled: Dialled;
  readonly #client: Client;
  readonly #tap: DuplexTap;
  readonly #frames = new FrameLog();
  #turn: Http2Turn | undefined;
  #uses = 0;
  #closed = false;
  #given = false;

  constructor(id: number, dialled: Dialled, onClose: () => void) {
    this.id = id;
    this.#dialled = dialled;
    this.#tap = new DuplexTap(dialled.socket, {
      out: (octets) => this.#seen('out', octets),
      in: (octets) => {
        const kept = this.#turn?.full !== true;
        this.#seen('in', octets);
        return kept;
      },
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
    return this.#turn === undefined && !this.#closed && !this.#tap.destroyed && !this.#frames.leaving;
  }

  async run(options: TurnOptions): Promise<TurnReport> {
    const turn = new Http2Turn(options);
    this.#frames.begin(options.clock, options.since, turn.events);
    this.#turn = turn;
    this.#uses++;
    this.#tap.ref();
    this.#client.dispatch(requestOf(options.request), turn.handler);
    const report = await turn.report;
    this.#turn = undefined;
    // An idle connection does not keep the process alive.
    this.#tap.unref();
    const { leaving, asked, sentContent } = this.#frames;
    // An answer may come before the content has gone out, whose rest would stand in the way of the next request.
    const spoiled = turn.stuck || !asked;
    if (report.failure !== undefined || leaving || spoiled) {
      this.#destroy();
      this.#frames.end();
    }
    const closedBy = report.closedBy ?? (leaving ? 'server' : spoiled ? 'postil' : undefined);
    const { response } = report;
    // A server that knows the length may answer the last octet before it sees that none follows.
    const early = !asked && sentContent < contentSize(options.request);
    const told = early && response && { response: { ...response, oddities: [...response.oddities, EARLY] } };
    return { ...report, ...told, closedBy, http2: this.#frames.finish() };
  }

  facts(closedBy: Connection['closedBy']): Connection {
    return connectionFacts(this.id, this.#uses, this.#dialled, closedBy);
  }

  close(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#tap.once('close', () => resolve());
      this.#turn?.abandon();
      this.#destroy();
    });
  }

  #seen(direction: 'in' | 'out', octets: Uint8Array): void {
    this.#turn?.record(direction, octets);
    this.#frames.octets(direction, octets);
  }

  /** The library has to see the end of the socket before its own: with a request on its way it fails to, and throws where nobody catches. */
  #destroy(): void {
    const end = (): void => void this.#client.destroy().catch(() => {});
    if (this.#closed) end();
    else this.#tap.once('close', end).destroy();
  }
}

/** The server answered before the request was whole (RFC 9113 section 8.1). */
const EARLY: Oddity = { code: 'early-answer', start: 0, end: 0 };

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
