// What a TLS connection showed: protocol, cipher, and the peer's chain of certificates, verified or not.
import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { Certificate, TlsFacts } from '../http/exchange.ts';

export function tlsFacts(socket: TLSSocket): TlsFacts {
  const error: unknown = socket.authorizationError;
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().standardName,
    authorized: socket.authorized,
    authorizationError: typeof error === 'string' ? error : error instanceof Error ? error.message : undefined,
    servername: typeof Reflect.get(socket, 'servername') === 'string' ? String(Reflect.get(socket, 'servername')) : undefined,
    chain: chainOf(socket),
  };
}

function chainOf(socket: TLSSocket): readonly Certificate[] {
  const chain: Certificate[] = [];
  const seen = new Set<string>();
  let next: PeerCertificate | undefined = socket.getPeerCertificate(true);
  while (next?.fingerprint256 !== undefined && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256);
    chain.push(certificateOf(next));
    next = 'issuerCertificate' in next ? (next.issuerCertificate as PeerCertificate | undefined) : undefined;
  }
  return chain;
}

const certificateOf = (c: PeerCertificate): Certificate => ({
  subject: nameOf(c.subject),
  issuer: nameOf(c.issuer),
  validFrom: iso(c.valid_from),
  validTo: iso(c.valid_to),
  altNames: c.subjectaltname === undefined ? [] : c.subjectaltname.split(', '),
  fingerprint256: c.fingerprint256,
});

/** `CN=localhost, O=Postil`, in the order of the certificate. */
const nameOf = (name: PeerCertificate['subject'] | undefined): string =>
  Object.entries(name ?? {})
    .flatMap(([key, value]) => [value].flat().map((one) => `${key}=${String(one)}`))
    .join(', ');

/** OpenSSL's `Nov 21 15:31:15 2026 GMT` as ISO 8601; as it is when it can't be read. */
function iso(date: string): string {
  const at = Date.parse(date);
  return Number.isNaN(at) ? date : new Date(at).toISOString();
}
