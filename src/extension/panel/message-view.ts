// A message as lines in wire order, each with its notes.
import type { Side } from '../../core/explain/anchor.ts';
import * as anchor from '../../core/explain/anchor.ts';
import type { Exchange, HttpResponse, ResponseHead } from '../../core/http/exchange.ts';
import type { Fields } from '../../core/http/field.ts';
import type { FieldSource } from '../../core/http/request.ts';
import { secretsInField, secretsInUrl } from '../../core/http/secrets.ts';
import type { NoteView } from '../../protocol/annotation-view.ts';
import type { ContentView } from '../../protocol/content-view.ts';
import type { LineView, MessageView } from '../../protocol/exchange-view.ts';
import type { Places } from './places.ts';

export function requestView(exchange: Exchange, places: Places, content: ContentView | undefined): MessageView {
  const { request } = exchange;
  const contentNotes = places.take(anchor.requestBody);
  const fields = fieldLines({ side: 'request', fields: request.fields, sources: request.sources }, places);
  const missing = places.takeMatching((one) => one.startsWith('request.header:'));
  const line: LineView = {
    kind: 'request-line',
    key: anchor.requestLine,
    method: request.method,
    target: request.target,
    version: request.version,
    masked: secretsInUrl(request.target),
    notes: byWeight([...places.take(anchor.requestLine, anchor.requestUrl), ...missing]),
  };
  return {
    side: 'request',
    lines: [line, ...fields],
    trailers: [],
    content,
    contentNotes: byWeight(contentNotes),
    fieldCount: request.fields.length,
    addedCount: request.sources.filter((source) => source.kind === 'added').length,
    octets: exchange.wire.sentLength,
  };
}

export function responseView(exchange: Exchange, response: HttpResponse, places: Places, content: ContentView | undefined): MessageView {
  const contentNotes = places.take(anchor.responseBody);
  const fields = fieldLines({ side: 'response', fields: response.fields }, places);
  const trailers = trailerLines(response.trailers, places);
  const missing = places.takeMatching((one) => /^response\.(?:header|trailer):/.test(one));
  return {
    side: 'response',
    lines: [statusLine(response, byWeight([...places.take(anchor.responseStatus, anchor.handshake), ...missing])), ...fields],
    trailers,
    content,
    contentNotes: byWeight(contentNotes),
    fieldCount: response.fields.length,
    addedCount: 0,
    octets: exchange.wire.receivedLength,
  };
}

/** A 1xx response; its lines have no notes of their own yet. */
export function informationalView(head: ResponseHead, index: number): MessageView {
  const fields = head.fields.map(
    ([name, value], i): LineView => ({
      kind: 'field',
      key: `informational[${index}].${name}#${i}`,
      name,
      value,
      masked: secretsInField(name, value),
      notes: [],
    }),
  );
  return {
    side: 'response',
    lines: [{ ...statusLine(head, []), key: `informational[${index}].status` }, ...fields],
    trailers: [],
    content: undefined,
    contentNotes: [],
    fieldCount: head.fields.length,
    addedCount: 0,
    octets: undefined,
  };
}

/** The values that are masked in these lines, for notes that quote them. Very short ones would hit too much. */
export function secretValues(lines: readonly LineView[]): readonly string[] {
  return lines.flatMap((line) => {
    const text = line.kind === 'field' ? line.value : line.kind === 'request-line' ? line.target : '';
    const masked = line.kind === 'status-line' ? [] : line.masked;
    return masked.map((one) => text.slice(one.start, one.end)).filter((value) => value.length >= 4);
  });
}

const statusLine = (head: ResponseHead, notes: readonly NoteView[]): LineView => ({
  kind: 'status-line',
  key: anchor.responseStatus,
  version: head.version,
  status: head.status,
  reason: head.reason,
  notes,
});

interface FieldsOf {
  readonly side: Side;
  readonly fields: Fields;
  readonly sources?: readonly FieldSource[];
}

function fieldLines({ side, fields, sources }: FieldsOf, places: Places): readonly LineView[] {
  const seen = new Map<string, number>();
  return fields.map(([name, value], i) => {
    const occurrence = seen.get(name.toLowerCase()) ?? 0;
    seen.set(name.toLowerCase(), occurrence + 1);
    const source = sources?.[i];
    return {
      kind: 'field',
      key: `${anchor.field(side, name)}#${occurrence}`,
      name,
      value,
      masked: secretsInField(name, value),
      ...(source?.kind === 'added' && { added: source.why }),
      notes: byWeight(places.takeField(anchor.field(side, name), occurrence)),
    };
  });
}

function trailerLines(trailers: Fields, places: Places): readonly LineView[] {
  return trailers.map(([name, value], i) => ({
    kind: 'field',
    key: `${anchor.trailer(name)}#${i}`,
    name,
    value,
    masked: secretsInField(name, value),
    notes: byWeight(places.takeField(anchor.trailer(name), 0)),
  }));
}

const WEIGHT = { error: 0, warning: 1, info: 2, good: 3 } as const;

/** Heaviest first, what is computed from this exchange before definitions; otherwise in the order in which it was said. */
export function byWeight(notes: readonly NoteView[]): readonly NoteView[] {
  return notes.toSorted((a, b) => Number(a.definition) - Number(b.definition) || WEIGHT[a.level] - WEIGHT[b.level]);
}
