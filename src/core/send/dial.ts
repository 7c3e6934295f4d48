// Opens a connection and says everything about how it came about. TLS is always made without the library's own judgement,
// so that a certificate which does not verify can be shown; the judgement is ours, before the first octet is sent.
import * as dns from 'node:dns';
import * as net from 'node:net';
import * as tls from 'node:tls';
import type { ConnectionAttempt, Failure, Phase, TlsFacts } from '../http/exchange.ts';
import { fail, ok, type Result } from '../text/result.ts';
import type { Trust } from './authorities.ts';
import { type Clock, systemClock } from './clock.ts';
import { failure, failureOf } from './failure.ts';
import { type ClientIdentity, identityOptions } from './identity.ts';
import { tlsFacts } from './tls-facts.ts';

export interface DialTarget {
  /** No brackets around an IPv6 address. */
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

export interface DialOptions {
  /** Milliseconds for DNS, TCP and TLS together, 0 for no limit. */
  readonly timeout: number;
  /** `true` accepts a certificate that does not verify. */
  readonly insecure: boolean;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** In the order of preference; `['http/1.1']` unless told. */
  readonly alpn?: readonly string[];
  /** A connection that is there already (a proxy's tunnel): only TLS is made, over it. */
  readonly over?: net.Socket;
  /** A unix socket instead of host and port. */
  readonly socketPath?: string;
  /** Connects to this address instead of asking DNS for the host. */
  readonly address?: { readonly host: string; readonly port: number };
  readonly lookup?: net.LookupFunction;
  /** Who may vouch for the server, looked up when there is TLS to be made. Node's own unless told. */
  readonly trust?: () => Trust;
  readonly identity?: ClientIdentity;
  readonly onPhase?: (phase: Phase) => void;
}

/** Times of the clock, not of the exchange; `undefined` for what did not take place. */
export interface DialTimes {
  readonly dns: number | undefined;
  readonly connected: number | undefined;
  readonly secured: number | undefined;
}

/** Both ends of the TCP connection; the names are empty for a unix socket. */
export interface Ends {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
}

export interface DialReport {
  /** Known once TCP was there, also where TLS failed after it. */
  readonly ends: Ends | undefined;
  readonly times: DialTimes;
  readonly attempts: readonly ConnectionAttempt[];
  /** Addresses that the name was looked up to, in the order of the answer. */
  readonly answers: readonly string[];
  /** Known also where the certificate was refused. */
  readonly tls: TlsFacts | undefined;
  readonly alpn: string | undefined;
}

export interface Dialled extends DialReport {
  /** Connected, verified or accepted, nothing sent on it, no `error` listener of ours left on it. */
  readonly socket: net.Socket;
}

export interface DialFailed extends DialReport {
  readonly failure: Failure;
}

/** Connects; never rejects. A refused certificate comes back as a failure with its chain, and not one octet of ours was sent after the TLS handshake. */
export function dial(target: DialTarget, options: DialOptions): Promise<Result<Dialled, DialFailed>> {
  return new Dialling(target, options).run();
}

type Waiting = Promise<Failure | undefined>;

class Dialling {
  readonly #target: DialTarget;
  readonly #options: DialOptions;
  readonly #clock: Clock;
  readonly #attempts: { address: string; port: number; outcome: ConnectionAttempt['outcome']; code?: string }[] = [];
  readonly #deadline: number;
  #answers: readonly string[] = [];
  #phase: Phase = 'dns';
  #dns: number | undefined;
  #connected: number | undefined;
  #secured: number | undefined;
  #ends: Ends | undefined;
  #tls: TlsFacts | undefined;
  #alpn: string | undefined;

  constructor(target: DialTarget, options: DialOptions) {
    this.#target = target;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#deadline = options.timeout === 0 ? Number.POSITIVE_INFINITY : this.#clock.now() + options.timeout;
  }

