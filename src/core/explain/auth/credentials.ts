// The credentials of a request: scheme and user name are told, a password or token never.
import { parseCredentials } from '../../http/challenge.ts';
import { isLoopback } from '../../http/cookie-rules.ts';
import { parameter, parseParameters } from '../../http/parameters.ts';
import { say, text } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import { error, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { plural } from '../words.ts';
import { awsNotes } from './aws.ts';
import { jwtNotes } from './jwt.ts';
import type { Scene } from './scene.ts';
import { schemeOf } from './schemes.ts';

export function credentialNotes(value: string, scene: Scene, anchor: string): readonly Annotation[] {
  const credentials = parseCredentials(value);
  if (credentials === undefined || (credentials.rest === '' && schemeOf(credentials.scheme) === undefined))
    return [noScheme(value, anchor)];
  return [...bySchemeOf(credentials.scheme, credentials.rest, scene, anchor), ...overPlainHttp(credentials.scheme, scene, anchor)];
}

function noScheme(value: string, anchor: string): Annotation {
  const jwt = /^eyJ[\w-]+\.eyJ/.test(value);
  return error('auth/no-scheme', anchor, {
    title:
      value === ''
        ? say`The credentials are empty`
        : say`No scheme before the credentials: ${jwt ? 'Bearer' : 'Basic'} or ${jwt ? 'DPoP' : 'Bearer'} is missing`,
    detail: say`Credentials begin with the name of the scheme and a space: ${'Authorization: Bearer …'}. A server that looks for the scheme finds none, and answers 401.${text(jwt ? ' The value looks like a JSON Web Token, so Bearer is the likely one.' : '')}`,
    specs: [rfc(9110, '11.4')],
  });
}

function bySchemeOf(scheme: string, rest: string, scene: Scene, anchor: string): readonly Annotation[] {
  switch (scheme.toLowerCase()) {
    case 'basic':
      return [basic(rest, anchor)];
    case 'bearer':
    case 'dpop':
      return bearer(scheme, rest, scene, anchor);
    case 'digest':
      return [digest(rest, anchor)];
    case 'aws4-hmac-sha256':
      return awsNotes(rest, scene, anchor);
    default:
      return [other(scheme, rest, anchor)];
  }
}

function basic(rest: string, anchor: string): Annotation {
  const decoded = decodeBase64(rest);
  if (decoded === undefined)
    return error('auth/basic-not-base64', anchor, {
      title: say`The ${'Basic'} credentials are not encoded: they must be base64`,
      detail: say`After ${'Basic'} comes the base64 of user name, colon and password${text(rest.includes(':') ? '; here they seem to stand there as they are, with the colon' : '')}. Encode them, or write ${'Authorization: Basic user password'} in a ${'.http'} file and Postil does it.`,
      specs: [rfc(7617, '2')],
    });
  const colon = decoded.indexOf(':');
  if (colon < 0)
    return error('auth/basic-no-colon', anchor, {
      title: say`The ${'Basic'} credentials decode to text without a colon`,
      detail: say`The decoded text must be user name, colon, password. A server cannot tell the two apart here and will refuse it. Perhaps the text was encoded twice, or only one half of it.`,
      specs: [rfc(7617, '2')],
    });
  const user = decoded.slice(0, colon);
  const empty = colon === decoded.length - 1;
  return info('auth/basic', anchor, {
    basis: 'computed',
    title:
      user === ''
        ? say`${'Basic'}: no user name, a password only`
        : say`${'Basic'}: signs in as ${escaped(user, 40)}${text(empty ? ', with an empty password' : '')}`,
    detail: say`This is base64, which anybody can undo: the password is as good as readable to whoever sees the request. Postil does not show it.`,
    specs: [rfc(7617, '2')],
  });
}

function bearer(scheme: string, rest: string, scene: Scene, anchor: string): readonly Annotation[] {
  if (rest === '')
    return [
      error('auth/no-token', anchor, {
        title: say`${escaped(scheme, 10)} without a token: nothing follows the scheme`,
        detail: say`Perhaps a variable was empty. The server will answer 401.`,
        specs: [rfc(6750, '2.1')],
      }),
    ];
  if (/^(?:bearer|basic|dpop)\s/i.test(rest))
    return [
      error('auth/scheme-twice', anchor, {
        title: say`The scheme stands twice: ${escaped(scheme, 10)} ${rest.split(/\s/)[0] ?? ''}`,
        detail: say`A variable holds the scheme already, and the line adds it again. The server takes the second word for the token and answers 401.`,
        specs: [rfc(9110, '11.4')],
      }),
    ];
  if (!/^[A-Za-z0-9\-._~+/]+=*$/.test(rest))
    return [
      error('auth/bad-token', anchor, {
        title: say`The token holds ${text(oddity(rest))}, which no bearer token has`,
        detail: say`A token is one run of letters, digits and ${'-._~+/'}, with ${'='} at the end at most. Quotes, spaces and line ends around it are a common slip of copying.`,
        specs: [rfc(6750, '2.1')],
      }),
    ];
  if (/^(?:undefined|null|none|nil|token|your[-_.]?(?:access[-_.]?)?token|xxx+|todo|changeme)$/i.test(rest))
    return [
      warning('auth/placeholder', anchor, {
        title: say`The token is the word ${rest}: a value that was never filled in`,
        detail: say`No server hands out such a token. Usually a variable had no value when the field was put together (JavaScript writes ${'undefined'} and ${'null'} then), or an example was copied as it is.`,
        specs: [rfc(6750, '2.1')],
        basis: 'hypothesis',
      }),
    ];
  const jwt = jwtNotes(rest, scene, anchor);
  if (jwt.length > 0) return jwt;
  return [
    info('auth/bearer', anchor, {
      basis: 'computed',
      aside: true,
      title: say`${escaped(scheme, 10)}: an opaque token of ${text(rest.length === 1 ? '1 character' : `${rest.length} characters`)}`,
      detail: say`Only the server knows what it stands for. Whoever has the token can use it, so it belongs neither in a repository nor in a URL.`,
      specs: [rfc(6750, '2.1'), rfc(6750, '5.3')],
    }),
  ];
}

function oddity(token: string): string {
  if (/["']/.test(token)) return 'a quote';
  if (/\s/.test(token)) return 'a space';
  if (/[{}<>]/.test(token)) return 'a bracket (a placeholder?)';
  return 'a character';
}

function digest(rest: string, anchor: string): Annotation {
  const parameters = parseParameters(rest, { separator: ',' });
  const of = (name: string): string | undefined => parameter(parameters, name)?.value;
  const missing = ['username', 'realm', 'nonce', 'uri', 'response', ...(of('qop') === undefined ? [] : ['cnonce', 'nc'])].filter(
    (name) => of(name) === undefined && of(`${name}*`) === undefined,
  );
  if (missing.length > 0)
    return error('auth/digest-incomplete', anchor, {
      title: say`The ${'Digest'} credentials lack ${missing.slice(0, 3).join(', ')}`,
      detail: say`User name, realm, nonce, uri and response are all required, with qop also cnonce and nc; a server that misses one answers 400 or 401.`,
      specs: [rfc(7616, '3.4')],
    });
  return info('auth/digest', anchor, {
    basis: 'computed',
    title: say`${'Digest'}: signs in as ${escaped(of('username') ?? of('username*') ?? '', 32)}, with ${escaped(of('algorithm') ?? 'MD5', 16)}`,
    detail: say`The response is a hash over the password, the server's nonce, ${escaped(of('uri') ?? '', 40)} and the method; it is worth something for this request only.`,
    specs: [rfc(7616, '3.4')],
  });
}

function other(scheme: string, rest: string, anchor: string): Annotation {
  const known = schemeOf(scheme);
  return info('auth/other-scheme', anchor, {
    basis: 'computed',
    title:
      known === undefined
        ? say`Credentials of the scheme ${escaped(scheme, 24)}, which is not registered`
        : say`${escaped(scheme, 24)}: ${text(known.words)}`,
    detail: say`What follows the scheme (${text(`${rest.length} ${plural(rest.length, 'character')}`)}) is not shown.`,
    specs: known?.specs.length ? known.specs : [rfc(9110, '11.6.2')],
  });
}

function overPlainHttp(scheme: string, { url }: Scene, anchor: string): readonly Annotation[] {
  if (url === undefined || url.protocol !== 'http:' || isLoopback(url) || !/^(?:basic|bearer)$/i.test(scheme)) return [];
  return [
    warning('auth/over-http', anchor, {
      title: say`These credentials travel readable: the URL is plain ${'http:'}`,
      detail: say`Everybody between here and ${escaped(url.hostname, 40)} can copy them and use them. Use ${'https:'}, and renew what was sent this way.`,
      specs: [scheme.toLowerCase() === 'basic' ? rfc(7617, '4') : rfc(6750, '5.3')],
    }),
  ];
}

function decodeBase64(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.replace(/=+$/, '').length % 4 === 1) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}
