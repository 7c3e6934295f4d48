// The connections that are open, each with the way it goes. They are few: looked through one by one they are found faster than by a key
// that would have to be put together for each exchange.
import type { Carrier } from './connection.ts';

/** Two exchanges may use one connection where all of this is the same. */
export interface Way {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly http2: boolean;
  /** Everything else that a connection was dialled with, as one text. */
  readonly rest: string;
}

interface Pooled {
  readonly way: Way;
  readonly carrier: Carrier;
}

/** So many idle connections are kept: each is a socket of this process, and of a server. */
const IDLE = 100;

export class Pool {
  #all: Pooled[] = [];

  /** Where too many are idle, the one that was opened first is closed. */
  add(way: Way, carrier: Carrier): void {
    const idle = this.#all.filter((one) => one.carrier.idle);
    if (idle.length >= IDLE) void idle[0]?.carrier.close();
    this.#all.push({ way, carrier });
  }

  remove(carrier: Carrier): void {
    this.#all = this.#all.filter((one) => one.carrier !== carrier);
  }

  /** The idle connection that was opened last; it is the least likely to have been closed. */
  idle(way: Way): Carrier | undefined {
    return this.#all.findLast((one) => alike(one.way, way) && one.carrier.idle)?.carrier;
  }

  /** Ends all of them. */
  async close(): Promise<void> {
    const all = this.#all;
    this.#all = [];
    await Promise.all(all.map(({ carrier }) => carrier.close()));
  }
}

const alike = (a: Way, b: Way): boolean =>
  a.port === b.port && a.host === b.host && a.scheme === b.scheme && a.http2 === b.http2 && a.rest === b.rest;
