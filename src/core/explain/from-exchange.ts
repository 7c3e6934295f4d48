// What was sent and came back → the subject of an explanation. It copies facts and draws no conclusion.
import type { Certificate, Connection, Exchange, Failure, HttpResponse, ResponseHead, Timings } from '../http/exchange.ts';
import { redirectsOf } from '../http/hops.ts';
import type { Content, HttpRequest } from '../http/request.ts';
import type { Frame, WsEvent } from '../http/websocket.ts';
import { known } from './read-json.ts';
import type {
  ConnectionFacts,
  Context,
  ErrorFacts,
  Hop,
  RequestFacts,
  ResponseFacts,
  Subject,
  TimingFacts,
  TlsSubject,
  WebSocketFacts,
} from './subject.ts';

/** Octets of a request or of a chunked body up to which they are put together in one piece for the rules. */
const WHOLE = 1 << 20;

export function fromExchange(exchange: Exchange, context: Context): Subject {
  const { outcome, connection } = exchange;
  const response = outcome.kind === 'response' ? outcome.response : outcome.partial;
  const chain = earlier(exchange);
  return {
    request: requestFacts(exchange.request),
    ...(response && { response: responseFacts(response, exchange) }),
    ...(exchange.cookies && { cookies: exchange.cookies }),
    ...(exchange.informational.length > 0 && { informational: exchange.informational.map(headFacts) }),
    ...(chain.length > 0 && { chain }),
    ...(outcome.kind === 'failure' && { error: errorFacts(outcome.failure, exchange) }),
    timing: timingFacts(exchange.timings, connection),
    ...(connection && { connection: connectionFacts(connection, exchange) }),
    ...(connection?.tls && { tls: tlsFacts(connection.tls) }),
    ...(exchange.http2 && { http2: exchange.http2 }),
    context,
  };
}

/** When it ended: the clock that an explanation goes by, also when it is made later. */
export const momentOf = ({ startedAt, timings }: Exchange): number => startedAt + inMicroseconds(timings.done);

/** As the JSON of an exchange has its times, so that both are told in the same words. */
export const inMicroseconds = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000;

/** Of a session what an explanation reads. */
export interface SessionFacts {
  readonly handshake: Exchange;
  readonly events: readonly WsEvent[];
  readonly frames: readonly FrameRecord[];
}

type FrameRecord = Pick<Frame, 'direction' | 'at' | 'octets' | 'read'>;

/** A refused handshake is explained like any other exchange too; one that opened is the WebSocket area's alone. */
export function fromSession(session: SessionFacts, context: Context): Subject {
  const handshake = fromExchange(session.handshake, context);
  const { request, response, cookies, ...rest } = handshake;
  const opened = response?.status === 101;
  return {
    ...(opened ? rest : handshake),
    webSocket: webSocketFacts(session, { ...(request && { request }), ...(response && { response }), ...(cookies && { cookies }) }),
    timing: { ...handshake.timing, ...lifetime(session) },
  };
}

/** How long the socket was open, known once it has closed, and when the last frame came, both counted from its opening. */
function lifetime({ events, frames }: SessionFacts): Pick<TimingFacts, 'open' | 'lastFrame'> {
  const opened = events.find((event) => event.kind === 'open')?.at;
  const ended = events.findLast((event) => event.kind === 'closed' || event.kind === 'failed')?.at;
  if (opened === undefined || ended === undefined) return {};
  return { open: Math.max(0, ended - opened), lastFrame: Math.max(0, (frames.at(-1)?.at ?? opened) - opened) };
}

const earlier = (exchange: Exchange): readonly Hop[] =>
  redirectsOf(exchange).map((hop) => {
    const { request, outcome, cookies, timings } = hop;
    const response = outcome.kind === 'response' ? outcome.response : outcome.partial;
    return {
      request: requestFacts(request),
      ...(response && { response: responseFacts(response, hop) }),
      ...(cookies && { cookies }),
      total: inMicroseconds(timings.done),
    };
  });

