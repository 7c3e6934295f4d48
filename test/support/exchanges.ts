// Exchanges made by hand, for tests of what reads them.
import type { Exchange, HttpResponse, Outcome } from '../../src/core/http/exchange.ts';
import type { Fields } from '../../src/core/http/field.ts';
import type { HttpRequest } from '../../src/core/http/request.ts';

const encode = (words: string): Uint8Array => new TextEncoder().encode(words);

export function request(change: Partial<HttpRequest> = {}): HttpRequest {
  const fields: Fields = change.fields ?? [
    ['Host', '127.0.0.1:8080'],
    ['Accept', 'application/json'],
  ];
  return {
    method: 'GET',
    url: 'http://127.0.0.1:8080/articles/7',
    origin: { scheme: 'http', host: '127.0.0.1', port: 8080 },
    target: '/articles/7',
    version: 'HTTP/1.1',
    sources: fields.map(() => ({ kind: 'text', range: { start: 0, end: 0 } })),
    content: undefined,
    ...change,
    fields,
  };
}

export function response(change: Partial<Omit<HttpResponse, 'content'>> & { readonly content?: string | Uint8Array } = {}): HttpResponse {
  const content = typeof change.content === 'string' ? encode(change.content) : (change.content ?? encode('{"id":7,"title":"Margins"}'));
  return {
    version: 'HTTP/1.1',
    status: 200,
    reason: 'OK',
    fields: [
      ['Date', 'Fri, 20 Nov 2026 12:00:00 GMT'],
      ['Content-Type', 'application/json'],
      ['Content-Length', String(content.length)],
    ],
    trailers: [],
    contentLength: content.length,
    framedLength: content.length,
    complete: true,
    framing: 'length',
    oddities: [],
    ...change,
    content,
  };
}

export function exchange(change: Partial<Exchange> = {}): Exchange {
  const outcome: Outcome = change.outcome ?? { kind: 'response', response: response() };
  return {
    request: request(),
    informational: [],
    connection: {
      id: 3,
      reused: true,
      use: 2,
      localAddress: '127.0.0.1',
      localPort: 50_000,
      remoteAddress: '127.0.0.1',
      remotePort: 8080,
      alpn: undefined,
      tls: undefined,
      attempts: [{ address: '127.0.0.1', port: 8080, outcome: 'connected' }],
      closedBy: undefined,
    },
    timings: { dns: undefined, connected: undefined, secured: undefined, sent: 1, firstByte: 32, done: 38 },
    wire: { records: [], sentLength: 120, receivedLength: 240, truncated: false },
    redirectedFrom: undefined,
    startedAt: Date.UTC(2026, 10, 20, 12),
    ...change,
    outcome,
  };
}
