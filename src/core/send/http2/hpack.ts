// Decodes the header blocks of one direction of an HTTP/2 connection (HPACK, RFC 7541). Each block changes the table that the next is read
// with, so a decoder belongs to a connection and sees all of them; after a block that can't be read it says so of every later one.
import type { HeaderBlock, HeaderLine } from '../../http/http2.ts';
import { huffman } from './huffman.ts';
import { STATIC_TABLE } from './static-table.ts';

/** RFC 7541 section 4.2: unless the other side's SETTINGS say otherwise. */
const TABLE = 4096;
/** The most that a table may ask for here. */
const LARGEST_TABLE = 1 << 20;
/** RFC 7541 section 4.1: what an entry counts beside its name and value. */
const OVERHEAD = 32;
/** Octets of names and values of one block that are kept: an index of one octet may stand for thousands. */
const KEPT = 256 * 1024;

/** Evicted entries that may stand in the table before they are cut off. */
const SPARE = 64;

/** What is said once the table is not known any more. */
const LOST = 'a part of the header blocks of this connection could not be read, and what follows builds on it';

export class HpackDecoder {
  /** The oldest first, from `#gone` on: what was evicted before is cut off now and then. */
  #table: (readonly [name: string, value: string])[] = [];
  #gone = 0;
  #size = 0;
  #most = TABLE;
  #lost = false;

  decode(block: Uint8Array): HeaderBlock {
    if (this.#lost) return { lines: [], octets: block.length, fault: LOST };
    const reading = new Reading(block);
    const lines: HeaderLine[] = [];
    let room = KEPT;
    let omitted = 0;
    while (reading.at < block.length) {
      const start = reading.at;
      const line = this.#line(reading);
      if (line === undefined) {
        this.#lost = true;
        return { lines, octets: block.length, fault: reading.fault ?? `octet ${start} of the block can't be read` };
      }
      if (line === 'size') continue;
      room -= line.name.length + line.value.length + OVERHEAD;
      if (room < 0) omitted++;
      else lines.push({ ...line, octets: reading.at - start });
    }
    return { lines, octets: block.length, ...(omitted > 0 && { omitted }) };
  }

  /** A part of a block was not seen: nothing after it can be read. */
  lose(): void {
    this.#lost = true;
  }

  /** RFC 7541 section 6, by the first bits. */
  #line(reading: Reading): Omit<HeaderLine, 'octets'> | 'size' | undefined {
    const first = reading.peek();
    if (first >= 0x80) return this.#indexed(reading);
    if (first >= 0x40) return this.#literal(reading, 6, 'remembered');
    if (first >= 0x20) return this.#resize(reading);
    return this.#literal(reading, 4, first >= 0x10 ? 'never' : 'literal');
  }

  #indexed(reading: Reading): Omit<HeaderLine, 'octets'> | undefined {
    const entry = this.#entry(reading, reading.integer(7));
    return entry && { name: entry[0], value: entry[1], form: 'indexed' };
  }

  #literal(reading: Reading, prefix: number, form: HeaderLine['form']): Omit<HeaderLine, 'octets'> | undefined {
    const index = reading.integer(prefix);
    const name = index === 0 ? reading.text() : this.#entry(reading, index)?.[0];
    const value = name === undefined ? undefined : reading.text();
    if (name === undefined || value === undefined) return undefined;
    if (form === 'remembered') this.#remember(name, value);
    return { name, value, form };
  }

  #resize(reading: Reading): 'size' | undefined {
    const size = reading.integer(5);
    if (size === undefined) return undefined;
    if (size > LARGEST_TABLE) return reading.fails(`the block asks for a table of ${size} octets`);
    this.#most = size;
    this.#evict();
    return 'size';
  }

  #entry(reading: Reading, index: number | undefined): readonly [string, string] | undefined {
    if (index === undefined) return undefined;
    return this.#found(index) ?? reading.fails(`index ${index} is in neither table`);
  }

  /** RFC 7541 section 2.3.3: the latest of the table has the number behind the static one. */
  #found(index: number): readonly [string, string] | undefined {
    if (index <= STATIC_TABLE.length) return STATIC_TABLE[index - 1];
    const at = this.#table.length - (index - STATIC_TABLE.length);
    return at < this.#gone ? undefined : this.#table[at];
  }

  #remember(name: string, value: string): void {
    this.#table.push([name, value]);
    this.#size += name.length + value.length + OVERHEAD;
    this.#evict();
  }

  #evict(): void {
    while (this.#size > this.#most) {
      const [name, value] = this.#table[this.#gone++] ?? ['', ''];
      this.#size -= name.length + value.length + OVERHEAD;
    }
    if (this.#gone < SPARE || this.#gone * 2 < this.#table.length) return;
    this.#table = this.#table.slice(this.#gone);
    this.#gone = 0;
  }
}

/** A place in a block, and what stands there. */
class Reading {
  at = 0;
  fault: string | undefined;
  readonly #octets: Uint8Array;

  constructor(octets: Uint8Array) {
    this.#octets = octets;
  }

  peek(): number {
    return this.#octets[this.at] ?? 0;
  }

  fails(why: string): undefined {
    this.fault ??= why;
    return undefined;
  }

  /** RFC 7541 section 5.1. */
  integer(prefix: number): number | undefined {
    const most = 2 ** prefix - 1;
    let value = this.peek() & most;
    this.at++;
    if (value < most) return value;
    for (let scale = 1; scale < 2 ** 35; scale *= 128) {
      const octet = this.#octets[this.at++];
      if (octet === undefined) return this.fails('the block ends inside of a number');
      value += (octet & 0x7f) * scale;
      if (octet < 0x80) return value;
    }
    return this.fails('a number is too long');
  }

  /** RFC 7541 section 5.2. */
  text(): string | undefined {
    const coded = this.peek() >= 0x80;
    if (this.at >= this.#octets.length) return this.fails('the block ends before a name or value');
    const length = this.integer(7);
    if (length === undefined) return undefined;
    const octets = this.#octets.subarray(this.at, this.at + length);
    if (octets.length < length) return this.fails('the block ends inside of a name or value');
    this.at += length;
    return coded ? (huffman(octets) ?? this.fails('a Huffman code is wrong')) : latin1(octets);
  }
}

const latin1 = (octets: Uint8Array): string => Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('latin1');