function requestFacts(request: HttpRequest): RequestFacts {
  const length = lengthOf(request.content);
  const content = wholeOf(request.content, length);
  return {
    method: request.method,
    url: request.url,
    version: request.version,
    fields: request.fields,
    added: request.sources.map((source) => source.kind === 'added'),
    contentLength: length,
    ...(content && { content }),
  };
}

const lengthOf = (content: Content | undefined): number =>
  (content ?? []).reduce((sum, piece) => sum + (piece.kind === 'bytes' ? piece.bytes.length : piece.size), 0);

/** The content in one piece; `undefined` where a part of it is a file, or where it is long. */
function wholeOf(content: Content | undefined, length: number): Uint8Array | undefined {
  if (length > WHOLE || content?.some((piece) => piece.kind === 'file')) return undefined;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of content ?? []) {
    if (piece.kind !== 'bytes') continue;
    whole.set(piece.bytes, at);
    at += piece.bytes.length;
  }
  return whole;
}

const headFacts = ({ version, status, reason, fields }: ResponseHead): ResponseFacts => ({ version, status, reason, fields });

function responseFacts(response: HttpResponse, exchange: Exchange): ResponseFacts {
  const { trailers, content, contentLength, complete, oddities } = response;
  const after = oddities.filter((oddity) => oddity.code === 'bytes-after-message');
  const extraBytes = after.reduce((sum, { start, end }) => sum + end - start, 0);
  const rawBody = response.framing === 'chunked' ? chunkedBody(response, exchange, after[0]?.start) : undefined;
  const raw = oddities.some(({ code }) => code === 'no-status-line') ? received(exchange) : undefined;
  return {
    ...headFacts(response),
    trailers,
    content,
    contentLength,
    complete,
    oddities,
    ...(exchange.connection && { connectionClosed: exchange.connection.closedBy === 'server' }),
    ...(extraBytes > 0 && { extraBytes }),
    ...(after[0] && known({ extra: receivedFrom(exchange, after[0].start, 64) })),
    ...(rawBody && { rawBody }),
    ...(raw && { raw }),
  };
}

/** The chunks as they came, with what stands where one was broken: from the end of the head, or what was read before the end of the message. */
function chunkedBody(response: HttpResponse, exchange: Exchange, end: number | undefined): Uint8Array | undefined {
  const all = received(exchange);
  const stop = end ?? all?.length ?? 0;
  if (all === undefined || response.framedLength === 0 || stop < response.framedLength) return undefined;
  return all.subarray(response.contentStart ?? stop - response.framedLength, stop);
}

/** At most so many octets that were received from there on; `undefined` where they were not kept. */
function receivedFrom({ wire }: Exchange, start: number, most: number): Uint8Array | undefined {
  const found: number[] = [];
  let at = 0;
  for (const { direction, bytes } of wire.records) {
    if (direction === 'out' || found.length >= most) continue;
    found.push(...bytes.subarray(Math.max(0, start - at), Math.max(0, start - at) + most - found.length));
    at += bytes.length;
  }
  return found.length === 0 ? undefined : Uint8Array.from(found);
}

