// Opens a WebSocket and keeps the record of its session. `ws` speaks the protocol; what is recorded comes from the tap.
// Never throws and never rejects: what fails is an event of the session.
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { type PerMessageDeflateOptions, type RawData, WebSocket } from 'ws';
import type { Failure } from '../../http/exchange.ts';
import { firstOf } from '../../http/field.ts';
import type { SendOptions, WebSocketRequest } from '../../http/request.ts';
import type { WsSession } from '../../http/websocket.ts';
import { systemClock } from '../clock.ts';
import type { Dialled } from '../dial.ts';
import { failure, failureOf } from '../failure.ts';
import { tapSocket } from '../tap.ts';
import { type Approach, approach } from './approach.ts';
import { webSocketFailure } from './failures.ts';
import { Handshake } from './handshake.ts';
import { completeHandshake, offeredDeflate, offeredSubprotocols } from './handshake-request.ts';
import { Pulse } from './pulse.ts';
import { type Data, SessionRecord } from './record.ts';
import { Throttle } from './throttle.ts';

export interface LiveSocket {
  /** The record as it is now. While the handshake runs its outcome is a failure with the code `PENDING`. */
  readonly session: () => WsSession;
  /** Sends a text or binary message, once open; `false` when the session is closing or closed and nothing was sent. */
  readonly send: (data: Data) => boolean;
  /** `false` when the session is not open or the payload has more than 125 octets. */
  readonly ping: (payload?: Data) => boolean;
  /** Begins the closing handshake (1000 unless told); `false` for a code or reason that may not be sent. Before the session is open it cancels. */
  readonly close: (code?: number, reason?: string) => boolean;
  /** All scripted messages are sent and all waits are over, or the session has ended before. */
  readonly scripted: Promise<void>;
  /** The session has ended. */
  readonly done: Promise<WsSession>;
}

export interface LiveOptions extends Approach {
  /** Called soon after a change, but not for each of many. */
  readonly update?: (session: WsSession) => void;
  /** Sixteen random octets in base64, for a handshake that has no key of its own. */
  readonly key?: string;
}

export type OpenWebSocket = (request: WebSocketRequest, options: SendOptions, on?: LiveOptions) => LiveSocket;

export const openWebSocket: OpenWebSocket = (request, options, on = {}) => {
  const life = new Life(request, options, on);
  const scripted = life.run();
  return {
    session: () => life.session(),
    send: (data) => life.send(data),
    ping: (payload) => life.ping(payload),
    close: (code, reason) => life.close(code, reason),
    scripted,
    done: life.done,
  };
};

const WIRE_CAP = 1_048_576;
/** How long a server may take to answer a close frame. */
const CLOSE_TIMEOUT = 5000;

class Life {
  readonly #wanted: WebSocketRequest;
  readonly #pulse: Pulse;
  readonly #options: SendOptions;
  readonly #on: LiveOptions;
  readonly #handshake: Handshake;
  readonly #record: SessionRecord;
  readonly #throttle: Throttle;
  readonly #ended = Promise.withResolvers<WsSession>();
  readonly #closed = Promise.withResolvers<void>();
  readonly #early: Data[] = [];
  /** Octets of frames that came with the handshake, until the session is open. */
  #ahead: { readonly direction: 'in' | 'out'; readonly bytes: Uint8Array }[] = [];
  #socket: Socket | undefined;
  #ws: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #wake: () => void = () => undefined;
  #over = false;
  #opened = false;

