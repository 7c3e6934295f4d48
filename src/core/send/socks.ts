// The opening of a SOCKS5 proxy (RFC 1928, RFC 1929): after it the socket leads to the target.
import type { Socket } from 'node:net';
import type { Failure } from '../http/exchange.ts';
import type { Credentials } from '../http/request.ts';
import { failure, failureOf } from './failure.ts';

export interface SocksOptions {
  readonly credentials: Credentials | undefined;
  /** Milliseconds for the whole opening, 0 for no limit. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** `undefined` when the way is open; the proxy looks the name up. */
export async function openSocks(
  socket: Socket,
  target: { host: string; port: number },
  options: SocksOptions,
): Promise<Failure | undefined> {
  const talk = new Talk(socket, options);
  try {
    return await negotiate(talk, target, options.credentials);
  } catch (error) {
    return error instanceof Stopped ? error.why : failureOf(error, 'proxy');
  } finally {
    talk.end();
  }
}

const REPLIES = [
  'succeeded',
  'general failure',
  'the proxy’s rules forbid it',
  'the network can’t be reached',
  'the host can’t be reached',
  'the connection was refused',
  'it took too long',
  'the command is not supported',
  'this kind of address is not supported',
];

async function negotiate(
  talk: Talk,
  { host, port }: { host: string; port: number },
  credentials: Credentials | undefined,
): Promise<Failure | undefined> {
  talk.write(credentials === undefined ? [5, 1, 0] : [5, 2, 0, 2]);
  const [version, method] = await talk.read(2);
  if (version !== 5) return trouble('The proxy does not speak SOCKS5');
  if (method === 2 && credentials !== undefined) {
    const [user, password] = [Buffer.from(credentials.user), Buffer.from(credentials.password)];
    talk.write([1, user.length, ...user, password.length, ...password]);
    if ((await talk.read(2))[1] !== 0) return trouble('The SOCKS5 proxy refused user and password');
  } else if (method !== 0) return trouble('The SOCKS5 proxy accepts no way of authentication that is offered');
  const name = Buffer.from(host);
  talk.write([5, 1, 0, 3, name.length, ...name, port >> 8, port & 255]);
  const [, reply = 1, , kind] = await talk.read(4);
  if (reply !== 0) return trouble(`The SOCKS5 proxy could not connect to ${host}:${port}: ${REPLIES[reply] ?? `reply ${reply}`}`);
  const length = kind === 1 ? 4 : kind === 4 ? 16 : ((await talk.read(1))[0] ?? 0);
  await talk.read(length + 2);
  return undefined;
}

const trouble = (message: string): Failure => failure('proxy', 'UND_ERR_SOCKS5', 'proxy', message);

class Stopped extends Error {
  readonly why: Failure;

  constructor(why: Failure) {
    super(why.message);
    this.why = why;
  }
}

/** Reads by count from a socket, until it is over. */
class Talk {
  readonly #socket: Socket;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;
  #why: Failure | undefined;

  constructor(socket: Socket, { timeout, signal }: SocksOptions) {
    this.#socket = socket;
    this.#signal = signal;
    socket.on('readable', this.#onReadable).on('error', this.#onError).on('close', this.#onClose);
    signal?.addEventListener('abort', this.#onAbort);
    if (timeout > 0)
      this.#timer = setTimeout(
        () => this.#stop(failure('timeout', 'UND_ERR_CONNECT_TIMEOUT', 'proxy', `The SOCKS5 proxy did not answer within ${timeout} ms`)),
        timeout,
      );
  }

  write(octets: readonly number[]): void {
    this.#socket.write(Uint8Array.from(octets));
  }

  async read(count: number): Promise<Uint8Array> {
    for (;;) {
      if (this.#why !== undefined) throw new Stopped(this.#why);
      const octets: unknown = count === 0 ? new Uint8Array(0) : this.#socket.read(count);
      if (octets instanceof Uint8Array && octets.length === count) return octets;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#socket.off('readable', this.#onReadable).off('error', this.#onError).off('close', this.#onClose);
  }

  readonly #onReadable = (): void => this.#wake?.();
  readonly #onError = (error: Error): void => this.#stop(failureOf(error, 'proxy'));
  readonly #onClose = (): void => this.#stop(trouble('The SOCKS5 proxy closed the connection'));
  readonly #onAbort = (): void => this.#stop(failure('cancelled', 'ABORT_ERR', 'proxy', 'Cancelled'));

  #stop(why: Failure): void {
    this.#why ??= why;
    this.#wake?.();
  }
}
