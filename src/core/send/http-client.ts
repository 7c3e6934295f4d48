// The way of a request: checks, cookies, a connection (an idle one, or a new one), one exchange, and the next hop of a redirect.
import { randomBytes } from 'node:crypto';
import type { Connection, Exchange, Failure, Outcome, Phase, Timings } from '../http/exchange.ts';
import { firstOf, has, sameName } from '../http/field.ts';
import type { HttpRequest, SendOptions } from '../http/request.ts';
import { fail } from '../text/result.ts';
import { signed } from './aws.ts';
import type { ClientSettings, HttpClient, Live, Progress } from './client.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Carrier, HttpConnection } from './connection.ts';
import { nextConnection } from './connection-number.ts';
import type { StoreOptions } from './content-store.ts';
import { Harvest, type JarVisit, visitJar, withCookies } from './cookies/hop.ts';
import type { DialFailed, Dialled } from './dial.ts';
import { answer, answerable, authorized, challengesIn } from './digest.ts';
import { failure, failureOf } from './failure.ts';
import { Http2Connection } from './http2-connection.ts';
import { Pool, type Way } from './pool.ts';
import type { ProxyAnswers } from './proxy-answers.ts';
import { isSecure, type ProxyRoute } from './proxy-route.ts';
import { type Reached, reach, undialled } from './reach.ts';
import { redirected, redirectTarget, sameOrigin } from './redirect.ts';
import { blockedBy, smallContent } from './request-octets.ts';
import type { TurnReport } from './turn.ts';
import { elsewhere, Ways } from './ways.ts';
import { WireLog } from './wire-log.ts';

const MEBIBYTE = 1024 * 1024;

export function createHttpClient(settings: ClientSettings): HttpClient {
  const client = new Sender(settings);
  return {
    send: (request, options, live = {}) =>
      client.send(request, options, live).catch((error: unknown) => broken(request, settings.clock ?? systemClock, error)),
    close: () => client.close(),
  };
}

/** A bug of this program, or of a port that was handed in, as an exchange: whoever sends always gets one. */
const broken = (request: HttpRequest, clock: Clock, error: unknown): Exchange => ({
  request,
  outcome: { kind: 'failure', failure: { ...failureOf(error, 'request'), kind: 'internal' }, partial: undefined },
  informational: [],
  connection: undefined,
  timings: { dns: undefined, connected: undefined, secured: undefined, sent: undefined, firstByte: undefined, done: 0 },
  wire: { records: [], sentLength: 0, receivedLength: 0, truncated: false },
  redirectedFrom: undefined,
  startedAt: clock.epoch(),
});

/** One exchange on its way: what is known before the connection has answered. */
interface Run {
  readonly request: HttpRequest;
  readonly options: SendOptions;
  readonly live: Live;
  readonly log: WireLog;
  readonly since: number;
  readonly startedAt: number;
  readonly redirectedFrom: Exchange | undefined;
  readonly proxy: ProxyRoute | undefined;
  readonly visit: JarVisit | undefined;
  readonly harvest: Harvest | undefined;
}

interface Known {
  readonly outcome: Outcome;
  readonly informational?: Exchange['informational'];
  readonly connection?: Connection | undefined;
  readonly timings?: Partial<Timings>;
  readonly tunnel?: Exchange | undefined;
  readonly http2?: Exchange['http2'];
}

class Sender {
  readonly #settings: ClientSettings;
  readonly #clock: Clock;
  readonly #ways: Ways;
  readonly #pool = new Pool();

  constructor(settings: ClientSettings) {
    this.#settings = settings;
    this.#clock = settings.clock ?? systemClock;
    this.#ways = settings.ways ?? new Ways(settings);
  }

  async send(first: HttpRequest, options: SendOptions, live: Live): Promise<Exchange> {
    let request = first;
    let before: Exchange | undefined;
    let challenged = 0;
    let proxied = 0;
    for (let hops = 0; ; ) {
      const here = sameOrigin(first.origin, request.origin) ? options : elsewhere(options);
      const exchange = await this.#once(request, here, live, before);
      const again = proxied < 2 && this.#answersProxy(exchange, request, here);
      if (again) {
        proxied++;
        live.onProgress?.({ kind: 'hop', at: exchange.timings.done, exchange });
        before = exchange;
        continue;
      }
      const answered = challenged < 2 ? this.#answered401(exchange, here, challenged > 0) : undefined;
      if (answered !== undefined) {
        challenged++;
        live.onProgress?.({ kind: 'hop', at: exchange.timings.done, exchange });
        before = exchange;
        request = authorized(request, answered);
        continue;
      }
      const url =
        exchange.outcome.kind === 'failure' || options.redirect === 'manual'
          ? undefined
          : redirectTarget(exchange.request, exchange.outcome.response);
      if (exchange.outcome.kind === 'failure' || url === undefined) return exchange;
      const { response } = exchange.outcome;
      const next = redirected(challenged > 0 ? withoutAnswer(request, first) : request, response, url);
      const endless = endlessness(exchange, next, hops++, options.maxRedirects);
      if (endless !== undefined) return { ...exchange, outcome: { kind: 'failure', failure: endless, partial: response } };
      live.onProgress?.({ kind: 'hop', at: exchange.timings.done, exchange });
      before = exchange;
      request = next;
      challenged = 0;
      proxied = 0;
    }
  }

