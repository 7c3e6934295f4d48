// An exchange that `postil send --json` wrote, read back as the value it was, so that it is explained in the same words. What lacks any part of
// one, or was written by others, is no such exchange: from-exchange-json reads its facts one by one.
import type { Connection, Exchange, Failure, Framing, HttpResponse, Oddity, Outcome, Phase, ResponseHead, Wire } from '../http/exchange.ts';
import type { Fields } from '../http/field.ts';
import type { HttpRequest, HttpVersion, Origin } from '../http/request.ts';
import { fieldsOf, tlsSubject } from './from-description.ts';
import { cookieRecord } from './read-cookies.ts';
import { http2Record } from './read-http2.ts';
import { base64, boolean, type Json, known, list, number, octets, oneOf, record, string } from './read-json.ts';

/** With the redirects before it. `undefined` where a part is missing or not of its shape. */
export function wholeExchange(given: Json): Exchange | undefined {
  let before: Exchange | undefined;
  for (const hop of list(given['redirects']) ?? []) {
    const read = single(record(hop) ?? {}, { startedAt: 0, before });
    if (read === undefined) return undefined;
    before = read;
  }
  const startedAt = Date.parse(string(given['startedAt']) ?? '');
  return Number.isNaN(startedAt) ? undefined : single(given, { startedAt, before });
}

interface Around {
  readonly startedAt: number;
  readonly before: Exchange | undefined;
}

function single(given: Json, { startedAt, before }: Around): Exchange | undefined {
  const wire = wireOf(record(given['wire']));
  const request = wire && requestOf(record(given['request']), wire);
  const informational = all(given['informational'], headOf);
  const timings = record(given['timings']);
  const done = number(timings?.['done']);
  const outcome = wire && outcomeOf(given, wire);
  const connection = connectionOf(record(given['connection']));
  if (!wire || !request || !informational || done === undefined || !outcome) return undefined;
  if (given['connection'] !== undefined && connection === undefined) return undefined;
  const at = (key: string): number | undefined => number(timings?.[key]);
  return {
    request,
    outcome,
    informational,
    connection,
    timings: { dns: at('dns'), connected: at('connected'), secured: at('secured'), sent: at('sent'), firstByte: at('firstByte'), done },
    wire,
    redirectedFrom: before,
    startedAt,
    ...known({ http2: http2Record(given['http2']), cookies: cookieRecord(given['cookies']) }),
  };
}

/** The list, when each of it can be read. */
function all<T>(value: unknown, read: (one: Json) => T | undefined): readonly T[] | undefined {
  const found = list(value)?.flatMap((one) => read(record(one) ?? {}) ?? []);
  return found?.length === list(value)?.length ? found : undefined;
}

function wireOf(given: Json | undefined): Wire | undefined {
  const [sent, received] = [base64(given?.['sentBase64']), base64(given?.['receivedBase64'])];
  const [sentLength, receivedLength] = [number(given?.['sentBytes']), number(given?.['receivedBytes'])];
  const truncated = boolean(given?.['truncated']);
  if (!sent || !received || sentLength === undefined || receivedLength === undefined || truncated === undefined) return undefined;
  const records = [
    { direction: 'out', at: 0, bytes: sent },
    { direction: 'in', at: 0, bytes: received },
  ] as const;
  return { records, sentLength, receivedLength, truncated };
}

const octetsOf = ({ records }: Wire, direction: 'in' | 'out'): Uint8Array =>
  records.find((one) => one.direction === direction)?.bytes ?? new Uint8Array();

