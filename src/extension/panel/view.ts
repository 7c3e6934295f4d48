// An exchange and its explanation as the panel draws them. Pure: the same values give the same view.
import { tls } from '../../core/explain/anchor.ts';
import type { Annotation, Explanation } from '../../core/explain/annotation.ts';
import { explain } from '../../core/explain/explain.ts';
import { fromExchange } from '../../core/explain/from-exchange.ts';
import type { Connection, Exchange, TlsFacts } from '../../core/http/exchange.ts';
import { redirectsOf } from '../../core/http/hops.ts';
import type { CertificateView, ExchangeView, Fact, HopView, MessageView, Tone } from '../../protocol/exchange-view.ts';
import { endpoint, ordinal } from '../../protocol/measure.ts';
import { exchangeChips } from './chips.ts';
import { Contents } from './contents.ts';
import { eventViews } from './event-view.ts';
import { failureView } from './failure-view.ts';
import { http2View } from './http2-view.ts';
import { informationalView, requestView, responseView, secretValues } from './message-view.ts';
import { byHop, noteView, Places } from './places.ts';
import { timelineView } from './timeline-view.ts';

export function toExchangeView(
  exchange: Exchange,
  explanation: Explanation,
  contents: Contents = Contents.of(hopsOf(exchange)),
): ExchangeView {
  const hops = hopsOf(exchange);
  const chain = chainOf(exchange);
  const sorted = byHop(explanation.annotations, chain.length);
  const left: Annotation[] = [];
  const views = hops.map((hop, index) => {
    const own = chain.indexOf(hop);
    const places = new Places(own < 0 ? tunnelNotes(hop) : (sorted[own] ?? []));
    const view = hopView(hop, index, places, contents);
    if (own < 0) return { ...view, inside: true };
    left.push(...places.rest());
    return view;
  });
  return {
    kind: 'exchange',
    summary: explanation.summary,
    tone: toneOf(exchange),
    chips: exchangeChips(chain, contents.view({ hop: hops.length - 1, side: 'response' }), explanation.annotations),
    hops: views,
    elsewhere: left.map(noteView),
  };
}

/** Every exchange that was needed, first one first: redirects, answered challenges, and what was said to a proxy for a tunnel. */
export const hopsOf = (exchange: Exchange): readonly Exchange[] =>
  chainOf(exchange).flatMap((one) => [...(one.tunnel === undefined ? [] : chainOf(one.tunnel)), one]);

/** A tunnel that was opened needs no words; a refusal is explained like any other answer. */
const tunnelNotes = (tunnel: Exchange): readonly Annotation[] =>
  toneOf(tunnel) === 'good' ? [] : explain(fromExchange(tunnel, {})).annotations.filter(({ anchor }) => !anchor.startsWith('chain['));

const chainOf = (exchange: Exchange): readonly Exchange[] => [...redirectsOf(exchange), exchange];

/** One hop; notes are taken out of `places`. */
export function hopView(exchange: Exchange, hop: number, places: Places, contents: Contents): HopView {
  const { outcome } = exchange;
  const answer = outcome.kind === 'response' ? outcome.response : outcome.partial;
  const request = requestView(exchange, places, contents.view({ hop, side: 'request' }));
  const response = answer && responseView(exchange, answer, places, contents.view({ hop, side: 'response' }));
  const http2 = http2View(exchange, places);
  return {
    title: `${exchange.request.method} ${exchange.request.target}`,
    outcome: outcome.kind === 'response' ? `${outcome.response.status} ${outcome.response.reason}`.trim() : outcome.failure.code,
    tone: toneOf(exchange),
    request,
    informational: exchange.informational.map(informationalView),
    response,
    failure: outcome.kind === 'failure' ? failureView(exchange, outcome.failure, places, hop) : undefined,
    timeline: timelineView(exchange, places),
    connection: connectionFacts(exchange.connection),
    certificates: certificates(exchange.connection),
    tlsNotes: places.take(tls),
    ...(http2 && { http2 }),
    events: answer && eventViews(answer, places),
    secrets: [...new Set([request, ...(response === undefined ? [] : [response])].flatMap(secretsOf))].toSorted(
      (a, b) => b.length - a.length,
    ),
  };
}

export function toneOf({ outcome }: Exchange): Tone {
  if (outcome.kind === 'failure') return outcome.failure.kind === 'cancelled' ? 'neutral' : 'error';
  const { status } = outcome.response;
  if (status >= 500) return 'error';
  if (status >= 400) return 'warning';
  return status >= 200 && status < 300 ? 'good' : 'neutral';
}

const secretsOf = (message: MessageView): readonly string[] => secretValues([...message.lines, ...message.trailers]);

function connectionFacts(connection: Connection | undefined): readonly Fact[] {
  if (connection === undefined) return [];
  const { tls: secured } = connection;
  return [
    { name: 'connection', value: `${connection.id}, ${connection.reused ? `reused, ${ordinal(connection.use)} exchange on it` : 'new'}` },
    { name: 'from', value: endpoint(connection.localAddress, connection.localPort) },
    {
      name: 'to',
      value: `${endpoint(connection.remoteAddress, connection.remotePort)}${connection.proxy === undefined ? '' : ', the proxy'}`,
    },
    ...(connection.proxy === undefined ? [] : [{ name: 'proxy', value: connection.proxy }]),
    ...(connection.alpn === undefined ? [] : [{ name: 'ALPN', value: connection.alpn }]),
    ...(connection.closedBy === undefined
      ? []
      : [{ name: 'closed by', value: connection.closedBy === 'server' ? 'the server' : 'Postil' }]),
    ...(secured === undefined ? [] : tlsFacts(secured)),
  ];
}

const tlsFacts = (secured: TlsFacts): readonly Fact[] => [
  { name: 'TLS', value: `${secured.protocol}, ${secured.cipher}` },
  { name: 'server name', value: secured.servername ?? 'none was sent' },
  secured.authorized
    ? { name: 'certificate', value: 'verified', level: 'good' }
    : { name: 'certificate', value: `not verified: ${secured.authorizationError ?? 'unknown reason'}`, level: 'warning' },
];

const certificates = (connection: Connection | undefined): readonly CertificateView[] =>
  (connection?.tls?.chain ?? []).map((one) => ({
    subject: one.subject,
    facts: [
      { name: 'issuer', value: one.issuer },
      { name: 'valid', value: `${one.validFrom} to ${one.validTo}` },
      ...(one.altNames.length === 0 ? [] : [{ name: 'for', value: one.altNames.join(', ') }]),
      { name: 'SHA-256', value: one.fingerprint256 },
    ],
  }));
