// The JSON of CONTRACT.md "Exchange description" → Subject. Every key is optional; one of the wrong type counts as absent.
import type { Field, Fields } from '../http/field.ts';
import { fail, ok, type Result } from '../text/result.ts';
import { errorFacts } from './description-error.ts';
import { cookieRecord } from './read-cookies.ts';
import { base64, boolean, distinguishedName, hex, type Json, known, list, number, octets, record, scalar, string } from './read-json.ts';
import type {
  ConnectionFacts,
  Context,
  FrameFacts,
  Hop,
  RequestFacts,
  ResponseFacts,
  SseFacts,
  Subject,
  TimingFacts,
  TlsSubject,
  WebSocketFacts,
} from './subject.ts';

export interface DescriptionError {
  readonly code: 'description/not-an-object';
  readonly message: string;
}

/** Fails only for what is no JSON object at all. */
export function fromDescription(json: unknown): Result<Subject, DescriptionError> {
  const given = record(json);
  if (given === undefined) {
    const found = json === null ? 'null' : Array.isArray(json) ? 'a list' : `a ${typeof json}`;
    return fail({ code: 'description/not-an-object', message: `An exchange description is a JSON object; found ${found}.` });
  }
  return ok({
    ...known({
      request: requestFacts(given['request']),
      response: responseFacts(given['response']),
      cookies: cookieRecord(given['cookies']),
      informational: each(given['informational'], responseFacts),
      chain: each(given['chain'], hop),
      webSocket: webSocketFacts(given['ws'] ?? given['webSocket']),
      sse: sseFacts(given['sse']),
      error: errorFacts(given['error'], responseFacts),
      timing: timingFacts(given['timing']),
      tls: tlsSubject(given['tls']),
      connection: connectionFacts(given['connection']),
    }),
    context: contextOf(given['context']),
  });
}

function each<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  return list(value)?.flatMap((item) => read(item) ?? []);
}

export function requestFacts(value: unknown): RequestFacts | undefined {
  const given = record(value);
  if (given === undefined) return undefined;
  return known({
    method: string(given['method']),
    url: string(given['url']) ?? string(given['target']),
    version: string(given['version']),
    fields: fieldsOf(given['headers']),
    added: each(given['added'], boolean),
    content: contentOf(given),
    contentLength: number(given['bodyBytes']) ?? number(given['bytes']),
  });
}

export function responseFacts(value: unknown): ResponseFacts | undefined {
  const given = record(value);
  if (given === undefined) return undefined;
  return known({
    status: number(given['status']),
    reason: string(given['reason']),
    version: string(given['version']),
    fields: fieldsOf(given['headers']),
    trailers: fieldsOf(given['trailers']),
    content: contentOf(given),
    contentLength: number(given['bodyBytes']) ?? number(given['bytes']),
    rawBody: octets(given['rawBody']) ?? hex(given['rawBodyHex']),
    raw: octets(given['raw']) ?? hex(given['rawHex']),
    complete: boolean(given['complete']),
    connectionClosed: boolean(given['connectionClosed']),
    extraBytes: number(given['extraBytes']),
  });
}

const contentOf = (given: Json): Uint8Array | undefined =>
  octets(given['body']) ?? hex(given['bodyHex']) ?? base64(given['bodyBase64']) ?? undefined;

/** `[name, value]` pairs in wire order; an object is taken too, as name → value or a list of values. */
export function fieldsOf(value: unknown): Fields | undefined {
  const pairs = list(value);
  if (pairs !== undefined) return pairs.flatMap((pair) => fieldOf(pair) ?? []);
  const given = record(value);
  if (given === undefined) return undefined;
  return Object.entries(given).flatMap(([name, v]) => (list(v) ?? [v]).map((one): Field => [name, scalar(one) ?? '']));
}

function fieldOf(pair: unknown): readonly Field[] | undefined {
  const [name, value] = list(pair) ?? [];
  if (typeof name === 'string') return [[name, scalar(value) ?? '']];
  const named = record(pair);
  const ownName = string(named?.['name']);
  return ownName === undefined ? undefined : [[ownName, string(named?.['value']) ?? '']];
}

function hop(value: unknown): Hop | undefined {
  const given = record(value);
  return (
    given &&
    known({ request: requestFacts(given['request']), response: responseFacts(given['response']), cookies: cookieRecord(given['cookies']) })
  );
}

