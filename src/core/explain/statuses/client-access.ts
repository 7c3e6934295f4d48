// 4xx about who asks: authentication, permission, payment, law (RFC 9110 section 15.5).
import { firstOf } from '../../http/field.ts';
import { type Prose, say } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { answered, asked, nameIn, notAnswered, notAsked, safeReference, type View } from '../view.ts';
import type { StatusEntry } from './entry.ts';

export const CLIENT_ACCESS: readonly StatusEntry[] = [
  {
    code: 401,
    name: 'Unauthorized',
    specs: [rfc(9110, '15.5.2'), rfc(9110, '11.6.1')],
    meaning: say`The request lacks valid credentials for the target. Despite its name it is about authentication (who are you), not permission, which is ${'403'}. ${'WWW-Authenticate'} says how to log in.`,
    title: (x) => {
      const scheme = schemeOf(asked(x, 'Authorization'));
      if (scheme !== undefined) return say`The ${scheme} credentials for ${x.path} were not accepted`;
      if (notAsked(x, 'Authorization')) return say`${x.path} wants to know who asks, and no credentials were sent`;
      return say`${x.path} wants valid credentials`;
    },
    next: (x) =>
      schemeOf(asked(x, 'Authorization')) === undefined
        ? notAnswered(x, 'WWW-Authenticate')
          ? []
          : say`Send an ${'Authorization'} field of a scheme that ${'WWW-Authenticate'} offers.`
        : say`They may be wrong, expired or meant for another server. Get new ones; the same again will be refused again.`,
    level: (x) => (wereRefused(x) ? 'warning' : 'info'),
    check: (x) => [...checkChallenge(x), ...otherScheme(x)],
  },
  {
    code: 402,
    name: 'Payment Required',
    specs: [rfc(9110, '15.5.3')],
    meaning: say`Reserved for future use; HTTP defines no way to pay. Services use it in their own way: a plan that has run out, a card that was declined, a quota that is used up.`,
    title: (x) => say`${x.host} wants payment first, in a way of its own`,
    next: () => say`Only the service's documentation, or the content of this response, can say what it means by it.`,
  },
  {
    code: 403,
    name: 'Forbidden',
    specs: [rfc(9110, '15.5.4')],
    meaning: say`The server understood the request and refuses it. If credentials were sent, they were not enough: do not repeat the request with the same credentials; different credentials may do. The reason may also have nothing to do with credentials.`,
    title: forbiddenTitle,
    next: (x) =>
      hasCredentials(x)
        ? say`Check which permission, role or scope ${x.path} asks for.`
        : say`No credentials were sent; a server that wanted them would usually say ${'401'}.`,
    check: checkForbidden,
  },
  {
    code: 407,
    name: 'Proxy Authentication Required',
    specs: [rfc(9110, '15.5.8'), rfc(9110, '11.7.1')],
    meaning: say`A proxy between client and server wants credentials first; the origin server has not seen the request. It is ${'401'} for proxies, with ${'Proxy-Authenticate'} and ${'Proxy-Authorization'}.`,
    title: (x) =>
      notAsked(x, 'Proxy-Authorization')
        ? say`A proxy on the way wants credentials; ${x.host} has not seen the request`
        : say`The proxy did not accept the credentials it was sent`,
    next: () => say`Put user and password into the proxy's address in the settings, or go past the proxy.`,
    check: checkProxyChallenge,
  },
  {
    code: 451,
    name: 'Unavailable For Legal Reasons',
    specs: [rfc(7725, '3'), rfc(7725, '4')],
    meaning: say`Access is denied because of a legal demand: a court order, a law, a notice of copyright. Who implements the block may be the server itself or somebody on the way; ${'Link'} with ${'rel="blocked-by"'} names it.`,
    title: (x) => {
      const by = linkOf(x, 'blocked-by');
      return by === undefined
        ? say`${x.path} is blocked for legal reasons`
        : say`Blocked for legal reasons; ${'blocked-by'}: ${escaped(safeReference(by), 40)}`;
    },
    next: (x) =>
      linkOf(x, 'blocked-by') === undefined
        ? say`The response does not say who implements the block: a ${'Link'} field with ${'rel="blocked-by"'} would.`
        : say`The ${'blocked-by'} link names who implements the block, which need not be who demanded it.`,
  },
];

