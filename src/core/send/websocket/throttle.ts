// Tells of changes soon, but not of each: a thousand frames a second are a few dozen calls.

const PAUSE = 30;

export class Throttle {
  readonly #tell: () => void;
  #timer: NodeJS.Timeout | undefined;
  #quiet = true;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** Calls back at the next turn, or after the pause when it was called just before. */
  changed(): void {
    this.#timer ??= setTimeout(() => this.#run(), this.#quiet ? 0 : PAUSE);
  }

  /** The last call, now; none after it. */
  end(): void {
    clearTimeout(this.#timer);
    this.#tell();
  }

  #run(): void {
    this.#timer = undefined;
    this.#quiet = false;
    this.#tell();
    setTimeout(() => {
      this.#quiet = true;
    }, PAUSE).unref();
  }
}
