// An exchange as the JSON of CONTRACT.md. Fields are added to it, never renamed or removed.
import type { Explanation } from '../explain/annotation.ts';
import type { Certificate, Connection, Exchange, Failure, HttpResponse, ResponseHead, Timings, Wire } from '../http/exchange.ts';
import type { Fields } from '../http/field.ts';
import { redirectsOf } from '../http/hops.ts';
import type { HttpRequest } from '../http/request.ts';
import type { Frame, WsEvent, WsSession } from '../http/websocket.ts';
import { base64 } from '../text/base64.ts';
import { explanationJson } from './annotation-json.ts';
import { decodedContent } from './body-text.ts';
import { http2Json } from './http2-json.ts';

/** What surrounds the exchange: the request's name and line (from 1) in its file. */
export interface Labels {
  readonly name?: string | undefined;
  readonly line: number;
}

export function exchangeJson(exchange: Exchange, explanation: Explanation, labels: Labels): Record<string, unknown> {
  return {
    ...(labels.name !== undefined && { name: labels.name }),
    line: labels.line,
    startedAt: new Date(exchange.startedAt).toISOString(),
    ...facts(exchange),
    redirects: redirectsOf(exchange).map(facts),
    ...explanationJson(explanation),
  };
}

export function sessionJson(session: WsSession, explanation: Explanation, labels: Labels): Record<string, unknown> {
  const { state, compression, events, frames } = session;
  return {
    ...exchangeJson(session.handshake, explanation, labels),
    webSocket: { state, compression, events: events.map(eventJson), frames: frames.map(frameJson) },
  };
}

function facts(exchange: Exchange): Record<string, unknown> {
  const { outcome } = exchange;
  const response = outcome.kind === 'response' ? outcome.response : outcome.partial;
  return {
    request: requestJson(exchange.request),
    ...(response !== undefined && { response: responseJson(response) }),
    informational: exchange.informational.map(headJson),
    ...(outcome.kind === 'failure' && { failure: failureJson(outcome.failure) }),
    ...(exchange.connection !== undefined && { connection: connectionJson(exchange.connection) }),
    timings: timingsJson(exchange.timings),
    ...(exchange.cookies !== undefined && { cookies: exchange.cookies }),
    wire: wireJson(exchange.wire),
    ...(exchange.http2 !== undefined && { http2: http2Json(exchange.http2) }),
    ...(exchange.tunnel !== undefined && { tunnel: facts(exchange.tunnel) }),
  };
}

const pairs = (fields: Fields): readonly (readonly [string, string])[] => fields.map(([name, value]) => [name, value]);

function requestJson(request: HttpRequest): Record<string, unknown> {
  const octets = (request.content ?? []).reduce((total, piece) => total + (piece.kind === 'bytes' ? piece.bytes.length : piece.size), 0);
  return {
    method: request.method,
    url: request.url,
    target: request.target,
    version: request.version,
    headers: pairs(request.fields),
    added: request.fields.filter((_, i) => request.sources[i]?.kind === 'added').map(([name]) => name),
    bodyBytes: octets,
  };
}

const headJson = ({ status, reason, fields }: ResponseHead): Record<string, unknown> => ({ status, reason, headers: pairs(fields) });

function responseJson(response: HttpResponse): Record<string, unknown> {
  const body = decodedContent(response);
  return {
    version: response.version,
    ...headJson(response),
    trailers: pairs(response.trailers),
    bodyBytes: response.contentLength,
    framedBytes: response.framedLength,
    complete: response.complete,
    framing: response.framing,
    oddities: response.oddities,
    ...(response.chunkExtensions !== undefined && { chunkExtensions: response.chunkExtensions }),
    ...(response.content.length < response.contentLength && { bodyCut: true }),
    ...(body.text === undefined || !body.exact ? { bodyBase64: base64(body.octets) } : { body: body.text }),
  };
}

const failureJson = (failure: Failure): Record<string, unknown> => ({ ...failure });

function connectionJson(connection: Connection): Record<string, unknown> {
  const { tls, ...rest } = connection;
  const [peer, ...issuers] = tls?.chain ?? [];
  return {
    ...rest,
    ...(tls !== undefined && {
      tls: {
        protocol: tls.protocol,
        cipher: tls.cipher,
        authorized: tls.authorized,
        ...(tls.authorizationError !== undefined && { authorizationError: tls.authorizationError }),
        ...(peer !== undefined && { peer: certificateJson(peer) }),
        issuers: issuers.map(certificateJson),
      },
    }),
  };
}

const certificateJson = (certificate: Certificate): Record<string, unknown> => ({ ...certificate });

const timingsJson = (timings: Timings): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(timings).flatMap(([phase, at]) => (typeof at === 'number' ? [[phase, Math.round(at * 1000) / 1000]] : [])),
  );

function wireJson({ records, sentLength, receivedLength, truncated }: Wire): Record<string, unknown> {
  const of = (direction: 'in' | 'out'): string =>
    base64(concatenated(records.filter((r) => r.direction === direction).map((r) => r.bytes)));
  return { sentBase64: of('out'), receivedBase64: of('in'), sentBytes: sentLength, receivedBytes: receivedLength, truncated };
}

function concatenated(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function eventJson(event: WsEvent): Record<string, unknown> {
  switch (event.kind) {
    case 'message':
      return { ...event, data: undefined, ...(typeof event.data === 'string' ? { text: event.data } : { base64: base64(event.data) }) };
    case 'ping':
    case 'pong':
      return { ...event, payload: base64(event.payload) };
    case 'failed':
      return { ...event, failure: failureJson(event.failure) };
    case 'connecting':
    case 'open':
    case 'refused':
    case 'closing':
    case 'closed':
      return { ...event };
  }
}

function frameJson(frame: Frame): Record<string, unknown> {
  const { maskingKey, payload, octets, ...rest } = frame;
  return {
    ...rest,
    ...(maskingKey !== undefined && { maskingKey: hex(maskingKey) }),
    payloadBase64: base64(payload),
    octetsHex: hex(octets.subarray(0, 256)),
  };
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
