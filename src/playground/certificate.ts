// A self-signed certificate (RFC 5280) for localhost and 127.0.0.1, made anew at each start and kept in memory only.
// Node signs but writes no X.509, so the few DER structures (X.690) that are needed are written here.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface SelfSigned {
  /** PEM, also the authority to give to a client that shall trust it. */
  readonly certificate: string;
  /** PEM, PKCS #8. */
  readonly key: string;
}

const DAY = 86_400_000;

/** A certificate of an EC key on P-256, valid from one day before `now` (milliseconds since 1970) for `days` days. */
export function selfSigned(now: number, days = 30): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicInfo = publicKey.export({ type: 'spki', format: 'der' });
  const name = sequence(set(sequence(oid(OIDS.commonName), tlv(0x0c, Buffer.from('Postil playground')))));
  const signature = sequence(oid(OIDS.ecdsaWithSha256));
  const validity = sequence(time(now - DAY), time(now + days * DAY));
  const version = tlv(0xa0, integer(Uint8Array.of(2)));
  const body = sequence(version, integer(serial()), signature, name, validity, name, publicInfo, extensions(publicInfo));
  const der = sequence(body, signature, bits(sign('sha256', body, privateKey)));
  return { certificate: pem(der), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

const OIDS = {
  commonName: [2, 5, 4, 3],
  ecdsaWithSha256: [1, 2, 840, 10045, 4, 3, 2],
  subjectKeyIdentifier: [2, 5, 29, 14],
  keyUsage: [2, 5, 29, 15],
  subjectAltName: [2, 5, 29, 17],
  basicConstraints: [2, 5, 29, 19],
  extendedKeyUsage: [2, 5, 29, 37],
  serverAuth: [1, 3, 6, 1, 5, 5, 7, 3, 1],
} as const;

const TRUE = tlv(0x01, Uint8Array.of(0xff));

/** RFC 5280 section 4.2.1: what the key may do, and for which names. */
function extensions(publicInfo: Uint8Array): Buffer {
  const dnsName = tlv(0x82, Buffer.from('localhost'));
  const ipAddresses = [Uint8Array.of(127, 0, 0, 1), Uint8Array.of(...new Array<number>(15).fill(0), 1)].map((octets) => tlv(0x87, octets));
  const keyId = createHash('sha1').update(publicInfo).digest();
  return tlv(
    0xa3,
    sequence(
      extension(OIDS.basicConstraints, true, sequence(TRUE)),
      extension(OIDS.keyUsage, true, tlv(0x03, Uint8Array.of(2, 0b1000_0100))),
      extension(OIDS.extendedKeyUsage, false, sequence(oid(OIDS.serverAuth))),
      extension(OIDS.subjectAltName, false, sequence(dnsName, ...ipAddresses)),
      extension(OIDS.subjectKeyIdentifier, false, tlv(0x04, keyId)),
    ),
  );
}

const extension = (id: readonly number[], critical: boolean, value: Uint8Array): Buffer =>
  sequence(oid(id), ...(critical ? [TRUE] : []), tlv(0x04, value));

/** Sixteen octets, positive and not zero. */
function serial(): Uint8Array {
  const octets = randomBytes(16);
  octets[0] = ((octets[0] ?? 0) & 0x7f) | 0x40;
  return octets;
}

function tlv(tag: number, ...pieces: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(pieces);
  const { length } = content;
  const head = length < 128 ? [tag, length] : length < 256 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 255];
  return Buffer.concat([Uint8Array.from(head), content]);
}

const sequence = (...pieces: readonly Uint8Array[]): Buffer => tlv(0x30, ...pieces);

const set = (...pieces: readonly Uint8Array[]): Buffer => tlv(0x31, ...pieces);

const integer = (octets: Uint8Array): Buffer => tlv(0x02, octets);

/** A bit string without unused bits. */
const bits = (octets: Uint8Array): Buffer => tlv(0x03, Uint8Array.of(0), octets);

function oid([first = 0, second = 0, ...rest]: readonly number[]): Buffer {
  const octets = [first * 40 + second];
  for (const part of rest) {
    const digits = [part & 0x7f];
    for (let left = part >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
    octets.push(...digits);
  }
  return tlv(0x06, Uint8Array.from(octets));
}

/** UTCTime, `YYMMDDHHMMSSZ`: RFC 5280 section 4.1.2.5.1 wants it for every year before 2050. */
function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '');
  return Number(digits.slice(0, 4)) < 2050 ? tlv(0x17, Buffer.from(digits.slice(2))) : tlv(0x18, Buffer.from(digits));
}

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
