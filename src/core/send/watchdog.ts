// One timer for the life of a connection: begun anew it costs a fraction of one that is made and cleared for each exchange.

/** It does not keep the process alive: the socket that is waited for does. */
export class Watchdog {
  #timer: NodeJS.Timeout | undefined;
  #patience = 0;
  #bark: (() => void) | undefined;

  /** Calls `bark` once nothing has been heard for so many milliseconds; 0 is never. */
  watch(patience: number, bark: () => void): void {
    if (patience !== this.#patience) {
      this.end();
      this.#patience = patience;
      if (patience > 0) this.#timer = setTimeout(this.#onTime, patience).unref();
    } else this.#timer?.refresh();
    this.#bark = bark;
  }

  /** Begins to wait anew. */
  heard(): void {
    if (this.#bark !== undefined) this.#timer?.refresh();
  }

  /** Waits no more, until it is told to watch again. */
  rest(): void {
    this.#bark = undefined;
  }

  end(): void {
    this.#bark = undefined;
    this.#patience = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #onTime = (): void => {
    const bark = this.#bark;
    this.#bark = undefined;
    bark?.();
  };
}
