// Names that do not resolve.
import { join, type Prose, say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { entriesOf, type FailureEntry } from './entry.ts';
import type { FailureFacts } from './facts.ts';

const entry = entriesOf('dns');

export const DNS: readonly FailureEntry[] = [
  entry(
    'ENOTFOUND',
    'The host name was not found',
    'DNS knows no address for the name: it does not exist, or has neither an A nor an AAAA record.',
    'Check the spelling and the variable that the host comes from; then whether a VPN, a hosts file or a search domain is needed for it to exist.',
    { specs: [rfc(1034, '3.6')], tell: notFound },
  ),
  entry(
    'EAI_AGAIN',
    'The name could not be looked up just now',
    'The DNS resolver gave no answer: a temporary failure of name resolution. The computer is offline, the resolver is out of reach, or a container has no DNS.',
    'Check the network and try again; in a container look at /etc/resolv.conf.',
    { tell: (facts) => ({ title: say`DNS gave no answer for ${facts.host}: a temporary failure, try again` }) },
  ),
  entry(
    'EAI_FAIL',
    'The resolver failed for good',
    'The DNS resolver answered with a permanent failure, often a broken zone or a refused query.',
    'Try another resolver, and tell the owner of the zone.',
    { tell: (facts) => ({ title: say`DNS answered with a permanent failure for ${facts.host}` }) },
  ),
  entry(
    'EAI_NODATA ENODATA EAI_ADDRFAMILY EAI_NONAME',
    'The name has no address of this kind',
    'The name exists in DNS, but has no address of the family that was asked for (IPv4 or IPv6).',
    'Try the other IP family, or look which records (A, AAAA) the name has.',
    { tell: (facts) => ({ title: say`${facts.host} exists in DNS, but has no address of the wanted family` }) },
  ),
  entry(
    'ESERVFAIL EAI_SYSTEM',
    'The name server failed',
    'A name server could not answer: its zone is broken, DNSSEC does not verify, or the servers of the zone are down.',
    'Try another resolver to see whether it is yours or the zone.',
    { tell: (facts) => ({ title: say`A name server failed (${'SERVFAIL'}) while it looked up ${facts.host}` }) },
  ),
];

function notFound(facts: FailureFacts): ReturnType<NonNullable<FailureEntry['tell']>> {
  const { host } = facts;
  const hints = [variableLeft(host), specialName(host), slip(host)].filter((hint) => hint !== undefined);
  return {
    title: say`DNS has no address for ${host}`,
    ...(hints.length > 0 && { evidence: join(hints) }),
  };
}

const variableLeft = (host: string): Prose | undefined =>
  /[{}$%]/.test(host) ? say`The name still holds the sign of a variable: its value was not put in.` : undefined;

function specialName(host: string): Prose | undefined {
  const last = host.toLowerCase().split('.').at(-1) ?? '';
  if (!host.includes('.')) return say`${host} has no dot: such a name exists only in a hosts file, a local network or a container network.`;
  if (['test', 'example', 'invalid'].includes(last))
    return say`Names under ${`.${last}`} are reserved for examples and tests and never exist in DNS.`;
  if (last === 'local') return say`Names under ${'.local'} are found by multicast in the own network, not by DNS.`;
  if (['internal', 'corp', 'lan', 'home', 'intranet'].includes(last))
    return say`Names under ${`.${last}`} exist only inside a private network: is the VPN on?`;
  return undefined;
}

const COMMON = [
  'example',
  'localhost',
  'google',
  'github',
  'amazonaws',
  'azure',
  'cloudflare',
  'microsoft',
  'gitlab',
  'heroku',
  'httpbin',
  'openai',
  'stripe',
  'staging',
  'production',
];

/** A label that is one slip away from a frequent word. */
function slip(host: string): Prose | undefined {
  for (const label of host.toLowerCase().split('.')) {
    const meant = label.length < 5 ? undefined : COMMON.find((word) => word !== label && oneSlip(label, word));
    if (meant !== undefined) return say`${label} looks like a typo for ${meant}${text(' (a guess)')}.`;
  }
  return undefined;
}

/** One letter more, less, other, or two neighbours swapped. */
function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < Math.min(a.length, b.length) && a[i] === b[i]) i++;
  const rest = (word: string, from: number): string => word.slice(from);
  if (a.length > b.length) return rest(a, i + 1) === rest(b, i);
  if (a.length < b.length) return rest(a, i) === rest(b, i + 1);
  return rest(a, i + 1) === rest(b, i + 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, i + 2) === rest(b, i + 2));
}
