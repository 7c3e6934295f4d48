// Certificates that do not verify (RFC 5280 section 6, RFC 9525).
import { join, type Prose, say, text } from '../../text/prose.ts';
import { moment, relative } from '../moment.ts';
import { escaped, short } from '../shown.ts';
import { rfc } from '../spec.ts';
import { entriesOf, type FailureEntry, type Told } from './entry.ts';
import type { FailureFacts } from './facts.ts';

const entry = entriesOf('tls-cert');
const PATH = [rfc(5280, '6.1')];
const TRUST = 'Add that CA certificate for this client (setting, or NODE_EXTRA_CA_CERTS) instead of switching verification off.';

export const CERTIFICATES: readonly FailureEntry[] = [
  entry(
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'The certificate is self-signed',
    'The server signed its own certificate, so nobody that this client trusts vouches for it. Usual on development machines.',
    'Trust this certificate explicitly (a CA file for this host), or make one with a local CA such as mkcert; do not switch verification off everywhere.',
    {
      specs: PATH,
      tell: (facts) => ({ title: say`${facts.host} uses a self-signed certificate, which nothing here trusts`, evidence: who(facts) }),
    },
  ),
  entry(
    'SELF_SIGNED_CERT_IN_CHAIN',
    'The chain ends in an untrusted root',
    'The chain is complete, but its root is not trusted here: a private CA of a company, or a proxy that inspects TLS and signs with its own root.',
    TRUST,
    {
      specs: PATH,
      tell: (facts) => ({
        title: say`The certificate chain of ${facts.host} ends in a root that is not trusted here`,
        evidence: who(facts),
      }),
    },
  ),
  entry(
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'The chain is incomplete',
    "The server sent only its own certificate, and the issuer's is not known here. Nearly always the server's chain lacks the intermediate certificate.",
    'Mend the server: its certificate file must hold its own certificate and the intermediate ones. Browsers hide the fault by fetching or remembering intermediates.',
    {
      specs: [rfc(8446, '4.4.2'), ...PATH],
      tell: (facts) => ({
        title: say`${facts.host} does not send its intermediate certificate: the chain is broken`,
        evidence: who(facts),
      }),
    },
  ),
  entry(
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    "The issuer's certificate is not trusted here",
    "The chain leads to an issuer (CA) that is not in this client's trust store: a private CA, a TLS-inspecting proxy, or a missing intermediate certificate.",
    TRUST,
    {
      specs: PATH,
      tell: (facts) => ({ title: say`The issuer of the certificate of ${facts.host} is not trusted here`, evidence: who(facts) }),
    },
  ),
  entry(
    'UNABLE_TO_GET_ISSUER_CERT',
    'An issuer in the chain is missing',
    'The certificate of an issuer in the middle of the chain was not sent and is not known here.',
    'Mend the bundle of the server: own certificate first, then each intermediate.',
    { specs: PATH },
  ),
  entry(
    'CERT_HAS_EXPIRED',
    'The certificate has expired',
    'A certificate of the chain is past its end date (notAfter).',
    "Renew it at the server. When many sites fail like this, check this computer's clock.",
    { specs: [rfc(5280, '4.1.2.5')], tell: expired },
  ),
  entry(
    'CERT_NOT_YET_VALID',
    'The certificate is not valid yet',
    'Its start date (notBefore) lies in the future.',
    "Nearly always this computer's clock is wrong: set it. Else the certificate was issued for a later date.",
    { specs: [rfc(5280, '4.1.2.5')], tell: notYet },
  ),
  entry(
    'ERR_TLS_CERT_ALTNAME_INVALID HOSTNAME_MISMATCH ERR_TLS_CERT_ALTNAME',
    'The certificate is for another name',
    'The name in the URL is not among the names in the certificate (subjectAltName).',
    'Use one of its names in the URL, or have a certificate issued that covers this name; connecting by IP address needs that address in the certificate.',
    { specs: [rfc(9525, '6.3')], tell: otherName },
  ),
  entry(
    'IP_ADDRESS_MISMATCH',
    'The certificate does not cover the IP address',
    'The URL has an IP address, and the certificate does not list it.',
    'Use the host name, or have the address put into the certificate.',
    { specs: [rfc(9525, '6.4')] },
  ),
  entry(
    'CERT_REVOKED',
    'The certificate was revoked',
    'Its CA has withdrawn it, for example because its key leaked.',
    'The server needs a new certificate with a new key.',
    { specs: [rfc(5280, '6.3')] },
  ),
  entry(
    'CERT_SIGNATURE_FAILURE',
    'A signature in the chain does not verify',
    "The issuer's key did not make the signature: the chain is mixed up, corrupt or forged.",
    'Check the certificate files of the server; if it is not yours, do not go on.',
    { specs: PATH },
  ),
  entry(
    'CERT_CHAIN_TOO_LONG',
    'The certificate chain is too long',
    'The chain has more certificates than are allowed, often because the bundle repeats some.',
    'Mend the bundle of the server.',
    { specs: PATH },
  ),
  entry(
    'INVALID_CA INVALID_NON_CA',
    'A certificate of the chain may not issue others',
    'A certificate that signed another is not marked as a CA (basicConstraints).',
    'Issue the CA certificate anew with CA:TRUE.',
    { specs: [rfc(5280, '4.2.1.9')] },
  ),
  entry(
    'PATH_LENGTH_EXCEEDED',
    'The chain is longer than a CA allows',
    'A CA in the chain limits how many CAs may follow it (pathLenConstraint), and there are more.',
    'Change the hierarchy, or the limit.',
    { specs: [rfc(5280, '4.2.1.9')] },
  ),
  entry(
    'INVALID_PURPOSE',
    'The certificate is not meant for servers',
    'Its extended key usage does not allow server authentication (serverAuth).',
    'Have it issued anew with serverAuth.',
    { specs: [rfc(5280, '4.2.1.12')] },
  ),
  entry(
    'CERT_UNTRUSTED',
    'The root is not trusted for this purpose',
    'The root is known, but not trusted to vouch for servers.',
    'Change the trust settings of that root.',
    { specs: PATH },
  ),
  entry(
    'CERT_REJECTED',
    'The root is marked as rejected',
    'The trust settings say that this root must not be accepted for servers.',
    'Change the trust settings, if you are sure.',
    { specs: PATH },
  ),
  entry(
    'UNABLE_TO_GET_CRL',
    'The revocation list is missing',
    'Revocation checking was asked for, and no list (CRL) of that issuer was found.',
    'Provide the list, or switch that check off.',
    { specs: [rfc(5280, '6.3')] },
  ),
  entry('CRL_HAS_EXPIRED', 'The revocation list is out of date', 'The list (CRL) is past its nextUpdate.', 'Fetch the current list.', {
    specs: [rfc(5280, '5.1.2.5')],
  }),
  entry(
    'CRL_NOT_YET_VALID',
    'The revocation list is from the future',
    "Its thisUpdate lies ahead: usually this computer's clock is wrong.",
    'Set the clock.',
    { specs: [rfc(5280, '5.1.2.4')] },
  ),
  entry(
    'CRL_SIGNATURE_FAILURE',
    'The revocation list has a wrong signature',
    'The signature of the list (CRL) does not verify.',
    'Fetch the list anew from its issuer.',
    { specs: [rfc(5280, '6.3')] },
  ),
  entry(
    'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
    "A certificate's signature cannot be read",
    'The signature is malformed.',
    'The certificate is broken: issue it anew.',
    { specs: PATH },
  ),
  entry(
    'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
    "The revocation list's signature cannot be read",
    'The signature of the list (CRL) is malformed.',
    'The list is broken: fetch it anew.',
    { specs: [rfc(5280, '6.3')] },
  ),
  entry(
    'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
    "The issuer's key cannot be read",
    "The public key in the issuer's certificate is malformed or of an unknown type.",
    'The issuing certificate is broken: issue it anew.',
    { specs: PATH },
  ),
  entry(
    'ERROR_IN_CERT_NOT_BEFORE_FIELD',
    'The start date in a certificate is malformed',
    'The field notBefore holds no valid date.',
    'The certificate is broken: issue it anew.',
    { specs: [rfc(5280, '4.1.2.5')] },
  ),
  entry(
    'ERROR_IN_CERT_NOT_AFTER_FIELD',
    'The end date in a certificate is malformed',
    'The field notAfter holds no valid date.',
    'The certificate is broken: issue it anew.',
    { specs: [rfc(5280, '4.1.2.5')] },
  ),
  entry(
    'ERROR_IN_CRL_LAST_UPDATE_FIELD',
    'A date in the revocation list is malformed',
    'The field thisUpdate of the list (CRL) holds no valid date.',
    'The list is broken: fetch it anew.',
    { specs: [rfc(5280, '5.1.2.4')] },
  ),
  entry(
    'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
    'A date in the revocation list is malformed',
    'The field nextUpdate of the list (CRL) holds no valid date.',
    'The list is broken: fetch it anew.',
    { specs: [rfc(5280, '5.1.2.5')] },
  ),
  entry(
    'OUT_OF_MEM',
    'Out of memory while the certificate was verified',
    'OpenSSL could not get memory during verification.',
    'Free memory on this machine and try again.',
  ),
  entry(
    'ERR_TLS_CERT_ALTNAME_FORMAT',
    'The names in the certificate are malformed',
    'The subjectAltName of the certificate cannot be read: it is broken or tries to smuggle a name in.',
    'Have the certificate issued anew.',
    { specs: [rfc(5280, '4.2.1.6')] },
  ),
];

