// Reads the octets of a response as they arrive, leniently and with places.
// Pure: octets in, facts out. It never throws and holds at most one line.
import type { Framing, Oddity, ResponseHead } from '../http/exchange.ts';
import type { Field, Fields } from '../http/field.ts';
import { type FramingRule, framingOf, persists } from './framing.ts';
import {
  asBuffer,
  type Line,
  mayBeStatusLine,
  oddity,
  readFieldLine,
  readStatusLine,
  readUsualHead,
  type StatusLine,
} from './head-lines.ts';

export interface ReaderOptions {
  readonly request: { readonly method: string; readonly version: string; readonly fields: Fields };
  /** Octets that a head, or a chunk's line, may have. */
  readonly maxHead: number;
}

export interface ReaderEvents {
  /** A 1xx that is not the last word. */
  readonly onInformational: (head: ResponseHead) => void;
  readonly onHead: (head: ResponseHead) => void;
  /** Content with chunk framing removed; a view of what was pushed. */
  readonly onContent: (octets: Uint8Array) => void;
}

/** `broken`: what came can't be read on, `fault` says why; `upgraded`: HTTP has ended, what follows is another protocol. */
export type ReaderState = 'head' | 'content' | 'done' | 'broken' | 'upgraded';

export interface ReaderFault {
  /** llhttp's name for it. */
  readonly code: string;
  readonly message: string;
  /** Offset in the received stream. */
  readonly at: number;
}

export interface ChunkExtension {
  readonly at: number;
  readonly text: string;
}

type Step = 'status-line' | 'fields' | 'length' | 'close' | 'chunk-size' | 'chunk-data' | 'chunk-end' | 'trailers' | 'end';

const LF = 10;
const CR = 13;
/** So many oddities and chunk extensions are kept, and so much of an extension. */
const ODDITIES = 200;
const EXTENSION = 1024;
/** More 1xx than this are no answer. */
export const INFORMATIONAL = 1000;

export class ResponseReader {
  readonly oddities: Oddity[] = [];
  readonly trailers: Field[] = [];
  readonly extensions: ChunkExtension[] = [];
  /** The final head; `undefined` until it is whole. */
  head: ResponseHead | undefined;
  fault: ReaderFault | undefined;
  /** Octets of content and of content with its chunk framing. */
  contentLength = 0;
  framedLength = 0;
  /** Where the final head ends, in octets of what was pushed. */
  contentStart = 0;
  /** Octets after the end of the message. */
  surplus = 0;
  /** Both sides mean to keep the connection. */
  persistent = false;
  upgraded = false;
  readonly #options: ReaderOptions;
  readonly #events: ReaderEvents;
  #step: Step = 'status-line';
  #offset = 0;
  #headStart = 0;
  #status: StatusLine | undefined;
  #fields: Field[] = [];
  #rule: FramingRule | undefined;
  /** Octets of a line that has no end yet. */
  #open: Uint8Array[] = [];
  #openLength = 0;
  #left = 0;
  #informational = 0;
  #trailerOctets = 0;

  constructor(options: ReaderOptions, events: ReaderEvents) {
    this.#options = options;
    this.#events = events;
  }

