// Where a response's content goes as it arrives: a bounded beginning of it into memory, and all of it into a temporary file once it
// grows past what memory is for. Writing is synchronous: octets of one read at a time, into the system's cache, so nothing queues up.
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface StoreOptions {
  /** Octets kept in memory. */
  readonly cap: number;
  /** A folder for temporary files and a name in it; without one, what is past `cap` is only counted. */
  readonly spill: { readonly folder: string; readonly name: () => string } | undefined;
}

export class ContentStore {
  readonly #options: StoreOptions;
  #chunks: Uint8Array[] = [];
  #kept = 0;
  #file: { readonly path: string; readonly descriptor: number } | undefined;
  #failed = false;
  #closed = false;

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  /** Memory keeps nothing of what comes from here on. */
  get full(): boolean {
    return this.#kept >= this.#options.cap;
  }

  /** Takes octets, into which nobody may write afterwards; none once it is closed. */
  add(octets: Uint8Array): void {
    if (this.#closed) return;
    const room = this.#options.cap - this.#kept;
    if (octets.length > room) this.#spill(octets);
    if (room <= 0) return;
    const chunk = octets.length <= room ? octets : Uint8Array.prototype.slice.call(octets, 0, room);
    this.#chunks.push(chunk);
    this.#kept += chunk.length;
  }

  /** What memory holds, as one array of its own. */
  content(): Uint8Array {
    const whole = new Uint8Array(this.#kept);
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }

  /** Closes the file; its path, if there is one and all that came is in it. */
  close(): string | undefined {
    if (this.#closed) return undefined;
    this.#closed = true;
    if (this.#file === undefined) return undefined;
    closeSync(this.#file.descriptor);
    if (!this.#failed) return this.#file.path;
    rmSync(this.#file.path, { force: true });
    return undefined;
  }

  #spill(octets: Uint8Array): void {
    const { spill } = this.#options;
    if (spill === undefined || this.#failed) return;
    try {
      this.#file ??= this.#open(join(spill.folder, spill.name()), spill.folder);
      writeAll(this.#file.descriptor, octets);
    } catch {
      // A full disk or a folder without permission: the exchange goes on with what memory keeps, and counts.
      this.#failed = true;
    }
  }

  /** The file begins with what memory has kept so far. */
  #open(path: string, folder: string): { path: string; descriptor: number } {
    mkdirSync(folder, { recursive: true });
    const descriptor = openSync(path, 'wx', 0o600);
    const file = { path, descriptor };
    this.#file = file;
    for (const chunk of this.#chunks) writeAll(descriptor, chunk);
    return file;
  }
}

function writeAll(descriptor: number, octets: Uint8Array): void {
  for (let at = 0; at < octets.length; ) at += writeSync(descriptor, octets, at);
}
