// Time limits, by the phase in which they struck, and cancellation.
import { say, text } from '../../text/prose.ts';
import { duration } from '../words.ts';
import { isPrivate, placeOf } from './addresses.ts';
import { entriesOf, type FailureEntry, type Told } from './entry.ts';
import type { FailureFacts } from './facts.ts';

const entry = entriesOf('timeout');

export const TIMEOUTS: readonly FailureEntry[] = [
  {
    ...entry(
      'UND_ERR_CONNECT_TIMEOUT CONNECT_TIMEOUT',
      'No connection within the time limit',
      'The attempt to connect was given up: no answer came in time. A firewall drops the packets, the host is down or unreachable, or the network is very slow.',
      'Check the address, the VPN and the firewall; raise the timeout only when the network is known to be slow.',
      { tell: connect },
    ),
    layer: 'tcp',
  },
  entry(
    'UND_ERR_HEADERS_TIMEOUT HEADERS_TIMEOUT RESPONSE_TIMEOUT READ_TIMEOUT',
    'No response within the time limit',
    'The connection was made and the request sent, but no response header arrived in time (undici waits 300 s unless told otherwise): the handler on the server is slow or hangs, or a proxy waits for a backend.',
    "Look at the server's log and its database; raise the timeout for requests that may take long.",
    { tell: (facts) => ({ title: say`${facts.host} took the request, but no response came${text(within(facts))}` }) },
  ),
  entry(
    'UND_ERR_BODY_TIMEOUT BODY_TIMEOUT',
    'The response body stopped coming',
    'The header section arrived, then no more data of the body came for the length of the timeout (300 s in undici unless told otherwise): the stream is idle, or the server or a proxy stalled.',
    'For event streams (SSE) and long polling switch this timeout off; else look why the server stopped sending.',
    { tell: (facts) => ({ title: say`The body from ${facts.host} stalled: no more data came${text(within(facts))}` }) },
  ),
  entry(
    'ERR_SOCKET_CONNECTION_TIMEOUT',
    'One address did not answer in time',
    'Several addresses of the host were tried one after another, and this one ran out of its time.',
    'Look at the other attempts: the last of them decides.',
    { tell: attemptsTold },
  ),
  entry(
    'TIMEOUT_ERR ETIME',
    'The time limit for the whole request was reached',
    'A limit on the whole request ran out before it was done.',
    'Raise the limit, or find the slow phase in the timeline.',
    {
      match: /aborted due to timeout/i,
      id: 'timeout-err',
      tell: (facts) => ({ title: say`The time limit for the whole request was reached${text(after(facts))}` }),
    },
  ),
  entry(
    'ABORT_ERR',
    'Cancelled',
    'The request was cancelled, by you or by a timeout of the program that sent it. Nothing is wrong with the server as far as is known.',
    'Nothing to mend; what had arrived until then is kept.',
    {
      level: 'info',
      tell: (facts) => ({
        title: say`Cancelled by you or by a timeout${text(facts.subject.response === undefined ? ', before a response came' : '')}`,
      }),
    },
  ),
  entry(
    'UND_ERR_ABORTED',
    'The request was aborted',
    'The request was cancelled; undici also reports a proxy that refuses a tunnel this way, with the status in the message.',
    'If a proxy is configured, read the status in "Proxy response (N)".',
    { level: 'info', tell: aborted },
  ),
  entry(
    'CANCELLED ECANCELED',
    'Cancelled',
    'The request was cancelled before it was done.',
    'Nothing to mend; what had arrived until then is kept.',
    { level: 'info' },
  ),
];

/** ` within 10 s`, from the message's own number. */
function within({ message, error }: FailureFacts): string {
  const ms = /timeout:?\s*(?:of\s*)?(\d+)\s*ms/i.exec(message)?.[1] ?? /(\d+)\s*(?:ms|milliseconds)\b/i.exec(message)?.[1];
  const extra = error.extra?.['timeout'];
  const limit = ms === undefined ? extra : Number(ms);
  return typeof limit === 'number' && limit > 0 ? ` within ${duration(limit)}` : '';
}

/** ` after 5 s`, likewise. */
const after = (facts: FailureFacts): string => within(facts).replace(' within ', ' after ');

function connect(facts: FailureFacts): Told {
  const { host, port, address } = facts;
  return {
    title: say`No connection to ${placeOf(address ?? host, port)}${text(within(facts))}`,
    ...(isPrivate(address ?? host) && {
      evidence: say`${address ?? host} is a private address: it is reachable only inside its network or through its VPN.`,
    }),
  };
}

function attemptsTold({ attempts, host }: FailureFacts): Told {
  if (attempts.length === 0) return {};
  const tried = attempts.map((one) => `${placeOf(one.address, one.port)} ${one.code ?? one.message ?? 'failed'}`).join(', ');
  return { title: say`None of the ${text(attempts.length)} addresses of ${host} answered in time`, evidence: say`Tried: ${text(tried)}.` };
}

function aborted({ message, host }: FailureFacts): Told {
  const status = /proxy response \((\d{3})\)/i.exec(message)?.[1];
  if (status === undefined) return {};
  return {
    level: 'error',
    title: say`The proxy refused the tunnel to ${host} with ${status}`,
    cause: say`A proxy was asked with ${'CONNECT'} to open a connection to ${host} and answered ${status}.`,
    next: status === '407' ? say`Give the proxy's user and password.` : say`Ask who runs the proxy whether this host is allowed.`,
  };
}
