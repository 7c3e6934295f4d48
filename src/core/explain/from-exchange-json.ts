// An `Exchange` as `postil send --json` writes it (CONTRACT.md) → Subject. What it shares with a description is read there.

import { fromDescription, requestFacts, responseFacts, tlsSubject } from './from-description.ts';
import { fromExchange, fromSession, momentOf } from './from-exchange.ts';
import { readMessages } from './pasted/messages.ts';
import { cookieRecord } from './read-cookies.ts';
import { wholeExchange } from './read-exchange.ts';
import { http2Record } from './read-http2.ts';
import { base64, hex, type Json, known, list, number, record, string } from './read-json.ts';
import { sessionOf } from './read-session.ts';
import type { FrameFacts, Hop, ResponseFacts, Subject, TimingFacts, WebSocketFacts } from './subject.ts';

/** Such an exchange has the log of its octets and its times; a description has neither. */
export const isExchangeJson = (json: unknown): boolean =>
  record(record(json)?.['wire']) !== undefined && record(record(json)?.['timings']) !== undefined;

/** The exchanges in `{ "exchanges": [...] }`, or the value itself when it is one. */
export function exchangesIn(json: unknown): readonly unknown[] | undefined {
  const all = list(record(json)?.['exchanges']);
  return all ?? (isExchangeJson(json) ? [json] : undefined);
}

export function fromExchangeJson(json: unknown): Subject {
  const given = record(json) ?? {};
  const exchange = wholeExchange(given);
  if (exchange === undefined) return factsOf(given);
  const context = { now: momentOf(exchange) };
  const session = record(given['webSocket']);
  return session === undefined ? fromExchange(exchange, context) : fromSession({ handshake: exchange, ...sessionOf(session) }, context);
}

/** What was written by others, or by an earlier version: each fact that is there. */
function factsOf(given: Json): Subject {
  const described = fromDescription({ informational: given['informational'], connection: given['connection'], error: given['failure'] });
  const chain = list(given['redirects'])?.flatMap((hop) => hopOf(record(hop)) ?? []);
  const connection = record(given['connection']);
  const started = Date.parse(string(given['startedAt']) ?? '');
  const request = requestOf(given);
  const response = responseOf(given);
  const cookies = cookieRecord(given['cookies']);
  const error = described.ok ? described.value.error : undefined;
  const packet = response === undefined ? base64(record(given['wire'])?.['receivedBase64'])?.subarray(0, 1024) : undefined;
  const session = webSocketOf(given, { ...known({ request, response, cookies }) });
  // One that opened is the WebSocket area's alone, as in `fromSession`.
  const opened = session !== undefined && response?.status === 101;
  return {
    ...(described.ok && described.value),
    ...known({
      error: error && packet && packet.length > 0 ? { ...error, rawPacket: packet } : error,
      request: opened ? undefined : request,
      response: opened ? undefined : response,
      cookies: opened ? undefined : cookies,
      tls: tlsSubject(connection?.['tls']),
      timing: { ...timingOf(record(given['timings']), connection), ...lifetime(record(given['webSocket'])) },
      webSocket: session,
      http2: http2Record(given['http2']),
    }),
    ...(chain !== undefined && chain.length > 0 && { chain }),
    context: Number.isNaN(started) ? {} : { now: started + (number(record(given['timings'])?.['done']) ?? 0) },
  };
}

function hopOf(given: Json | undefined): Hop | undefined {
  return (
    given &&
    known({
      request: requestOf(given),
      response: responseOf(given),
      cookies: cookieRecord(given['cookies']),
      total: number(record(given['timings'])?.['done']),
    })
  );
}

/** `added` is a list of names there, parallel to the fields here. */
function requestOf(given: Json): Hop['request'] {
  const json = record(given['request']);
  const facts = requestFacts(json && { ...json, added: undefined });
  if (json === undefined || facts === undefined) return undefined;
  const names = new Set((list(json['added']) ?? []).flatMap((name) => string(name)?.toLowerCase() ?? []));
  const sent = fromWire(given, 'sentBase64')?.request?.content;
  return { ...facts, ...known({ added: facts.fields?.map(([name]) => names.has(name.toLowerCase())), content: sent }) };
}