/** All octets received, in one piece; `undefined` where the capture is not complete or long. */
function received({ wire }: Exchange): Uint8Array | undefined {
  if (wire.truncated || wire.receivedLength > WHOLE) return undefined;
  const pieces = wire.records.filter((record) => record.direction === 'in').map((record) => record.bytes);
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Points in time become durations; what did not take place stays away. */
function timingFacts(timings: Timings, connection: Connection | undefined): TimingFacts {
  const at = (phase: keyof Timings): number | undefined => timings[phase] && inMicroseconds(timings[phase]);
  const [dns, connected, secured] = [at('dns'), at('connected'), at('secured')];
  const [sent, firstByte, done] = [at('sent'), at('firstByte'), inMicroseconds(timings.done)];
  const ready = secured ?? connected ?? dns ?? 0;
  return {
    total: done,
    ...between('dns', 0, dns),
    ...between('tcp', dns ?? 0, connected),
    ...between('tls', connected ?? dns ?? 0, secured),
    ...between('send', ready, sent),
    ...between('ttfb', sent ?? ready, firstByte),
    ...between('download', firstByte ?? done, firstByte === undefined ? undefined : done),
    ...(connection && {
      reused: connection.reused,
      attempts: connection.attempts.map(({ address, outcome, code }) => ({
        address,
        ok: outcome === 'connected',
        ...(code !== undefined && { error: code }),
      })),
    }),
  };
}

type Span = 'dns' | 'tcp' | 'tls' | 'send' | 'ttfb' | 'download';

const between = (name: Span, from: number, to: number | undefined): Partial<Record<Span, number>> =>
  to === undefined ? {} : { [name]: Math.max(0, to - from) };

function connectionFacts(connection: Connection, { wire }: Exchange): ConnectionFacts {
  const { id, reused, use, localAddress, localPort, remoteAddress, remotePort, alpn, proxy } = connection;
  const { sentLength, receivedLength } = wire;
  return {
    id,
    reused,
    use,
    localAddress,
    localPort,
    remoteAddress,
    remotePort,
    ...(alpn !== undefined && { alpn }),
    sentLength,
    receivedLength,
    ...(proxy !== undefined && { proxy }),
  };
}

function tlsFacts({ protocol, cipher, authorized, authorizationError, servername, chain }: NonNullable<Connection['tls']>): TlsSubject {
  return {
    protocol,
    cipher,
    authorized,
    ...(authorizationError !== undefined && { authorizationError }),
    ...(servername !== undefined && { servername }),
    chain,
  };
}

function errorFacts(failure: Failure, exchange?: Exchange): ErrorFacts {
  const { kind, code, message, phase, address, port, syscall, causes } = failure;
  const partial = exchange?.outcome.kind === 'failure' ? exchange.outcome.partial : undefined;
  // What came and is no response.
  const rawPacket = exchange && partial === undefined ? receivedFrom(exchange, 0, 1024) : undefined;
  const certificate = exchange?.connection?.tls?.chain[0];
  return {
    code,
    message,
    phase,
    extra: { kind },
    ...(address !== undefined && { address }),
    ...(port !== undefined && { port }),
    ...(syscall !== undefined && { syscall }),
    ...(exchange && { hostname: exchange.request.origin.host }),
    ...(causes && { errors: causes.map((cause) => errorFacts(cause)) }),
    ...(exchange && partial && { afterResponse: responseFacts(partial, exchange) }),
    ...(certificate && { certificate: certificateFacts(certificate) }),
    ...(rawPacket && { rawPacket }),
  };
}

const certificateFacts = ({ validFrom, validTo, altNames, subject, issuer }: Certificate): NonNullable<ErrorFacts['certificate']> => ({
  validFrom,
  validTo,
  altNames: altNames.join(', '),
  subject,
  issuer,
});

function webSocketFacts(session: SessionFacts, handshake: Hop): WebSocketFacts {
  const closed = session.events.findLast((event) => event.kind === 'closed');
  const segments = joint(session.frames);
  return {
    handshake,
    frames: session.frames.map(({ direction, octets, at }) => ({ direction, bytes: octets, at })),
    ...(closed && { close: { code: closed.code, reason: closed.reason, wasClean: closed.clean } }),
    ...(segments.length > 0 && { segments }),
  };
}

/** Reads of the socket that brought several frames at once. */
function joint(frames: readonly FrameRecord[]): NonNullable<WebSocketFacts['segments']> {
  const reads = Map.groupBy(
    frames.filter((frame) => frame.direction === 'in'),
    (frame) => frame.read,
  );
  return [...reads.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({ direction: 'in', bytes: Uint8Array.from(group.flatMap((frame) => [...frame.octets])) }));
}
