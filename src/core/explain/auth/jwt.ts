// A JSON Web Token (RFC 7519): header and claims are only encoded, so they can be read; whether the signature is good is
// never claimed, as that takes the key.
import { join, type Prose, say, text } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import { jwtPart } from '../fields/engine/json.ts';
import { moment, relative } from '../moment.ts';
import { info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { Scene } from './scene.ts';

type Json = Readonly<Record<string, unknown>>;

/** Empty when the token is no JWT. */
export function jwtNotes(token: string, { now }: Scene, anchor: string): readonly Annotation[] {
  const [header, claims, signature, ...more] = token.split('.');
  const head = jwtPart(header);
  if (head === undefined || claims === undefined || more.length > 2 || head['alg'] === undefined) return [];
  const body = jwtPart(claims);
  if (body === undefined) return more.length === 2 ? [encrypted(head, anchor)] : [];
  return [meaning(head, body, now, anchor), ...unsigned(head, signature, anchor), ...times(body, now, anchor)];
}

function meaning(head: Json, claims: Json, now: number | undefined, anchor: string): Annotation {
  const expiry = seconds(claims['exp']);
  const until = expiry === undefined ? say`, without an expiry` : say`, valid until ${text(moment(expiry * 1000))}`;
  return info('auth/jwt', anchor, {
    basis: 'computed',
    title: say`A JSON Web Token (${escaped(String(head['alg']), 12)})${until}`,
    detail: join([
      claimWords(claims),
      expiry !== undefined && now !== undefined && expiry * 1000 > now ? say`It expires ${text(relative(expiry * 1000, now))}.` : [],
      say`This is decoded, not verified: only the server can check the signature. The claims are readable to everybody who has the token.`,
    ]),
    specs: [rfc(7519, '3'), rfc(7519, '4.1')],
  });
}

function claimWords(claims: Json): Prose {
  const named = ['iss', 'sub', 'aud', 'client_id', 'scope', 'scp', 'roles']
    .filter((name) => claims[name] !== undefined)
    .map((name) => say`${name} ${escaped(typeof claims[name] === 'string' ? claims[name] : JSON.stringify(claims[name]), 48)}`);
  const others = Object.keys(claims).filter(
    (name) => !['iss', 'sub', 'aud', 'client_id', 'scope', 'scp', 'roles', 'exp', 'nbf', 'iat', 'jti'].includes(name),
  );
  return join([
    named.length === 0 ? [] : say`Claims: ${join(named, ', ')}.`,
    others.length === 0 ? [] : say`Further claims: ${escaped(others.join(', '), 80)}.`,
  ]);
}

function unsigned(head: Json, signature: string | undefined, anchor: string): readonly Annotation[] {
  const none = String(head['alg']).toLowerCase() === 'none';
  if (!none && signature !== undefined && signature !== '') return [];
  return [
    warning('auth/jwt-unsigned', anchor, {
      title: none ? say`The token is not signed (${'alg'} is ${'none'}): anybody can write one` : say`The token has no signature part`,
      detail: say`A server that accepts it believes every claim that anybody makes. Servers must refuse unsigned tokens where they expect a signature.`,
      specs: [rfc(8725, '3.2'), rfc(8725, '3.1')],
    }),
  ];
}

function times(claims: Json, now: number | undefined, anchor: string): readonly Annotation[] {
  const expiry = seconds(claims['exp']);
  const start = seconds(claims['nbf']);
  if (now === undefined) return [];
  if (expiry !== undefined && expiry * 1000 <= now)
    return [
      warning('auth/jwt-expired', anchor, {
        basis: 'computed',
        title: say`The token has expired: ${text(relative(expiry * 1000, now))}`,
        detail: say`${'exp'} is ${text(moment(expiry * 1000))}, and a server must not accept it from then on. Obtain a new token; the answer to this one will be 401.`,
        specs: [rfc(7519, '4.1.4')],
      }),
    ];
  if (start !== undefined && start * 1000 > now)
    return [
      warning('auth/jwt-not-yet', anchor, {
        basis: 'computed',
        title: say`The token is not valid yet: it begins ${text(relative(start * 1000, now))}`,
        detail: say`${'nbf'} is ${text(moment(start * 1000))}. Mostly that means that the clock of the issuer is ahead.`,
        specs: [rfc(7519, '4.1.5')],
      }),
    ];
  return [];
}

const encrypted = (head: Json, anchor: string): Annotation =>
  info('auth/jwt-encrypted', anchor, {
    basis: 'computed',
    title: say`An encrypted token (${escaped(String(head['alg']), 16)}): only the server can read it`,
    detail: say`Five parts with dots between them are a JSON Web Encryption; nothing but its header can be read from outside.`,
    specs: [rfc(7516, '3')],
  });

const seconds = (claim: unknown): number | undefined => (typeof claim === 'number' && Number.isFinite(claim) ? claim : undefined);
