// An event stream as rows: what a browser would dispatch, what it would not, and the raw lines of each.
import { type IgnoredReason, parseEventStream, type StreamItem } from '../../core/body/event-stream.ts';
import { sse } from '../../core/explain/anchor.ts';
import type { HttpResponse } from '../../core/http/exchange.ts';
import { firstOf } from '../../core/http/field.ts';
import { parseMediaType } from '../../core/http/media-type.ts';
import type { NoteView } from '../../protocol/annotation-view.ts';
import type { EventView } from '../../protocol/event-view.ts';
import type { Places } from './places.ts';

/** `undefined` unless the response is an event stream. Notes of the stream stand at its last row. */
export function eventViews(response: HttpResponse, places: Places): readonly EventView[] | undefined {
  if (parseMediaType(firstOf(response.fields, 'Content-Type') ?? '')?.essence !== 'text/event-stream') return undefined;
  return rowsOf(new TextDecoder().decode(response.content), places.take(sse));
}

/** Rows of a stream's text; what no empty line has ended yet is the last one. */
export function rowsOf(stream: string, notes: readonly NoteView[] = []): readonly EventView[] {
  const text = stream.replace(/^\ufeff/, '');
  const { items, rest } = parseEventStream(text);
  const rows: EventView[] = [];
  let lastId = '';
  for (const item of items) {
    rows.push(rowOf(item, rows.length, text, lastId));
    if (item.kind === 'event') lastId = item.lastEventId;
  }
  if (rest !== undefined && (rest.data !== '' || rest.openLine !== '' || rest.range.end > rest.range.start))
    rows.push({
      ...EMPTY,
      index: rows.length,
      event: rest.type || 'message',
      data: rest.data,
      raw: linesOf(text, rest.range),
      withheld: 'not dispatched: no empty line ended it yet',
    });
  const last = rows.pop();
  return last === undefined ? [] : [...rows, { ...last, notes }];
}

const EMPTY: EventView = {
  index: 0,
  at: undefined,
  id: undefined,
  event: '',
  data: '',
  retry: undefined,
  raw: [],
  withheld: undefined,
  notes: [],
};

function rowOf(item: StreamItem, index: number, text: string, lastId: string): EventView {
  const row = { ...EMPTY, index, raw: linesOf(text, item.range) };
  switch (item.kind) {
    case 'event':
      return { ...row, event: item.type, data: item.data, id: item.lastEventId === lastId ? undefined : item.lastEventId };
    case 'comment':
      return { ...row, withheld: `a comment, keeps the connection open: ${item.text.trim()}` };
    case 'retry':
      return { ...row, retry: item.milliseconds, withheld: 'sets the time before a reconnection' };
    case 'ignored':
      return { ...row, withheld: `${IGNORED[item.reason]}: ${item.text}` };
  }
}

const IGNORED: Readonly<Record<IgnoredReason, string>> = {
  'no-data': 'not dispatched, it has no data',
  retry: 'ignored, a retry time has only digits',
  id: 'ignored, an id holds no NUL',
  field: 'ignored, no such field',
};

const linesOf = (text: string, { start, end }: { readonly start: number; readonly end: number }): readonly string[] =>
  text
    .slice(start, end)
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '');
