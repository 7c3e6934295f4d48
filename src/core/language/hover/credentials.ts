// What an Authorization value says: Basic in both spellings, the claims of a JSON Web Token. A value that a secret variable
// gives is never shown; one that stands in the text is, because it stands there.

import { rfc } from '../../explain/spec.ts';
import { span } from '../../explain/words.ts';
import { readAuthorization } from '../../resolve/authorization.ts';
import { base64OfText, textOfBase64 } from '../../text/base64.ts';
import { say, text } from '../../text/prose.ts';
import { codeBlock, prose, type Section, specsOf } from './section.ts';

/** `value` with variables put in; an empty list when nothing can be said about it. */
export function credentials(value: string, now: number, secret: boolean): readonly Section[] {
  const [, scheme = '', rest = ''] = /^(\S+)\s+(.*)$/s.exec(value.trim()) ?? [];
  if (/^basic$/i.test(scheme)) return secret ? [] : basic(rest);
  if (/^aws$/i.test(scheme)) return aws(value);
  return token(/^bearer$/i.test(scheme) ? rest : value.trim(), now);
}

function aws(value: string): readonly Section[] {
  const read = readAuthorization(value.replace(/\{\{[^{}]*\}\}/g, '…'));
  if (read.kind !== 'aws') return [prose(say`Not ${'AWS accessKeyId secretAccessKey token:… region:… service:…'}: sent as typed.`)];
  const { accessKeyId, region, service, sessionToken } = read.credentials;
  const hosts = say`Where ${'region:'} or ${'service:'} is not written, the host says it: ${'bucket.s3.eu-west-1.amazonaws.com'}.`;
  return [
    prose(
      say`Signed with AWS Signature Version 4 when it is sent: ${'X-Amz-Date'}${sessionToken === undefined ? [] : say`, ${'X-Amz-Security-Token'}`} and ${`Authorization: AWS4-HMAC-SHA256 Credential=${accessKeyId}/…/${region ?? '…'}/${service ?? '…'}/aws4_request, …`} take the place of this line. The secret key is not sent.`,
    ),
    ...(region === undefined || service === undefined ? [prose(hosts)] : []),
    prose(say`The canonical request and the string to sign stand with the exchange, at ${'Authorization'}.`),
  ];
}

function basic(rest: string): readonly Section[] {
  const pair = userAndPassword(rest);
  if (pair === undefined)
    return [prose(say`${text('Neither')} ${'user password'} nor ${'user:password'} nor the base64 of it: sent as typed.`)];
  const encoded = base64OfText(`${pair.user}:${pair.password}`);
  return [
    prose(say`Sent as ${`Basic ${encoded}`}.`),
    prose(
      say`It is the base64 of ${`${pair.user}:${pair.password}`}, which is an encoding and no encryption: over ${'http:'} anybody on the way can read it.`,
    ),
    ...specsOf([rfc(7617, '2')]),
  ];
}

/** The three spellings of FORMAT.md C16. */
export function userAndPassword(rest: string): { readonly user: string; readonly password: string } | undefined {
  const words = rest.trim().split(/\s+/);
  const [user = ''] = words;
  if (words.length > 1) return { user, password: rest.trim().slice(user.length).trim() };
  const decoded = textOfBase64(user);
  const typed = decoded?.includes(':') === true ? decoded : user;
  const colon = typed.indexOf(':');
  return colon < 0 ? undefined : { user: typed.slice(0, colon), password: typed.slice(colon + 1) };
}

/** Header and claims of a JWT (RFC 7519); the signature isn't checked, and that is said. */
function token(value: string, now: number): readonly Section[] {
  const [header, payload] = value.split('.').map((part) => jsonOf(part));
  if (header === undefined || payload === undefined || value.split('.').length !== 3) return [];
  return [
    prose(say`A JSON Web Token. Its signature is not checked here.`),
    ...times(payload, now),
    codeBlock(JSON.stringify(payload, undefined, 2), 'json'),
    prose(say`Its header: ${JSON.stringify(header)}`),
    ...specsOf([rfc(7519, '4.1')]),
  ];
}

function times(claims: Readonly<Record<string, unknown>>, now: number): readonly Section[] {
  const words: readonly (readonly [string, string, string])[] = [
    ['exp', 'Expired', 'Expires'],
    ['nbf', 'Valid since', 'Not valid before'],
    ['iat', 'Issued', 'Issued in the future:'],
  ];
  const items = words.flatMap(([claim, past, future]) => {
    const seconds = claims[claim];
    if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return [];
    const left = Math.round(seconds - now / 1000);
    const date = Math.abs(seconds) <= 8.64e12 ? new Date(seconds * 1000).toISOString() : String(seconds);
    const when = left < 0 ? `${past} ${span(-left)} ago` : `${future} in ${span(left)}`;
    return [say`${text(when)} (${claim}, ${date}).`];
  });
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

function jsonOf(part: string): Readonly<Record<string, unknown>> | undefined {
  const decoded = textOfBase64(part.replaceAll('-', '+').replaceAll('_', '/'));
  if (decoded === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(decoded);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    // Not JSON: then it is no token.
    return undefined;
  }
}
