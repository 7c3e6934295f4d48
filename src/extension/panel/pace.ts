// Not faster than can be seen: of several things to do in a row only the latest is done, after a moment. What takes long is done more
// seldom.

/** Milliseconds between two. */
const SHORTEST = 60;
const LONGEST = 500;

export class Pace {
  #due: ReturnType<typeof setTimeout> | undefined;
  #pending: (() => void) | undefined;
  #pause = SHORTEST;

  /** Runs the latest `act` of several after a moment. */
  soon(act: () => void): void {
    this.#pending = act;
    this.#due ??= setTimeout(() => this.#run(), this.#pause);
  }

  /** Runs `act` now, in the place of what waits. */
  now(act: () => void): void {
    clearTimeout(this.#due);
    this.#pending = act;
    this.#run();
  }

  /** What waits is not done; what comes after is. */
  forget(): void {
    this.#pending = undefined;
  }

  dispose(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
    this.forget();
  }

  #run(): void {
    this.#due = undefined;
    const act = this.#pending;
    this.#pending = undefined;
    const before = performance.now();
    act?.();
    this.#pause = Math.min(LONGEST, Math.max(SHORTEST, 4 * (performance.now() - before)));
  }
}
