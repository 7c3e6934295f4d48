// The shorthands of `Authorization: Basic` and `Digest` (FORMAT.md C16; RFC 7617, RFC 7616).
import { base64OfText, textOfBase64 } from '../text/base64.ts';

export type Authorization =
  /** To be sent as it is. */
  | { readonly kind: 'as-typed' }
  /** `value` goes on the wire in its place. */
  | { readonly kind: 'basic'; readonly value: string; readonly user: string }
  /** Nothing goes on the wire before the server has asked. */
  | { readonly kind: 'digest'; readonly user: string; readonly password: string };

/** `Basic user pass` and `Basic user:pass` are encoded; `Basic dTpw` stays, because it decodes to text with a colon. */
export function readAuthorization(value: string): Authorization {
  const m = /^(basic|digest)[ \t]+(\S.*)$/i.exec(value.trim());
  const [, scheme = '', rest = ''] = m ?? [];
  if (!m || rest.includes('{{')) return { kind: 'as-typed' };
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