/** Names in the own certificate, from the error or from what TLS reported. */
function names({ error, subject, message }: FailureFacts): string | undefined {
  return (
    error.certificate?.altNames ??
    subject.tls?.chain?.[0]?.altNames?.join(', ') ??
    /altnames: ((?:DNS|IP Address|URI):.*)$/.exec(message)?.[1]
  );
}

function who({ error, subject }: FailureFacts): Prose {
  const own = subject.tls?.chain?.[0];
  const issuer = error.certificate?.issuer ?? own?.issuer;
  const name = error.certificate?.subject ?? own?.subject;
  if (issuer === undefined && name === undefined) return [];
  if (issuer === undefined) return say`The certificate is for ${escaped(name ?? '', 60)}.`;
  return name === undefined || name === issuer
    ? say`It was issued by ${escaped(issuer, 60)}.`
    : say`The certificate for ${escaped(name, 60)} was issued by ${escaped(issuer, 60)}.`;
}

const dated = (value: string | undefined): number | undefined => {
  const time = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
};

function expired(facts: FailureFacts): Told {
  const end = dated(facts.error.certificate?.validTo ?? facts.subject.tls?.chain?.[0]?.validTo);
  if (end === undefined) return { title: say`A certificate in the chain of ${facts.host} has expired`, evidence: who(facts) };
  const now = facts.subject.context.now;
  return {
    title: say`The certificate of ${short(facts.host, 34)} expired on ${text(moment(end).replace(/, .*/, ''))}`,
    evidence: join([
      say`It was valid until ${text(moment(end))}${text(now === undefined || now < end ? '' : `, that is ${relative(end, now)}`)}.`,
      who(facts),
    ]),
  };
}

