// Reaches an origin the way that was chosen: directly, through a proxy's tunnel, or up to a proxy that takes absolute URLs.
import type { Exchange, Failure } from '../http/exchange.ts';
import type { HttpRequest } from '../http/request.ts';
import { fail, ok, type Result } from '../text/result.ts';
import { systemClock } from './clock.ts';
import { type DialFailed, type Dialled, type DialOptions, type DialReport, type DialTarget, dial } from './dial.ts';
import { failure } from './failure.ts';
import type { ProxyAnswers } from './proxy-answers.ts';
import type { ProxyRoute } from './proxy-route.ts';
import { openSocks } from './socks.ts';
import { connectRequest, converse } from './tunnel.ts';
import type { TurnReport } from './turn.ts';
import { WireLog } from './wire-log.ts';

export interface Way {
  readonly proxy: ProxyRoute | undefined;
  /** A tunnel also where the target is not TLS (WebSockets). */
  readonly alwaysTunnel: boolean;
  readonly answers: ProxyAnswers;
}

export type Reached = Result<Dialled & { readonly tunnel?: Exchange }, DialFailed & { readonly tunnel?: Exchange }>;

/** Like `dial`, over a proxy where there is one; never rejects. Plain HTTP over an HTTP proxy ends at the proxy. */
export async function reach(target: DialTarget, way: Way, options: DialOptions): Promise<Reached> {
  const { proxy } = way;
  if (proxy === undefined) return dial(target, options);
  for (let before: Exchange | undefined; ; ) {
    const first = await dialProxy(proxy, options);
    if (!first.ok) return fail({ ...first.error, failure: ofProxy(first.error.failure, proxy), ...(before && { tunnel: before }) });
    if (proxy.kind !== 'socks5' && !target.secure && !way.alwaysTunnel) return first;
    const opened =
      proxy.kind === 'socks5'
        ? await socks(first.value, target, proxy, options)
        : await tunnel(first.value, target, { ...way, proxy, before }, options);
    if (opened.failure === undefined) return throughTunnel(target, first.value, opened.tunnel, options);
    first.value.socket.on('error', () => {}).destroy();
    before = opened.tunnel;
    if (opened.again !== true) return fail({ ...report(first.value), failure: opened.failure, ...(before && { tunnel: before }) });
  }
}

/** What kept a connection from being tried at all. */
export const undialled = (why: Failure): DialFailed => ({
  failure: why,
  ends: undefined,
  times: { dns: undefined, connected: undefined, secured: undefined },
  attempts: [],
  answers: [],
  tls: undefined,
  alpn: undefined,
});

/** What is meant for the target is not for the proxy: its client certificate, its address, its protocol. */
function dialProxy(proxy: ProxyRoute, options: DialOptions): Promise<Result<Dialled, DialFailed>> {
  const { identity: _, address: __, alpn: ___, socketPath: ____, ...rest } = options;
  return dial(
    { host: proxy.host, port: proxy.port, secure: proxy.kind === 'https' },
    { ...rest, insecure: options.insecure || proxy.strict === false, onPhase: () => options.onPhase?.('proxy') },
  );
}

async function throughTunnel(target: DialTarget, first: Dialled, tunnelled: Exchange | undefined, options: DialOptions): Promise<Reached> {
  const last = await dial(target, { ...options, over: first.socket });
  const merged = { attempts: first.attempts, ...(tunnelled === undefined ? {} : { tunnel: tunnelled }) };
  const times = { dns: first.times.dns, connected: first.times.connected };
  return last.ok
    ? ok({ ...last.value, ...merged, times: { ...last.value.times, ...times } })
    : fail({ ...last.error, ...merged, times: { ...last.error.times, ...times } });
}

interface Opened {
  readonly failure: Failure | undefined;
  /** The proxy asked for other credentials, which are there, and has closed the connection. */
  readonly again?: boolean;
  readonly tunnel?: Exchange;
}

async function socks(first: Dialled, target: DialTarget, proxy: ProxyRoute, options: DialOptions): Promise<Opened> {
  const { credentials } = proxy;
  return { failure: await openSocks(first.socket, target, { credentials, timeout: options.timeout, signal: options.signal }) };
}

const CAP = 64 * 1024;

interface Asking extends Way {
  readonly proxy: ProxyRoute;
  /** What was asked before on another connection. */
  readonly before: Exchange | undefined;
}

/** Asks again, as a hop of its own, where the proxy wants Digest. */
async function tunnel(first: Dialled, target: DialTarget, { proxy, answers, before }: Asking, options: DialOptions): Promise<Opened> {
  for (let earlier = before; ; ) {
    const { exchange, report: said } = await ask(
      first,
      connectRequest(proxy, target, (request) => answers.for(proxy, request)),
      options,
    );
    const hop: Exchange = { ...exchange, redirectedFrom: earlier };
    const status = said.response?.status ?? 0;
    if (said.failure === undefined && status >= 200 && status < 300) return { failure: undefined, tunnel: hop };
    const why = said.failure ?? refusal(proxy, said);
    const again = said.failure === undefined && said.response !== undefined && answers.challenged(proxy, exchange.request, said.response);
    if (!again || said.closedBy !== undefined) return { failure: ofProxy(why, proxy), tunnel: hop, again };
    earlier = hop;
  }
}

const refusal = (proxy: ProxyRoute, { response }: TurnReport): Failure =>
  failure(
    'proxy',
    'ERR_PROXY_TUNNEL',
    'proxy',
    `The proxy ${proxy.shown} refused the tunnel: ${response?.status ?? 0} ${response?.reason ?? ''}`.trim(),
  );

async function ask(
  first: Dialled,
  request: HttpRequest,
  options: DialOptions,
): Promise<{ readonly exchange: Exchange; readonly report: TurnReport }> {
  const clock = options.clock ?? systemClock;
  const log = new WireLog(CAP);
  const since = clock.now();
  const startedAt = clock.epoch();
  const said = await converse(first.socket, {
    request,
    log,
    clock,
    since,
    readTimeout: options.timeout,
    content: { cap: CAP, spill: undefined },
    maxHead: CAP,
    signal: options.signal,
    onProgress: undefined,
  });
  const unknown = { dns: undefined, connected: undefined, secured: undefined };
  const exchange: Exchange = {
    request,
    outcome: outcomeOf(said),
    informational: said.informational,
    connection: undefined,
    timings: { ...unknown, sent: said.sent, firstByte: said.firstByte, done: clock.now() - since },
    wire: log.wire(),
    redirectedFrom: undefined,
    startedAt,
  };
  return { exchange, report: said };
}

const outcomeOf = ({ response, failure: trouble }: TurnReport): Exchange['outcome'] =>
  response !== undefined && trouble === undefined
    ? { kind: 'response', response }
    : { kind: 'failure', failure: trouble ?? failure('internal', 'UNKNOWN', 'proxy', 'No answer'), partial: response };

const report = ({ ends, times, attempts, answers, tls, alpn }: DialReport): DialReport => ({ ends, times, attempts, answers, tls, alpn });

/** What goes wrong on the way to the proxy is the proxy's failure; a cancellation stays one. */
function ofProxy(why: Failure, proxy: ProxyRoute): Failure {
  if (why.kind === 'cancelled' || why.kind === 'proxy') return why;
  return { ...why, kind: 'proxy', phase: 'proxy', message: `The proxy ${proxy.shown}: ${why.message}` };
}