function requestOf(given: Json | undefined, wire: Wire): HttpRequest | undefined {
  const [method, url, target] = [string(given?.['method']), string(given?.['url']), string(given?.['target'])];
  const version = oneOf(VERSIONS, given?.['version']);
  const [fields, length] = [fieldsOf(given?.['headers']), number(given?.['bodyBytes'])];
  const origin = originOf(url);
  if (method === undefined || url === undefined || target === undefined || version === undefined) return undefined;
  if (fields === undefined || length === undefined || origin === undefined) return undefined;
  const added = new Set(list(given?.['added'])?.flatMap((name) => string(name)?.toLowerCase() ?? []));
  const sources = fields.map(([name]) =>
    added.has(name.toLowerCase()) ? ({ kind: 'added', why: '' } as const) : ({ kind: 'text', range: { start: 0, end: 0 } } as const),
  );
  const rest = { method, url, origin, target, version, fields, sources };
  if (length === 0) return { ...rest, content: undefined };
  if (given?.['bodyFromFile'] === true) return { ...rest, content: [{ kind: 'file', path: '', size: length }] };
  const sent = octetsOf(wire, 'out');
  const bytes = base64(given?.['bodyBase64']) ?? (wire.truncated ? undefined : sent.subarray(Math.max(0, sent.length - length)));
  return bytes?.length === length
    ? { ...rest, content: [{ kind: 'bytes', bytes }] }
    : { ...rest, content: [{ kind: 'file', path: '', size: length }] };
}

function originOf(address: string | undefined): Origin | undefined {
  const url = URL.parse(address ?? '');
  const scheme = oneOf(SCHEMES, url?.protocol.slice(0, -1));
  if (url === null || scheme === undefined) return undefined;
  const port = url.port === '' ? (scheme === 'https' || scheme === 'wss' ? 443 : 80) : Number(url.port);
  return { scheme, host: url.hostname.replace(/^\[|\]$/g, ''), port };
}

function headOf(given: Json): ResponseHead | undefined {
  const [version, status, reason] = [string(given['version']), number(given['status']), string(given['reason'])];
  const fields = fieldsOf(given['headers']);
  if (version === undefined || status === undefined || reason === undefined || fields === undefined) return undefined;
  return { version, status, reason, fields };
}

/** A response, or a failure with what came of one. */
function outcomeOf(given: Json, wire: Wire): Outcome | undefined {
  const json = record(given['response']);
  const response = json && responseOf(json, wire);
  if (json !== undefined && response === undefined) return undefined;
  if (given['failure'] === undefined) return response && { kind: 'response', response };
  const failure = failureOf(record(given['failure']) ?? {});
  return failure && { kind: 'failure', failure, partial: response };
}

function responseOf(given: Json, wire: Wire): HttpResponse | undefined {
  const head = headOf(given);
  const [trailers, oddities] = [fieldsOf(given['trailers']), all(given['oddities'], oddityOf)];
  const [contentLength, framedLength] = [number(given['bodyBytes']), number(given['framedBytes'])];
  const [complete, framing] = [boolean(given['complete']), oneOf(FRAMINGS, given['framing'])];
  if (!head || !trailers || !oddities || contentLength === undefined || framedLength === undefined) return undefined;
  if (complete === undefined || framing === undefined) return undefined;
  const start = known({ contentStart: number(given['contentStart']) });
  const rest = { ...head, trailers, oddities, contentLength, framedLength, complete, framing, ...start };
  const content = contentOf(given, rest, wire);
  return content && { ...rest, content };
}

/** With its content codings on it: as it was written beside the wire, as it stands there, or the decoded one where nothing was coded. */
function contentOf(given: Json, response: Omit<HttpResponse, 'content'>, wire: Wire): Uint8Array | undefined {
  const { contentLength, framedLength, framing, oddities, fields } = response;
  const written = base64(given['contentBase64']);
  if (written !== undefined || contentLength === 0) return written ?? new Uint8Array();
  if (!wire.truncated && (framing === 'length' || framing === 'close') && framedLength === contentLength && given['bodyCut'] !== true) {
    const received = octetsOf(wire, 'in');
    const end = oddities.find(({ code }) => code === 'bytes-after-message')?.start ?? received.length;
    return end < framedLength ? undefined : received.subarray(end - framedLength, end);
  }
  return isCoded(fields) ? undefined : (octets(given['body']) ?? base64(given['bodyBase64']));
}

const isCoded = (fields: Fields): boolean => fields.some(([name]) => name.toLowerCase() === 'content-encoding');

