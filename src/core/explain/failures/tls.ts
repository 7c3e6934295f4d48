// TLS handshakes that fail before any certificate is judged, and the alerts that a peer sends (RFC 8446 section 6).
import { join, say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { entriesOf, type FailureEntry, type Told } from './entry.ts';
import type { FailureFacts } from './facts.ts';

const entry = entriesOf('tls');

export const TLS: readonly FailureEntry[] = [
  entry(
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'The server does not speak TLS on this port',
    'The octets that came back are not TLS: the port speaks plain HTTP (or another unencrypted protocol). It has nothing to do with the version of TLS, in spite of its name.',
    'Use http:// (or ws://) for this port, or the port on which the server speaks TLS.',
    { match: /wrong version number/i, tell: plainHttp },
  ),
  entry(
    'ERR_SSL_PACKET_LENGTH_TOO_LONG ERR_SSL_RECORD_LAYER_FAILURE ERR_SSL_HTTP_REQUEST ERR_SSL_UNKNOWN_PROTOCOL',
    'The server does not speak TLS on this port',
    'The octets that came back make no sense as TLS: the port speaks plain HTTP or another protocol.',
    'Use http:// for this port, or the port on which the server speaks TLS.',
    { match: /packet length too long|record layer failure|unknown protocol|:http request/i, tell: plainHttp },
  ),
  entry(
    'ERR_SSL_UNSUPPORTED_PROTOCOL ERR_SSL_NO_PROTOCOLS_AVAILABLE ERR_SSL_VERSION_TOO_LOW',
    "The server's TLS version is too old for this client",
    'The server offers only TLS 1.0 or 1.1 (or SSL), which this client refuses: they are no longer safe.',
    'Upgrade the server to TLS 1.2 or 1.3; as a last resort allow the old version for that host alone.',
    {
      match: /unsupported protocol|version too low|no protocols available/i,
      specs: [rfc(8996, '4')],
      tell: (facts) => ({ title: say`${facts.host} offers only an old TLS version that this client refuses` }),
    },
  ),
  entry(
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'The server requires a client certificate',
    'The server demands a client certificate (mutual TLS, mTLS), and none was sent. It says so with TLS alert 116, certificate_required.',
    'Configure a certificate and its key, or a PFX file, for this host.',
    { specs: [rfc(8446, '6.2')], tell: (facts) => ({ title: say`${facts.host} requires a client certificate (mTLS, alert 116)` }) },
  ),
  entry(
    'ERR_SSL_UNEXPECTED_EOF_WHILE_READING',
    'The connection was closed during TLS',
    'The other side, or a firewall on the way, closed the TCP connection while TLS was under way, without an alert that would say why.',
    'Check the port and the host name (SNI); the server log says more. A port that does not speak TLS may close like this too.',
    { match: /unexpected eof while reading/i, specs: [rfc(8446, '6.1')] },
  ),
  entry(
    'ERR_SSL_DH_KEY_TOO_SMALL ERR_SSL_EE_KEY_TOO_SMALL ERR_SSL_CA_MD_TOO_WEAK',
    "The server's keys are too weak for this client",
    'The key or the signature of the server is weaker than this client accepts.',
    'Give the server a stronger key (RSA from 2048 bits, or an elliptic curve) or certificate.',
    { match: /(?:dh|ee|ca) key too small|ca md too weak/i },
  ),
  entry(
    'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED',
    'The server renegotiates in an unsafe way',
    'The server does not support secure renegotiation (RFC 5746), and OpenSSL 3 refuses such servers.',
    'Upgrade the TLS library of the server.',
    { match: /unsafe legacy renegotiation/i, specs: [rfc(5746, '3.4')] },
  ),
  entry(
    'ERR_SSL_NO_SHARED_CIPHER ERR_SSL_NO_SUITABLE_SIGNATURE_ALGORITHM',
    'No cipher in common',
    'Client and server have no cipher or signature algorithm in common.',
    'Widen the cipher list of one of them.',
    { match: /no shared cipher|no suitable signature algorithm/i },
  ),
];

function plainHttp({ host, port, url }: FailureFacts): Told {
  const scheme = url?.protocol === 'wss:' ? 'ws' : 'http';
  const target = `${scheme}://${url?.host ?? host}${url?.pathname ?? '/'}`;
  return {
    title: say`Port ${port ?? '?'} of ${host} does not speak TLS: use ${`${scheme}://`}`,
    next: say`Try ${target}${text(scheme === 'ws' ? '' : ' (http://, unencrypted)')}, or the port on which the server speaks TLS.`,
  };
}

const alertEntry = entriesOf('tls-alert');
const MUTUAL = 'Check certificate, key and chain that are configured for this host.';

type AlertRow = readonly [number: number, name: string, cause: string, next: string, tell?: FailureEntry['tell']];

const ALERTS: readonly AlertRow[] = [
  [
    10,
    'unexpected_message',
    'A message came that does not belong at that place of the handshake.',
    'A proxy, an inspecting firewall or a faulty TLS library stands between.',
  ],
  [
    20,
    'bad_record_mac',
    'A record did not decrypt: it was changed on the way, or the keys differ.',
    'Try again; suspect a middlebox or faulty hardware.',
  ],
  [
    22,
    'record_overflow',
    'A record was longer than allowed.',
    'Try without the proxy or the inspecting firewall between, then with another client: one of the two TLS libraries is faulty.',
  ],
  [
    40,
    'handshake_failure',
    'The two sides found nothing in common: no shared cipher, or, up to TLS 1.2, the server requires a client certificate and got none. Both look exactly the same from here.',
    'Compare the cipher lists and TLS versions; configure a client certificate if the server wants one.',
    () => ({ title: say`TLS alert 40: no common cipher, or a client certificate is required` }),
  ],
  [42, 'bad_certificate', 'The server finds your client certificate corrupt or wrongly signed.', MUTUAL],
  [
    43,
    'unsupported_certificate',
    'The server does not support the type of your client certificate.',
    'Use a certificate with another type of key.',
  ],
  [44, 'certificate_revoked', 'Your client certificate was revoked by its CA.', 'Have a new one issued.'],
  [
    45,
    'certificate_expired',
    'Your client certificate has expired or is not valid yet.',
    'Renew it, and check the clocks of both machines.',
  ],
  [
    46,
    'certificate_unknown',
    'Your client certificate is not acceptable for another reason.',
    'Check which CA and which names the server expects; its log says more.',
  ],
  [
    47,
    'illegal_parameter',
    'A field of the handshake is out of range or contradicts another.',
    'Try without the proxy or the inspecting firewall between, then with another client: one of the two TLS libraries is faulty.',
  ],
  [
    48,
    'unknown_ca',
    'The server does not trust the CA that issued your client certificate.',
    'Use a certificate of a CA that the server trusts, and send its intermediate certificates too.',
  ],
  [49, 'access_denied', 'Your client certificate is valid, but its owner may not connect.', 'Ask the owner of the server for access.'],
  [
    50,
    'decode_error',
    'A message of the handshake could not be read.',
    'Try without the proxy or the inspecting firewall between, then with another client: one of the two TLS libraries is faulty.',
  ],
  [
    51,
    'decrypt_error',
    'A signature or another cryptographic check of the handshake failed.',
    'The key does not belong to the certificate that was sent: check the pair.',
  ],
  [
    70,
    'protocol_version',
    'The server knows the TLS version that was offered, but does not accept it: the two have no common version. Current are 1.2 and 1.3.',
    'Upgrade a server that speaks only 1.0 or 1.1. If this client is limited to an old version, raise its minimum and maximum.',
    (facts) => ({ title: say`${facts.host} and this client have no common TLS version` }),
  ],
  [71, 'insufficient_security', 'The server demands stronger ciphers than were offered.', 'Update the client; do not weaken the server.'],
  [
    80,
    'internal_error',
    'The server failed for a reason that has nothing to do with you.',
    'Its log says why; often a broken certificate setup.',
  ],
  [
    86,
    'inappropriate_fallback',
    'The server noticed that the connection fell back to an older version without need.',
    'Try again; a middlebox may force the downgrade.',
  ],
  [90, 'user_canceled', 'The other side cancelled the handshake.', 'Try again.'],
  [
    109,
    'missing_extension',
    'An extension that the handshake needs was not sent.',
    'Check the TLS settings of the client (curves, signature algorithms).',
  ],
  [
    110,
    'unsupported_extension',
    'An extension came that was never offered.',
    'Try without the proxy or the inspecting firewall between, then with another client: one of the two TLS libraries is faulty.',
  ],
  [
    112,
    'unrecognized_name',
    'The server has no site for the name that was sent (SNI).',
    'Check the host name, and that the virtual host exists on the server.',
    (facts) => ({ title: say`The server knows no site named ${facts.host} (TLS alert 112)` }),
  ],
  [
    113,
    'bad_certificate_status_response',
    'The OCSP answer that was stapled to the certificate is invalid.',
    'Mend OCSP stapling on the server.',
  ],
  [115, 'unknown_psk_identity', 'The pre-shared key is not known to the server.', 'Check the PSK settings.'],
  [
    116,
    'certificate_required',
    'The server demands a client certificate (mutual TLS, mTLS), and none was sent.',
    'Configure a certificate and its key, or a PFX file, for this host.',
    (facts) => ({ title: say`${facts.host} requires a client certificate (mTLS, alert 116)` }),
  ],
  [
    120,
    'no_application_protocol',
    'The two sides have no application protocol in common (ALPN): the server wants another one than was offered, for example only h2 (HTTP/2) where the client offers http/1.1.',
    'Allow HTTP/2 (h2) for this request, or http/1.1 at the server.',
    (facts) => ({ title: say`${facts.host} accepts none of the protocols offered by ALPN` }),
  ],
];

export const TLS_ALERTS: readonly FailureEntry[] = ALERTS.map(([number, name, cause, next, tell]) => {
  const made = alertEntry(
    '',
    `TLS alert ${number}: ${name}`,
    `The server ended the handshake with TLS alert ${number}, ${name}. ${cause}`,
    next,
    {
      id: `tls-alert-${number}`,
      specs: number === 120 ? [rfc(7301, '3.2'), rfc(8446, '6.2')] : [rfc(8446, number === 0 || number === 90 ? '6.1' : '6.2')],
    },
  );
  return {
    ...made,
    codes: [String(number), name.toUpperCase()],
    tell: (facts: FailureFacts): Told => ({
      title: say`${facts.host} ended the TLS handshake with alert ${text(number)}, ${text(name)}`,
      ...tell?.(facts),
      evidence: join([facts.message === '' ? [] : say`The alert came from the other side; this client did not object to anything.`]),
    }),
  };
});
