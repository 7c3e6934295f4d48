// Each step of a redirect: scheme, method and credentials before and after (RFC 9110 section 15.4).
import { firstOf, has } from '../../http/field.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, good, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { fetchStandard, rfc } from '../spec.ts';
import { contentSize, nameIn, safeUrl } from '../view.ts';
import type { Link } from './links.ts';

export function explainSteps(links: readonly Link[]): readonly Annotation[] {
  return links.flatMap((from, i) => {
    const to = links[i + 1];
    if (from.status === undefined || from.status < 300 || from.status >= 400) return [];
    if (to === undefined) return [];
    return [hop(from, to, i), ...scheme(from, to, i), ...method(from, to, i), ...credentials(from, to, i), ...elsewhere(from, to, i)];
  });
}

const host = (link: Link): string => escaped(link.url?.host ?? 'the host', 28);

function hop(from: Link, to: Link, i: number): Annotation {
  const goal =
    to.url === undefined ? 'another address' : from.url?.origin === to.url.origin ? escaped(to.url.pathname, 40) : safeUrl(to.url, 40);
  const became = to.request?.method !== undefined && to.request.method !== from.request?.method ? say`, as ${to.request.method}` : [];
  return info('redirects/hop', at.hop(i, at.responseStatus), {
    title: say`${String(from.status)}: on to ${goal}${became}${difference(from, to)}`,
    detail: say`Redirect ${String(i + 1)} of the chain: ${from.request?.method ?? 'GET'} ${from.url === undefined ? 'of the address' : safeUrl(from.url)} was answered with ${String(from.status)} (${text(HOW[from.status ?? 0] ?? 'a redirect')}), and ${to.request?.method ?? 'GET'} ${
      to.url === undefined ? 'of another one' : safeUrl(to.url)
    } followed.`,
    specs: [rfc(9110, '15.4')],
    basis: 'computed',
  });
}

/** What little differs between the two addresses: worth a link that is right at once. */
function difference({ url: a }: Link, { url: b }: Link): Prose {
  if (a === undefined || b === undefined || a.protocol !== b.protocol || a.port !== b.port || a.search !== b.search) return [];
  const slash = b.pathname === `${a.pathname}/` ? 'with a slash at the end' : a.pathname === `${b.pathname}/` ? 'without the slash' : '';
  if (a.hostname === b.hostname) return slash === '' ? [] : [text(`, ${slash}`)];
  if (a.pathname !== b.pathname) return [];
  return b.hostname === `www.${a.hostname}` ? [text(', with www')] : a.hostname === `www.${b.hostname}` ? [text(', without www')] : [];
}

const HOW: Readonly<Record<number, string>> = {
  301: 'moved permanently',
  302: 'moved temporarily',
  303: 'see another resource',
  307: 'moved temporarily, same method',
  308: 'moved permanently, same method',
};

function scheme(from: Link, to: Link, i: number): readonly Annotation[] {
  const [before, after] = [from.url?.protocol, to.url?.protocol];
  if (before === 'http:' && after === 'https:')
    return [
      good('redirects/upgrade', at.hop(i, at.responseStatus), {
        title: say`From http to https: from here on the exchange is encrypted`,
        detail: say`The first request went out in the clear, and the server moved it to a secure address. ${'Strict-Transport-Security'} on the https side saves browsers the unencrypted first step next time.`,
        specs: [rfc(9110, '4.2.2'), rfc(6797, '7.2')],
      }),
    ];
  if (before !== 'https:' || after !== 'http:') return [];
  return [
    warning('redirects/downgrade', at.hop(i, at.field('response', nameIn(from.response?.fields ?? [], 'Location'))), {
      title: say`From https down to http: what follows is not encrypted`,
      detail: say`Everybody on the way can read and change the request to ${host(to)} and its answer, cookies and tokens included. Let ${'Location'} say ${'https'}; behind a proxy that ends TLS, servers often build the address with the wrong scheme.`,
      specs: [rfc(9110, '15.4'), rfc(9110, '4.2.2')],
    }),
  ];
}

