// What the tests of sending share: requests as short text, a client that ends with its test, and looks at what came of it.
import assert from 'node:assert/strict';
import type { Exchange, Failure, HttpResponse } from '../../../src/core/http/exchange.ts';
import type { Field } from '../../../src/core/http/field.ts';
import { type Content, DEFAULT_OPTIONS, type HttpRequest, type SendOptions } from '../../../src/core/http/request.ts';
import type { ClientSettings, HttpClient, Live } from '../../../src/core/send/client.ts';
import { createHttpClient } from '../../../src/core/send/http-client.ts';
import { assertAlike } from '../../support/alike.ts';
import type { Scope } from '../../support/raw-server.ts';
import { count, provoked } from './tally.ts';

/** No redirects, no jar, and times that a test can wait for. */
export const OPTIONS: SendOptions = { ...DEFAULT_OPTIONS, cookieJar: false, connectTimeout: 5_000, readTimeout: 5_000 };

/** `request(8080, 'GET /a HTTP/1.1', [['Host', 'x']])`: to 127.0.0.1, over TLS when `scheme` says so. */
export function request(
  port: number,
  line: string,
  fields: readonly Field[] = [['Host', 'test']],
  more: { content?: string | Uint8Array | Content; scheme?: 'http' | 'https'; host?: string; framed?: boolean } = {},
): HttpRequest {
  const [method = '', target = '', version = 'HTTP/1.1'] = line.split(' ');
  const { scheme = 'http', host = '127.0.0.1', content } = more;
  return {
    method,
    url: `${scheme}://${host}:${port}${target.startsWith('/') ? target : '/'}`,
    origin: { scheme, host, port },
    target,
    version: version === 'HTTP/1.0' ? 'HTTP/1.0' : 'HTTP/1.1',
    fields,
    sources: fields.map(() => ({ kind: 'added', why: 'test' })),
    content: contentOf(content),
    ...(more.framed === undefined ? {} : { contentFramed: more.framed }),
  };
}

function contentOf(content: string | Uint8Array | Content | undefined): Content | undefined {
  if (content === undefined) return undefined;
  if (typeof content === 'string') return [{ kind: 'bytes', bytes: Buffer.from(content) }];
  return content instanceof Uint8Array ? [{ kind: 'bytes', bytes: content }] : content;
}

export function client(scope: Scope, settings: ClientSettings = {}): HttpClient {
  const made = createHttpClient(settings);
  scope.after(() => made.close());
  return made;
}

/** Octets on the wire up to which an exchange is also explained from its JSON: large ones take a tenth of a second, and are all alike there. */
const SMALL = 1 << 18;

/** Sends once with a client of its own. What comes of it is explained from its JSON as it is itself. */
export async function send(
  scope: Scope,
  what: HttpRequest,
  options: Partial<SendOptions> = {},
  live: Live = {},
  settings: ClientSettings = {},
): Promise<Exchange> {
  const exchange = await client(scope, settings).send(what, { ...OPTIONS, ...options }, live);
  if (exchange.wire.sentLength + exchange.wire.receivedLength <= SMALL) {
    assertAlike(exchange);
    count('exchanges explained from their JSON as from themselves');
  }
  return exchange;
}

export function responseOf(exchange: Exchange): HttpResponse {
  assert.ok(exchange.outcome.kind === 'response', JSON.stringify(exchange.outcome));
  return exchange.outcome.response;
}

export function failureOf(exchange: Exchange): Failure {
  assert.ok(exchange.outcome.kind === 'failure', 'a failure was expected');
  provoked(exchange.outcome.failure);
  return exchange.outcome.failure;
}

export const text = (octets: Uint8Array): string => Buffer.from(octets).toString('latin1');

/** The octets of one direction in the wire log. */
export const wireOf = (exchange: Exchange, direction: 'in' | 'out'): string =>
  text(Buffer.concat(exchange.wire.records.filter((one) => one.direction === direction).map((one) => one.bytes)));