const schemeOf = (value: string | undefined): string | undefined => /^([!#$%&'*+.^_`|~\w-]+)(?:\s|$)/.exec(value ?? '')?.[1];

/** The schemes that `WWW-Authenticate` offers, in lower case: a token that is not the name of a parameter. */
const offered = (x: View): readonly string[] =>
  (answered(x, 'WWW-Authenticate') ?? '')
    .match(/(?<=^|,)\s*[!#$%&'*+.^_`|~\w-]+(?=\s*(?:,|$)|\s+[^\s=,])/g)
    ?.map((word) => word.trim().toLowerCase()) ?? [];

/** Credentials as they should be; what is wrong with others is told at them. Negotiate and NTLM take several rounds. */
const WELL_FORMED = /^(?:basic +[A-Za-z0-9+/_-]+=*|(?:bearer|dpop) +[A-Za-z0-9\-._~+/]+=*|digest +\S.*)$/i;

/** They did not do, and the challenge does not say why (that is told at the challenge): a Digest may only want its new nonce. */
function wereRefused(x: View): boolean {
  if (!WELL_FORMED.test(asked(x, 'Authorization') ?? '')) return false;
  return !/\b(?:error|stale)\s*=/i.test(answered(x, 'WWW-Authenticate') ?? '');
}

function otherScheme(x: View): readonly Annotation[] {
  const sent = schemeOf(asked(x, 'Authorization'));
  const schemes = offered(x);
  if (sent === undefined || schemes.length === 0 || schemes.includes(sent.toLowerCase())) return [];
  const names = [...new Set(schemes)].slice(0, 3);
  return [
    warning('status/401/other-scheme', at.field('request', nameIn(x.sent, 'Authorization')), {
      title: say`${escaped(sent, 20)} was sent, but the server offers only ${escaped(names.join(', '), 30)}`,
      detail: say`The schemes that ${'WWW-Authenticate'} offers are ${escaped(names.join(', '), 60)}; credentials of another scheme are not even looked at. Get credentials of one that is offered.`,
      specs: [rfc(9110, '11.6.1'), rfc(9110, '11.6.2')],
      basis: 'computed',
    }),
  ];
}

const hasCredentials = (x: View): boolean => asked(x, 'Authorization') !== undefined || asked(x, 'Cookie') !== undefined;

function forbiddenTitle(x: View): Prose {
  const scheme = schemeOf(asked(x, 'Authorization'));
  if (scheme !== undefined) return say`Understood and refused: these ${scheme} credentials have no permission here`;
  if (asked(x, 'Cookie') !== undefined) return say`Understood and refused: the session has no permission for ${x.path}`;
  return say`Understood and refused: ${x.method ?? 'the request'} on ${x.path} is not allowed`;
}

function checkChallenge(x: View): readonly Annotation[] {
  if (!notAnswered(x, 'WWW-Authenticate')) return [];
  return [
    error('status/401/no-challenge', at.responseStatus, {
      title: say`A ${'401'} must carry ${'WWW-Authenticate'}, and this one does not`,
      detail: say`The server must say in ${'WWW-Authenticate'} how it wants to be convinced (a scheme like ${'Bearer'} or ${'Basic'}, and a realm). Without it a client cannot know what to send; look into the API's documentation.`,
      specs: [rfc(9110, '15.5.2'), rfc(9110, '11.6.1')],
    }),
  ];
}

function checkProxyChallenge(x: View): readonly Annotation[] {
  if (!notAnswered(x, 'Proxy-Authenticate')) return [];
  return [
    error('status/407/no-challenge', at.responseStatus, {
      title: say`A ${'407'} must carry ${'Proxy-Authenticate'}, and this one does not`,
      detail: say`The proxy must say in ${'Proxy-Authenticate'} which scheme it wants; without it no client can know what is required.`,
      specs: [rfc(9110, '15.5.8'), rfc(9110, '11.7.1')],
    }),
  ];
}

/** Reasons that have nothing to do with credentials; guesses from the request, and said as such. */
function checkForbidden(x: View): readonly Annotation[] {
  return [...hotlink(x), ...forgery(x), ...agent(x)];
}

function hotlink(x: View): readonly Annotation[] {
  const referer = firstOf(x.sent, 'Referer');
  const from = referer === undefined ? undefined : URL.parse(referer)?.host;
  if (from === undefined || from === '' || from === x.url?.host) return [];
  return [
    info('status/403/hotlink', at.field('request', nameIn(x.sent, 'Referer')), {
      title: say`Perhaps refused because of ${'Referer'}: it names another site, ${escaped(from, 24)}`,
      detail: say`Servers use ${'Referer'} to refuse hotlinking: pictures, films and downloads that other sites embed. The request came with the address of ${escaped(from, 60)}, not of ${x.host}. To try the guess, send it without ${'Referer'}.`,
      specs: [rfc(9110, '10.1.3')],
      basis: 'hypothesis',
    }),
  ];
}

function forgery(x: View): readonly Annotation[] {
  if (x.method === undefined || !['POST', 'PUT', 'PATCH', 'DELETE'].includes(x.method)) return [];
  if (asked(x, 'Cookie') === undefined || asked(x, 'Authorization') !== undefined) return [];
  if (x.sent.some(([name]) => /csrf|xsrf/i.test(name))) return [];
  return [
    info('status/403/csrf', at.responseStatus, {
      title: say`Perhaps a guard against forged requests: a cookie was sent, but no CSRF token`,
      detail: say`Frameworks that log in by cookie refuse a ${x.method} without a token of theirs, in a field such as ${'X-CSRF-Token'} or in the form. Fetch the form first and send its token along.`,
      basis: 'hypothesis',
      specs: [rfc(9110, '15.5.4')],
    }),
  ];
}

function agent(x: View): readonly Annotation[] {
  if (!notAsked(x, 'User-Agent') || hasCredentials(x) || firstOf(x.sent, 'Referer') !== undefined) return [];
  return [
    info('status/403/user-agent', at.responseStatus, {
      title: say`Perhaps refused because the request has no ${'User-Agent'}`,
      detail: say`A client ought to name itself in ${'User-Agent'}, and some services and firewalls turn away requests that do not. To try the guess, add one.`,
      specs: [rfc(9110, '10.1.5')],
      basis: 'hypothesis',
    }),
  ];
}

/** The target of the first link with that relation. */
function linkOf(x: View, relation: string): string | undefined {
  for (const [, target, parameters] of (answered(x, 'Link') ?? '').matchAll(/<([^>]*)>([^<]*)/g))
    if (new RegExp(`\\brel\\s*=\\s*"?[^"]*\\b${relation}\\b`, 'i').test(parameters ?? '')) return target;
  return undefined;
}
