// The registered authentication schemes (IANA), each in a few words.
import type { SpecReference } from '../annotation.ts';
import { rfc } from '../spec.ts';

export interface Scheme {
  readonly name: string;
  readonly words: string;
  readonly specs: readonly SpecReference[];
}

const SCHEMES: readonly Scheme[] = [
  { name: 'Basic', words: 'user name and password, only base64-encoded', specs: [rfc(7617, '2')] },
  { name: 'Bearer', words: 'a token: whoever has it, is let in', specs: [rfc(6750, '2.1')] },
  { name: 'Concealed', words: 'a signature that hides that the resource needs one', specs: [rfc(9729, '')] },
  { name: 'Digest', words: 'a hash of the password and a nonce', specs: [rfc(7616, '3')] },
  { name: 'DPoP', words: 'a token that is bound to a key of the client', specs: [rfc(9449, '7.1')] },
  { name: 'GNAP', words: 'a token of the GNAP protocol, bound to a key', specs: [rfc(9635, '7.2')] },
  { name: 'HOBA', words: 'a signature with a key registered for the site', specs: [rfc(7486, '3')] },
  { name: 'Mutual', words: 'a password proof in both directions', specs: [rfc(8120, '')] },
  { name: 'Negotiate', words: 'Kerberos or NTLM through SPNEGO', specs: [rfc(4559, '4')] },
  { name: 'OAuth', words: 'OAuth 1.0: signed parameters', specs: [rfc(5849, '3.5.1')] },
  { name: 'PrivateToken', words: 'an anonymous token from an issuer', specs: [rfc(9577, '2')] },
  { name: 'SCRAM-SHA-1', words: 'salted challenge and response', specs: [rfc(7804, '')] },
  { name: 'SCRAM-SHA-256', words: 'salted challenge and response', specs: [rfc(7804, '')] },
  { name: 'vapid', words: 'the voluntary identity of a push sender', specs: [rfc(8292, '3')] },
  { name: 'NTLM', words: "Windows' own challenge and response, never registered", specs: [] },
  { name: 'AWS4-HMAC-SHA256', words: "Amazon's request signature, version 4", specs: [] },
  { name: 'Hawk', words: 'a message authentication code over the request', specs: [] },
];

const BY_NAME: ReadonlyMap<string, Scheme> = new Map(SCHEMES.map((scheme) => [scheme.name.toLowerCase(), scheme]));

/** The scheme of that name, in any case. */
export const schemeOf = (name: string): Scheme | undefined => BY_NAME.get(name.toLowerCase());
