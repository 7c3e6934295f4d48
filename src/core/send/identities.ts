// Client certificates: reads their files, tries whether they open, and asks for the passphrase where one is needed.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';
import type { Failure } from '../http/exchange.ts';
import type { ClientCertificate } from '../http/request.ts';
import { fail, ok, type Result } from '../text/result.ts';
import { failure, failureOf } from './failure.ts';
import { type ClientIdentity, identityOptions } from './identity.ts';

export interface CertificatePort {
  /** `undefined` when there is no such file or it may not be read. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /** The passphrase of the file, kept from before or asked for; `undefined` when nobody gives one. */
  readonly passphrase: (path: string) => Promise<string | undefined>;
  /** That passphrase did not open the file: it is not to be given again. */
  readonly forget: (path: string) => Promise<void>;
}

/** How often a person is asked before the request fails. */
const TRIES = 3;

/** Opened and ready to be shown to a server, or what keeps it from that. */
export async function identityOf(certificate: ClientCertificate, port: CertificatePort): Promise<Result<ClientIdentity, Failure>> {
  const read = await readFiles(certificate, port);
  if (!read.ok) return read;
  const bare = read.value;
  if (certificate.passphrase !== undefined) {
    const given = opened({ ...bare, passphrase: certificate.passphrase }, certificate);
    return given.ok || given.error.code !== WRONG ? given : fail(wrongSetting(secretFile(certificate)));
  }
  const first = needsPassphrase(bare) ? undefined : opened(bare, certificate);
  if (first !== undefined && (first.ok || first.error.code !== WRONG)) return first;
  const path = secretFile(certificate);
  for (let tries = 0; tries < TRIES; tries++) {
    const passphrase = await port.passphrase(path);
    if (passphrase === undefined)
      return fail(failure('request', 'ERR_PASSPHRASE_NEEDED', 'request', `${path} needs a passphrase, and none was given`));
    const tried = opened({ ...bare, passphrase }, certificate);
    if (tried.ok || tried.error.code !== WRONG) return tried;
    await port.forget(path);
  }
  return fail(wrong(path));
}

const WRONG = 'ERR_OSSL_BAD_DECRYPT';

const wrong = (path: string): Failure =>
  failure('request', WRONG, 'request', `The passphrase does not open ${path}. It is forgotten: send again to be asked for it`);

const wrongSetting = (path: string): Failure =>
  failure(
    'request',
    WRONG,
    'request',
    `The passphrase that the settings give does not open ${path}. Mend it there, or leave it out to be asked`,
  );

/** The file that a passphrase opens. */
export const secretFile = ({ pfx, key, cert }: ClientCertificate): string => pfx ?? key ?? cert ?? '';

async function readFiles(certificate: ClientCertificate, port: CertificatePort): Promise<Result<ClientIdentity, Failure>> {
  const { cert, key = cert, pfx } = certificate;
  const missing = (path: string): Result<never, Failure> =>
    fail(failure('request', 'ENOENT', 'request', `The client certificate for ${certificate.host} cannot be read: '${path}'`));
  if (pfx !== undefined) {
    const octets = await port.read(pfx);
    return octets === undefined ? missing(pfx) : ok({ pfx: octets });
  }
  if (cert === undefined || key === undefined)
    return fail(
      failure(
        'request',
        'ERR_CERTIFICATE_INCOMPLETE',
        'request',
        `The client certificate for ${certificate.host} names neither cert nor pfx`,
      ),
    );
  const [own, secret] = [await port.read(cert), await port.read(key)];
  if (own === undefined) return missing(cert);
  if (secret === undefined) return missing(key);
  try {
    return ok({ cert: certificatePem(own), key: keyPem(secret) });
  } catch (error) {
    return fail(unusable(certificate, failureOf(error, 'request')));
  }
}

/** The first octet of a SEQUENCE. */
const isDer = (octets: Uint8Array): boolean => octets[0] === 0x30;

/** DER becomes PEM, which is what TLS takes. */
const certificatePem = (octets: Uint8Array): string =>
  isDer(octets) ? new X509Certificate(octets).toString() : Buffer.from(octets).toString('utf8');

function keyPem(octets: Uint8Array): string {
  if (!isDer(octets)) return Buffer.from(octets).toString('utf8');
  return createPrivateKey({ key: Buffer.from(octets), format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

/** PEM says so itself; of a PFX it is known once it is tried. */
const needsPassphrase = ({ key = '' }: ClientIdentity): boolean => /\bENCRYPTED\b/.test(key);

function opened(identity: ClientIdentity, certificate: ClientCertificate): Result<ClientIdentity, Failure> {
  try {
    tls.createSecureContext(identityOptions(identity));
    return ok(identity);
  } catch (error) {
    const why = failureOf(error, 'request');
    const guarded = identity.pfx !== undefined || needsPassphrase(identity);
    if (guarded && /mac verify|bad.?decrypt|incorrect.?password|bad password|interrupted|empty password/i.test(why.message))
      return fail(wrong(secretFile(certificate)));
    return fail(unusable(certificate, why));
  }
}

const unusable = (certificate: ClientCertificate, why: Failure): Failure => ({
  ...why,
  kind: 'request',
  message: `The client certificate ${secretFile(certificate)} can't be used: ${why.message}`,
});