function webSocketFacts(value: unknown): WebSocketFacts | undefined {
  const given = record(value);
  if (given === undefined) return undefined;
  const close = record(given['close']);
  return known({
    handshake: hop(given['handshake']),
    frames: each(given['frames'], frameFacts),
    close:
      close &&
      known({ code: number(close['code']), reason: string(close['reason']), wasClean: boolean(close['wasClean'] ?? close['clean']) }),
    segments: each(given['tcpSegments'] ?? given['segments'], segmentOf),
  });
}

function frameFacts(value: unknown): FrameFacts | undefined {
  const segment = segmentOf(value);
  return segment && { ...segment, ...known({ at: number(record(value)?.['at']) ?? number(record(value)?.['time']) }) };
}

function segmentOf(value: unknown): FrameFacts | undefined {
  const given = record(value);
  const bytes = hex(given?.['hex']) ?? base64(given?.['base64']);
  if (given === undefined || bytes === undefined) return undefined;
  const direction = string(given['dir']) ?? string(given['direction']);
  return { direction: direction === 'out' || direction === 'sent' ? 'out' : 'in', bytes };
}

function sseFacts(value: unknown): SseFacts | undefined {
  if (typeof value === 'string') return { text: value };
  const given = record(value);
  return (
    given &&
    known({
      text: string(given['text']) ?? string(given['stream']) ?? string(given['body']) ?? string(given['raw']),
      lastEventId: string(given['lastEventId']),
      events: list(given['events']),
    })
  );
}

function timingFacts(value: unknown): TimingFacts | undefined {
  const given = record(value);
  if (given === undefined) return undefined;
  return known({
    dns: number(given['dns']),
    tcp: number(given['tcp']),
    tls: number(given['tls']),
    send: number(given['send']),
    ttfb: number(given['ttfb']),
    download: number(given['download']),
    total: number(given['total']),
    reused: boolean(given['reused']),
    open: number(given['open']),
    lastFrame: number(given['lastFrame']),
    attempts: each(given['attempts'], attemptOf),
  });
}

function attemptOf(value: unknown): NonNullable<TimingFacts['attempts']>[number] | undefined {
  const given = record(value);
  return (
    given &&
    known({
      address: string(given['address']),
      ok: boolean(given['ok']),
      error: string(given['error']) ?? string(given['code']),
    })
  );
}

export function tlsSubject(value: unknown): TlsSubject | undefined {
  const given = record(value);
  if (given === undefined) return undefined;
  const own = record(given['cert'] ?? given['peer'] ?? given['certificate']);
  const chain = list(given['chain']) ?? (own === undefined ? undefined : [own]);
  return known({
    protocol: string(given['protocol']),
    cipher: string(given['cipher']) ?? string(record(given['cipher'])?.['name']),
    authorized: boolean(given['authorized']),
    authorizationError: string(given['authorizationError']) ?? string(record(given['authorizationError'])?.['code']),
    servername: string(given['servername']),
    chain: each(chain, certificateOf),
  });
}

function certificateOf(value: unknown): NonNullable<TlsSubject['chain']>[number] | undefined {
  const given = record(value);
  if (given === undefined) return undefined;
  const names = string(given['subjectaltname'])?.split(/,\s*/) ?? each(given['altNames'], string);
  return known({
    subject: distinguishedName(given['subject']),
    issuer: distinguishedName(given['issuer']),
    validFrom: string(given['validFrom']) ?? string(given['valid_from']),
    validTo: string(given['validTo']) ?? string(given['valid_to']),
    altNames: names,
    fingerprint256: string(given['fingerprint256']),
  });
}

function connectionFacts(value: unknown): ConnectionFacts | undefined {
  const given = record(value);
  if (given === undefined) return undefined;
  return known({
    id: number(given['id']),
    reused: boolean(given['reused']),
    use: number(given['use']),
    localAddress: string(given['localAddress']),
    localPort: number(given['localPort']),
    remoteAddress: string(given['remoteAddress']),
    remotePort: number(given['remotePort']),
    alpn: string(given['alpn']),
    proxy: string(given['proxy']),
    sentLength: number(given['sentLength']),
    receivedLength: number(given['receivedLength']),
  });
}

function contextOf(value: unknown): Context {
  const { now, ...given } = record(value) ?? {};
  const clock = typeof now === 'string' ? Date.parse(now) : number(now);
  return { ...known({ now: Number.isNaN(clock) ? undefined : clock }), ...(Object.keys(given).length > 0 && { given }) };
}