  constructor(request: WebSocketRequest, options: SendOptions, on: LiveOptions) {
    this.#wanted = request;
    this.#options = options;
    this.#on = on;
    const completed = completeHandshake(request, on.key ?? randomBytes(16).toString('base64'));
    const parts = {
      request: completed,
      key: firstOf(completed.fields, 'Sec-WebSocket-Key') ?? '',
      clock: on.clock ?? systemClock,
      wireCap: options.captureLimit ?? WIRE_CAP,
    };
    this.#handshake = new Handshake(parts, {
      refused: () => this.#refused(),
      broken: (fault) => this.#fail(fault),
      cookiesKept: () => this.#throttle.changed(),
      frames: (direction, bytes) => this.#frames(direction, bytes),
    });
    this.#pulse = new Pulse(
      { every: request.pingEvery ?? 0, silence: request.idleTimeout ?? 0 },
      { beat: (count) => this.ping(String(count)), silent: () => this.close(1000, 'idle') },
    );
    this.#throttle = new Throttle(() => on.update?.(this.session()));
    this.#record = new SessionRecord(this.#handshake.now, () => this.#throttle.changed());
  }

  get done(): Promise<WsSession> {
    return this.#ended.promise;
  }

  session(): WsSession {
    return this.#record.session(this.#handshake.exchange());
  }

  /** Runs until the script is over. */
  async run(): Promise<void> {
    this.#record.connecting();
    const reached = await approach(this.#handshake, this.#options, this.#on);
    if (this.#over || !reached.ok) {
      if (reached.ok) reached.value.socket.destroy();
      else this.#fail(reached.error);
      return;
    }
    this.#start(reached.value);
    await this.#play();
  }

  send(data: Data): boolean {
    if (this.#over || this.#record.state === 'closing') return false;
    if (!this.#opened || this.#ws === undefined) this.#early.push(data);
    else if (this.#ws.readyState === WebSocket.OPEN) this.#give(this.#ws, data);
    else return false;
    return true;
  }

  ping(payload: Data = ''): boolean {
    if (this.#ws?.readyState !== WebSocket.OPEN || Buffer.byteLength(payload) > 125) return false;
    this.#ws.ping(payload);
    return true;
  }

  close(code = 1000, reason = ''): boolean {
    if (!maySend(code) || Buffer.byteLength(reason) > 123) return false;
    if (this.#over) return true;
    if (this.#opened) this.#ws?.close(code, reason);
    else this.#cancel('Closed before the session was open');
    return true;
  }

  #start({ socket }: Dialled): void {
    this.#socket = socket;
    tapSocket(socket, this.#handshake);
    socket.on('error', (error) => this.#fail(webSocketFailure(error, this.#handshake.phase)));
    socket.once('close', () => {
      this.#handshake.closedBy(this.#handshake.serverEnded ? 'server' : 'postil');
      this.#closed.resolve();
    });
    this.#on.signal?.addEventListener('abort', this.#abort, { once: true });
    this.#limit(() =>
      failure('timeout', 'UND_ERR_HEADERS_TIMEOUT', 'wait', `No answer to the handshake within ${this.#options.readTimeout} ms`),
    );
    const offer = offeredDeflate(this.#handshake.request.fields);
    try {
      // The address and the head are of no importance: the tap puts the author's octets in their place.
      const ws = new WebSocket('ws://127.0.0.1/', [...offeredSubprotocols(this.#handshake.request.fields)], {
        createConnection: () => socket,
        // The types do not know that client_max_window_bits may be a flag, nor closeTimeout.
        perMessageDeflate: offer === undefined ? false : ({ ...offer, threshold: 0 } as PerMessageDeflateOptions),
        ...{ closeTimeout: CLOSE_TIMEOUT },
      });
      this.#listen(ws);
      this.#ws = ws;
      // A socket that led a tunnel's conversation was left paused.
      socket.resume();
    } catch (error) {
      this.#fail(failureOf(error, 'request'));
    }
  }

  #listen(ws: WebSocket): void {
    ws.on('open', () => this.#open(ws));
    ws.on('message', (data, binary) => {
      this.#record.message(dataOf(data, binary));
      this.#wake();
    });
    ws.on('error', (error) => this.#fail(webSocketFailure(error, this.#handshake.phase)));
    ws.on('close', (code, reason) => {
      if (this.#opened && !this.#over) this.#record.closed(code, reason.toString());
      this.#finish();
    });
  }

  #open(ws: WebSocket): void {
    this.#opened = true;
    this.#limit(undefined);
    const { outcome } = this.#handshake.exchange();
    const fields = outcome.kind === 'response' ? outcome.response.fields : [];
    this.#record.opened(ws.protocol, firstOf(fields, 'Sec-WebSocket-Extensions') ?? '');
    this.#flushAhead();
    this.#pulse.start();
    for (const data of this.#early.splice(0)) this.#give(ws, data);
    this.#wake();
  }

  #frames(direction: 'in' | 'out', bytes: Uint8Array): void {
    if (direction === 'in') this.#pulse.heard();
    if (this.#opened) this.#record.octets(direction, bytes);
    else this.#ahead.push({ direction, bytes });
  }

  #flushAhead(): void {
    for (const { direction, bytes } of this.#ahead) this.#record.octets(direction, bytes);
    this.#ahead = [];
  }

  #refused(): void {
    if (this.#over) return;
    this.#record.refused();
    this.#finish();
  }

  /** Sends the scripted messages, each after as many messages of the server as it waits for. */
  async #play(): Promise<void> {
    let awaited = 0;
    while (!this.#opened && !this.#over) await this.#next();
    for (const { data, waitFor } of this.#wanted.messages) {
      awaited += waitFor;
      if (!(await this.#heard(awaited))) return;
      if (data !== undefined && !this.send(data.kind === 'text' ? data.text : data.bytes)) return;
    }
    const { closeWith } = this.#wanted;
    if (closeWith !== undefined && !this.close(closeWith.code, closeWith.reason)) this.close();
  }

  /** `true` when so many messages came in, `false` when the session ends before. */
  async #heard(count: number): Promise<boolean> {
    while (this.#record.received < count) {
      if (this.#over || this.#record.state !== 'open') return false;
      this.#limit(() =>
        failure('timeout', 'WS_WAIT_TIMEOUT', 'websocket', `No message of the server within ${this.#options.readTimeout} ms`),
      );
      await this.#next();
    }
    this.#limit(undefined);
    return true;
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #give(ws: WebSocket, data: Data): void {
    this.#record.sending(data);
    ws.send(data, { binary: typeof data !== 'string' });
  }

  /** One limit of time at once; none where the options say 0. */
  #limit(late: (() => Failure) | undefined): void {
    clearTimeout(this.#timer);
    if (late === undefined || this.#options.readTimeout === 0) return;
    this.#timer = setTimeout(() => {
      this.#fail(late());
      if (this.#opened) this.#ws?.close(1000, '');
    }, this.#options.readTimeout);
  }

  readonly #abort = (): void => this.#cancel('Cancelled');

  #cancel(why: string): void {
    this.#fail(failure('cancelled', 'ABORT_ERR', this.#handshake.phase, why));
    this.#socket?.destroy();
  }

  /** Before the session is open a failure is its end; after that `ws` still closes the connection. */
  #fail(trouble: Failure): void {
    if (this.#over) return;
    this.#handshake.failed(trouble);
    this.#record.failed(trouble);
    this.#wake();
    if (this.#opened) return;
    this.#flushAhead();
    this.#finish();
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.#ws?.terminate();
    this.#socket?.destroy();
    this.#settle();
  }

  #settle(): void {
    this.#limit(undefined);
    this.#pulse.stop();
    this.#on.signal?.removeEventListener('abort', this.#abort);
    this.#record.end();
    this.#wake();
    if (this.#socket === undefined) this.#closed.resolve();
    void Promise.all([this.#closed.promise, this.#handshake.cookiesKept]).then(() => {
      this.#throttle.end();
      this.#ended.resolve(this.session());
    });
  }
}

/** RFC 6455 section 7.4: what an endpoint may put into a close frame. */
const maySend = (code: number): boolean =>
  (code >= 1000 && code <= 1014 && (code < 1004 || code > 1006)) || (Number.isInteger(code) && code >= 3000 && code <= 4999);

function dataOf(data: RawData, binary: boolean): Data {
  const octets = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
  return binary ? new Uint8Array(octets) : octets.toString();
}
