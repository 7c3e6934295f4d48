// 4xx about the target and the method: not found, gone, not this method, not this server (RFC 9110 section 15.5).

import { split } from '../../http/token.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { answered, asked, nameIn, notAnswered, notAsked, type View } from '../view.ts';
import { listed } from '../words.ts';
import type { StatusEntry } from './entry.ts';

export const CLIENT_TARGET: readonly StatusEntry[] = [
  {
    code: 404,
    name: 'Not Found',
    specs: [rfc(9110, '15.5.5')],
    meaning: say`The server did not find a current representation of the target, or will not say that there is one. The code does not say whether that is temporary or permanent; ${'410'} Gone would.`,
    title: (x) => say`${x.path} was not found on ${x.host}`,
    next: missing,
  },
  {
    code: 405,
    name: 'Method Not Allowed',
    specs: [rfc(9110, '15.5.6'), rfc(9110, '10.2.1')],
    meaning: say`The server knows the method, but this target does not support it. The ${'Allow'} field must list the methods that are supported here.`,
    title: (x) => say`${x.path} exists, but does not support ${x.method ?? 'this method'}`,
    check: checkAllow,
  },
  {
    code: 406,
    name: 'Not Acceptable',
    specs: [rfc(9110, '15.5.7'), rfc(9110, '12.1')],
    meaning: say`The server has no representation that the ${'Accept'} fields of the request admit, and does not want to send another one.`,
    title: (x) => say`No form of ${x.path} fits what the request accepts`,
    next: (x) =>
      ['Accept', 'Accept-Language', 'Accept-Encoding', 'Accept-Charset'].every((name) => notAsked(x, name))
        ? say`But this request sent no ${'Accept'} field, so every form was acceptable: something on the way may have added one, or the server wants one to be named (content negotiation without a default). Try ${'Accept: */*'}, or the type that you want.`
        : say`Loosen or remove the ${'Accept'} fields, or ask for another type; the content may list what there is.`,
    check: checkAccept,
  },
  {
    code: 410,
    name: 'Gone',
    specs: [rfc(9110, '15.5.11')],
    meaning: say`The target was here, is gone, and will probably stay so; links to it ought to be removed. Where the server does not know whether it is permanent, it says ${'404'}. Caches may store it.`,
    title: (x) => say`${x.path} is gone, and permanently so`,
    next: () => say`Do not ask again; remove the link, or look for a successor in the API's changes.`,
  },
  {
    code: 414,
    name: 'URI Too Long',
    specs: [rfc(9110, '15.5.15'), rfc(9112, '3')],
    meaning: say`The request's URI is longer than the server is ready to read. Usual causes: a form sent by ${'GET'} instead of ${'POST'}, a redirect loop that adds to the address each time, or an attack.`,
    title: (x) => {
      const length = x.request?.url?.length;
      return length === undefined
        ? say`The URL is too long for ${x.host}`
        : say`The URL of ${text(`${length} characters`)} is too long for ${x.host}`;
    },
    next: () =>
      say`Move long values from the query into the body of a ${'POST'} (or ${'QUERY'}). HTTP sets no limit; everybody ought to support request lines of 8000 octets.`,
  },
  {
    code: 421,
    name: 'Misdirected Request',
    specs: [rfc(9110, '15.5.20')],
    meaning: say`The request came to a server that is not able or willing to answer for this scheme and host. Often a connection was shared between hosts of one certificate, of which only some are served here.`,
    title: (x) => say`This server does not answer for ${x.host}`,
    next: (x) => {
      const host = asked(x, 'Host');
      return host !== undefined && x.url !== undefined && host.toLowerCase() !== x.url.host
        ? say`The request went to ${x.host} with ${`Host: ${escaped(host, 40)}`}: the name in ${'Host'} differs from the one connected to.`
        : say`Repeat it on a new connection, made for this host alone.`;
    },
  },
];

function missing(x: View): Prose {
  if (asked(x, 'Authorization') === undefined && asked(x, 'Cookie') === undefined && x.request?.fields !== undefined)
    return say`Check path, host and version of the API. Some servers also say ${'404'} where a login is missing, so as not to give away what exists; this request had no credentials.`;
  if (x.url?.pathname.endsWith('/') && x.url.pathname !== '/')
    return say`Check the path; some servers also tell ${'/a'} and ${'/a/'} apart, and this one ends with a slash.`;
  return say`Check path, host and version of the API, and capitals: a path is case-sensitive.`;
}

function checkAllow(x: View): readonly Annotation[] {
  const allow = answered(x, 'Allow');
  if (allow === undefined) {
    if (!notAnswered(x, 'Allow')) return [];
    return [
      error('status/405/no-allow', at.responseStatus, {
        title: say`A ${'405'} must list the supported methods in ${'Allow'}, and this one does not`,
        detail: say`The origin server must send ${'Allow'} with the list of methods that the target supports, so that a client knows what to use instead of ${x.method ?? 'this one'}. An ${'OPTIONS'} request may still tell.`,
        specs: [rfc(9110, '15.5.6'), rfc(9110, '10.2.1')],
      }),
    ];
  }
  const anchor = at.field('response', nameIn(x.got, 'Allow'));
  const methods = split(allow).map((piece) => piece.text);
  if (x.method !== undefined && methods.includes(x.method))
    return [
      warning('status/405/contradiction', anchor, {
        title: say`${'Allow'} lists ${escaped(x.method, 20)}, the very method that was refused`,
        detail: say`${'405'} says that the target does not support ${escaped(x.method, 20)}, and ${'Allow'} says that it does. The reason is probably another one: a permission (${'403'}), a state (${'409'}), or a proxy in front that knows fewer methods.`,
        specs: [rfc(9110, '15.5.6'), rfc(9110, '10.2.1')],
        basis: 'computed',
      }),
    ];
  const list = escaped(listed(methods), 40);
  return [
    info('status/405/allow', anchor, {
      title:
        methods.length === 0
          ? say`${x.path} supports no method at all at present`
          : say`Supports ${list} instead of ${escaped(x.method ?? 'this method', 14)}`,
      detail:
        methods.length === 0
          ? say`An empty ${'Allow'} means that the target allows no methods, perhaps for a time.`
          : say`The target supports ${escaped(listed(methods), 200)}; use one of these methods instead of ${escaped(x.method ?? 'the one sent', 40)}.`,
      specs: [rfc(9110, '10.2.1'), rfc(9110, '15.5.6')],
      basis: 'computed',
    }),
  ];
}

function checkAccept(x: View): readonly Annotation[] {
  const names = ['Accept', 'Accept-Language', 'Accept-Encoding', 'Accept-Charset'].filter((name) => asked(x, name) !== undefined);
  return names.map((name) =>
    info('status/406/asked', at.field('request', nameIn(x.sent, name)), {
      title: say`Asked for ${escaped(asked(x, name) ?? '', 32)}; the server has nothing that fits`,
      detail: say`${name} admits only ${escaped(asked(x, name) ?? '', 120)}. Change it to another value, add ${name === 'Accept' ? '*/*;q=0.1' : '*;q=0.1'} as a last resort, or remove it, and the server is free to send what it has.`,
      specs: [
        rfc(9110, '15.5.7'),
        rfc(9110, name === 'Accept' ? '12.5.1' : name === 'Accept-Charset' ? '12.5.2' : name === 'Accept-Encoding' ? '12.5.3' : '12.5.4'),
      ],
      basis: 'hypothesis',
    }),
  );
}