/** The body in the JSON is decoded; the octets as they came are on the wire, when all of it was captured. */
function responseOf(given: Json): ResponseFacts | undefined {
  const json = record(given['response']);
  const facts = responseFacts(json);
  if (json === undefined || facts === undefined) return undefined;
  const coded = facts.fields?.some(([name]) => name.toLowerCase() === 'content-encoding') === true;
  const wire = fromWire(given, 'receivedBase64')?.response;
  const { content, ...rest } = facts;
  return {
    ...rest,
    ...known({ content: wire?.content ?? (coded ? undefined : content), rawBody: wire?.rawBody, extraBytes: wire?.extraBytes }),
  };
}

function fromWire(given: Json, key: 'sentBase64' | 'receivedBase64'): Subject | undefined {
  const wire = record(given['wire']);
  const octets = wire?.['truncated'] === true ? undefined : base64(wire?.[key]);
  return octets === undefined || octets.length === 0 ? undefined : readMessages(octets);
}

/** Points of time since the beginning become durations. */
function timingOf(given: Json | undefined, connection: Json | undefined): TimingFacts | undefined {
  if (given === undefined) return undefined;
  const at = (key: string): number | undefined => number(given[key]);
  const between = (from: number | undefined, to: number | undefined): number | undefined =>
    from === undefined || to === undefined ? undefined : Math.max(0, to - from);
  const ready = at('secured') ?? at('connected') ?? 0;
  const attempts = list(connection?.['attempts'])?.flatMap((attempt) => {
    const one = record(attempt);
    return one === undefined
      ? []
      : [
          known({
            address: string(one['address']),
            ok: one['outcome'] === 'connected' ? true : one['outcome'] === 'failed' ? false : undefined,
            error: string(one['code']),
          }),
        ];
  });
  return known({
    dns: at('dns'),
    tcp: between(at('dns') ?? 0, at('connected')),
    tls: between(at('connected'), at('secured')),
    send: between(ready, at('sent')),
    ttfb: between(at('sent'), at('firstByte')),
    download: between(at('firstByte'), at('done')),
    total: at('done'),
    reused: connection?.['reused'] === true ? true : undefined,
    attempts,
  });
}

/** As `fromSession` counts: from the opening. */
function lifetime(session: Json | undefined): Pick<TimingFacts, 'open' | 'lastFrame'> {
  const events = list(session?.['events'])?.map(record) ?? [];
  const at = (kind: string): number | undefined => number(events.findLast((event) => event?.['kind'] === kind)?.['at']);
  const opened = at('open');
  const ended = at('closed') ?? at('failed');
  const last = number(record(list(session?.['frames'])?.at(-1))?.['at']);
  if (opened === undefined || ended === undefined) return {};
  return { open: Math.max(0, ended - opened), lastFrame: Math.max(0, (last ?? opened) - opened) };
}

function webSocketOf(given: Json, handshake: Hop): WebSocketFacts | undefined {
  const session = record(given['webSocket']);
  if (session === undefined) return undefined;
  const frames = list(session['frames'])?.flatMap((frame) => frameOf(record(frame)) ?? []);
  const closed = list(session['events'])
    ?.map(record)
    .find((event) => event?.['kind'] === 'closed');
  return {
    handshake,
    ...known({ frames }),
    ...(closed && { close: known({ code: number(closed['code']), reason: string(closed['reason']), wasClean: closed['clean'] === true }) }),
  };
}

function frameOf(given: Json | undefined): FrameFacts | undefined {
  const bytes = hex(given?.['octetsHex']);
  return bytes && { direction: given?.['direction'] === 'out' ? 'out' : 'in', bytes, ...known({ at: number(given?.['at']) }) };
}
