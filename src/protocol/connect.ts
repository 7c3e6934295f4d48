// One end of a typed conversation over any port that carries structured values. Whatever goes wrong at the other end
// (no such call, a handler that throws, a port that closes) comes back as a rejection; nothing is left hanging.

/** How messages travel: `webview.postMessage` on one side, `vscode.postMessage` on the other. */
export interface Port {
  /** May answer later; a rejection means that the message did not get there. */
  post(message: unknown): unknown;
  /** Returns what ends the listening. */
  listen(listener: (message: unknown) => void): () => void;
}

/** What an end offers: calls are answered, notices are not. `{ calls: { add: [ask: number, answer: number] } }`. */
export interface Surface {
  readonly calls: Readonly<Record<string, readonly [ask: unknown, answer: unknown]>>;
  readonly notices: Readonly<Record<string, unknown>>;
}

type CallName<S extends Surface> = keyof S['calls'] & string;
type NoticeName<S extends Surface> = keyof S['notices'] & string;
type Ask<S extends Surface, N extends CallName<S>> = S['calls'][N][0];
type Answer<S extends Surface, N extends CallName<S>> = S['calls'][N][1];

/** One function for each call and each notice: an end without one of them does not compile. */
export interface Handlers<S extends Surface> {
  readonly calls: { readonly [N in CallName<S>]: (ask: Ask<S, N>) => Answer<S, N> | Promise<Answer<S, N>> };
  readonly notices: { readonly [N in NoticeName<S>]: (value: S['notices'][N]) => void };
}

/** The other end, as this one sees it. */
export interface Peer<S extends Surface> {
  ask<N extends CallName<S>>(name: N, ask: Ask<S, N>): Promise<Answer<S, N>>;
  tell<N extends NoticeName<S>>(name: N, value: S['notices'][N]): void;
  /** Rejects what is still unanswered, and every later `ask`. */
  close(reason?: string): void;
}

/** What the other end said went wrong; `code` is stable: `unknown-call`, `failed`, `closed`, `not-sent`. */
export class RemoteError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'RemoteError';
    this.code = code;
  }
}

type Message =
  | { readonly kind: 'ask'; readonly id: number; readonly name: string; readonly value: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly code: string; readonly message: string }
  | { readonly kind: 'tell'; readonly name: string; readonly value: unknown };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: RemoteError) => void;
}

export interface ConnectOptions {
  /** Told of a handler that threw; the other end gets a refusal either way. */
  readonly onFault?: (name: string, error: unknown) => void;
}

/** Joins this end (which serves `Mine`) to the other (which serves `Theirs`). */
export function connect<Mine extends Surface, Theirs extends Surface>(
  port: Port,
  handlers: Handlers<Mine>,
  options: ConnectOptions = {},
): Peer<Theirs> {
  const calls: Readonly<Record<string, ((ask: never) => unknown) | undefined>> = handlers.calls;
  const notices: Readonly<Record<string, ((value: never) => void) | undefined>> = handlers.notices;
  const waiting = new Map<number, Waiting>();
  let next = 1;
  let closed: string | undefined;

  const fault = (name: string, error: unknown): void => options.onFault?.(name, error);
  const send = async (message: Message): Promise<void> => {
    if ((await port.post(message)) === false) throw new Error('the other end is not there');
  };
  const sendQuietly = (message: Message, name: string): void => void send(message).catch((error: unknown) => fault(name, error));

  const serve = async (id: number, name: string, value: unknown): Promise<void> => {
    const call = ownOf(calls, name);
    if (call === undefined) {
      sendQuietly({ kind: 'refusal', id, code: 'unknown-call', message: `there is no call named ${name}` }, name);
      return;
    }
    try {
      await send({ kind: 'answer', id, value: await call(value as never) });
    } catch (error) {
      fault(name, error);
      sendQuietly({ kind: 'refusal', id, code: 'failed', message: messageOf(error) }, name);
    }
  };

  const hear = (name: string, value: unknown): void => {
    try {
      ownOf(notices, name)?.(value as never);
    } catch (error) {
      fault(name, error);
    }
  };

  const settle = (id: number, how: (one: Waiting) => void): void => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (one !== undefined) how(one);
  };

  const stop = port.listen((raw) => {
    if (closed !== undefined || !isMessage(raw)) return;
    switch (raw.kind) {
      case 'ask':
        void serve(raw.id, raw.name, raw.value);
        return;
      case 'tell':
        hear(raw.name, raw.value);
        return;
      case 'answer':
        settle(raw.id, (one) => one.resolve(raw.value));
        return;
      case 'refusal':
        settle(raw.id, (one) => one.reject(new RemoteError(raw.code, raw.message)));
        return;
    }
  });

  const ask = (name: string, value: unknown): Promise<unknown> => {
    if (closed !== undefined) return Promise.reject(new RemoteError('closed', closed));
    const id = next++;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      send({ kind: 'ask', id, name, value }).catch((error: unknown) =>
        settle(id, (one) => one.reject(new RemoteError('not-sent', messageOf(error)))),
      );
    });
  };

  return {
    ask: ask as Peer<Theirs>['ask'],
    tell: (name, value) => {
      if (closed === undefined) sendQuietly({ kind: 'tell', name, value }, name);
    },
    close: (reason = 'the other end was closed') => {
      if (closed !== undefined) return;
      closed = reason;
      stop();
      for (const one of waiting.values()) one.reject(new RemoteError('closed', reason));
      waiting.clear();
    },
  };
}

// A name from the other end must not reach what every object inherits.
const ownOf = <T>(table: Readonly<Record<string, T | undefined>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function isMessage(raw: unknown): raw is Message {
  if (typeof raw !== 'object' || raw === null || !('kind' in raw)) return false;
  switch (raw.kind) {
    case 'ask':
      return 'id' in raw && typeof raw.id === 'number' && 'name' in raw && typeof raw.name === 'string';
    case 'tell':
      return 'name' in raw && typeof raw.name === 'string';
    case 'answer':
    case 'refusal':
      return 'id' in raw && typeof raw.id === 'number';
    default:
      return false;
  }
}
