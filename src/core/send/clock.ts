// Time as an argument: tests hand in their own, nothing here reads a clock by itself.

export interface Clock {
  /** Monotonic, in milliseconds, with fractions; its zero means nothing. */
  readonly now: () => number;
  /** Milliseconds since 1970. */
  readonly epoch: () => number;
}

export const systemClock: Clock = { now: () => performance.now(), epoch: () => Date.now() };
