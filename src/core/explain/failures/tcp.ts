// Connections that could not be made, and connections that broke.
import { join, type Prose, say, text } from '../../text/prose.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { listed } from '../words.ts';
import { isIpv6, isLoopback, isPrivate, placeOf } from './addresses.ts';
import { entriesOf, type FailureEntry, type Told } from './entry.ts';
import type { FailureFacts } from './facts.ts';
import { reset } from './resets.ts';

const entry = entriesOf('tcp');

export const TCP: readonly FailureEntry[] = [
  entry(
    'ECONNREFUSED',
    'The connection was refused',
    'The machine answered, but with a reset: nothing is listening on that port, or a firewall rejects it.',
    'Start the server, check the port, and whether the server listens on this address or only on another one.',
    { specs: [rfc(9293, '3.10.7.1')], tell: refused },
  ),
  entry(
    'ETIMEDOUT ESOCKETTIMEDOUT',
    'Nothing answered within the time limit',
    'No answer came at all: a firewall drops the packets, the host is down, or the address is wrong. A refusal would have come at once.',
    'Check the address, the VPN and the firewall.',
    { tell: timedOut },
  ),
  entry(
    'EHOSTUNREACH EHOSTDOWN',
    'The host cannot be reached',
    'There is no route to the host, or its neighbour on the network did not answer: the machine is off, in another subnet, or behind a VPN.',
    'Check the VPN, the subnet and the gateway, and that the machine is on.',
    { tell: unreachable },
  ),
  entry(
    'ENETUNREACH ENETDOWN',
    'The network cannot be reached',
    'This machine has no route to that network; typical for an IPv6 address on a network that has only IPv4.',
    'Use IPv4 for this host, or repair the route; check that the network is on at all.',
    { tell: unreachable },
  ),
  entry(
    'EADDRNOTAVAIL',
    'No local address to connect from',
    'The system has no free local port or no fitting local address: too many sockets wait in TIME_WAIT, or the target is 0.0.0.0 or port 0.',
    'Reuse connections instead of opening one for each request; check the address.',
  ),
  entry(
    'EADDRINUSE',
    'The local port is in use',
    'Another process listens on that port already.',
    'Stop the other process, or choose another port.',
  ),
  entry(
    'EMFILE ENFILE',
    'Too many open files and sockets',
    'The process has reached its limit of file descriptors (open files, and every socket is one), so it cannot open another connection.',
    'Close connections or reuse them, look for a leak, raise the limit (ulimit -n).',
    { tell: () => ({ title: say`Too many open files: no handle is left for another connection` }) },
  ),
  entry(
    'EACCES EPERM',
    'The system forbids the connection',
    'The operating system or a policy refused it: a firewall, a sandbox, or a port or address that needs rights.',
    'Look at the firewall and sandbox settings of this machine.',
    {
      tell: (facts) =>
        isFile(facts)
          ? {
              title: say`The file may not be read`,
              cause: say`The process has no right to read a file that the request refers to.`,
              next: say`Change its permissions, or choose another file.`,
            }
          : {},
    },
  ),
  entry(
    'ECONNRESET',
    'The connection was closed before the response was complete',
    'The other side, or something on the way, ended the connection.',
    'Look at the server log of that moment; try again if the request may safely be sent twice.',
    { specs: [rfc(9112, '9.5')], tell: reset },
  ),
  entry(
    'UND_ERR_SOCKET',
    'The server closed the connection before the response was complete',
    'The server closed the connection while the response was still expected. On a connection that was kept alive (keep-alive) this is usually a race: the server closed the idle connection at the moment the request was sent.',
    'Try again: a new connection is used then. Retrying is safe for idempotent methods; if it happens again, look at the server log.',
    { specs: [rfc(9112, '9.5'), rfc(9110, '9.2.2')], tell: reset },
  ),
  entry(
    'ECONNABORTED',
    'This machine gave up the connection',
    'The local network stack ended it: the network changed, a VPN reconnected, or the computer slept.',
    'Try again.',
  ),
  entry(
    'EPIPE',
    'The server had closed the connection already',
    'The request was written to a connection that the server had closed. It may have answered early (413, 401) and closed without reading the rest.',
    'Look whether a response arrived before; else try again.',
    { specs: [rfc(9112, '9.5')], tell: (facts) => ({ title: say`${facts.host} closed the connection while the request was being sent` }) },
  ),
  entry(
    'ERR_STREAM_DESTROYED ERR_STREAM_WRITE_AFTER_END ERR_STREAM_PREMATURE_CLOSE',
    'The connection ended too early',
    'The stream was closed while it was still in use.',
    'Try again; when it repeats, look for the first error before this one.',
  ),
  entry(
    'EPROTO',
    'TLS failed',
    'The TLS handshake failed; the reason is the text of OpenSSL and the alert number in the message.',
    'Read the reason in the message.',
    {
      tell: (facts) => ({ ...(facts.reason !== undefined && { evidence: say`OpenSSL says: ${escaped(facts.reason, 80)}.` }) }),
    },
  ),
];

