// One challenge: what the server wants, and in Bearer's case what it did not like.
import type { Challenge } from '../../http/challenge.ts';
import { isLoopback } from '../../http/cookie-rules.ts';
import { parameter } from '../../http/parameters.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import { error, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { Scene } from './scene.ts';
import { schemeOf } from './schemes.ts';

export function challengeNotes(challenge: Challenge, scene: Scene, anchor: string): readonly Annotation[] {
  return [...byScheme(challenge, scene, anchor), ...unquoted(challenge, anchor)];
}

function byScheme(challenge: Challenge, scene: Scene, anchor: string): readonly Annotation[] {
  switch (challenge.scheme.toLowerCase()) {
    case 'basic':
      return basic(challenge, scene, anchor);
    case 'bearer':
    case 'dpop':
      return bearer(challenge, scene, anchor);
    case 'digest':
      return digest(challenge, anchor);
    default:
      return other(challenge, anchor);
  }
}

/** A value with spaces or other signs than a token has stands in double quotes. */
function unquoted(challenge: Challenge, anchor: string): readonly Annotation[] {
  const bad = challenge.parameters.find(({ fault }) => fault === 'value' || fault === 'quote');
  if (bad === undefined) return [];
  return [
    warning('auth/unquoted', anchor, {
      span: bad.range,
      title: say`The value of ${escaped(bad.name, 24)} has to stand in double quotes`,
      detail: say`Write ${`${escaped(bad.name, 24)}="…"`}, with a quote at both ends. Clients that read strictly take only the first word, or ignore the challenge.`,
      specs: [rfc(9110, '11.3'), rfc(9110, '5.6.4')],
      basis: 'computed',
    }),
  ];
}

/** A proxy is answered in a field of its own. */
const fieldFor = (anchor: string): string => (/:proxy-/i.test(anchor) ? 'Proxy-Authorization' : 'Authorization');

const value = (challenge: Challenge, name: string): string | undefined => parameter(challenge.parameters, name)?.value;

const realmWords = (challenge: Challenge): Prose => {
  const realm = value(challenge, 'realm');
  return realm === undefined || realm === '' ? [] : say` for ${escaped(realm, 24)}`;
};

const isUtf8 = (challenge: Challenge): boolean => value(challenge, 'charset')?.toLowerCase() === 'utf-8';

const charsetWords = (challenge: Challenge): Prose =>
  isUtf8(challenge) ? say` ${'charset="UTF-8"'}: both are encoded as UTF-8 before that.` : [];

function badCharset(challenge: Challenge, anchor: string): readonly Annotation[] {
  const charset = value(challenge, 'charset');
  if (charset === undefined || isUtf8(challenge)) return [];
  return [
    warning('auth/basic-charset', anchor, {
      span: challenge.range,
      title: say`${'charset'} of ${'Basic'} can only be ${'UTF-8'}, not ${escaped(charset, 20)}`,
      detail: say`The parameter tells clients how to encode user name and password, and ${'UTF-8'} is the only value allowed. Clients ignore another one and choose an encoding of their own.`,
      specs: [rfc(7617, '2.1')],
    }),
  ];
}

function basic(challenge: Challenge, { url }: Scene, anchor: string): readonly Annotation[] {
  const open = url?.protocol === 'http:' && !isLoopback(url);
  return [
    info('auth/basic-wanted', anchor, {
      span: challenge.range,
      basis: 'computed',
      title: say`${'Basic'}: wants user name and password${realmWords(challenge)}`,
      detail: say`Send ${`${fieldFor(anchor)}: Basic`} with the base64 of user name, colon and password; in a ${'.http'} file write ${`${fieldFor(anchor)}: Basic user password`} and Postil encodes it. Base64 hides nothing, so this is safe only over TLS.${charsetWords(challenge)}`,
      specs: [rfc(7617, '2'), ...(value(challenge, 'charset') === undefined ? [] : [rfc(7617, '2.1')])],
    }),
    ...badCharset(challenge, anchor),
    ...(value(challenge, 'realm') === undefined
      ? [
          error('auth/no-realm', anchor, {
            span: challenge.range,
            title: say`The ${'Basic'} challenge lacks its ${'realm'}, which is required`,
            detail: say`The realm names the area that a password is for. Without it some clients do not answer the challenge.`,
            specs: [rfc(7617, '2')],
          }),
        ]
      : []),
    ...(open
      ? [
          warning('auth/basic-over-http', anchor, {
            title: say`A password would travel readable: this is plain HTTP`,
            detail: say`Base64 is no encryption. Anybody on the way to the server could read user name and password. Offer ${'Basic'} only over HTTPS.`,
            specs: [rfc(7617, '4')],
          }),
        ]
      : []),
  ];
}

