// Where the time went (RFC 9112 section 9.3 for what a reused connection saves): which phase is the longest, and why.
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { rfc } from '../spec.ts';
import type { Subject, TimingFacts } from '../subject.ts';
import { type View, view } from '../view.ts';
import { duration } from '../words.ts';
import { explainAttempts } from './attempts.ts';
import { explainServerTiming } from './server-timing.ts';

export function explainTiming(subject: Subject, x = view(subject)): readonly Annotation[] {
  const timing = subject.timing;
  if (timing === undefined) return [];
  return [...phases(x, timing), ...reuse(x, timing), ...explainServerTiming(x, timing), ...explainAttempts(x, timing)];
}

type Phase = 'dns' | 'tcp' | 'tls' | 'send' | 'ttfb' | 'download';

const NAMES: Readonly<Record<Phase, string>> = {
  dns: 'DNS',
  tcp: 'TCP',
  tls: 'TLS',
  send: 'sending',
  ttfb: 'waiting for the first byte',
  download: 'download',
};
const ORDER: readonly Phase[] = ['dns', 'tcp', 'tls', 'send', 'ttfb', 'download'];

function phases(x: View, timing: TimingFacts): readonly Annotation[] {
  const known = ORDER.flatMap((phase) => {
    const ms = timing[phase];
    return ms === undefined || !Number.isFinite(ms) || (ms === 0 && timing.reused === true) ? [] : [{ phase, ms }];
  });
  const total = timing.total ?? known.reduce((sum, { ms }) => sum + ms, 0);
  const longest = known.toSorted((a, b) => b.ms - a.ms)[0];
  if (longest === undefined || known.length < 2 || total <= 0) return [];
  const share = Math.round((longest.ms / total) * 100);
  return [
    info('timing/phases', at.timing, {
      title: say`${text(duration(total))} in all; the longest: ${text(NAMES[longest.phase])}, ${text(duration(longest.ms))}${share <= 100 ? text(` (${share} %)`) : []}`,
      detail: say`${text(known.map(({ phase, ms }) => `${NAMES[phase]} ${duration(ms)}`).join(', '))}. ${meaning(x, timing, longest.phase)}${own(timing)}`,
      specs: [],
      basis: 'computed',
    }),
  ];
}

/** Why that phase takes what it takes, and what would help. */
function meaning(x: View, timing: TimingFacts, longest: Phase): Prose {
  switch (longest) {
    case 'dns':
      return say`The name lookup is the largest part: the resolver is slow, far away or had the name not in its cache. The next request will find it there.`;
    case 'tcp':
      return say`Opening the TCP connection takes about one round trip to ${x.host}: the distance, or a lost packet that was sent again after a second. A connection that stays open is opened once only.`;
    case 'tls':
      return say`The TLS handshake takes one more round trip with TLS 1.3, two with 1.2, and some computing${trips(timing)}. A connection that stays open pays for it once only.`;
    case 'send':
      return say`Most of the time went into sending the request: its content is large for the connection, or the server reads it slowly.`;
    case 'ttfb':
      return (timing.tcp ?? 0) > 0 && (timing.ttfb ?? 0) < 2 * (timing.tcp ?? 0)
        ? say`Until the first byte it takes at least one round trip to the server (about ${text(duration(timing.tcp ?? 0))}, as TCP shows), so the server itself was quick: the distance counts.`
        : say`Until the first byte the client waits for the server: one round trip and the server's own work. Look there first; a cache helps most.`;
    case 'download':
      return say`Receiving the content is the largest part: it is large, the line is slow, or the server sends it bit by bit. Compression and ranges help with the first two.`;
  }
}

function trips({ tcp = 0, tls = 0 }: TimingFacts): Prose {
  if (tcp < 5 || tls <= tcp) return [];
  return say`; measured by TCP (one round trip, ${text(duration(tcp))}) it took about ${text((tls / tcp).toFixed(1))}`;
}

function own(timing: TimingFacts): Prose {
  const { tcp = 0, ttfb = 0 } = timing;
  if (tcp <= 0 || ttfb < 2 * tcp) return [];
  return say` TCP took one round trip of about ${text(duration(tcp))}; so of the wait about ${text(duration(ttfb - tcp))} are the server's own time.`;
}

function reuse(x: View, timing: TimingFacts): readonly Annotation[] {
  const connection = x.subject.connection;
  const reused = timing.reused ?? connection?.reused;
  if (reused !== true) return [];
  const id = connection?.id === undefined ? [] : say` ${text(String(connection.id))}`;
  const use = connection?.use === undefined ? [] : say` It is exchange number ${text(String(connection.use))} on this connection.`;
  return [
    info('timing/reused', at.timing, {
      title: say`Reused an open connection${id}: no DNS, TCP or TLS handshake this time`,
      detail: say`A connection kept open by a previous request to ${x.host} was used again (a persistent connection), so name lookup, TCP and TLS took no time: they are skipped, and not missing from the measurement.${use}`,
      specs: [rfc(9112, '9.3')],
      basis: 'computed',
    }),
  ];
}