function method(from: Link, to: Link, i: number): readonly Annotation[] {
  const [before, after] = [from.request?.method, to.request?.method];
  if (before === undefined || after === undefined || before === after) return [];
  const place = at.hop(i + 1, at.requestLine);
  const lost = contentSize(from.request) ?? 0;
  if (from.status === 307 || from.status === 308)
    return [
      error('redirects/method-changed', place, {
        title: say`${String(from.status)} forbids changing ${before} to ${after}`,
        detail: say`With ${String(from.status)} the client must repeat the same method with the same content. The client that made this chain did not.`,
        specs: [rfc(9110, from.status === 307 ? '15.4.8' : '15.4.9')],
      }),
    ];
  if (from.status === 303)
    return [
      info('redirects/see-other', place, {
        title: say`${before} became ${after}, as ${'303'} asks`,
        detail: say`${'303'} See Other leads to the answer, which is always fetched with ${'GET'} (or ${'HEAD'}), without content.`,
        specs: [rfc(9110, '15.4.4')],
      }),
    ];
  return [
    warning('redirects/method-rewritten', place, {
      title: say`${before} became ${after} on the way${lost > 0 ? text(', and its content was dropped') : []}`,
      detail: say`${
        before === 'POST'
          ? say`A client may change ${'POST'} to ${'GET'} on ${String(from.status)}, and nearly all do.`
          : say`On ${String(from.status)} a client may change ${'POST'} to ${'GET'}; nothing allows it for ${before}.`
      } If ${before} was to reach ${to.url === undefined ? 'the new address' : safeUrl(to.url, 50)}, send it there directly, or let the server answer ${
        from.status === 301 ? '308' : '307'
      }; if not, ${'303'} says so plainly.`,
      specs: [rfc(9110, from.status === 301 ? '15.4.2' : from.status === 302 ? '15.4.3' : '15.4')],
    }),
  ];
}

function credentials(from: Link, to: Link, i: number): readonly Annotation[] {
  if (from.url === undefined || to.url === undefined || from.url.origin === to.url.origin) return [];
  const [before, after] = [from.request?.fields ?? [], to.request?.fields ?? []];
  const notes: Annotation[] = [];
  const kept = ['Authorization', 'Proxy-Authorization', 'X-Api-Key'].filter(
    (name) => has(before, name) && firstOf(after, name) === firstOf(before, name),
  );
  for (const name of kept)
    notes.push(
      warning('redirects/credentials-leaked', at.hop(i + 1, at.field('request', nameIn(after, name))), {
        title: say`${name} for ${host(from)} was sent on to ${host(to)}`,
        detail: say`The redirect leads to another origin, and the credentials went along, so whoever runs ${host(to)} has them now. Clients leave ${'Authorization'} out when the origin changes; send it on only where you trust both.`,
        specs: [rfc(9110, '15.4'), fetchStandard('http-redirect-fetch')],
      }),
    );
  if (has(before, 'Authorization') && to.request?.fields !== undefined && !has(after, 'Authorization'))
    notes.push(
      info('redirects/credentials-left', at.hop(i + 1, at.requestLine), {
        title: say`${'Authorization'} was left out: ${host(to)} is another origin`,
        detail: say`Credentials meant for ${host(from)} are not handed to another origin by a redirect. If ${host(to)} needs them too, send the request there directly.`,
        specs: [rfc(9110, '15.4'), fetchStandard('http-redirect-fetch')],
      }),
    );
  const cookie = firstOf(before, 'Cookie');
  if (cookie !== undefined && firstOf(after, 'Cookie') === cookie && !sameSite(from.url.hostname, to.url.hostname))
    notes.push(
      warning('redirects/cookies-leaked', at.hop(i + 1, at.field('request', nameIn(after, 'Cookie'))), {
        title: say`The cookies of ${host(from)} were sent on to ${host(to)}`,
        detail: say`A cookie belongs to the host, or the domain, that set it. Here the ${'Cookie'} field was written by hand and went along unchanged. Let the cookie jar send cookies, or do not follow the redirect.`,
        specs: [rfc(6265, '5.4'), rfc(9110, '15.4')],
      }),
    );
  return notes;
}

const sameSite = (a: string, b: string): boolean => a.split('.').slice(-2).join('.') === b.split('.').slice(-2).join('.');

/** The next request went to another address than Location names; a client that rewrites addresses, or a wrong record. */
function elsewhere(from: Link, to: Link, i: number): readonly Annotation[] {
  if (from.target === undefined || to.url === undefined) return [];
  const bare = (url: URL): string => url.href.replace(/#.*$/, '');
  if (bare(from.target) === bare(to.url)) return [];
  return [
    info('redirects/elsewhere', at.hop(i + 1, at.requestUrl), {
      title: say`${'Location'} says ${safeUrl(from.target, 46)}; the client went elsewhere`,
      detail: say`The next request of the chain is for ${safeUrl(to.url)}, which is not what ${'Location'} resolves to. A rule of the client (an upgrade to https, say) may have changed it.`,
      specs: [rfc(9110, '10.2.2')],
      basis: 'computed',
    }),
  ];
}
