// A socket seen through a JavaScript stream: HTTP/2 takes a native socket's handle past any patch, so its frames are recorded here.
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { readBeforeFailing } from './patient-writes.ts';
import { release } from './release.ts';

export interface DuplexSink {
  readonly out: (octets: Uint8Array) => void;
  /** Gives back whether it keeps the octets. */
  readonly in: (octets: Uint8Array) => boolean;
}

type Done = (error?: Error | null) => void;

export class DuplexTap extends Duplex {
  /** What undici chooses the protocol by. */
  readonly alpnProtocol = 'h2';
  readonly #socket: Socket;
  readonly #sink: DuplexSink;

  constructor(socket: Socket, sink: DuplexSink) {
    super();
    this.#socket = socket;
    this.#sink = sink;
    readBeforeFailing(socket, () => {});
    socket.on('data', (octets: Buffer) => {
      const kept = sink.in(octets);
      if (!this.push(octets)) socket.pause();
      // Where nothing waits here, the library above has copied them.
      if (!kept && this.readableLength === 0) release(octets);
    });
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(octets: Uint8Array, _encoding: BufferEncoding, done: Done): void {
    this.#sink.out(octets);
    this.#socket.write(octets, done);
  }

  override _final(done: Done): void {
    this.#socket.end(() => done());
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#socket.destroy();
    done(error);
  }

  ref(): this {
    this.#socket.ref();
    return this;
  }

  unref(): this {
    this.#socket.unref();
    return this;
  }
}
