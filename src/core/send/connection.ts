// One socket with one undici client on it. The client is dispatched an empty request whose octets never leave; the author's own go
// out in their place, and what comes in is read by us before undici sees it. undici keeps the connection: flow, end, idle time.
import type { Socket } from 'node:net';
import Client, { type Handler } from 'undici/lib/dispatcher/client.js';
import type { Connection } from '../http/exchange.ts';
import { connectionFacts } from './connection-facts.ts';
import type { Dialled } from './dial.ts';
import { type Tap, tapSocket } from './tap.ts';
import { Turn, type TurnOptions, type TurnReport } from './turn.ts';

/** How long an idle connection is kept, unless the server's `Keep-Alive: timeout` says less. */
const IDLE = 60_000;

/** What carries exchanges, one at a time. */
export interface Carrier {
  readonly id: number;
  /** Free for another exchange. */
  readonly idle: boolean;
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
  readonly #tap: Tap;
  readonly #client: Client;
  #turn: Turn | undefined;
  #uses = 0;
  #closed = false;
  #given = false;
  #error: Error | undefined;

  constructor(id: number, dialled: Dialled, onClose: () => void) {
    this.id = id;
    this.#dialled = dialled;
    this.#socket = dialled.socket;
    this.#socket.on('error', (error) => {
      this.#error ??= error;
    });
    this.#socket.once('close', () => {
      this.#closed = true;
      onClose();
    });
    this.#tap = tapSocket(this.#socket, { out: this.#onWrite, in: this.#onRead, eof: this.#onEnd });
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
    return this.#turn === undefined && !this.#closed && !this.#socket.destroyed && !this.#socket.readableEnded;
  }

  async run(options: TurnOptions): Promise<TurnReport> {
    const turn = new Turn(
      { write: this.#tap.write, onDrain: (done) => this.#socket.once('drain', done), destroy: () => this.#destroy() },
      options,
    );
    this.#turn = turn;
    this.#uses++;
    this.#client.dispatch({ method: 'GET', path: '/' }, this.#handler(turn));
    const report = await turn.report;
    this.#turn = undefined;
    return report;
  }

  facts(closedBy: Connection['closedBy']): Connection {
    return connectionFacts(this.id, this.#uses, this.#dialled, closedBy);
  }

  close(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#socket.once('close', () => resolve());
      this.#destroy();
    });
  }

  #destroy(): void {
    this.#socket.destroy();
    void this.#client.destroy().catch(() => {});
  }

  /** Hands over the socket once: asked again, the connection has been closed meanwhile, and a new one is not made behind anybody's back. */
  readonly #connect = (_options: object, done: (error: Error | null, socket: Socket | null) => void): void => {
    const socket = this.#given || this.#socket.destroyed ? null : this.#socket;
    this.#given = true;
    queueMicrotask(() => done(socket === null ? new Error('The connection was closed while it was idle') : null, socket));
  };

  #handler(turn: Turn): Handler {
    return {
      onRequestStart: () => {},
      onResponseStart: () => {},
      onResponseData: () => {},
      onResponseEnd: () => turn.settle(this.#error),
      onResponseError: (_controller, error) => turn.settle(this.#error ?? error),
    };
  }

  readonly #onWrite = (): null => {
    this.#turn?.begin();
    return null;
  };

  readonly #onRead = (octets: Uint8Array): Uint8Array | null | undefined => {
    if (this.#turn === undefined) return undefined;
    const forward = this.#turn.receive(octets);
    return forward.length === 0 ? null : forward;
  };

  readonly #onEnd = (): Uint8Array | undefined => this.#turn?.receiveEnd();
}