  get state(): ReaderState {
    if (this.fault !== undefined) return 'broken';
    if (this.upgraded) return 'upgraded';
    if (this.#step === 'end') return 'done';
    return this.head === undefined ? 'head' : 'content';
  }

  get framing(): Framing {
    return this.#rule?.framing ?? 'none';
  }

  get complete(): boolean {
    return this.state === 'done' || this.state === 'upgraded';
  }

  /** Takes what the socket brought. */
  push(bytes: Uint8Array): void {
    let i = 0;
    while (i < bytes.length && this.#step !== 'end' && this.fault === undefined && !this.upgraded) i = this.#take(bytes, i);
    if (i < bytes.length && this.#step === 'end') this.#surplus(bytes.length - i);
    this.#offset += bytes.length - i;
  }

  /** The peer has ended its side. */
  end(): void {
    if (this.#step === 'close') this.#step = 'end';
    if (this.#step !== 'trailers' || this.#openLength > 0) return;
    this.#note('no-final-crlf', this.#offset, this.#offset);
    this.#step = 'end';
    this.persistent = false;
  }

  #take(bytes: Uint8Array, from: number): number {
    switch (this.#step) {
      case 'status-line':
        return this.#takeHead(bytes, from) ?? this.#takeLine(bytes, from);
      case 'fields':
      case 'chunk-size':
      case 'trailers':
        return this.#takeLine(bytes, from);
      case 'length':
      case 'chunk-data':
        return this.#takeCounted(bytes, from);
      case 'close':
        this.#content(bytes.subarray(from));
        this.#offset += bytes.length - from;
        this.framedLength += bytes.length - from;
        return bytes.length;
      case 'chunk-end':
        return this.#takeChunkEnd(bytes, from);
      case 'end':
        return bytes.length;
    }
  }

  /** A whole head that has nothing odd; `undefined` where it has to be taken line by line. */
  #takeHead(bytes: Uint8Array, from: number): number | undefined {
    if (this.#openLength > 0) return undefined;
    const buffer = asBuffer(bytes);
    const end = buffer.indexOf(HEAD_END, from, 'latin1');
    if (end < 0 || end + HEAD_END.length - from > Math.min(USUAL, this.#options.maxHead)) return undefined;
    const head = readUsualHead(buffer.toString('latin1', from, end + 2));
    if (head === undefined) return undefined;
    this.#headStart = this.#offset;
    this.#offset += end + HEAD_END.length - from;
    this.#endHead(head);
    return end + HEAD_END.length;
  }

  #takeLine(bytes: Uint8Array, from: number): number {
    const feed = bytes.indexOf(LF, from);
    const end = feed < 0 ? bytes.length : feed;
    const start = this.#offset - this.#openLength;
    const line = this.#joined(bytes, from, end, feed >= 0);
    const next = feed < 0 ? end : end + 1;
    this.#offset += next - from;
    if (this.head !== undefined) this.framedLength += next - from;
    if (this.head === undefined && this.#offset - this.#headStart > this.#options.maxHead)
      return this.#break('UND_ERR_HEADERS_OVERFLOW', `The head has more than ${this.#options.maxHead} octets`, start, next);
    if (this.head !== undefined && this.#offset - start > this.#options.maxHead)
      return this.#break('HPE_INVALID_CHUNK_SIZE', 'A line of the chunk framing has no end', start, next);
    if (line === undefined) {
      if (this.#step === 'status-line') this.#checkStart(start);
      return next;
    }
    const bare = line.at(-1) !== CR;
    if (bare) this.#note('bare-lf', this.#offset - 1, this.#offset);
    this.#line({ bytes: bare ? line : line.subarray(0, -1), start });
    return next;
  }

  /** The line, once it is whole; what came of it is kept until then. */
  #joined(bytes: Uint8Array, from: number, end: number, whole: boolean): Uint8Array | undefined {
    if (whole && this.#openLength === 0) return bytes.subarray(from, end);
    this.#open.push(Uint8Array.prototype.slice.call(bytes, from, end));
    this.#openLength += end - from;
    if (!whole) return undefined;
    const line = concat(this.#open);
    this.#open = [];
    this.#openLength = 0;
    return line;
  }

  /** Another protocol is told by its first octets, before a line of it ends. */
  #checkStart(start: number): void {
    const first = concat(this.#open);
    if (first[0] !== CR && !mayBeStatusLine(first)) this.#break('HPE_INVALID_CONSTANT', 'What came does not begin with HTTP/', start, 0);
  }

  #line(line: Line): void {
    switch (this.#step) {
      case 'status-line':
        this.#statusLine(line);
        return;
      case 'fields':
        if (line.bytes.length === 0) this.#endHead({ ...(this.#status ?? NO_STATUS), fields: this.#fields });
        else readFieldLine(line, this.#fields, this.#note);
        return;
      case 'chunk-size':
        this.#chunkSize(line);
        return;
      case 'trailers':
        this.#trailer(line);
        return;
      case 'length':
      case 'close':
      case 'chunk-data':
      case 'chunk-end':
      case 'end':
        return;
    }
  }

  #trailer(line: Line): void {
    this.#trailerOctets += line.bytes.length;
    if (line.bytes.length === 0) this.#step = 'end';
    else if (this.#trailerOctets > this.#options.maxHead)
      this.#break('UND_ERR_HEADERS_OVERFLOW', `The trailer section has more than ${this.#options.maxHead} octets`, line.start, 0);
    else readFieldLine(line, this.trailers, this.#note);
  }

  #statusLine(line: Line): void {
    if (line.bytes.length === 0) {
      this.#note('blank-before-status', line.start, this.#offset);
      return;
    }
    const read = readStatusLine(line, this.#note);
    if (typeof read === 'string') {
      this.#break(read, STATUS_FAULTS[read], line.start, 0);
      return;
    }
    this.#status = read;
    this.#fields = [];
    this.#headStart = line.start;
    this.#step = 'fields';
  }

  #endHead(head: ResponseHead): void {
    if (head.status >= 100 && head.status < 200 && head.status !== 101) {
      this.#step = 'status-line';
      this.#headStart = this.#offset;
      if (++this.#informational > INFORMATIONAL)
        this.#break('UND_ERR_HEADERS_OVERFLOW', `More than ${INFORMATIONAL} informational responses`, this.#headStart, 0);
      else this.#events.onInformational(head);
      return;
    }
    const { request } = this.#options;
    this.head = head;
    this.contentStart = this.#offset;
    const rule = framingOf(head, request.method);
    this.#rule = rule;
    for (const [code, detail] of rule.oddities) this.#note(code, this.#headStart, this.#offset, detail);
    const contradiction = rule.oddities.some(([code]) => code !== 'repeated-content-length' && code !== 'unknown-transfer-coding');
    this.persistent = persists(request, head) && rule.framing !== 'close' && rule.framing !== 'upgrade' && !contradiction;
    this.upgraded = rule.framing === 'upgrade';
    this.#left = rule.length;
    this.#step = FIRST_STEP[rule.framing];
    if (this.#step === 'length' && rule.length === 0) this.#step = 'end';
    this.#events.onHead(head);
  }

  #takeCounted(bytes: Uint8Array, from: number): number {
    const end = Math.min(bytes.length, from + this.#left);
    this.#content(bytes.subarray(from, end));
    this.#left -= end - from;
    this.#offset += end - from;
    this.framedLength += end - from;
    if (this.#left === 0) this.#step = this.#step === 'length' ? 'end' : 'chunk-end';
    return end;
  }

  #takeChunkEnd(bytes: Uint8Array, from: number): number {
    const octet = bytes[from];
    if (octet !== CR && octet !== LF) return this.#break('HPE_STRICT', 'A chunk has more octets than its size says', this.#offset, from);
    this.#offset++;
    this.framedLength++;
    if (octet === LF) this.#step = 'chunk-size';
    return from + 1;
  }

  #chunkSize({ bytes, start }: Line): void {
    const line = asBuffer(bytes).toString('latin1');
    const found = /^([ \t]*)([0-9a-fA-F]{1,13})([ \t]*)(;.*)?$/s.exec(line);
    if (found === null) {
      this.#break('HPE_INVALID_CHUNK_SIZE', `A chunk's size is not hexadecimal: ${line.slice(0, 40)}`, start, 0);
      return;
    }
    const [, before = '', size = '', after = '', extension] = found;
    if (before !== '' || (after !== '' && extension === undefined)) this.#note('chunk-size-space', start, start + line.length);
    if (extension !== undefined && this.extensions.length < ODDITIES)
      this.extensions.push({ at: start + line.length - extension.length, text: extension.slice(0, EXTENSION) });
    this.#left = Number.parseInt(size, 16);
    this.#step = this.#left === 0 ? 'trailers' : 'chunk-data';
  }

  #content(octets: Uint8Array): void {
    this.contentLength += octets.length;
    if (octets.length > 0) this.#events.onContent(octets);
  }

  #surplus(octets: number): void {
    const known = this.oddities.findIndex((one) => one.code === 'bytes-after-message');
    const start = this.#offset - this.surplus;
    this.surplus += octets;
    this.persistent = false;
    const one = oddity('bytes-after-message', start, start + this.surplus);
    if (known < 0) this.oddities.push(one);
    else this.oddities[known] = one;
  }

  /** Gives `next` back, so that a caller can end with it. */
  #break(code: string, message: string, at: number, next: number): number {
    this.fault ??= { code, message, at };
    this.persistent = false;
    return next;
  }

  readonly #note = (code: string, start: number, end: number, detail?: string): void => {
    if (this.oddities.length < ODDITIES) this.oddities.push(oddity(code, start, end, detail));
  };
}

const STATUS_FAULTS = {
  HPE_INVALID_CONSTANT: 'What came does not begin with HTTP/',
  HPE_INVALID_VERSION: 'The status line has no HTTP version',
  HPE_INVALID_STATUS: 'The status line has no status code',
} as const;

const FIRST_STEP: Readonly<Record<Framing, Step>> = {
  none: 'end',
  length: 'length',
  chunked: 'chunk-size',
  close: 'close',
  upgrade: 'end',
  http2: 'end',
};

/** Heads with more octets than this are read line by line. */
const USUAL = 16 * 1024;
const HEAD_END = '\r\n\r\n';
const NO_STATUS: StatusLine = { version: '', status: 0, reason: '' };

const concat = (pieces: readonly Uint8Array[]): Uint8Array => Buffer.concat(pieces);
