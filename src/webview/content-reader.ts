// Asks the host for slices of contents and keeps a few: what was asked for is drawn when it comes.
import type {
  ContentForm,
  ContentLine,
  ContentQuestion,
  ContentRef,
  ContentSlice,
  WireQuestion,
  WireStructure,
} from '../protocol/content-view.ts';
import type { FrameDetail } from '../protocol/socket-view.ts';

export interface Asking {
  readContent(question: ContentQuestion): Promise<ContentSlice>;
  readWire(question: WireQuestion): Promise<Uint8Array>;
  readFrame(index: number): Promise<FrameDetail | undefined>;
  readStructure(question: { readonly hop: number; readonly direction: 'out' | 'in' }): Promise<WireStructure>;
}

/** Lines and octets of one slice. Powers of two, so that slices never overlap. */
const LINES = 256;
const OCTETS = 4096;
/** Slices kept; the oldest goes first. */
const KEPT = 200;

type Cached =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'slice'; readonly slice: ContentSlice }
  | { readonly kind: 'frame'; readonly detail: FrameDetail | undefined }
  | { readonly kind: 'structure'; readonly structure: WireStructure };

export class ContentReader {
  readonly #asking: Asking;
  readonly #changed: () => void;
  readonly #cache = new Map<string, Cached>();
  #generation = 0;

  constructor(asking: Asking, changed: () => void) {
    this.#asking = asking;
    this.#changed = changed;
  }

  /** Forgets everything: another exchange is shown. */
  clear(): void {
    this.#generation++;
    this.#cache.clear();
  }

  /** How many lines there are; `undefined` until the first slice has come. */
  total(which: ContentRef, form: ContentForm): number | undefined {
    const first = this.#slice(which, form, 0);
    return first?.total;
  }

  /** A line, or `undefined` while it is on its way. */
  line(which: ContentRef, form: ContentForm, index: number): ContentLine | undefined {
    const from = index - (index % LINES);
    const slice = this.#slice(which, form, from);
    return slice?.kind === 'lines' ? slice.lines[index - from] : undefined;
  }

  /** Octets of a content from a multiple of 16 on; `undefined` while they are on their way. */
  octets(which: ContentRef, from: number, count: number): Uint8Array | undefined {
    const start = from - (from % OCTETS);
    const slice = this.#slice(which, 'hex', start);
    return slice?.kind === 'octets' ? slice.octets.subarray(from - start, from - start + count) : undefined;
  }

  wire(hop: number, direction: 'out' | 'in', from: number, count: number): Uint8Array | undefined {
    const start = from - (from % OCTETS);
    const cached = this.#get(`wire ${hop} ${direction} ${start}`, async () => {
      const octets = await this.#asking.readWire({ hop, direction, from: start, to: start + OCTETS });
      return { kind: 'slice', slice: { kind: 'octets', from: start, total: 0, octets } };
    });
    return cached.kind === 'slice' && cached.slice.kind === 'octets'
      ? cached.slice.octets.subarray(from - start, from - start + count)
      : undefined;
  }

  structure(hop: number, direction: 'out' | 'in'): WireStructure | undefined {
    const cached = this.#get(`structure ${hop} ${direction}`, async () => ({
      kind: 'structure',
      structure: await this.#asking.readStructure({ hop, direction }),
    }));
    return cached.kind === 'structure' ? cached.structure : undefined;
  }

  /** Bits and notes of a frame; `undefined` while they are on their way, and where there are none. */
  frame(index: number): FrameDetail | undefined {
    const cached = this.#get(`frame ${index}`, async () => ({ kind: 'frame', detail: await this.#asking.readFrame(index) }));
    return cached.kind === 'frame' ? cached.detail : undefined;
  }

  /** What is said of this frame has changed. */
  forgetFrame(index: number): void {
    this.#cache.delete(`frame ${index}`);
  }

  /** Why a content cannot be read, where it could not. */
  fault(which: ContentRef, form: ContentForm): string | undefined {
    const first = this.#cache.get(keyOf(which, form, 0));
    return first?.kind === 'failed' ? first.why : undefined;
  }

  /** All octets, for an image; read in slices so that no message is large. */
  async all(which: ContentRef, most: number): Promise<Uint8Array<ArrayBuffer>> {
    const step = 1_000_000;
    const first = await this.#asking.readContent({ which, form: 'hex', from: 0, to: step });
    const all = new Uint8Array(Math.min(first.total, most));
    for (let from = 0; from < all.length; ) {
      const slice = from === 0 ? first : await this.#asking.readContent({ which, form: 'hex', from, to: from + step });
      if (slice.kind !== 'octets' || slice.octets.length === 0) break;
      all.set(slice.octets.subarray(0, all.length - from), from);
      from += slice.octets.length;
    }
    return all;
  }

  #slice(which: ContentRef, form: ContentForm, from: number): ContentSlice | undefined {
    const count = form === 'hex' ? OCTETS : LINES;
    const cached = this.#get(keyOf(which, form, from), async () => ({
      kind: 'slice',
      slice: await this.#asking.readContent({ which, form, from, to: from + count }),
    }));
    return cached.kind === 'slice' ? cached.slice : undefined;
  }

  #get(key: string, ask: () => Promise<Cached>): Cached {
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const generation = this.#generation;
    this.#put(key, { kind: 'waiting' });
    const arrived = (cached: Cached): void => {
      if (generation !== this.#generation) return;
      this.#put(key, cached);
      this.#changed();
    };
    ask().then(arrived, (error: unknown) => arrived({ kind: 'failed', why: error instanceof Error ? error.message : String(error) }));
    return { kind: 'waiting' };
  }

  #put(key: string, cached: Cached): void {
    this.#cache.delete(key);
    this.#cache.set(key, cached);
    if (this.#cache.size > KEPT) {
      const oldest = this.#cache.keys().next().value;
      if (oldest !== undefined) this.#cache.delete(oldest);
    }
  }
}

const keyOf = (which: ContentRef, form: ContentForm, from: number): string => `${which.hop} ${which.side} ${form} ${from}`;
