// 3xx: the client has to do more to complete the request (RFC 9110 section 15.4). Chains of them are in `redirects/`.
import { isLoopback } from '../../http/cookie-rules.ts';
import { firstOf } from '../../http/field.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation, SpecReference } from '../annotation.ts';
import { error, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { fetchStandard, rfc } from '../spec.ts';
import { answered, asked, nameIn, notAnswered, notAsked, resolved, safeUrl, type View } from '../view.ts';
import type { StatusEntry } from './entry.ts';

export const REDIRECTION: readonly StatusEntry[] = [
  {
    code: 300,
    name: 'Multiple Choices',
    specs: [rfc(9110, '15.4.1')],
    meaning: say`The target has several representations, each with an address of its own, and the server leaves the choice to the client. ${'Location'} names the one it prefers, if any.`,
    title: (x) => {
      const to = destination(x);
      return to === undefined ? say`Several representations to choose from` : say`Several representations; the server prefers ${to}`;
    },
    next: (x) =>
      notAnswered(x, 'Location')
        ? say`Without ${'Location'} nothing is followed by itself: read the list in the content and ask for one of its addresses.`
        : say`A client may follow ${'Location'} by itself.`,
  },
  {
    code: 301,
    name: 'Moved Permanently',
    specs: [rfc(9110, '15.4.2'), rfc(9110, '15.1')],
    meaning: say`The target has a new permanent address, and links to the old one ought to be changed. Caches may remember the redirect without being told so, and browsers keep it for long.`,
    title: (x) => movedTitle(x, 'permanently'),
    next: (x) =>
      rewrites(x)
        ? say`Clients may turn this ${x.method ?? 'POST'} into ${'GET'} and drop its content. To keep method and content, the server should answer ${'308'}; else send the request to the new address yourself.`
        : say`Use the new address from now on. ${'308'} is the same without the licence to change the method.`,
    level: (x) => (rewrites(x) && answered(x, 'Location') !== undefined ? 'warning' : 'info'),
    check: (x) => checkLocation(x, rfc(9110, '15.4.2')),
  },
  {
    code: 302,
    name: 'Found',
    specs: [rfc(9110, '15.4.3')],
    meaning: say`The target is temporarily at another address; keep using the old one. For historical reasons clients may change ${'POST'} to ${'GET'} on the way; ${'303'} (always ${'GET'}) and ${'307'} (never changed) say which is meant.`,
    title: (x) => movedTitle(x, 'temporarily'),
    next: (x) =>
      rewrites(x)
        ? say`What becomes of this ${x.method ?? 'POST'} is left open: nearly all clients repeat it as ${'GET'} without its content. The server should answer ${'303'} if that is meant, ${'307'} if not.`
        : say`Nothing is ambiguous here: a ${x.method ?? 'GET'} stays one.`,
    level: (x) => (rewrites(x) && answered(x, 'Location') !== undefined ? 'warning' : 'info'),
    check: (x) => checkLocation(x, rfc(9110, '15.4.3')),
  },
  {
    code: 303,
    name: 'See Other',
    specs: [rfc(9110, '15.4.4')],
    meaning: say`The answer to the request is to be fetched from another address, always with ${'GET'} (${'HEAD'} stays ${'HEAD'}). After a ${'POST'} this keeps a reload from sending the form twice.`,
    title: (x) => {
      const to = destination(x) ?? 'another address';
      return x.method === undefined || x.method === 'GET' || x.method === 'HEAD'
        ? say`See ${to} instead, with ${x.method ?? 'GET'}`
        : say`${x.method} done: fetch the answer with ${'GET'} from ${to}`;
    },
    check: (x) => checkLocation(x, rfc(9110, '15.4.4')),
  },
  {
    code: 304,
    name: 'Not Modified',
    specs: [rfc(9110, '15.4.5'), rfc(9111, '4.3.4')],
    meaning: say`The client's copy is still current, so its content is not sent again. The response never has content; its fields update those of the stored copy.`,
    title: (x) => {
      const tag = asked(x, 'If-None-Match') === undefined ? undefined : (answered(x, 'ETag') ?? asked(x, 'If-None-Match'));
      const since = asked(x, 'If-Modified-Since');
      if (tag !== undefined) return say`Not modified: the copy with ${escaped(tag, 36)} is current`;
      if (since !== undefined) return say`Not modified since ${escaped(since, 36)}: your copy is current`;
      return say`Not modified: the stored copy is current`;
    },
    level: (x) => (unasked(x) || (x.method !== undefined && x.method !== 'GET' && x.method !== 'HEAD') ? 'info' : 'good'),
    check: checkUnasked,
  },
  {
    code: 305,
    name: 'Use Proxy',
    specs: [rfc(9110, '15.4.6')],
    meaning: say`Deprecated. It once told a client to repeat the request through the proxy named in ${'Location'}; any server could have led the traffic of its clients elsewhere with it, so for reasons of security they ignore it.`,
    title: () => say`Deprecated: it asks for a proxy, and no client obeys it any more`,
    next: () => say`Set a proxy in the client's own configuration if one is needed.`,
    level: () => 'warning',
  },
  {
    code: 306,
    name: '(Unused)',
    specs: [rfc(9110, '15.4.7')],
    meaning: say`Reserved. An early draft of HTTP used it for switching proxies; it has no meaning today and may not be used.`,
    title: () => say`${'306'} has no meaning: it is reserved and unused`,
    next: () => say`A client treats it like ${'300'}, the general code of its class. The server should send a defined code.`,
    level: () => 'warning',
  },
  {
    code: 307,
    name: 'Temporary Redirect',
    specs: [rfc(9110, '15.4.8')],
    meaning: say`The target is temporarily at another address; keep using the old one. Unlike with ${'302'}, the method and the content must stay as they are.`,
    title: (x) => keptTitle(x, 'temporarily'),
    check: (x) => checkLocation(x, rfc(9110, '15.4.8')),
  },
  {
    code: 308,
    name: 'Permanent Redirect',
    specs: [rfc(9110, '15.4.9')],
    meaning: say`The target has a new permanent address. Unlike with ${'301'}, the method and the content must stay as they are. Caches may remember it.`,
    title: (x) => keptTitle(x, 'permanently'),
    next: () => say`Use the new address from now on; browsers may remember the redirect.`,
    check: (x) => checkLocation(x, rfc(9110, '15.4.9')),
  },
];

/** RFC 9110 sections 15.4.2 and 15.4.3 let a client change POST to GET; other methods most clients leave as they are. */
const rewrites = (x: View): boolean => x.method === 'POST';

function destination(x: View): string | undefined {
  const location = firstOf(x.got, 'Location');
  const url = location === undefined ? undefined : resolved(x, location);
  if (url === undefined) return undefined;
  return url.origin === x.url?.origin ? escaped(url.pathname, 40) : safeUrl(url, 40);
}

function movedTitle(x: View, how: 'permanently' | 'temporarily'): Prose {
  const to = destination(x) ?? 'another address';
  if (rewrites(x))
    return say`${how === 'permanently' ? text('Permanent') : text('Temporary')} move to ${to}: this ${x.method ?? 'POST'} may become ${'GET'}`;
  return say`Moved ${text(how)} to ${to}`;
}

function keptTitle(x: View, how: 'permanently' | 'temporarily'): Prose {
  return say`Moved ${text(how)} to ${destination(x) ?? 'another address'}; ${x.method ?? 'the method'} stays`;
}

function checkLocation(x: View, spec: SpecReference): readonly Annotation[] {
  const location = firstOf(x.got, 'Location');
  if (location === undefined) {
    if (!notAnswered(x, 'Location')) return [];
    return [
      warning('status/redirect/no-location', at.responseStatus, {
        title: say`A ${String(x.status)} without ${'Location'}: it points nowhere`,
        detail: say`A redirect should name the new address in ${'Location'}. Without it no client can follow by itself; at most the content holds a link for a person.`,
        specs: [spec, rfc(9110, '15.4'), rfc(9110, '10.2.2')],
      }),
    ];
  }
  const url = resolved(x, location);
  // Whether the value is a URL, and where a relative one leads, is the field rule's business.
  if (url === undefined || x.url === undefined) return [];
  if (/^(?:javascript|data|file|blob|about|vbscript):$/.test(url.protocol)) return [nowhere(x, url)];
  // In a chain each step is told there.
  if (x.url.protocol === 'https:' && url.protocol === 'http:' && /^https:/i.test(x.request?.url ?? '') && !isLoopback(url))
    return (x.subject.chain?.length ?? 0) > 0 ? [] : [downgrade(x, url)];
  if (x.method !== 'GET' && x.method !== 'HEAD') return [];
  // In a chain the loop is told there, as a whole.
  if (withoutHash(url) !== withoutHash(x.url) || (x.subject.chain?.length ?? 0) > 0) return [];
  return [
    warning('status/redirect/self', at.field('response', nameIn(x.got, 'Location')), {
      title: say`${'Location'} is the address that was just asked for: a loop`,
      detail: say`The redirect leads back to ${safeUrl(url, 60)}. Unless the server decides by something else that changes, a cookie it sets say, this never ends. Look for rules of server and framework that undo each other: slash at the end, www, https behind a proxy.`,
      specs: [rfc(9110, '15.4')],
      basis: 'computed',
    }),
  ];
}

/** Fetch, "HTTP-redirect fetch": a redirect leads to an HTTP(S) URL. Schemes of applications are left alone: logins end in them. */
function nowhere(x: View, url: URL): Annotation {
  return warning('status/redirect/scheme', at.field('response', nameIn(x.got, 'Location')), {
    title: say`${'Location'} leads to ${`${url.protocol}`}, where no client goes by a redirect`,
    detail: say`Browsers follow a redirect only to ${'http'} and ${'https'} and show an error for ${`${url.protocol}`}. Where the address comes from a parameter of the request, check it against a list: somebody may be trying what goes through (open redirect).`,
    specs: [rfc(9110, '15.4'), fetchStandard('http-redirect-fetch')],
    basis: 'browser',
  });
}

function downgrade(x: View, url: URL): Annotation {
  return warning('status/redirect/downgrade', at.field('response', nameIn(x.got, 'Location')), {
    title: say`The redirect leads from https down to http: ${safeUrl(url, 44)}`,
    detail: say`What follows would not be encrypted: everybody on the way can read and change it, cookies and tokens included. Let ${'Location'} say ${'https'}; behind a proxy that ends TLS, servers often build the address with the wrong scheme.`,
    specs: [rfc(9110, '15.4'), rfc(9110, '4.2.2')],
    basis: 'computed',
  });
}

/** RFC 9110 section 15.4.5: what a `200` would have carried, a `304` must carry. A tag that matched is there to be sent. */
function unnamed(x: View): readonly Annotation[] {
  const asks = asked(x, 'If-None-Match');
  if (asks === undefined || asks.trim() === '*' || !notAnswered(x, 'ETag')) return [];
  return [
    warning('status/304/no-etag', at.responseStatus, {
      title: say`A ${'304'} without ${'ETag'}: it does not say which copy is current`,
      detail: say`${'If-None-Match'} was compared with the current ${'ETag'}, so a ${'200'} would have carried it, and then the ${'304'} must carry it too${asks.includes(',') ? text(': of the copies that were offered the client cannot tell which one is meant') : text('. With a single tag a client can still tell which copy is meant')}.`,
      specs: [rfc(9110, '15.4.5'), rfc(9111, '4.3.4')],
    }),
  ];
}

const withoutHash = (url: URL): string => url.href.replace(/#.*$/, '');

const unasked = (x: View): boolean => notAsked(x, 'If-None-Match') && notAsked(x, 'If-Modified-Since');

function checkUnasked(x: View): readonly Annotation[] {
  if (x.request?.fields === undefined) return [];
  if (x.method !== undefined && x.method !== 'GET' && x.method !== 'HEAD')
    return [
      error('status/304/method', at.responseStatus, {
        title: say`${'304'} to a ${x.method}: it only exists for ${'GET'} and ${'HEAD'}`,
        detail: say`For any other method a server must answer a false ${'If-None-Match'} with ${'412'} Precondition Failed; ${'304'} would point to a copy that a ${x.method} has no use for.`,
        specs: [rfc(9110, '15.4.5'), rfc(9110, '13.1.2')],
      }),
    ];
  if (!unasked(x)) return unnamed(x);
  return [
    warning('status/304/not-asked', at.responseStatus, {
      title: say`${'304'} to a request without a condition: there may be no copy to use`,
      detail: say`${'304'} answers ${'If-None-Match'} or ${'If-Modified-Since'}, and this request has neither, so the client may hold nothing to show. A server or cache in front of it probably answers with a stored ${'304'}.`,
      specs: [rfc(9110, '15.4.5')],
    }),
  ];
}