function bearer(challenge: Challenge, { subject }: Scene, anchor: string): readonly Annotation[] {
  const error = value(challenge, 'error');
  const description = value(challenge, 'error_description');
  const scope = value(challenge, 'scope');
  const said = description === undefined ? say`` : say` The server says: ${escaped(description, 120)}.`;
  const base = { span: challenge.range, specs: [rfc(6750, '3.1')] };
  const status = subject.response?.status ?? 401;
  const metadata = value(challenge, 'resource_metadata');
  switch (error) {
    case undefined:
      return [
        info('auth/bearer-wanted', anchor, {
          ...base,
          basis: 'computed',
          title: say`${escaped(challenge.scheme, 10)}: wants an access token${realmWords(challenge)}`,
          detail: say`Get a token from the authorization server${metadata === undefined ? say`` : say`, which ${escaped(metadata, 60)} names,`} and send it as ${`${fieldFor(anchor)}: ${escaped(challenge.scheme, 10)} …`}.${scope === undefined ? say`` : say` It needs the scope ${escaped(scope, 40)}.`}`,
          specs: [rfc(6750, '3')],
        }),
      ];
    case 'invalid_token':
      return [
        warning('auth/invalid-token', anchor, {
          ...base,
          title:
            description === undefined
              ? say`The token was refused: expired, revoked or malformed`
              : say`The token was refused: ${escaped(description, 56)}`,
          detail: say`The server read the token and did not accept it.${said} The same token will be refused again: obtain a new one, by refreshing it or by signing in again.${status === 401 ? [] : say` The error ${'invalid_token'} goes with ${'401'}; here it comes with ${status}.`}`,
        }),
      ];
    case 'insufficient_scope':
      return [
        info('auth/insufficient-scope', anchor, {
          ...base,
          title:
            scope === undefined
              ? say`The token is good, but its scope is too small`
              : say`The token is good, but lacks the scope ${escaped(scope, 36)}`,
          detail: say`It proves who you are and does not allow this request.${said} Ask for a token with ${scope === undefined ? text('more rights') : { kind: 'code', text: escaped(scope, 60) }}; repeating the request with the same one changes nothing.`,
        }),
      ];
    case 'invalid_request':
      return [
        warning('auth/invalid-request', anchor, {
          ...base,
          title: say`The server could not read the credentials (${'invalid_request'})`,
          detail: say`A parameter is missing, doubled or malformed, or the token was sent in more than one way.${said} Send it once, in ${'Authorization'}.`,
        }),
      ];
    default:
      return [
        info('auth/bearer-error', anchor, {
          ...base,
          title: say`The token was not accepted: ${escaped(error, 40)}`,
          detail: say`This error code is the server's own${subject.response?.status === undefined ? say`` : say`, with status ${String(subject.response.status)}`}.${said}`,
        }),
      ];
  }
}

function digest(challenge: Challenge, anchor: string): readonly Annotation[] {
  const algorithm = value(challenge, 'algorithm') ?? 'MD5';
  const md5 = /^md5/i.test(algorithm);
  const stale = value(challenge, 'stale')?.toLowerCase() === 'true';
  return [
    info('auth/digest-wanted', anchor, {
      span: challenge.range,
      basis: 'computed',
      title: stale
        ? say`${'Digest'}: the nonce is stale; the same password with the new one will do`
        : say`${'Digest'}: wants a hash of the password${realmWords(challenge)}, with ${escaped(algorithm, 16)}`,
      detail: say`The client answers with a hash over user name, realm, password, the server's nonce, method and URL, so the password itself is not sent.${text(qopWords(value(challenge, 'qop')))}${text(md5 ? ' MD5 is a weak legacy algorithm; SHA-256 should be offered as well, and first.' : '')}`,
      specs: [rfc(7616, '3.3')],
    }),
    ...(value(challenge, 'nonce') === undefined
      ? [
          error('auth/no-nonce', anchor, {
            span: challenge.range,
            title: say`The ${'Digest'} challenge lacks its ${'nonce'}: it cannot be answered`,
            detail: say`The nonce is what makes each answer different. Without it a client has nothing to compute with.`,
            specs: [rfc(7616, '3.3')],
          }),
        ]
      : []),
    ...(value(challenge, 'qop') === undefined
      ? [
          warning('auth/no-qop', anchor, {
            span: challenge.range,
            title: say`The ${'Digest'} challenge lacks ${'qop'}: clients fall back to the old computation`,
            detail: say`${'qop'} must be sent today. Without it the client leaves out its own nonce and the count of requests, as in RFC 2069, and somebody who can choose the server's nonce learns more about the password. Send ${'qop="auth"'}.`,
            specs: [rfc(7616, '3.3')],
          }),
        ]
      : []),
  ];
}

function qopWords(qop: string | undefined): string {
  if (qop === undefined) return ' Without qop the old, weaker computation of RFC 2069 is used.';
  return /auth-int/.test(qop) ? ' auth-int also protects the content.' : '';
}

function other(challenge: Challenge, anchor: string): readonly Annotation[] {
  const known = schemeOf(challenge.scheme);
  const name = escaped(challenge.scheme, 24);
  return [
    info('auth/scheme-wanted', anchor, {
      span: challenge.range,
      basis: 'computed',
      title: known === undefined ? say`${name} is not a registered authentication scheme` : say`${name}: wants ${text(known.words)}`,
      detail:
        known === undefined
          ? say`Only clients made for this server can answer it. The documentation of the service should say how.`
          : say`A client that does not know ${name} has to use another challenge of the response, if there is one.`,
      specs: known?.specs.length ? known.specs : [rfc(9110, '11.1')],
    }),
  ];
}
