// The wire tap: patches `write` and `push` of one socket instance, so that the exact octets of both directions are seen
// (inside TLS) and may be replaced on their way. It adds no listener: flow and back-pressure stay as they are.
import type { Socket } from 'node:net';

/** What a sink answers: `undefined` lets the octets pass, other octets go in their place, `null` swallows them. */
export type Replacement = Uint8Array | null | undefined;

export interface TapSink {
  /** Octets that the library above writes, before the socket takes them. */
  readonly out: (bytes: Uint8Array) => Replacement;
  /** Octets that the socket brought, before the library above sees them. */
  readonly in: (bytes: Uint8Array) => Replacement;
  /** The peer ended its side; octets given back go in front of the end. */
  readonly eof: () => Uint8Array | undefined;
}

export interface Tap {
  /** Writes past the sink; `false` when the socket asks to wait for `drain`. */
  readonly write: (bytes: Uint8Array, done?: (error?: Error | null) => void) => boolean;
  /** Gives the library above octets that did not come from the wire. */
  readonly push: (bytes: Uint8Array | null) => boolean;
  /** Takes the patches off again. */
  readonly remove: () => void;
}

type Done = (error?: Error | null) => void;

/** Taps a socket (plain or TLS) until `remove` is called. Octets written by `socket.end(octets)` are not seen. */
export function tapSocket(socket: Socket, sink: TapSink): Tap {
  const write = socket.write.bind(socket) as (bytes: Uint8Array, done?: Done) => boolean;
  const push = socket.push.bind(socket);
  const tapped = {
    write(chunk: string | Uint8Array, encoding?: BufferEncoding | Done, callback?: Done): boolean {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8') : chunk;
      const done = typeof encoding === 'function' ? encoding : callback;
      const replacement = sink.out(bytes);
      if (replacement !== null) return write(replacement ?? bytes, done);
      if (done !== undefined) queueMicrotask(done);
      return true;
    },
    push(chunk: Uint8Array | null, encoding?: BufferEncoding): boolean {
      if (chunk === null) {
        const last = sink.eof();
        if (last !== undefined && last.length > 0) push(last);
        return push(null);
      }
      const replacement = sink.in(chunk);
      return replacement === null ? true : push(replacement ?? chunk, encoding);
    },
  };
  Object.assign(socket, tapped);
  return {
    write,
    push,
    remove: () => {
      Reflect.deleteProperty(socket, 'write');
      Reflect.deleteProperty(socket, 'push');
    },
  };
}