  async run(): Promise<Result<Dialled, DialFailed>> {
    const plain = await this.#connect();
    if ('kind' in plain) return this.#failed(plain);
    if (!this.#target.secure) return ok({ socket: plain, ...this.#report() });
    const secured = await this.#secure(plain);
    if ('kind' in secured) {
      plain.on('error', ignore);
      plain.destroy();
      return this.#failed(secured);
    }
    return ok({ socket: secured, ...this.#report() });
  }

  async #connect(): Promise<net.Socket | Failure> {
    const { over } = this.#options;
    if (over !== undefined) {
      this.#ends = endsOf(over);
      return over;
    }
    this.#enter(this.#options.socketPath === undefined && net.isIP(this.#host) === 0 ? 'dns' : 'connect');
    const opened = this.#open();
    if (!(opened instanceof net.Socket)) return opened;
    this.#watch(opened);
    const trouble = this.#unreadable(opened) ?? (await this.#wait(opened, 'connect'));
    this.#settle(opened, trouble);
    if (trouble !== undefined) return trouble;
    this.#connected = this.#clock.now();
    this.#ends = endsOf(opened);
    return opened.setNoDelay(true);
  }

  /** Reading the authorities takes a while the first time: TCP connects meanwhile. A file that holds none is a failure. */
  #unreadable(opened: net.Socket): Failure | undefined {
    try {
      if (this.#target.secure) this.#options.trust?.().context();
      return undefined;
    } catch (error) {
      opened.on('error', ignore).destroy();
      const why = failureOf(error, 'request');
      return { ...why, kind: 'request', message: `The certificate authorities can't be read: ${why.message}` };
    }
  }

  get #host(): string {
    return this.#options.address?.host ?? this.#target.host;
  }

  #open(): net.Socket | Failure {
    const { socketPath, address } = this.#options;
    try {
      if (socketPath !== undefined) return net.connect({ path: socketPath });
      return net.connect({
        host: this.#host,
        port: address?.port ?? this.#target.port,
        autoSelectFamily: true,
        lookup: this.#lookup,
      });
    } catch (error) {
      return failureOf(error, 'request');
    }
  }

  /** Wraps the look-up, because the socket's own event is silent where several addresses are tried. */
  readonly #lookup: net.LookupFunction = (host, options, done) => {
    const lookup: net.LookupFunction = this.#options.lookup ?? dns.lookup;
    lookup(host, options, (error, address, family) => {
      this.#dns = this.#clock.now();
      if (error === null) {
        this.#answers = typeof address === 'string' ? [address] : address.map((one) => one.address);
        this.#enter('connect');
      }
      done(error, address, family);
    });
  };

