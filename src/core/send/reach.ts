// Reaches an origin the way that was chosen: directly, through a proxy's tunnel, or up to a proxy that takes absolute URLs.
import type { Exchange, Failure } from '../http/exchange.ts';
import { fail, ok, type Result } from '../text/result.ts';
import { systemClock } from './clock.ts';
import { type DialFailed, type Dialled, type DialOptions, type DialReport, type DialTarget, dial } from './dial.ts';
import { failure } from './failure.ts';
import type { ProxyRoute } from './proxy-route.ts';
import { openSocks } from './socks.ts';
import { connectRequest, converse } from './tunnel.ts';
import type { TurnReport } from './turn.ts';
import { WireLog } from './wire-log.ts';

export interface Way {
  readonly proxy: ProxyRoute | undefined;
  /** A tunnel also where the target is not TLS (WebSockets). */
  readonly alwaysTunnel: boolean;
}

export type Reached = Result<Dialled & { readonly tunnel?: Exchange }, DialFailed & { readonly tunnel?: Exchange }>;

/** Like `dial`, over a proxy where there is one; never rejects. Plain HTTP over an HTTP proxy ends at the proxy. */
export async function reach(target: DialTarget, way: Way, options: DialOptions): Promise<Reached> {
  const { proxy } = way;
  if (proxy === undefined) return dial(target, options);
  const first = await dial(
    { host: proxy.host, port: proxy.port, secure: proxy.kind === 'https' },
    { ...options, onPhase: () => options.onPhase?.('proxy') },
  );
  if (!first.ok) return fail({ ...first.error, failure: ofProxy(first.error.failure, proxy) });
  if (proxy.kind !== 'socks5' && !target.secure && !way.alwaysTunnel) return first;
  const opened =
    proxy.kind === 'socks5' ? await socks(first.value, target, proxy, options) : await tunnel(first.value, target, proxy, options);
  if (opened.failure !== undefined) {
    first.value.socket.on('error', () => {}).destroy();
    return fail({ ...report(first.value), failure: opened.failure, ...(opened.tunnel === undefined ? {} : { tunnel: opened.tunnel }) });
  }
  const last = await dial(target, { ...options, over: first.value.socket });
  const merged = { attempts: first.value.attempts, ...(opened.tunnel === undefined ? {} : { tunnel: opened.tunnel }) };
  const times = { dns: first.value.times.dns, connected: first.value.times.connected };
  return last.ok
    ? ok({ ...last.value, ...merged, times: { ...last.value.times, ...times } })
    : fail({ ...last.error, ...merged, times: { ...last.error.times, ...times } });
}

interface Opened {
  readonly failure: Failure | undefined;
  readonly tunnel?: Exchange;
}

async function socks(first: Dialled, target: DialTarget, proxy: ProxyRoute, options: DialOptions): Promise<Opened> {
  const { credentials } = proxy;
  return { failure: await openSocks(first.socket, target, { credentials, timeout: options.timeout, signal: options.signal }) };
}

const CAP = 64 * 1024;

async function tunnel(first: Dialled, target: DialTarget, proxy: ProxyRoute, options: DialOptions): Promise<Opened> {
  const clock = options.clock ?? systemClock;
  const request = connectRequest(proxy, target);
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
  const exchange: Exchange = {
    request,
    outcome: outcomeOf(said),
    informational: said.informational,
    connection: undefined,
    timings: {
      dns: undefined,
      connected: undefined,
      secured: undefined,
      sent: said.sent,
      firstByte: said.firstByte,
      done: clock.now() - since,
    },
    wire: log.wire(),
    redirectedFrom: undefined,
    startedAt,
  };
  const status = said.response?.status ?? 0;
  if (said.failure === undefined && status >= 200 && status < 300) return { failure: undefined, tunnel: exchange };
  const why =
    said.failure ??
    failure(
      'proxy',
      'ERR_PROXY_TUNNEL',
      'proxy',
      `The proxy ${proxy.shown} refused the tunnel: ${status} ${said.response?.reason ?? ''}`.trim(),
    );
  return { failure: ofProxy(why, proxy), tunnel: exchange };
}

const outcomeOf = ({ response, failure: trouble }: TurnReport): Exchange['outcome'] =>
  response !== undefined && trouble === undefined
    ? { kind: 'response', response }
    : { kind: 'failure', failure: trouble ?? failure('internal', 'UNKNOWN', 'proxy', 'No answer'), partial: response };

const report = ({ ends, times, attempts, tls, alpn }: DialReport): DialReport => ({ ends, times, attempts, tls, alpn });

/** What goes wrong on the way to the proxy is the proxy's failure; a cancellation stays one. */
function ofProxy(why: Failure, proxy: ProxyRoute): Failure {
  if (why.kind === 'cancelled' || why.kind === 'proxy') return why;
  return { ...why, kind: 'proxy', phase: 'proxy', message: `The proxy ${proxy.shown}: ${why.message}` };
}
