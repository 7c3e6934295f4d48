// One socket with one undici client on it. The client is dispatched one empty request whose octets never leave, and that is never
// answered: undici holds the connection and tells its end. The author's octets go out over the tap, and what comes in is read by us, one
// exchange after another.
import type { Socket } from 'node:net';
import Client, { type Handler } from 'undici/lib/dispatcher/client.js';
import type { Connection } from '../http/exchange.ts';
import { connectionFacts } from './connection-facts.ts';
import type { Dialled } from './dial.ts';
import { readBeforeFailing } from './patient-writes.ts';
import { tapSocket } from './tap.ts';
import { Turn, type TurnOptions, type TurnReport, type Wire } from './turn.ts';
import { Watchdog } from './watchdog.ts';

/** Milliseconds that an idle connection is kept, unless the server's `Keep-Alive: timeout` says less. */
const IDLE = 60_000;

/** What carries exchanges, one at a time. */
export interface Carrier {
  readonly id: number;
  /** Where it is not the version that requests name: what they go out in. */
  readonly version?: 'HTTP/2';
  /** Free for another exchange. */
  readonly idle: boolean;
  /**
   * Resolves when the event loop has looked at the socket after the last exchange: a server that closed at once is known by then.
   * `undefined`: there is nothing to wait for.
   */
  readonly settled: Promise<void> | undefined;
  /** Runs one exchange; never rejects. */
  readonly run: (options: TurnOptions) => Promise<TurnReport>;
  /** What is known of the connection during its present use. */
  readonly facts: (closedBy: Connection['closedBy']) => Connection;
  /** Ends the connection; resolves when the socket is closed. */
  readonly close: () => Promise<void>;
}

export class HttpConnection implements Carrier {
  readonly id: number;
  readonly #dialled: Dialled;
  readonly #socket: Socket;
  readonly #wire: Wire;
  readonly #client: Client;
  #turn: Turn | undefined;
  #settled: Promise<void> | undefined;
  #uses = 0;
  /** The peer has ended its side, or says something that nobody asked for. */
  #spoiled = false;
  #closed = false;
  #given = false;
  #error: Error | undefined;
  readonly #idling = new Watchdog();

  constructor(id: number, dialled: Dialled, onClose: () => void) {
    this.id = id;
    this.#dialled = dialled;
    const { socket } = dialled;
    this.#socket = socket;
    socket.on('error', (error) => {
      this.#error ??= error;
    });
    socket.once('close', () => {
      this.#closed = true;
      this.#idling.end();
      this.#wire.watchdog.end();
      onClose();
    });
    readBeforeFailing(socket, (error) => this.#turn?.writeFailed(error));
    const tap = tapSocket(socket, { out: () => null, in: this.#onRead, eof: this.#onEnd });
    this.#wire = {
      write: tap.write,
      onDrain: (done) => socket.once('drain', done),
      destroy: () => this.#destroy(),
      watchdog: new Watchdog(),
    };
    this.#client = new Client('http://postil.invalid', {
      connect: this.#connect,
      pipelining: 1,
      allowH2: false,
      maxHeaderSize: 1 << 16,
      strictContentLength: false,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: IDLE,
      useMilo: false,
    });
  }

  get idle(): boolean {
    return this.#turn === undefined && !this.#spoiled && !this.#closed && this.#error === undefined && !this.#socket.destroyed;
  }

  get settled(): Promise<void> | undefined {
    return this.#settled;
  }

  async run(options: TurnOptions): Promise<TurnReport> {
    const turn = new Turn(this.#wire, options);
    this.#turn = turn;
    this.#uses++;
    if (this.#uses === 1) this.#client.dispatch(EMPTY_REQUEST, this.#handler);
    else this.#socket.ref();
    turn.begin();
    const report = await turn.report;
    this.#turn = undefined;
    this.#fallIdle(turn);
    return report;
  }

  facts(closedBy: Connection['closedBy']): Connection {
    return connectionFacts(this.id, this.#uses, this.#dialled, closedBy);
  }

  close(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#socket.once('close', () => resolve());
      this.#turn?.abandon();
      this.#destroy();
    });
  }

  #destroy(): void {
    this.#socket.destroy();
    void this.#client.destroy().catch(() => {});
  }

  /** A server that has kept the connection once is believed to keep it again: from then on nobody waits for a look at the socket. */
  #fallIdle(turn: Turn): void {
    if (!this.idle) return;
    this.#settled = this.#uses === 1 ? nextLook() : undefined;
    this.#socket.unref();
    this.#idling.watch(Math.min(IDLE, turn.keepAlive ?? IDLE), this.#onIdleTooLong);
  }

  readonly #onIdleTooLong = (): void => {
    if (this.idle) this.#destroy();
  };

  /** Hands over the socket once: asked again, the connection has been closed meanwhile, and a new one is not made behind anybody's back. */
  readonly #connect = (_options: object, done: (error: Error | null, socket: Socket | null) => void): void => {
    const socket = this.#given || this.#socket.destroyed ? null : this.#socket;
    this.#given = true;
    queueMicrotask(() => done(socket === null ? new Error('The connection was closed while it was idle') : null, socket));
  };

  readonly #handler: Handler = {
    onRequestStart: () => {},
    onResponseStart: () => {},
    onResponseData: () => {},
    onResponseEnd: () => this.#turn?.settle(this.#error),
    onResponseError: (_controller, error) => this.#turn?.settle(this.#error ?? error),
  };

  readonly #onRead = (octets: Uint8Array): null => {
    if (this.#turn !== undefined) this.#turn.receive(octets);
    else {
      this.#spoiled = true;
      this.#destroy();
    }
    return null;
  };

  readonly #onEnd = (): undefined => {
    this.#spoiled = true;
    this.#turn?.receiveEnd();
  };
}

const EMPTY_REQUEST = { method: 'GET', path: '/' } as const;

/** An immediate runs before the sockets are looked at again, the next one after that. */
const nextLook = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