function notYet(facts: FailureFacts): Told {
  const start = dated(facts.error.certificate?.validFrom ?? facts.subject.tls?.chain?.[0]?.validFrom);
  if (start === undefined) return { title: say`The certificate of ${facts.host} is not yet valid: is the clock right?` };
  const now = facts.subject.context.now;
  return {
    title: say`The certificate of ${short(facts.host, 34)} is valid only from ${text(moment(start).replace(/, .*/, ''))}`,
    evidence: say`It begins at ${text(moment(start))}${text(now === undefined || now > start ? '' : `, that is ${relative(start, now)} by this clock (${moment(now)})`)}.`,
  };
}

function otherName(facts: FailureFacts): Told {
  const covered = (names(facts) ?? '')
    .split(/,\s*/)
    .map((name) => name.replace(/^(?:DNS|IP Address|IP|URI):/i, ''))
    .filter((name) => name !== '');
  const { host } = facts;
  if (covered.length === 0) return { title: say`The certificate is not valid for ${host}` };
  return {
    title: say`The certificate is for ${short(escaped(covered[0] ?? '', 40), 30)}${text(covered.length > 1 ? ` and ${covered.length - 1} more` : '')}, not for ${short(host, 30)}`,
    cause: say`The certificate was issued for ${text(
      covered
        .slice(0, 8)
        .map((name) => escaped(name, 60))
        .join(', '),
    )}${text(covered.length > 8 ? ', …' : '')}; the URL asks for the host name ${host}, which it does not cover.`,
    evidence: whyNotCovered(host, covered),
  };
}

function whyNotCovered(host: string, covered: readonly string[]): Prose {
  if (/^[\d.]+$|:/.test(host)) return say`The URL has an IP address: only a certificate that lists the address itself would do.`;
  const wildcard = covered.find((name) => name.startsWith('*.') && host.toLowerCase().endsWith(name.slice(1).toLowerCase()));
  if (wildcard !== undefined) return say`${wildcard} stands for exactly one label, so it does not cover a name that is deeper.`;
  const bare = covered.find(
    (name) => name.toLowerCase() === `www.${host}`.toLowerCase() || `www.${name}`.toLowerCase() === host.toLowerCase(),
  );
  if (bare !== undefined) return say`The certificate covers ${bare}; with and without ${'www.'} are different names.`;
  return say`A server that has several sites sends its default certificate when it does not know the name.`;
}
