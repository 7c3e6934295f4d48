// The shorthands of `Authorization`: `Basic` and `Digest` (FORMAT.md C16; RFC 7617, RFC 7616), and REST Client's `AWS`.
import type { AwsCredentials } from '../http/request.ts';
import { base64OfText, textOfBase64 } from '../text/base64.ts';

export type Authorization =
  /** To be sent as it is. */
  | { readonly kind: 'as-typed' }
  /** `value` goes on the wire in its place. */
  | { readonly kind: 'basic'; readonly value: string; readonly user: string }
  /** Nothing goes on the wire before the server has asked. */
  | { readonly kind: 'digest'; readonly user: string; readonly password: string }
  /** A signature goes on the wire in its place, made when the request is sent. */
  | { readonly kind: 'aws'; readonly credentials: Omit<AwsCredentials, 'at'> };

/** `Basic user pass` and `Basic user:pass` are encoded; `Basic dTpw` stays, because it decodes to text with a colon. */
export function readAuthorization(value: string): Authorization {
  const m = /^(basic|digest|aws)[ \t]+(\S.*)$/i.exec(value.trim());
  const [, scheme = '', rest = ''] = m ?? [];
  if (!m || rest.includes('{{')) return { kind: 'as-typed' };
  if (/^aws$/i.test(scheme)) return awsIn(rest);
  const credentials = credentialsIn(rest);
  if (/^basic$/i.test(scheme)) {
    if (!credentials || textOfBase64(rest)?.includes(':')) return { kind: 'as-typed' };
    return { kind: 'basic', value: `${scheme} ${base64OfText(`${credentials.user}:${credentials.password}`)}`, user: credentials.user };
  }
  if (!credentials || /^\w+\s*=\s*["\w]/.test(rest)) return { kind: 'as-typed' };
  return { kind: 'digest', ...credentials };
}

/** Whichever comes first, a colon or white space, separates. */
function credentialsIn(text: string): { readonly user: string; readonly password: string } | undefined {
  const m = /^([^:\s]*)(?::|[ \t]+)([\s\S]*)$/.exec(text);
  return m ? { user: m[1] ?? '', password: m[2] ?? '' } : undefined;
}

/** `accessKeyId secretAccessKey token:… region:… service:…`; the signature of old, `AWS accessKeyId:signature`, stays as typed. */
function awsIn(text: string): Authorization {
  const [accessKeyId = '', secretAccessKey = '', ...more] = text.split(/[ \t]+/);
  const options = more.map((word) => /^(token|region|service):(.+)$/i.exec(word));
  if (secretAccessKey === '' || options.includes(null)) return { kind: 'as-typed' };
  const option = (name: string): string | undefined => options.findLast((found) => found?.[1]?.toLowerCase() === name)?.[2];
  const [sessionToken, region, service] = [option('token'), option('region'), option('service')];
  return {
    kind: 'aws',
    credentials: {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken !== undefined && { sessionToken }),
      ...(region !== undefined && { region }),
      ...(service !== undefined && { service }),
    },
  };
}
