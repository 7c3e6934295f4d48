// One socket with one undici client on it. The client is dispatched an empty request whose octets never leave; the author's own go
// out in their place. What comes in is read by us; undici is told the end of it, and keeps the connection: its end, its idle time.
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
  /** Resolves when the event loop has looked at the socket after the last exchange: a server that closed at once is known by then. */
  readonly settled: Promise<void>;
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
  #settled = Promise.resolve();
  #uses = 0;
  /** The peer has ended its side, or says something that nobody asked for. */
  #spoiled = false;
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
    return this.#turn === undefined && !this.#spoiled && !this.#closed && this.#error === undefined && !this.#socket.destroyed;
  }

  get settled(): Promise<void> {
    return this.#settled;
  }

  async run(options: TurnOptions): Promise<TurnReport> {
    const turn = new Turn(
      { write: this.#tap.write, onDrain: (done) => this.#socket.once('drain', done), destroy: () => this.#destroy() },
      options,
    );
    this.#turn = turn;
    this.#uses++;
    this.#client.dispatch(EMPTY_REQUEST, this.#handler(turn));
    const report = await turn.report;
    this.#turn = undefined;
    this.#settled = nextLook();
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
    if (this.#turn === undefined) {
      this.#spoiled = true;
      this.#destroy();
      return null;
    }
    const before = this.#turn.whole;
    this.#turn.receive(octets);
    return this.#turn.whole && !before ? endFor(this.#turn) : null;
  };

  readonly #onEnd = (): Uint8Array | undefined => {
    this.#spoiled = true;
    const before = this.#turn?.whole;
    this.#turn?.receiveEnd();
    return this.#turn?.whole === true && before === false ? endFor(this.#turn) : undefined;
  };
}

const EMPTY_REQUEST = { method: 'GET', path: '/' } as const;

/** The message that tells undici of the end of the one that we have read. */
const END = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
const LAST_END = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');

function endFor(turn: Turn): Uint8Array {
  if (turn.last) return LAST_END;
  const { keepAlive } = turn;
  return keepAlive === undefined ? END : Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: 0\r\nkeep-alive: ${keepAlive}\r\n\r\n`, 'latin1');
}

/** An immediate runs before the sockets are looked at again, the next one after that. */
const nextLook = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
