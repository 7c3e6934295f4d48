// Everything before the first octet of a handshake: the jar's cookies, the checks, the proxy, the connection.
import type { Connection, Failure } from '../../http/exchange.ts';
import type { SendOptions } from '../../http/request.ts';
import { fail, ok, type Result } from '../../text/result.ts';
import { signed } from '../aws.ts';
import { systemClock } from '../clock.ts';
import { nextConnection } from '../connection-number.ts';
import type { Dialled, DialReport } from '../dial.ts';
import { failure } from '../failure.ts';
import { isSecure, type ProxyRoute } from '../proxy-route.ts';
import { reach } from '../reach.ts';
import { blockedBy } from '../request-octets.ts';
import type { Surroundings } from '../surroundings.ts';
import { Ways } from '../ways.ts';
import type { Handshake } from './handshake.ts';

export interface Approach extends Surroundings {
  /** Cancels: the connection is cut, without a closing handshake. */
  readonly signal?: AbortSignal;
}

/** Connects, and tells the handshake what was found on the way; never rejects. */
export async function approach(handshake: Handshake, options: SendOptions, around: Approach): Promise<Result<Dialled, Failure>> {
  await handshake.visitJar(around.cookies, options);
  const epoch = (around.clock ?? systemClock).epoch();
  const ready = options.aws === undefined ? undefined : await signed(handshake.request, options.aws, epoch);
  if (ready?.ok === false) return ready;
  if (ready !== undefined) handshake.become(ready.value);
  const ways = around.ways ?? new Ways(around);
  const proxy = ways.proxy(handshake.request.origin, options);
  if (proxy?.kind === 'wrong') return fail(failure('request', 'ERR_INVALID_URL', 'request', `${proxy.url} names no proxy`));
  const blocked = await blockedBy(handshake.request);
  return blocked === undefined ? connect(handshake, options, { ...around, ways }, proxy) : fail(blocked);
}

async function connect(
  handshake: Handshake,
  options: SendOptions,
  { ways, signal }: Approach & { readonly ways: Ways },
  proxy: ProxyRoute | undefined,
): Promise<Result<Dialled, Failure>> {
  const { origin } = handshake.request;
  const found = await ways.dialOptions(origin, options, proxy === undefined);
  if (!found.ok) return found;
  const reached = await reach(
    { host: origin.host, port: origin.port, secure: isSecure(origin) },
    { proxy, alwaysTunnel: true, answers: ways.answers },
    { ...found.value, ...(signal && { signal }) },
  );
  const report = reached.ok ? reached.value : reached.error;
  handshake.dialled(report, report.ends && connectionOf(report, proxy), report.tunnel);
  return reached.ok ? ok(reached.value) : fail(reached.error.failure);
}

const connectionOf = ({ ends, tls, alpn, attempts }: DialReport, proxy: ProxyRoute | undefined): Connection => ({
  id: nextConnection(),
  reused: false,
  use: 1,
  ...(ends ?? { localAddress: '', localPort: 0, remoteAddress: '', remotePort: 0 }),
  alpn,
  tls,
  attempts,
  closedBy: undefined,
  ...(proxy && { proxy: proxy.shown }),
});
