// The small facts under the summary: protocol, security, sizes, time, connection, findings.
import type { Annotation } from '../../core/explain/annotation.ts';
import type { Connection, Exchange } from '../../core/http/exchange.ts';
import { wholeTime } from '../../core/http/hops.ts';
import type { Chip } from '../../protocol/annotation-view.ts';
import type { ContentView } from '../../protocol/content-view.ts';
import { count, duration, endpoint, octets, ordinal, plural } from '../../protocol/measure.ts';

export function exchangeChips(
  hops: readonly Exchange[],
  content: ContentView | undefined,
  annotations: readonly Annotation[],
): readonly Chip[] {
  const last = hops.at(-1);
  if (last === undefined) return [];
  return [
    protocolChip(last),
    ...tlsChips(last.connection),
    ...sizeChips(content),
    timeChip(wholeTime(last)),
    ...connectionChips(last.connection),
    ...redirectChips(hops),
    ...findingChips(annotations),
  ];
}

/** Counts of findings: errors and warnings each, what is right in one. */
export function findingChips(annotations: readonly Annotation[]): readonly Chip[] {
  const of = (level: Annotation['level']): number => annotations.filter((one) => one.level === level && one.definition !== true).length;
  const [errors, warnings, right] = [of('error'), of('warning'), of('good')];
  return [
    ...(errors === 0
      ? []
      : [
          { text: plural(errors, 'error'), label: `${plural(errors, 'error')}: show findings`, level: 'error', opens: 'findings' } as const,
        ]),
    ...(warnings === 0
      ? []
      : [
          {
            text: plural(warnings, 'warning'),
            label: `${plural(warnings, 'warning')}: show findings`,
            level: 'warning',
            opens: 'findings',
          } as const,
        ]),
    ...(right === 0
      ? []
      : [
          {
            text: `${right} right`,
            label: `${plural(right, 'thing')} ${right === 1 ? 'is' : 'are'} right: show findings`,
            level: 'good',
            opens: 'findings',
          } as const,
        ]),
  ];
}

export function tlsChips(connection: Connection | undefined): readonly Chip[] {
  const tls = connection?.tls;
  if (tls === undefined) return [];
  const protocol = tls.protocol.replace(/^TLSv/, 'TLS ');
  return tls.authorized
    ? [
        {
          text: `${protocol} · verified`,
          label: `Encrypted with ${protocol}, ${tls.cipher}; the certificate is verified`,
          level: 'plain',
          opens: 'timeline',
        },
      ]
    : [
        {
          text: `${protocol} · not verified`,
          label: `Encrypted with ${protocol}, but the certificate is not verified: ${tls.authorizationError ?? 'unknown reason'}`,
          level: 'warning',
          opens: 'timeline',
        },
      ];
}

export function connectionChips(connection: Connection | undefined): readonly Chip[] {
  if (connection === undefined) return [];
  const { proxy } = connection;
  const where = `${endpoint(connection.localAddress, connection.localPort)} to ${endpoint(connection.remoteAddress, connection.remotePort)}`;
  return [
    {
      text: connection.use > 1 ? `connection ${connection.id}, ${ordinal(connection.use)} use` : `connection ${connection.id}`,
      label: `Connection ${connection.id}, ${connection.reused ? `used for the ${ordinal(connection.use)} time` : 'new'}: ${where}`,
      level: 'plain',
      opens: 'timeline',
    },
    ...(proxy === undefined
      ? []
      : [
          {
            text: `through ${proxy.replace(/^\w+:\/\//, '')}`,
            label: `Through the proxy ${proxy}`,
            level: 'plain',
            opens: 'timeline',
          } as const,
        ]),
  ];
}

function protocolChip({ outcome, request }: Exchange): Chip {
  const response = outcome.kind === 'response' ? outcome.response : outcome.partial;
  const version = response?.version ?? request.version;
  const differs = response !== undefined && response.version !== request.version;
  return { text: version, label: differs ? `Asked in ${request.version}, answered in ${version}` : `Protocol: ${version}`, level: 'plain' };
}

function sizeChips(content: ContentView | undefined): readonly Chip[] {
  if (content === undefined) return [];
  const { wireLength, decodedLength, codings } = content;
  const coded = codings.filter((coding) => coding !== 'identity');
  if (coded.length === 0)
    return [{ text: octets(wireLength), label: `Content of ${count(wireLength)} octets`, level: 'plain', opens: 'body' }];
  const label = `Content of ${count(wireLength)} octets on the wire, ${count(decodedLength)} after ${coded.join(', ')} is undone`;
  return [{ text: `${octets(wireLength)} → ${octets(decodedLength)} ${coded.join(', ')}`, label, level: 'plain', opens: 'body' }];
}

const timeChip = (ms: number): Chip => ({
  text: duration(ms),
  label: `${duration(ms)} from beginning to end: show the timeline`,
  level: 'plain',
  opens: 'timeline',
});

/** A 401 or 407 that was answered is a hop, and no redirect. */
function redirectChips(hops: readonly Exchange[]): readonly Chip[] {
  const earlier = hops.slice(0, -1);
  const asked = earlier.filter(({ outcome }) => outcome.kind === 'response' && /^40[17]$/.test(String(outcome.response.status))).length;
  const redirects = earlier.length - asked;
  const texts = [...(redirects === 0 ? [] : [plural(redirects, 'redirect')]), ...(asked === 0 ? [] : [plural(asked, 'challenge')])];
  return texts.map((text) => ({ text, label: `${text} before the last answer`, level: 'plain', opens: 'timeline' }));
}