function oddityOf(given: Json): Oddity | undefined {
  const [code, start, end] = [string(given['code']), number(given['start']), number(given['end'])];
  if (code === undefined || start === undefined || end === undefined) return undefined;
  return { code, start, end, ...known({ detail: string(given['detail']) }) };
}

function failureOf(given: Json): Failure | undefined {
  const [kind, code, message] = [oneOf(KINDS, given['kind']), string(given['code']), string(given['message'])];
  const phase = oneOf(PHASES, given['phase']);
  const causes = all(given['causes'], failureOf);
  if (kind === undefined || code === undefined || message === undefined || phase === undefined) return undefined;
  const { address, port, syscall } = given;
  return { kind, code, message, phase, ...known({ address: string(address), port: number(port), syscall: string(syscall), causes }) };
}

function connectionOf(given: Json | undefined): Connection | undefined {
  const [id, reused, use] = [number(given?.['id']), boolean(given?.['reused']), number(given?.['use'])];
  const [localAddress, localPort] = [string(given?.['localAddress']), number(given?.['localPort'])];
  const [remoteAddress, remotePort] = [string(given?.['remoteAddress']), number(given?.['remotePort'])];
  const attempts = all(given?.['attempts'], attemptOf);
  if (id === undefined || reused === undefined || use === undefined || attempts === undefined) return undefined;
  if (localAddress === undefined || localPort === undefined || remoteAddress === undefined || remotePort === undefined) return undefined;
  return {
    ...{ id, reused, use, localAddress, localPort, remoteAddress, remotePort, attempts },
    alpn: string(given?.['alpn']),
    tls: tlsOf(record(given?.['tls'])),
    closedBy: oneOf(ENDS, given?.['closedBy']),
    ...known({ proxy: string(given?.['proxy']) }),
  };
}

function attemptOf(given: Json): Connection['attempts'][number] | undefined {
  const [address, port, outcome] = [string(given['address']), number(given['port']), oneOf(OUTCOMES, given['outcome'])];
  if (address === undefined || port === undefined || outcome === undefined) return undefined;
  return { address, port, outcome, ...known({ code: string(given['code']) }) };
}

function tlsOf(given: Json | undefined): Connection['tls'] {
  const { peer, issuers } = given ?? {};
  const chain = peer === undefined ? [] : [peer, ...(list(issuers) ?? [])];
  const facts = tlsSubject(given && { ...given, chain });
  if (facts?.protocol === undefined || facts.cipher === undefined || facts.authorized === undefined) return undefined;
  const { protocol, cipher, authorized, authorizationError, servername } = facts;
  const certificates = (facts.chain ?? []).map(
    ({ subject = '', issuer = '', validFrom = '', validTo = '', altNames = [], fingerprint256 = '' }) => ({
      ...{ subject, issuer, validFrom, validTo, altNames, fingerprint256 },
    }),
  );
  return { protocol, cipher, authorized, authorizationError, servername, chain: certificates };
}

type Words<T extends string> = Readonly<Record<T, true>>;

const VERSIONS: Words<HttpVersion> = { 'HTTP/1.0': true, 'HTTP/1.1': true, 'HTTP/2': true, 'HTTP/3': true };
const SCHEMES: Words<Origin['scheme']> = { http: true, https: true, ws: true, wss: true };
const FRAMINGS: Words<Framing> = { none: true, length: true, chunked: true, close: true, upgrade: true, http2: true };
const ENDS: Words<'server' | 'postil'> = { server: true, postil: true };
const OUTCOMES: Words<Connection['attempts'][number]['outcome']> = { connected: true, failed: true, abandoned: true };

const KINDS: Words<Failure['kind']> = {
  ...{ dns: true, connect: true, tls: true, timeout: true, reset: true, protocol: true, redirect: true },
  ...{ cancelled: true, proxy: true, request: true, unsupported: true, internal: true },
};

const PHASES: Words<Phase> = {
  ...{ request: true, dns: true, connect: true, proxy: true, tls: true, send: true, wait: true, head: true, content: true },
  ...{ websocket: true, decode: true },
};
