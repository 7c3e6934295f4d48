// The two clocks of an open session: one that pings, and one that notices silence. 0 turns one off.

export interface Rhythm {
  /** Milliseconds from one ping to the next. */
  readonly every: number;
  /** Milliseconds without an octet of the server. */
  readonly silence: number;
}

export interface PulseEvents {
  /** Time for a ping; counts from 1. */
  readonly beat: (count: number) => void;
  readonly silent: () => void;
}

export class Pulse {
  readonly #rhythm: Rhythm;
  readonly #on: PulseEvents;
  #count = 0;
  #beats: NodeJS.Timeout | undefined;
  #quiet: NodeJS.Timeout | undefined;

  constructor(rhythm: Rhythm, on: PulseEvents) {
    this.#rhythm = rhythm;
    this.#on = on;
  }

  start(): void {
    const { every, silence } = this.#rhythm;
    if (every > 0) this.#beats = setInterval(() => this.#on.beat(++this.#count), every);
    if (silence > 0)
      this.#quiet = setTimeout(() => {
        this.#quiet = undefined;
        this.#on.silent();
      }, silence);
  }

  /** Something came; the silence begins anew. */
  heard(): void {
    this.#quiet?.refresh();
  }

  stop(): void {
    clearInterval(this.#beats);
    clearTimeout(this.#quiet);
    this.#quiet = undefined;
  }
}
