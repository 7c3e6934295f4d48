// The certificates of the TLS tests, made once by openssl with a long life; none of them guards anything.
import { readFileSync } from 'node:fs';

const read = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

const pair = (name: string): KeyPair => ({ key: read(`${name}.key`), cert: read(`${name}.pem`) });

/** Signs `trusted`, `otherName`, `expired`, `future` and `client`; no system trusts it. */
export const authority = read('ca.pem');
/** For `localhost` and `127.0.0.1`. */
export const trusted = pair('localhost');
/** For `other.test` only. */
export const otherName = pair('other');
/** Valid in 2020. */
export const expired = pair('expired');
/** Valid in 2099. */
export const future = pair('future');
export const selfSigned = pair('selfsigned');
export const client = pair('client');

const chained = (name: string, ...above: readonly string[]): KeyPair => ({
  key: read(`${name}.key`),
  cert: [name, ...above].map((one) => read(`${one}.pem`)).join('\n'),
});

/** The leaf with the authority itself, which nobody trusts. */
export const withRoot = chained('localhost', 'ca');
/** A leaf with its intermediate; the authority above is not sent. */
export const withIntermediate = chained('by-intermediate', 'intermediate');
/** The intermediate that it needs is not sent. */
export const withoutIntermediate = chained('by-intermediate');
/** Signed by an intermediate that may sign no further authorities. */
export const tooDeep = chained('too-deep', 'too-deep-ca', 'intermediate');
/** Signed by a certificate that is no authority. */
export const byNoAuthority = chained('by-no-ca', 'no-ca');
/** One octet of the signature is wrong. */
export const badSignature = chained('bad-signature');