  /** What answers the Digest challenge of a 401; after an answer only a stale nonce is answered again (RFC 7616 section 3.3). */
  #answered401({ request, outcome }: Exchange, { digest }: SendOptions, again: boolean): string | undefined {
    if (digest === undefined || outcome.kind === 'failure' || outcome.response.status !== 401) return undefined;
    const challenge = answerable(challengesIn(outcome.response.fields, 'www-authenticate'));
    if (challenge === undefined || (again && challenge.parameters.get('stale')?.toLowerCase() !== 'true')) return undefined;
    const cnonce = (this.#settings.random ?? randomBytes)(16).toString('base64url');
    return answer(challenge, request, { credentials: digest, cnonce, content: smallContent(request) });
  }

  /**
   * A proxy that takes absolute URLs asked for Digest, and what answers it is there. Of a tunnel `reach` sees to that. What the author wrote
   * for the proxy is sent as it is.
   */
  #answersProxy({ request, outcome }: Exchange, authored: HttpRequest, options: SendOptions): boolean {
    if (outcome.kind === 'failure' || outcome.response.status !== 407 || isSecure(request.origin)) return false;
    if (has(authored.fields, 'proxy-authorization')) return false;
    const route = this.#ways.proxy(request.origin, options);
    return route !== undefined && route.kind !== 'wrong' && this.#ways.answers.challenged(route, request, outcome.response);
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #once(request: HttpRequest, options: SendOptions, live: Live, redirectedFrom: Exchange | undefined): Promise<Exchange> {
    const choice = this.#ways.proxy(request.origin, options);
    const proxy = choice?.kind === 'wrong' ? undefined : choice;
    const visit = await visitJar(this.#settings.cookies, request, options);
    const cookied = withCookies(request, visit);
    const ready = options.aws === undefined ? undefined : await signed(cookied, options.aws, this.#clock.epoch());
    const run: Run = {
      request: overProxy(ready?.ok === true ? ready.value : cookied, proxy, this.#ways.answers),
      options,
      proxy,
      live,
      log: new WireLog(options.captureLimit ?? this.#settings.wireCap ?? MEBIBYTE),
      since: this.#clock.now(),
      startedAt: this.#clock.epoch(),
      redirectedFrom,
      visit,
      harvest: visit && new Harvest(visit),
    };
    const wrong = choice?.kind === 'wrong' ? failure('request', 'ERR_INVALID_URL', 'request', `${choice.url} names no proxy`) : undefined;
    const blocked =
      wrong ?? (ready?.ok === false ? ready.error : undefined) ?? unsupported(request) ?? (await blockedBy(request)) ?? cancelled(live);
    if (blocked !== undefined) return this.#exchange(run, { outcome: { kind: 'failure', failure: blocked, partial: undefined } });
    const exchange = await this.#overConnection(run);
    return run.harvest === undefined ? exchange : { ...exchange, cookies: await run.harvest.record() };
  }

  async #overConnection(run: Run): Promise<Exchange> {
    const way = this.#way(run);
    for (let idle = this.#pool.idle(way); idle !== undefined; idle = this.#pool.idle(way)) {
      await idle.settled;
      if (!idle.idle) continue;
      const said = spoken(run, idle);
      const report = await this.#turn(said, idle);
      if (report.begun || report.failure?.kind !== 'reset') return this.#answered(said, idle, report, undefined);
      await idle.close();
    }
    const dialled = await this.#reach(run);
    if (!dialled.ok) return this.#undialled(run, dialled.error);
    if (isHttp2(run) && isSecure(run.request.origin) && dialled.value.alpn !== 'h2') {
      dialled.value.socket.on('error', () => {}).destroy();
      const message = 'The server did not choose HTTP/2 when TLS was set up (ALPN)';
      return this.#undialled(run, { ...dialled.value, failure: failure('protocol', 'UND_ERR_NOT_SUPPORTED', 'tls', message) });
    }
    const Made = isHttp2(run) || dialled.value.alpn === 'h2' ? Http2Connection : HttpConnection;
    const connection: Carrier = new Made(nextConnection(), dialled.value, () => this.#pool.remove(connection));
    this.#pool.add(way, connection);
    const said = spoken(run, connection);
    return this.#answered(said, connection, await this.#turn(said, connection), dialled.value);
  }

  #way(run: Run): Way {
    const { request, options, proxy } = run;
    const { scheme, host, port } = request.origin;
    const key = this.#ways.key(request.origin, options);
    const direct = offersHttp2(run) ? `h2 ${key}` : key;
    const rest = proxy === undefined ? direct : JSON.stringify([direct, proxy]);
    return { scheme, host, port, http2: request.version === 'HTTP/2', rest };
  }

  async #reach(run: Run): Promise<Reached> {
    const { request, options, live } = run;
    const { host, port } = request.origin;
    const found = await this.#ways.dialOptions(request.origin, options, run.proxy === undefined);
    if (!found.ok) return fail(undialled(found.error));
    return reach(
      { host, port, secure: isSecure(request.origin) },
      { proxy: run.proxy, alwaysTunnel: isHttp2(run), answers: this.#ways.answers },
      {
        ...found.value,
        onPhase: (phase) => this.#progress(run, { kind: 'phase', phase, at: this.#at(run) }),
        ...(live.signal && { signal: live.signal }),
        ...(isHttp2(run) && { alpn: ['h2'] }),
        ...(offersHttp2(run) && { alpn: ['h2', 'http/1.1'] }),
      },
    );
  }

  #turn(run: Run, connection: Carrier): Promise<TurnReport> {
    this.#progress(run, { kind: 'phase', phase: 'send', at: this.#at(run) });
    return connection.run({
      request: run.request,
      log: run.log,
      clock: this.#clock,
      since: run.since,
      readTimeout: run.options.readTimeout,
      content: this.#store(),
      maxHead: this.#settings.maxHead ?? MEBIBYTE,
      maxContent: run.options.maxContent,
      signal: run.live.signal,
      onProgress: run.live.onProgress,
      onHead: run.harvest && ((head) => run.harvest?.take(head)),
    });
  }

  #answered(run: Run, connection: Carrier, report: TurnReport, dialled: (Dialled & { readonly tunnel?: Exchange }) | undefined): Exchange {
    const { response, failure: trouble, informational, sent, firstByte, closedBy } = report;
    return this.#exchange(run, {
      outcome: outcomeOf(response, trouble),
      informational,
      connection: { ...connection.facts(closedBy), ...shownProxy(run) },
      timings: { ...this.#dialTimes(run, dialled), sent, firstByte },
      tunnel: dialled?.tunnel,
      http2: report.http2,
    });
  }

  #undialled(run: Run, failed: DialFailed & { readonly tunnel?: Exchange }): Exchange {
    const { ends, tls, alpn, attempts } = failed;
    const connection: Connection | undefined =
      ends === undefined
        ? undefined
        : {
            id: nextConnection(),
            reused: false,
            use: 0,
            ...ends,
            alpn,
            tls,
            attempts,
            closedBy: closer(failed.failure),
            ...shownProxy(run),
          };
    return this.#exchange(run, {
      outcome: { kind: 'failure', failure: ends === undefined ? { ...failed.failure, attempts } : failed.failure, partial: undefined },
      connection,
      timings: this.#dialTimes(run, failed),
      tunnel: failed.tunnel,
    });
  }

  #store(): StoreOptions {
    const { contentCap = 8 * MEBIBYTE, spillFolder } = this.#settings;
    const name = (): string => `content-${(this.#settings.random ?? randomBytes)(9).toString('base64url')}`;
    return { cap: contentCap, spill: spillFolder === undefined ? undefined : { folder: spillFolder, name } };
  }

  #dialTimes(run: Run, dialled: Pick<Dialled, 'times'> | undefined): Pick<Timings, 'dns' | 'connected' | 'secured'> {
    const since = (at: number | undefined): number | undefined => (at === undefined ? undefined : at - run.since);
    return { dns: since(dialled?.times.dns), connected: since(dialled?.times.connected), secured: since(dialled?.times.secured) };
  }

  #exchange(run: Run, known: Known): Exchange {
    return {
      request: run.request,
      outcome: known.outcome,
      informational: known.informational ?? [],
      connection: known.connection,
      timings: {
        dns: undefined,
        connected: undefined,
        secured: undefined,
        sent: undefined,
        firstByte: undefined,
        ...known.timings,
        done: this.#at(run),
      },
      wire: run.log.wire(),
      redirectedFrom: run.redirectedFrom,
      startedAt: run.startedAt,
      ...(known.tunnel === undefined ? {} : { tunnel: known.tunnel }),
      ...(known.http2 && { http2: known.http2 }),
      ...(run.visit && { cookies: run.visit.record }),
    };
  }

  #at(run: Run): number {
    return this.#clock.now() - run.since;
  }

  #progress(run: Run, progress: Progress): void {
    run.live.onProgress?.(progress);
  }
}

