// The log of octets of one exchange, capped: past the cap only the lengths are counted.
import type { Wire, WireRecord } from '../http/exchange.ts';

/** One log per exchange; times are milliseconds since the exchange began. Octets are kept as they are, so nobody may write into them. */
export class WireLog {
  readonly #cap: number;
  readonly #records: WireRecord[] = [];
  readonly #kept = { out: 0, in: 0 };
  readonly #seen = { out: 0, in: 0 };

  /** `cap` octets are kept of each direction. */
  constructor(cap: number) {
    this.#cap = cap;
  }

  record(direction: 'out' | 'in', at: number, bytes: Uint8Array): void {
    this.#seen[direction] += bytes.length;
    const room = this.#cap - this.#kept[direction];
    if (room <= 0 || bytes.length === 0) return;
    const kept = bytes.length <= room ? bytes : Uint8Array.prototype.slice.call(bytes, 0, room);
    this.#kept[direction] += kept.length;
    this.#records.push({ direction, at, bytes: kept });
  }

  /** Nothing is kept of what comes in from here on. */
  get full(): boolean {
    return this.#kept.in >= this.#cap;
  }

  get receivedLength(): number {
    return this.#seen.in;
  }

  get sentLength(): number {
    return this.#seen.out;
  }

  /** The log as it is now. */
  wire(): Wire {
    const truncated = this.#seen.out > this.#kept.out || this.#seen.in > this.#kept.in;
    return { records: [...this.#records], sentLength: this.#seen.out, receivedLength: this.#seen.in, truncated };
  }
}
