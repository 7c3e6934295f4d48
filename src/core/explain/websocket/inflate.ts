// DEFLATE (RFC 1951), as far as a message of permessage-deflate needs it: octets in, octets out, with the text before it as window.
// Total: what is no DEFLATE data gives `undefined`.
import { lazy } from '../../text/lazy.ts';

/** `history` is what was put out before (at most the last 32 KiB count); the output is cut at `limit` octets. */
export function inflate(
  data: Uint8Array,
  history: Uint8Array,
  limit: number,
): { readonly output: Uint8Array; readonly cut: boolean } | undefined {
  const reader = new BitReader(data);
  const out = new Output(history, limit);
  for (;;) {
    const last = reader.bits(1);
    const type = reader.bits(2);
    if (reader.ended) break;
    if (type === 3 || !readBlock(type, reader, out)) return undefined;
    if (out.full || last === 1) break;
  }
  return { output: out.octets(), cut: out.full };
}

function readBlock(type: number, reader: BitReader, out: Output): boolean {
  if (type === 0) return stored(reader, out);
  const tables = type === 1 ? fixedTables() : dynamicTables(reader);
  return tables !== undefined && compressed(reader, out, tables);
}

function stored(reader: BitReader, out: Output): boolean {
  const header = reader.aligned(4);
  if (header === undefined) return true;
  const [a = 0, b = 0, c = 0, d = 0] = header;
  const length = a | (b << 8);
  if ((length ^ (c | (d << 8))) !== 0xffff) return false;
  for (const octet of reader.aligned(length) ?? []) out.put(octet);
  return true;
}

interface Tables {
  readonly literals: Huffman;
  readonly distances: Huffman;
}

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385,
  24577,
];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function compressed(reader: BitReader, out: Output, { literals, distances }: Tables): boolean {
  while (!reader.ended && !out.full) {
    const symbol = literals.read(reader);
    if (symbol === undefined) return reader.ended;
    if (symbol === 256) return true;
    if (symbol < 256) out.put(symbol);
    else {
      const base = LENGTH_BASE[symbol - 257];
      if (base === undefined) return false;
      const length = base + reader.bits(LENGTH_EXTRA[symbol - 257] ?? 0);
      const code = distances.read(reader);
      const distanceBase = code === undefined ? undefined : DISTANCE_BASE[code];
      if (code === undefined || distanceBase === undefined) return reader.ended;
      if (!out.copy(distanceBase + reader.bits(code < 2 ? 0 : (code >> 1) - 1), length)) return false;
    }
  }
  return true;
}

function dynamicTables(reader: BitReader): Tables | undefined {
  const literalCount = reader.bits(5) + 257;
  const distanceCount = reader.bits(5) + 1;
  const codeCount = reader.bits(4) + 4;
  const codeLengths = new Array<number>(19).fill(0);
  for (const place of CODE_ORDER.slice(0, codeCount)) codeLengths[place] = reader.bits(3);
  const codes = new Huffman(codeLengths);
  const lengths: number[] = [];
  while (lengths.length < literalCount + distanceCount) {
    const symbol = codes.read(reader);
    if (symbol === undefined) return undefined;
    if (symbol < 16) lengths.push(symbol);
    else {
      const previous = lengths.at(-1);
      if (symbol === 16 && previous === undefined) return undefined;
      const times = symbol === 16 ? 3 + reader.bits(2) : symbol === 17 ? 3 + reader.bits(3) : 11 + reader.bits(7);
      for (let i = 0; i < times; i++) lengths.push(symbol === 16 ? (previous ?? 0) : 0);
    }
  }
  return {
    literals: new Huffman(lengths.slice(0, literalCount)),
    distances: new Huffman(lengths.slice(literalCount, literalCount + distanceCount)),
  };
}

/** A canonical Huffman code (section 3.2.2), read bit by bit. */
class Huffman {
  readonly #counts = new Uint16Array(16);
  readonly #symbols: number[] = [];

  constructor(lengths: readonly number[]) {
    for (const length of lengths) if (length > 0) this.#counts[length] = (this.#counts[length] ?? 0) + 1;
    for (let length = 1; length < 16; length++)
      for (const [symbol, one] of lengths.entries()) if (one === length) this.#symbols.push(symbol);
  }

  read(reader: BitReader): number | undefined {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < 16; length++) {
      code |= reader.bits(1);
      if (reader.ended) return undefined;
      const count = this.#counts[length] ?? 0;
      if (code - first < count) return this.#symbols[index + code - first];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return undefined;
  }
}

/** Bits from the lowest of each octet up; past the end they are 0 and `ended` is true. */
class BitReader {
  readonly #data: Uint8Array;
  #at = 0;
  #bit = 0;
  ended = false;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      const octet = this.#data[this.#at];
      if (octet === undefined) {
        this.ended = true;
        return 0;
      }
      value |= ((octet >> this.#bit) & 1) << i;
      this.#bit = (this.#bit + 1) & 7;
      if (this.#bit === 0) this.#at++;
    }
    return value;
  }

  aligned(count: number): Uint8Array | undefined {
    if (this.#bit !== 0) this.#at++;
    this.#bit = 0;
    if (this.#at + count > this.#data.length) {
      const rest = this.#data.subarray(this.#at);
      this.#at = this.#data.length;
      this.ended = true;
      return count === 4 ? undefined : rest;
    }
    this.#at += count;
    return this.#data.subarray(this.#at - count, this.#at);
  }
}

class Output {
  readonly #octets: number[];
  readonly #start: number;
  readonly #limit: number;

  constructor(history: Uint8Array, limit: number) {
    this.#octets = Array.from(history.subarray(Math.max(0, history.length - 32768)));
    this.#start = this.#octets.length;
    this.#limit = limit;
  }

  get full(): boolean {
    return this.#octets.length - this.#start >= this.#limit;
  }

  put(octet: number): void {
    this.#octets.push(octet);
  }

  copy(distance: number, length: number): boolean {
    if (distance > this.#octets.length) return false;
    for (let i = 0; i < length && !this.full; i++) this.#octets.push(this.#octets[this.#octets.length - distance] ?? 0);
    return true;
  }

  octets(): Uint8Array {
    return Uint8Array.from(this.#octets.slice(this.#start, this.#start + this.#limit));
  }
}

/** Section 3.2.6. */
const fixedTables: () => Tables = lazy(() => ({
  literals: new Huffman(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))),
  distances: new Huffman(new Array<number>(30).fill(5)),
}));