const outcomeOf = (response: TurnReport['response'], trouble: Failure | undefined): Outcome => {
  if (trouble === undefined && response !== undefined) return { kind: 'response', response };
  return {
    kind: 'failure',
    failure: trouble ?? failure('internal', 'UNKNOWN', 'wait', 'The exchange ended without an answer'),
    partial: response,
  };
};

const closer = ({ kind }: Failure): Connection['closedBy'] => (kind === 'reset' ? 'server' : 'postil');

const isHttp2 = ({ request }: Run): boolean => request.version === 'HTTP/2';

/** What a message of HTTP/1.1 alone can say keeps a request with it: its own chunks, another protocol, a tunnel. */
const offersHttp2 = ({ request, options }: Run): boolean =>
  options.http2 === 'offer' &&
  request.version === 'HTTP/1.1' &&
  request.versionWritten !== true &&
  request.contentFramed !== true &&
  request.method !== 'CONNECT' &&
  isSecure(request.origin) &&
  !has(request.fields, 'upgrade');

/** The request in the version that the connection speaks. */
const spoken = (run: Run, { version }: Carrier): Run =>
  version === undefined || run.request.version === version ? run : { ...run, request: { ...run.request, version } };

const shownProxy = ({ proxy }: Run): { proxy?: string } => (proxy === undefined ? {} : { proxy: proxy.shown });

