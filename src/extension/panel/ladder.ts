// What the two ends say to each other in each phase. Sockets are timed and their octets are seen, but no packet is captured: what a
// protocol does unseen is marked `model`.
import type { Connection, Exchange, TlsFacts } from '../../core/http/exchange.ts';
import { count, endpoint, octets, plural } from '../../protocol/measure.ts';
import type { LadderStep, LayerView, PhaseKind } from '../../protocol/timeline-view.ts';

export function ladderOf(kind: PhaseKind, exchange: Exchange): readonly LadderStep[] {
  const { connection, request } = exchange;
  switch (kind) {
    case 'dns':
      return [
        model('out', 'query', `A and AAAA of ${request.origin.host}, asked of the system's resolver`),
        model('in', 'answer', connection === undefined ? 'an address' : `${connection.remoteAddress} was taken`),
      ];
    case 'tcp':
      return connection === undefined ? [model('out', 'SYN', 'please open a connection')] : handshake(connection);
    case 'tls':
      return connection?.tls === undefined
        ? [model('out', 'ClientHello', 'versions, ciphers, server name')]
        : tls(connection.tls, connection.alpn);
    case 'send':
      return sending(exchange);
    case 'wait':
      return [
        model('in', 'ACK', 'the request has arrived'),
        model('both', 'nothing', 'the server is at work, or the answer is on its way'),
      ];
    case 'receive':
      return receiving(exchange);
  }
}

/** From the message down to the link, with what is known of each. */
export function layersOf({ connection, wire, request }: Exchange): readonly LayerView[] {
  if (connection === undefined) return [];
  const local = isLoopback(connection.remoteAddress);
  const six = connection.remoteAddress.includes(':');
  return [
    {
      layer: request.version,
      facts: `${request.method} ${shortened(request.target)}`,
      octets: `${count(wire.sentLength)} out, ${count(wire.receivedLength)} in`,
    },
    ...(connection.tls === undefined
      ? []
      : [{ layer: connection.tls.protocol, facts: connection.tls.cipher, octets: 'each record adds its header and a tag' }]),
    { layer: 'TCP', facts: `port ${connection.localPort} ⇄ port ${connection.remotePort}`, octets: 'at least 20 for each segment' },
    {
      layer: six ? 'IPv6' : 'IPv4',
      facts: `${connection.localAddress} ⇄ ${connection.remoteAddress}`,
      octets: `${six ? 40 : 20} for each packet`,
    },
    {
      layer: 'link',
      facts: local ? 'loopback: no packet leaves this machine' : 'Ethernet, Wi-Fi or whatever is there: not visible from here',
      octets: local ? 'none' : 'unknown',
    },
  ];
}

function handshake(c: Connection): readonly LadderStep[] {
  return [
    model('out', 'SYN', `${endpoint(c.localAddress, c.localPort)} to ${endpoint(c.remoteAddress, c.remotePort)}`),
    model('in', 'SYN, ACK', 'the port is listening'),
    model('out', 'ACK', 'open on both sides'),
  ];
}

function tls(facts: TlsFacts, alpn: string | undefined): readonly LadderStep[] {
  const hello = `server name ${facts.servername ?? 'none'}${alpn === undefined ? '' : `, ALPN ${alpn}`}`;
  if (facts.protocol === 'TLSv1.3')
    return [
      model('out', 'ClientHello', hello),
      model('in', 'ServerHello', `${facts.protocol}, ${facts.cipher}; encrypted from here on`),
      model('in', 'Certificate, CertificateVerify, Finished', plural(facts.chain.length, 'certificate')),
      model('out', 'Finished', 'one round trip'),
    ];
  return [
    model('out', 'ClientHello', hello),
    model('in', 'ServerHello, Certificate, ServerHelloDone', `${facts.protocol}, ${facts.cipher}`),
    model('out', 'ClientKeyExchange, ChangeCipherSpec, Finished', ''),
    model('in', 'ChangeCipherSpec, Finished', 'two round trips'),
  ];
}

function sending({ wire }: Exchange): readonly LadderStep[] {
  const writes = wire.records.filter((record) => record.direction === 'out');
  return shown(writes.map((record) => seen('out', octets(record.bytes.length), `after ${record.at.toFixed(1)} ms`)));
}

function receiving({ wire, connection }: Exchange): readonly LadderStep[] {
  const reads = wire.records.filter((record) => record.direction === 'in');
  const steps = shown(reads.map((record) => seen('in', octets(record.bytes.length), `after ${record.at.toFixed(1)} ms`)));
  if (connection?.closedBy === undefined) return [...steps, seen('both', 'stays open', 'the next request can use this connection')];
  const first = connection.closedBy === 'server' ? 'in' : 'out';
  const second = first === 'in' ? 'out' : 'in';
  return [
    ...steps,
    model(first, 'FIN', `${connection.closedBy === 'server' ? 'the server' : 'Postil'} closes`),
    model(second, 'ACK, FIN', ''),
    model(first, 'ACK', 'closed on both sides'),
  ];
}

function shown(steps: readonly LadderStep[]): readonly LadderStep[] {
  if (steps.length <= 6) return steps;
  const between = steps.length - 5;
  return [...steps.slice(0, 4), seen(steps[0]?.direction ?? 'both', `${between} more`, ''), ...steps.slice(-1)];
}

const model = (direction: LadderStep['direction'], what: string, detail: string): LadderStep => ({
  direction,
  what,
  detail,
  basis: 'model',
});
const seen = (direction: LadderStep['direction'], what: string, detail: string): LadderStep => ({ direction, what, detail, basis: 'seen' });
const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
const isLoopback = (address: string): boolean => /^(?:127\.|::1$|::ffff:127\.)/.test(address);
