// Cookies that a redirect sets and that the next request of the chain does not get (RFC 6265 sections 5.1.3, 5.1.4 and 5.3).
import { valuesOf } from '../../http/field.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { nameIn } from '../view.ts';
import type { Link } from './links.ts';

interface SetCookie {
  readonly name: string;
  readonly domain: string | undefined;
  readonly path: string | undefined;
  readonly secure: boolean;
  readonly removes: boolean;
}

export function cookiesLeftBehind(links: readonly Link[]): readonly Annotation[] {
  const final = links.at(-1)?.status;
  return links.flatMap((from, i) => {
    const to = links[i + 1];
    if (to?.url === undefined || from.url === undefined) return [];
    return valuesOf(from.response?.fields ?? [], 'Set-Cookie').flatMap((value, occurrence) => {
      const cookie = readCookie(value);
      // What the jar did not take is told where it was set.
      const taken = from.cookies?.set[occurrence]?.outcome;
      const why = cookie.removes || taken === 'refused' || taken === 'off' ? undefined : kept(cookie, from.url, to.url);
      if (why === undefined) return [];
      // A refusal at the end makes the missing cookie the likely reason; without one it may be meant so.
      const level = final === 401 || final === 403 || (final !== undefined && final >= 300 && final < 400) ? warning : info;
      return [
        level('redirects/cookie-left-behind', at.hop(i, at.field('response', nameIn(from.response?.fields ?? [], 'Set-Cookie'))), {
          ...(occurrence > 0 && { occurrence }),
          title: say`The cookie ${escaped(cookie.name, 18)} is not sent to the next hop: ${why.title}`,
          detail: say`${why.detail}${
            final === 401 || final === 403
              ? say` The chain ends in ${String(final)}: the login was probably lost on this step.`
              : say` If the next page needs it, it will behave as if there were no login.`
          }`,
          specs: [rfc(6265, why.section)],
          basis: 'computed',
        }),
      ];
    });
  });
}

function kept(cookie: SetCookie, from: URL | undefined, to: URL | undefined): { title: Prose; detail: Prose; section: string } | undefined {
  if (from === undefined || to === undefined) return undefined;
  const [here, there] = [escaped(from.hostname, 40), escaped(to.hostname, 40)];
  if (cookie.domain === undefined && from.hostname !== to.hostname)
    return {
      title: say`host-only, for ${escaped(from.hostname, 20)}`,
      detail: say`It has no ${'Domain'} attribute, so it is host-only: it goes back to ${here} alone and is not sent to ${there}. ${sharedParent(from.hostname, to.hostname)}`,
      section: '5.4',
    };
  if (cookie.domain !== undefined && !domainMatches(to.hostname, cookie.domain))
    return {
      title: say`its ${'Domain'} is ${escaped(cookie.domain, 20)}`,
      detail: say`${`Domain=${escaped(cookie.domain, 40)}`} covers that name and its subdomains, and ${there} is none of them, so the cookie is not sent there.`,
      section: '5.1.3',
    };
  if (cookie.secure && to.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(to.hostname))
    return {
      title: say`it is ${'Secure'}, the next hop is http`,
      detail: say`A ${'Secure'} cookie is sent over https only, and the redirect leads to http.`,
      section: '5.4',
    };
  const path = cookie.path ?? defaultPath(from.pathname);
  if (pathMatches(to.pathname, path)) return undefined;
  return {
    title: say`its path is ${escaped(path, 20)}`,
    detail: say`It is sent for paths under ${escaped(path, 40)} only${cookie.path === undefined ? say` (the default, the folder of the page that set it)` : []}, and the next one is ${escaped(to.pathname, 40)}. ${'Path=/'} would cover the whole host.`,
    section: '5.1.4',
  };
}

function sharedParent(a: string, b: string): Prose {
  const [left, right] = [a.split('.').reverse(), b.split('.').reverse()];
  const common = left.filter((label, i) => right.slice(0, i + 1).join('.') === left.slice(0, i + 1).join('.') && label !== '');
  if (common.length < 2 || /^[\d.]+$/.test(a)) return [text('The two hosts have no domain in common, so no cookie can serve both.')];
  return say`${`Domain=${escaped(common.reverse().join('.'), 40)}`} would send it to both, and to all other subdomains.`;
}

function readCookie(value: string): SetCookie {
  const [pair = '', ...attributes] = value.split(';');
  const found = new Map(
    attributes.map((attribute) => {
      const [name = '', ...rest] = attribute.split('=');
      return [name.trim().toLowerCase(), rest.join('=').trim()];
    }),
  );
  const path = found.get('path');
  const domain = found.get('domain')?.replace(/^\./, '').toLowerCase();
  return {
    name: (pair.split('=')[0] ?? '').trim(),
    domain: domain === '' ? undefined : domain,
    path: path?.startsWith('/') ? path : undefined,
    secure: found.has('secure'),
    removes: /^(?:0|-\d+)$/.test(found.get('max-age') ?? '') || /\b1970\b/.test(found.get('expires') ?? ''),
  };
}

const domainMatches = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

const pathMatches = (path: string, prefix: string): boolean =>
  path === prefix || (path.startsWith(prefix) && (prefix.endsWith('/') || path[prefix.length] === '/'));

const defaultPath = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));
