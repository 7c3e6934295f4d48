// Times to phases. A phase that did not take place is listed with the reason.
import { timing } from '../../core/explain/anchor.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { valuesOf } from '../../core/http/field.ts';
import { parseParameters } from '../../core/http/parameters.ts';
import { split } from '../../core/http/token.ts';
import { endpoint, octets, plural } from '../../protocol/measure.ts';
import type { PhaseKind, PhaseView, ServerTiming, TimelineView } from '../../protocol/timeline-view.ts';
import { ladderOf, layersOf } from './ladder.ts';
import type { Places } from './places.ts';

export function timelineView(exchange: Exchange, places: Places): TimelineView {
  const spans = spansOf(exchange);
  return {
    total: exchange.timings.done,
    phases: spans.map(
      (span): PhaseView => ({
        ...span,
        label: LABELS[span.kind],
        note: noteOf(span.kind, exchange),
        ladder: ladderOf(span.kind, exchange),
      }),
    ),
    absent: absentOf(
      exchange,
      spans.map((span) => span.kind),
    ),
    attempts: (exchange.connection?.attempts ?? []).map((a) => ({
      address: endpoint(a.address, a.port),
      outcome: a.outcome,
      code: a.code,
    })),
    server: serverTimings(exchange),
    notes: places.take(timing),
    layers: layersOf(exchange),
  };
}

const LABELS: Readonly<Record<PhaseKind, string>> = {
  dns: 'name lookup',
  tcp: 'TCP',
  tls: 'TLS',
  send: 'send',
  wait: 'wait',
  receive: 'receive',
};

interface Span {
  readonly kind: PhaseKind;
  readonly start: number;
  readonly end: number;
}

function spansOf({ timings }: Exchange): readonly Span[] {
  const marks: readonly (readonly [PhaseKind, number | undefined])[] = [
    ['dns', timings.dns],
    ['tcp', timings.connected],
    ['tls', timings.secured],
    ['send', timings.sent],
    ['wait', timings.firstByte],
    ['receive', timings.firstByte === undefined ? undefined : timings.done],
  ];
  const spans: Span[] = [];
  let start = 0;
  for (const [kind, end] of marks) {
    if (end === undefined) continue;
    spans.push({ kind, start, end: Math.max(start, end) });
    start = Math.max(start, end);
  }
  // What was begun when it failed has no mark of its own: the rest of the time went there.
  const unfinished = timings.firstByte === undefined ? nextAfter(spans.at(-1)?.kind, timings.sent !== undefined) : undefined;
  if (unfinished !== undefined && timings.done > start) spans.push({ kind: unfinished, start, end: timings.done });
  return spans;
}

const nextAfter = (last: PhaseKind | undefined, sent: boolean): PhaseKind =>
  sent ? 'wait' : last === undefined || last === 'dns' ? 'tcp' : 'send';

function noteOf(kind: PhaseKind, exchange: Exchange): string {
  const { connection, request, wire } = exchange;
  switch (kind) {
    case 'dns':
      return connection === undefined
        ? request.origin.host
        : `${request.origin.host} is ${(connection.answers ?? [connection.remoteAddress]).join(', ')}`;
    case 'tcp':
      return connection === undefined
        ? `to ${endpoint(request.origin.host, request.origin.port)}`
        : `to ${endpoint(connection.remoteAddress, connection.remotePort)}`;
    case 'tls':
      return connection?.tls === undefined ? '' : `${connection.tls.protocol}, ${connection.tls.cipher}`;
    case 'send':
      return `${octets(wire.sentLength)} in ${plural(wire.records.filter((r) => r.direction === 'out').length, 'write')}`;
    case 'wait':
      return exchange.timings.firstByte === undefined ? 'no answer came' : 'until the first octet of the answer';
    case 'receive':
      return `${octets(wire.receivedLength)} in ${plural(wire.records.filter((r) => r.direction === 'in').length, 'read')}`;
  }
}

function absentOf({ connection, request, timings }: Exchange, present: readonly PhaseKind[]): TimelineView['absent'] {
  const absent: { label: string; why: string }[] = [];
  const without = (kind: PhaseKind): boolean => !present.includes(kind);
  if (connection?.reused) {
    const labels = (['dns', 'tcp', 'tls'] as const)
      .filter((kind) => without(kind) && (kind !== 'tls' || connection.tls !== undefined))
      .map((kind) => LABELS[kind]);
    if (labels.length > 0) absent.push({ label: labels.join(', '), why: `connection ${connection.id} was open` });
  } else if (without('dns') && /^[\d.]+$|:/.test(request.origin.host)) {
    absent.push({ label: LABELS.dns, why: 'the host is an address' });
  }
  if (without('tls') && (request.origin.scheme === 'http' || request.origin.scheme === 'ws'))
    absent.push({ label: LABELS.tls, why: `${request.origin.scheme} is not encrypted` });
  if (timings.firstByte === undefined) absent.push({ label: LABELS.receive, why: 'no octet came back' });
  return absent;
}

// Server-Timing: `db;dur=24;desc="query", cache;desc=hit` (W3C Server Timing section 3).
function serverTimings(exchange: Exchange): readonly ServerTiming[] {
  if (exchange.outcome.kind !== 'response') return [];
  return valuesOf(exchange.outcome.response.fields, 'Server-Timing')
    .flatMap((value) => split(value, ','))
    .map(({ text }) => {
      const [first, ...parameters] = parseParameters(text);
      const value = (name: string): string | undefined => parameters.find((p) => p.name.toLowerCase() === name)?.value;
      const dur = Number(value('dur') ?? Number.NaN);
      return { name: first?.name ?? '', description: value('desc') ?? '', duration: Number.isFinite(dur) && dur >= 0 ? dur : undefined };
    })
    .filter((metric) => metric.name !== '');
}
