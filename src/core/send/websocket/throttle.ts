// Tells of changes soon, but not of each: a thousand frames a second are a few dozen calls.

const PAUSE = 30;

export class Throttle {
  readonly #tell: () => void;
  #timer: NodeJS.Timeout | undefined;
  #quiet: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** Calls back at the next turn, or after a pause when it was called just before. */
  changed(): void {
    if (this.#ended) return;
    this.#timer ??= setTimeout(() => this.#run(), this.#quiet === undefined ? 0 : PAUSE);
  }

  /** The last call, now; none after it. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#quiet);
    this.#tell();
  }

  #run(): void {
    this.#timer = undefined;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#quiet = undefined;
    }, PAUSE).unref();
    this.#tell();
  }
}