  #watch(socket: net.Socket): void {
    socket.on('connectionAttempt', (address: string, port: number) => {
      this.#enter('connect');
      this.#attempts.push({ address, port, outcome: 'abandoned' });
    });
    socket.on('connectionAttemptFailed', (address: string, port: number, _family: number, error: Error) => {
      this.#mark(address, port, 'failed', failureOf(error, 'connect').code);
    });
    socket.on('connectionAttemptTimeout', (address: string, port: number) => {
      this.#mark(address, port, 'abandoned', 'ERR_SOCKET_CONNECTION_TIMEOUT');
    });
  }

  #mark(address: string, port: number, outcome: ConnectionAttempt['outcome'], code?: string): void {
    const attempt = this.#attempts.findLast((one) => one.address === address && one.port === port);
    const end = { outcome, ...(code === undefined ? {} : { code }) };
    if (attempt === undefined) this.#attempts.push({ address, port, ...end });
    else Object.assign(attempt, end);
  }

  #settle(socket: net.Socket, trouble: Failure | undefined): void {
    for (const event of ['connectionAttempt', 'connectionAttemptFailed', 'connectionAttemptTimeout']) socket.removeAllListeners(event);
    if (trouble === undefined && socket.remoteAddress !== undefined) this.#mark(socket.remoteAddress, socket.remotePort ?? 0, 'connected');
    for (const cause of trouble?.causes ?? (trouble === undefined ? [] : [trouble]))
      if (cause.address !== undefined) this.#mark(cause.address, cause.port ?? 0, 'failed', cause.code);
  }

  async #secure(plain: net.Socket): Promise<tls.TLSSocket | Failure> {
    this.#enter('tls');
    const { identity, insecure, alpn } = this.#options;
    let socket: tls.TLSSocket;
    try {
      socket = tls.connect({
        socket: plain,
        host: this.#target.host,
        servername: net.isIP(this.#target.host) === 0 ? this.#target.host : '',
        ALPNProtocols: [...(alpn ?? ['http/1.1'])],
        rejectUnauthorized: identity !== undefined && !insecure,
        ...trusting(this.#options.trust?.(), identity),
      });
    } catch (error) {
      return failureOf(error, 'tls');
    }
    const trouble = await this.#wait(socket, 'secureConnect');
    if (trouble !== undefined) {
      if (hasCertificate(socket)) this.#tls = tlsFacts(socket);
      return { ...trouble, message: `${trouble.message}${this.#looked(trouble.code)}` };
    }
    this.#secured = this.#clock.now();
    this.#tls = tlsFacts(socket);
    this.#alpn = typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : undefined;
    return socket.authorized || insecure ? socket : this.#refuse(socket);
  }

  #refuse(socket: tls.TLSSocket): Failure {
    const code = this.#tls?.authorizationError ?? 'UNKNOWN';
    const mismatch = tls.checkServerIdentity(this.#target.host, socket.getPeerCertificate());
    socket.on('error', ignore);
    socket.destroy();
    const why =
      code === 'ERR_TLS_CERT_ALTNAME_INVALID' && mismatch !== undefined
        ? mismatch.message
        : `The certificate does not verify: ${code}${this.#looked(code)}`;
    return failure('tls', code, 'tls', why);
  }

  /** Where nobody trusted vouches for the server: who was asked. */
  #looked(code: string): string {
    const stores = this.#options.trust?.().stores;
    return stores === undefined || !/SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)|UNTRUSTED/.test(code)
      ? ''
      : `. Looked for its issuer among: ${stores.join(', ')}`;
  }

  /** Waits for the socket's event, or for what comes in between: an error, the end, the time, a cancellation. */
  #wait(socket: net.Socket, event: 'connect' | 'secureConnect'): Waiting {
    const { signal } = this.#options;
    return new Promise((resolve) => {
      const left = this.#deadline - this.#clock.now();
      const timer = Number.isFinite(left) ? setTimeout(() => stop(this.#timedOut()), Math.max(0, left)) : undefined;
      const finish = (trouble: Failure | undefined): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        socket.off(event, onReady).off('error', onError).off('close', onClose);
        if (trouble !== undefined) socket.on('error', ignore).destroy();
        resolve(trouble);
      };
      const stop = (trouble: Failure): void => finish(trouble);
      const onReady = (): void => finish(undefined);
      const onError = (error: Error): void => finish(failureOf(error, this.#phase));
      const onClose = (): void => finish(failure('reset', 'ECONNRESET', this.#phase, 'The peer closed the connection before it was ready'));
      const onAbort = (): void => finish(failure('cancelled', 'ABORT_ERR', this.#phase, 'Cancelled while connecting'));
      socket.once(event, onReady).once('error', onError).once('close', onClose);
      if (signal?.aborted === true) onAbort();
      else signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  #timedOut(): Failure {
    const { host, port } = this.#target;
    const what = this.#phase === 'dns' ? 'answer of DNS' : this.#phase === 'tls' ? 'TLS handshake' : 'connection';
    const message = `No ${what} within ${this.#options.timeout} ms (${host}:${port})`;
    const last = this.#attempts.at(-1);
    const place = last === undefined ? {} : { address: last.address, port: last.port };
    return { ...failure('timeout', 'UND_ERR_CONNECT_TIMEOUT', this.#phase, message), ...place };
  }

  #enter(phase: Phase): void {
    if (this.#phase === phase && phase !== 'dns') return;
    this.#phase = phase;
    this.#options.onPhase?.(phase);
  }

  #report(): DialReport {
    const times = { dns: this.#dns, connected: this.#connected, secured: this.#secured };
    const attempts = this.#attempts.map((one) => ({ ...one }));
    return { ends: this.#ends, times, attempts, answers: this.#answers, tls: this.#tls, alpn: this.#alpn };
  }

  #failed(trouble: Failure): Result<Dialled, DialFailed> {
    return fail({ failure: trouble, ...this.#report() });
  }
}

/** Typed as never empty, but there is none before the handshake has come so far. */
const hasCertificate = (socket: tls.TLSSocket): boolean => Object.keys((socket.getPeerCertificate() as object | null) ?? {}).length > 0;

const endsOf = (socket: net.Socket): Ends => ({
  localAddress: socket.localAddress ?? '',
  localPort: socket.localPort ?? 0,
  remoteAddress: socket.remoteAddress ?? '',
  remotePort: socket.remotePort ?? 0,
});

const ignore = (): void => {};

/** `ca` stands beside the context for editors that put their own authorities where none are named. */
function trusting(trust: Trust | undefined, identity: ClientIdentity | undefined): tls.ConnectionOptions {
  if (trust === undefined) return identityOptions(identity);
  const ca = [...trust.ca];
  return identity === undefined ? { ca, secureContext: trust.context() } : { ca, ...identityOptions(identity) };
}
