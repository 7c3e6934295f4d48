// Exchanges as HAR 1.2, the format that browsers and proxies read. WebSocket messages go where Chromium puts them.
import type { Exchange, HttpResponse, Timings } from '../http/exchange.ts';
import { type Fields, firstOf, valuesOf } from '../http/field.ts';
import type { HttpRequest } from '../http/request.ts';
import type { WsEvent, WsSession } from '../http/websocket.ts';
import { base64 } from '../text/base64.ts';
import { decodedContent } from './body-text.ts';

export type Recorded = { readonly kind: 'http'; readonly exchange: Exchange } | { readonly kind: 'websocket'; readonly session: WsSession };

/** One log; redirects are entries of their own, in order. */
export function har(recorded: readonly Recorded[], version: string): Record<string, unknown> {
  return { log: { version: '1.2', creator: { name: 'Postil', version }, entries: recorded.flatMap(entries) } };
}

function entries(recorded: Recorded): readonly Record<string, unknown>[] {
  if (recorded.kind === 'http') return [...hops(recorded.exchange), entry(recorded.exchange)];
  const { handshake, events } = recorded.session;
  return [
    { ...entry(handshake), _resourceType: 'websocket', _webSocketMessages: events.flatMap((event) => message(event, handshake.startedAt)) },
  ];
}

function hops(exchange: Exchange): readonly Record<string, unknown>[] {
  const before = exchange.redirectedFrom;
  return before === undefined ? [] : [...hops(before), entry(before)];
}

function entry(exchange: Exchange): Record<string, unknown> {
  const { request, outcome, connection, timings, startedAt } = exchange;
  const response = outcome.kind === 'response' ? outcome.response : outcome.partial;
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: timings.done,
    request: requestEntry(request, exchange.wire.sentLength),
    response: responseEntry(response, outcome.kind === 'failure' ? `${outcome.failure.code}: ${outcome.failure.message}` : undefined),
    cache: {},
    timings: durations(timings),
    ...(connection !== undefined && { serverIPAddress: connection.remoteAddress, connection: String(connection.id) }),
  };
}

const pairs = (fields: Fields): readonly { readonly name: string; readonly value: string }[] =>
  fields.map(([name, value]) => ({ name, value }));

function requestEntry(request: HttpRequest, sentLength: number): Record<string, unknown> {
  const query = request.url.split('#')[0]?.split('?').slice(1).join('?') ?? '';
  const octets = (request.content ?? []).reduce((total, piece) => total + (piece.kind === 'bytes' ? piece.bytes.length : piece.size), 0);
  const words = (request.content ?? []).map((piece) => (piece.kind === 'bytes' ? new TextDecoder().decode(piece.bytes) : '')).join('');
  const mimeType = firstOf(request.fields, 'content-type') ?? '';
  return {
    method: request.method,
    url: request.url.split('#')[0],
    httpVersion: request.version,
    cookies: valuesOf(request.fields, 'cookie').flatMap(cookies),
    headers: pairs(request.fields),
    queryString: [...new URLSearchParams(query)].map(([name, value]) => ({ name, value })),
    headersSize: Math.max(-1, sentLength - octets),
    bodySize: octets,
    ...(request.content !== undefined && { postData: { mimeType, text: words } }),
  };
}

function responseEntry(response: HttpResponse | undefined, error: string | undefined): Record<string, unknown> {
  if (response === undefined)
    return {
      ...{ status: 0, statusText: '', httpVersion: '', cookies: [], headers: [], redirectURL: '', headersSize: -1, bodySize: -1 },
      content: { size: 0, mimeType: '' },
      _error: error,
    };
  const body = decodedContent(response);
  return {
    status: response.status,
    statusText: response.reason,
    httpVersion: response.version,
    cookies: valuesOf(response.fields, 'set-cookie').flatMap((value) => cookies(value).slice(0, 1)),
    headers: pairs(response.fields),
    content: {
      size: body.octets.length,
      compression: body.octets.length - response.contentLength,
      mimeType: firstOf(response.fields, 'content-type') ?? '',
      ...(body.text === undefined ? { text: base64(body.octets), encoding: 'base64' } : { text: body.text }),
      ...(response.content.length < response.contentLength && {
        comment: `The first ${response.content.length} octets of ${response.contentLength}`,
      }),
    },
    redirectURL: firstOf(response.fields, 'location') ?? '',
    headersSize: -1,
    bodySize: response.contentLength,
    ...(error !== undefined && { _error: error }),
  };
}

const cookies = (value: string): readonly { readonly name: string; readonly value: string }[] =>
  value.split(';').map((pair) => {
    const [name = '', ...rest] = pair.trim().split('=');
    return { name, value: rest.join('=') };
  });

/** HAR counts durations; -1 says that a phase does not apply. `connect` includes `ssl`. */
function durations({ dns, connected, secured, sent, firstByte, done }: Timings): Record<string, number> {
  const between = (from: number | undefined, to: number | undefined): number =>
    from === undefined || to === undefined ? -1 : Math.max(0, to - from);
  const ready = secured ?? connected ?? 0;
  return {
    blocked: -1,
    dns: dns ?? -1,
    connect: connected === undefined ? -1 : (secured ?? connected) - (dns ?? 0),
    ssl: between(connected, secured),
    send: sent === undefined ? 0 : Math.max(0, sent - ready),
    wait: Math.max(0, between(sent, firstByte)),
    receive: Math.max(0, between(firstByte, done)),
  };
}

function message(event: WsEvent, startedAt: number): readonly Record<string, unknown>[] {
  if (event.kind !== 'message') return [];
  const binary = typeof event.data !== 'string';
  return [
    {
      type: event.direction === 'out' ? 'send' : 'receive',
      time: (startedAt + event.at) / 1000,
      opcode: binary ? 2 : 1,
      data: typeof event.data === 'string' ? event.data : base64(event.data),
    },
  ];
}