/**
 * To an HTTP proxy that is no tunnel, the target is the absolute URL (RFC 9112 section 3.2.2), and its credentials go along. HTTP/2 on clear
 * text goes through a tunnel.
 */
function overProxy(request: HttpRequest, proxy: ProxyRoute | undefined, answers: ProxyAnswers): HttpRequest {
  if (proxy === undefined || proxy.kind === 'socks5' || isSecure(request.origin) || !request.target.startsWith('/')) return request;
  if (request.version === 'HTTP/2') return request;
  const target = `${new URL(request.url).origin}${request.target}`;
  const value = has(request.fields, 'proxy-authorization') ? undefined : answers.for(proxy, { method: request.method, target });
  if (value === undefined) return { ...request, target };
  const field = ['Proxy-Authorization', value] as const;
  return { ...request, target, fields: [...request.fields, field], sources: [...request.sources, { kind: 'added', why: 'proxy' }] };
}

function unsupported({ version, origin }: HttpRequest): Failure | undefined {
  const phase: Phase = 'request';
  if (!['http', 'https', 'ws', 'wss'].includes(origin.scheme))
    return failure('request', 'ERR_INVALID_PROTOCOL', phase, `No client for ${origin.scheme}:`);
  return version !== 'HTTP/3' ? undefined : failure('unsupported', 'UND_ERR_NOT_SUPPORTED', phase, `${version} can't be sent yet`);
}

const cancelled = ({ signal }: Live): Failure | undefined =>
  signal?.aborted === true ? failure('cancelled', 'ABORT_ERR', 'request', 'Cancelled before anything was sent') : undefined;

/** The answer to a challenge holds the old target: it is not taken along, what the author wrote is. */
function withoutAnswer(request: HttpRequest, first: HttpRequest): HttpRequest {
  const kept = request.fields.map(([name]) => !sameName(name, 'authorization'));
  const own = firstOf(first.fields, 'authorization');
  const rest = { ...request, fields: request.fields.filter((_, i) => kept[i]), sources: request.sources.filter((_, i) => kept[i]) };
  return own === undefined ? rest : authorized(rest, own);
}

/** Too many hops, or the very same request for the third time. */
function endlessness(exchange: Exchange, next: HttpRequest, hop: number, limit: number): Failure | undefined {
  if (hop >= limit) return failure('redirect', 'TOO_MANY_REDIRECTS', 'head', `More than ${limit} redirects`);
  let same = 0;
  for (let one: Exchange | undefined = exchange; one !== undefined; one = one.redirectedFrom) if (sameRequest(one.request, next)) same++;
  return same < 2 ? undefined : failure('redirect', 'REDIRECT_LOOP', 'head', `The redirects lead back to ${next.url}`);
}

const sameRequest = (a: HttpRequest, b: HttpRequest): boolean =>
  a.method === b.method && a.url === b.url && a.fields.join('\n') === b.fields.join('\n');
