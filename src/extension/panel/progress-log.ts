// What is told while an exchange runs, folded into what the panel shows of it. Events of a stream appear as they come.

import type { Phase } from '../../core/http/exchange.ts';
import { type Fields, firstOf } from '../../core/http/field.ts';
import { parseMediaType } from '../../core/http/media-type.ts';
import type { Progress } from '../../core/send/client.ts';
import type { ProgressView } from '../../protocol/contract.ts';
import type { EventView } from '../../protocol/event-view.ts';
import { rowsOf } from './event-view.ts';

export class ProgressLog {
  readonly #title: string;
  readonly #startedAt: number;
  readonly #decoder = new TextDecoder();
  #doing = 'getting ready';
  #received: number | undefined;
  #expected: number | undefined;
  #streaming = false;
  #stream = '';
  #times: (readonly [upTo: number, at: number])[] = [];

  constructor(title: string, startedAt: number) {
    this.#title = title;
    this.#startedAt = startedAt;
  }

  add(told: Progress): void {
    switch (told.kind) {
      case 'phase':
        this.#doing = DOING[told.phase];
        return;
      case 'sent':
        this.#doing = told.octets < told.total ? DOING.send : DOING.wait;
        return;
      case 'informational':
        this.#doing = `got ${told.head.status} ${told.head.reason}, waiting for the final response`;
        return;
      case 'head':
        this.#head(told.head.fields, `${told.head.status} ${told.head.reason}`.trim());
        return;
      case 'content':
        this.#content(told.chunk, told.received, told.at);
        return;
      case 'hop':
        this.#doing = 'following a redirect';
        this.#received = undefined;
        return;
    }
  }

  view(): ProgressView {
    const { events } = this;
    return {
      kind: 'progress',
      title: this.#title,
      doing: this.#doing,
      startedAt: this.#startedAt,
      received: this.#received,
      expected: this.#expected,
      events,
    };
  }

  /** Events that have come, each with the time of the read that completed it. */
  get events(): readonly EventView[] {
    if (!this.#streaming) return [];
    let end = 0;
    return rowsOf(this.#stream).map((row) => {
      end = this.#endOf(row, end);
      return { ...row, at: this.#times.find(([upTo]) => upTo >= end)?.[1] };
    });
  }

  #head(fields: Fields, status: string): void {
    const length = Number(firstOf(fields, 'Content-Length') ?? Number.NaN);
    this.#expected = Number.isSafeInteger(length) ? length : undefined;
    this.#streaming = parseMediaType(firstOf(fields, 'Content-Type') ?? '')?.essence === 'text/event-stream';
    this.#doing = this.#streaming ? `${status}: the event stream is open` : `${status}, receiving`;
  }

  #content(chunk: Uint8Array, received: number, at: number): void {
    this.#received = received;
    if (!this.#streaming) return;
    this.#stream += this.#decoder.decode(chunk, { stream: true });
    this.#times.push([this.#stream.length, at]);
  }

  // Rows come in the order of the stream, so the search goes on where the row before ended.
  #endOf(row: EventView, from: number): number {
    return row.raw.reduce((at, line) => {
      const found = this.#stream.indexOf(line, at);
      return found < 0 ? at : found + line.length;
    }, from);
  }
}

const DOING: Readonly<Record<Phase, string>> = {
  request: 'getting ready',
  dns: 'looking up the name',
  connect: 'connecting',
  proxy: 'asking the proxy for a tunnel',
  tls: 'securing the connection',
  send: 'sending',
  wait: 'waiting for the first octet',
  head: 'reading the header section',
  content: 'receiving',
  websocket: 'talking',
  decode: 'decoding',
};