const isFile = (facts: FailureFacts): boolean => facts.syscall === 'open' || facts.syscall === 'stat' || facts.syscall === 'scandir';

function refused(facts: FailureFacts): Told {
  if (facts.attempts.length > 1) return refusedEverywhere(facts);
  const { address = facts.host, port } = facts;
  if (!isLoopback(address)) return refusedRemotely(address, facts);
  const v6 = isIpv6(address);
  const other = placeOf(v6 ? '127.0.0.1' : '::1', port);
  const byName = facts.url !== undefined && !isIpv6(facts.url.hostname) && /[a-z]/i.test(facts.url.hostname);
  return {
    title: v6
      ? say`Nothing listens on ${placeOf(address, port)} (IPv6); the server may be on ${other}`
      : say`Nothing listens on ${placeOf(address, port)}: is the server running?`,
    cause: join([
      byName && facts.address !== undefined
        ? say`${facts.host} was resolved to ${address}, this machine's ${text(v6 ? 'IPv6' : 'IPv4')} loopback address.`
        : say`${address} is this machine.`,
      say`Nothing listens there on port ${port ?? '?'}. A server that is bound to ${v6 ? '127.0.0.1' : '::1'} only (${text(v6 ? 'IPv4' : 'IPv6')}) refuses just like one that does not run.`,
    ]),
    next: v6
      ? say`Try ${`http${facts.secure === true ? 's' : ''}://${other}`}, or let the server listen on ${'::'} or ${'localhost'}; else start it.`
      : say`Start the server, check the port${text(port === undefined ? '' : ` ${port}`)}, or try ${other}. In a container the server must listen on ${'0.0.0.0'} and the port be published.`,
  };
}

function refusedRemotely(address: string, { port, host }: FailureFacts): Told {
  return {
    title: say`${placeOf(address, port)} refused the connection: nothing is listening on that port`,
    cause: say`The machine ${address}${host === address ? text('') : text(` (${host})`)} was reached and answered with a reset (RST) on port ${port ?? '?'}: the host is up, but no process is listening there, or a firewall rejects the port.`,
    next: say`Check the port and the scheme, whether the service runs, and the firewall in front of it.`,
  };
}

function refusedEverywhere({ attempts, port, host }: FailureFacts): Told {
  const tried = attempts.map((one) => placeOf(one.address, one.port ?? port));
  const families =
    attempts.some((one) => isIpv6(one.address ?? '')) && attempts.some((one) => one.address !== undefined && !isIpv6(one.address));
  const all = attempts.every((one) => one.code === attempts[0]?.code);
  const local = attempts.every((one) => isLoopback(one.address ?? ''));
  return {
    title: all
      ? say`${text(families ? 'Both IPv6 and IPv4 were' : `All ${attempts.length} addresses were`)} refused: nothing listens on port ${port ?? '?'}`
      : say`None of ${text(attempts.length)} addresses of ${host} could be connected to`,
    cause: join([
      say`Tried: ${text(listed(attempts.map((one, i) => `${tried[i]} (${one.code ?? 'failed'})`)))}.`,
      all && local ? say`Both loopback addresses of this machine refused, so no server is running on that port.` : [],
    ]),
    next: local ? say`Start the server, or correct the port.` : say`Check that the service runs, its port and its firewall.`,
  };
}

function timedOut({ syscall, host, port, address }: FailureFacts): Told {
  if (syscall === 'read' || syscall === 'write')
    return {
      title: say`The connection to ${host} went dead: no acknowledgement came any more`,
      cause: say`The connection was open, then packets were no longer acknowledged: the other machine, its network or a NAT on the way dropped it silently.`,
      next: say`Try again on a new connection.`,
    };
  return {
    title: say`No answer from ${placeOf(address ?? host, port)} to the attempt to connect`,
    ...(address !== undefined &&
      isPrivate(address) && {
        evidence: say`${address} is a private address: it is reachable only inside its network or through its VPN.`,
      }),
  };
}

function unreachable({ address, host, port, code, message }: FailureFacts): Told {
  const target = address ?? host;
  const v6 = isIpv6(target);
  const hint: Prose = isPrivate(target)
    ? say`${escaped(target, 45)} is a private address: it is reachable only inside its own network, so check that the VPN is on and the subnet right.`
    : v6
      ? say`It is an IPv6 address, and this network seems to have no route for IPv6.`
      : [];
  return {
    title: code.startsWith('ENET')
      ? say`No route to the ${text(v6 ? 'IPv6 ' : '')}network of ${escaped(target, 45)}`
      : say`${escaped(target, 45)} cannot be reached: no route, or nobody answers there`,
    evidence: hint,
    ...(port === undefined && message === '' && { basis: 'hypothesis' as const }),
  };
}
