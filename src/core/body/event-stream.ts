// Server-sent events, read as the text arrives (WHATWG HTML section 9.2.6). Every line is accounted for: an event, a comment,
// a reconnection time, or a line that has no effect and why.
import type { Range } from '../text/range.ts';

/** Ranges are code units of the stream's text, from its first character after the byte order mark. */
export type StreamItem =
  | {
      readonly kind: 'event';
      /** `message` unless the stream names another. */
      readonly type: string;
      readonly data: string;
      /** What a reconnection would send as `Last-Event-ID`; empty when no id was given yet. */
      readonly lastEventId: string;
      readonly range: Range;
    }
  | { readonly kind: 'comment'; readonly text: string; readonly range: Range }
  | { readonly kind: 'retry'; readonly milliseconds: number; readonly range: Range }
  | { readonly kind: 'ignored'; readonly reason: IgnoredReason; readonly text: string; readonly range: Range };

/** `no-data`: a blank line ended a block without `data`; `retry`: not only digits; `id`: holds a NUL; `field`: no such field. */
export type IgnoredReason = 'no-data' | 'retry' | 'id' | 'field';

/** A block that no blank line has ended yet: nothing of it has been dispatched. */
export interface PendingBlock {
  readonly type: string;
  readonly data: string;
  readonly range: Range;
  /** The last line itself has no end yet. */
  readonly openLine: string;
}

/** All at once: what a finished stream held. */
export function parseEventStream(text: string): {
  items: readonly StreamItem[];
  rest: PendingBlock | undefined;
  retry: number | undefined;
} {
  const reader = new EventStreamReader();
  const items = reader.push(text);
  return { items, rest: reader.rest(), retry: reader.retry };
}

/** Takes the text piece by piece, split anywhere; gives the items that a piece completes. */
export class EventStreamReader {
  #line = '';
  #lineStart = 0;
  #at = 0;
  #first = true;
  #afterReturn = false;
  #blockStart = 0;
  #data: string[] = [];
  #type = '';
  #fields = 0;
  #lastEventId = '';
  #retry: number | undefined;

  /** What a reconnection would send. */
  get lastEventId(): string {
    return this.#lastEventId;
  }

  /** Milliseconds to wait before reconnecting, once the stream has said so. */
  get retry(): number | undefined {
    return this.#retry;
  }

  push(piece: string): StreamItem[] {
    const items: StreamItem[] = [];
    let text = piece;
    if (this.#first && text !== '') {
      this.#first = false;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    let start = 0;
    for (let i = 0; i < text.length; i++) {
      const char = text.charCodeAt(i);
      if (char === 10 && this.#afterReturn) {
        this.#afterReturn = false;
        start = i + 1;
        this.#at++;
        this.#lineStart = this.#at;
        continue;
      }
      this.#afterReturn = char === 13;
      this.#at++;
      if (char !== 10 && char !== 13) continue;
      this.#line += text.slice(start, i);
      start = i + 1;
      this.#endLine(items);
    }
    this.#line += text.slice(start);
    return items;
  }

  /** What is there without the blank line that would dispatch it. */
  rest(): PendingBlock | undefined {
    if (this.#fields === 0 && this.#line === '') return undefined;
    const start = this.#fields === 0 ? this.#lineStart : this.#blockStart;
    return { type: this.#type, data: this.#data.join('\n'), range: { start, end: this.#at }, openLine: this.#line };
  }

  #endLine(items: StreamItem[]): void {
    const line = this.#line;
    const range = { start: this.#lineStart, end: this.#lineStart + line.length };
    this.#line = '';
    this.#lineStart = this.#at;
    if (line === '') this.#dispatch(items, range.start);
    else this.#field(line, range, items);
  }

  #field(line: string, range: Range, items: StreamItem[]): void {
    const colon = line.indexOf(':');
    if (colon === 0) {
      items.push({ kind: 'comment', text: line.slice(1), range });
      return;
    }
    if (this.#fields === 0) this.#blockStart = range.start;
    this.#fields++;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (name === 'data') this.#data.push(value);
    else if (name === 'event') this.#type = value;
    else if (name === 'id') {
      if (value.includes('\0')) items.push({ kind: 'ignored', reason: 'id', text: line, range });
      else this.#lastEventId = value;
    } else if (name === 'retry' && /^[0-9]+$/.test(value)) {
      this.#retry = Number(value);
      items.push({ kind: 'retry', milliseconds: this.#retry, range });
    } else items.push({ kind: 'ignored', reason: name === 'retry' ? 'retry' : 'field', text: line, range });
  }

  #dispatch(items: StreamItem[], end: number): void {
    const range = { start: this.#blockStart, end };
    if (this.#data.length > 0) {
      items.push({
        kind: 'event',
        type: this.#type === '' ? 'message' : this.#type,
        data: this.#data.join('\n'),
        lastEventId: this.#lastEventId,
        range,
      });
    } else if (this.#type !== '') items.push({ kind: 'ignored', reason: 'no-data', text: `event: ${this.#type}`, range });
    this.#data = [];
    this.#type = '';
    this.#fields = 0;
  }
}
