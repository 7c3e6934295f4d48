// An exchange as the JSON of CONTRACT.md. Fields are added to it, never renamed or removed.
import type { Explanation } from '../explain/annotation.ts';
import { inMicroseconds } from '../explain/from-exchange.ts';
import type { Certificate, Connection, Exchange, Failure, HttpResponse, ResponseHead, Timings, Wire } from '../http/exchange.ts';
import { type Fields, has } from '../http/field.ts';
import { redirectsOf } from '../http/hops.ts';
import type { Content, HttpRequest } from '../http/request.ts';
import type { Frame, WsEvent, WsSession } from '../http/websocket.ts';
import { base64 } from '../text/base64.ts';
import { explanationJson } from './annotation-json.ts';
import { type DecodedContent, decodedContent } from './body-text.ts';
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
    request: requestJson(exchange.request, exchange.wire),
    ...(response !== undefined && { response: responseJson(response, exchange.wire) }),
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

function requestJson(request: HttpRequest, wire: Wire): Record<string, unknown> {
  const content = request.content ?? [];
  const octets = content.reduce((total, piece) => total + (piece.kind === 'bytes' ? piece.bytes.length : piece.size), 0);
  return {
    method: request.method,
    url: request.url,
    target: request.target,
    version: request.version,
    headers: pairs(request.fields),
    added: request.fields.filter((_, i) => request.sources[i]?.kind === 'added').map(([name]) => name),
    bodyBytes: octets,
    ...contentJson(content, octets, wire),
  };
}

/** Where the log of octets does not end with the content: it was framed, or sent over HTTP/2, or in part, or not all is in the log. */
function contentJson(content: Content, length: number, wire: Wire): Record<string, unknown> {
  if (content.some((piece) => piece.kind === 'file')) return { bodyFromFile: true };
  if (length === 0 || length > WHOLE) return {};
  const octets = concatenated(content.flatMap((piece) => (piece.kind === 'bytes' ? [piece.bytes] : [])));
  const sent = concatenated(octetsOf(wire, 'out'));
  return !wire.truncated && isSame(sent.subarray(Math.max(0, sent.length - length)), octets) ? {} : { bodyBase64: base64(octets) };
}

/** Octets of content up to which they are written a second time, where the rest of the record does not give them. */
const WHOLE = 1 << 20;

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((octet, i) => octet === b[i]);

const headJson = ({ version, status, reason, fields }: ResponseHead): Record<string, unknown> => ({
  version,
  status,
  reason,
  headers: pairs(fields),
});

function responseJson(response: HttpResponse, wire: Wire): Record<string, unknown> {
  const body = decodedContent(response);
  return {
    ...headJson(response),
    trailers: pairs(response.trailers),
    bodyBytes: response.contentLength,
    framedBytes: response.framedLength,
    ...(response.contentStart !== undefined && { contentStart: response.contentStart }),
    complete: response.complete,
    framing: response.framing,
    oddities: response.oddities,
    ...(response.chunkExtensions !== undefined && { chunkExtensions: response.chunkExtensions }),
    ...(response.content.length < response.contentLength && { bodyCut: true }),
    ...(body.text === undefined || !body.exact ? { bodyBase64: base64(body.octets) } : { body: body.text }),
    ...codedJson(response, body, wire),
  };
}

/** The content as it came, where neither the log of octets holds it in one piece nor the body is the same (`read-exchange.ts`). */
function codedJson(response: HttpResponse, body: DecodedContent, wire: Wire): Record<string, unknown> {
  const { content } = response;
  if (content.length === 0 || content.length > WHOLE) return {};
  const shown = (): Uint8Array => (body.text === undefined || !body.exact ? body.octets : new TextEncoder().encode(body.text));
  const given = inLog(response, wire) ?? (has(response.fields, 'content-encoding') ? undefined : shown());
  return given !== undefined && isSame(given, content) ? {} : { contentBase64: base64(content) };
}

/** Where the content should stand in the log; `undefined` where it can't in one piece. */
function inLog({ content, contentLength, framedLength, framing, oddities }: HttpResponse, wire: Wire): Uint8Array | undefined {
  if (wire.truncated || (framing !== 'length' && framing !== 'close')) return undefined;
  if (framedLength !== contentLength || content.length < contentLength) return undefined;
  const received = concatenated(octetsOf(wire, 'in'));
  const end = oddities.find(({ code }) => code === 'bytes-after-message')?.start ?? received.length;
  return received.subarray(Math.max(0, end - contentLength), end);
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
        ...(tls.servername !== undefined && { servername: tls.servername }),
        ...(tls.authorizationError !== undefined && { authorizationError: tls.authorizationError }),
        ...(peer !== undefined && { peer: certificateJson(peer) }),
        issuers: issuers.map(certificateJson),
      },
    }),
  };
}

const certificateJson = (certificate: Certificate): Record<string, unknown> => ({ ...certificate });

const timingsJson = (timings: Timings): Record<string, unknown> =>
  Object.fromEntries(Object.entries(timings).flatMap(([phase, at]) => (typeof at === 'number' ? [[phase, inMicroseconds(at)]] : [])));

function wireJson({ records, sentLength, receivedLength, truncated }: Wire): Record<string, unknown> {
  const of = (direction: 'in' | 'out'): string => base64(concatenated(octetsOf({ records }, direction)));
  return { sentBase64: of('out'), receivedBase64: of('in'), sentBytes: sentLength, receivedBytes: receivedLength, truncated };
}

const octetsOf = ({ records }: Pick<Wire, 'records'>, direction: 'in' | 'out'): readonly Uint8Array[] =>
  records.filter((record) => record.direction === direction).map((record) => record.bytes);

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
