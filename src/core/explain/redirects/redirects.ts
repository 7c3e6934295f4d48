// A chain of redirects as a whole (RFC 9110 section 15.4): where it led, what was lost or given away on the way.
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { fetchStandard, rfc } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { safeUrl } from '../view.ts';
import { cookiesLeftBehind } from './cookies.ts';
import { type Link, linksOf } from './links.ts';
import { explainSteps } from './steps.ts';

export function explainRedirects(subject: Subject): readonly Annotation[] {
  if (subject.chain === undefined || subject.chain.length === 0) return [];
  const links = linksOf(subject);
  const hops = links.filter((link) => link.status !== undefined && link.status >= 300 && link.status < 400 && link.status !== 304);
  if (hops.length === 0) return [];
  return [...length(links, hops), ...loop(links), ...fragment(subject, links), ...explainSteps(links), ...cookiesLeftBehind(links)];
}

function length(links: readonly Link[], hops: readonly Link[]): readonly Annotation[] {
  const last = links.at(-1)?.url;
  const count = hops.length;
  const end = last === undefined ? [] : say`, to ${safeUrl(last, 44)}`;
  if (count < 3) return [];
  const level = count >= 10 ? warning : info;
  return [
    level('redirects/many', at.chain, {
      title: say`${String(count)} redirects${end}: ${text(count >= 10 ? 'slow, and near the limit of clients' : `${count} round trips before the answer`)}`,
      detail: say`Each of the ${String(count)} redirects costs at least one round trip, and a new connection where the host changes, before the answer itself is asked for. Link to the last address directly, and let the server jump there in one step. Browsers give up after 20, Postil after as many as the settings say.`,
      specs: [rfc(9110, '15.4'), fetchStandard('http-redirect-fetch')],
      basis: 'computed',
    }),
  ];
}

/** The same method and address twice. A cookie set in between may end it, so a chain that got out is only remarked. */
function loop(links: readonly Link[]): readonly Annotation[] {
  const seen = new Map<string, number>();
  for (const [i, link] of links.entries()) {
    const key = `${link.request?.method ?? 'GET'} ${link.url?.href.replace(/#.*$/, '') ?? i}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, i);
      continue;
    }
    const url = link.url === undefined ? 'the address' : safeUrl(link.url, 40);
    const ended = links.slice(i).some((l) => l.status !== undefined && (l.status < 300 || l.status >= 400));
    const steps = say`${String(i - first)} ${text(i - first === 1 ? 'redirect' : 'redirects')}`;
    return [
      (ended ? info : error)('redirects/loop', at.hop(i, at.requestUrl), {
        title: ended ? say`Back at ${url} after ${steps}, and it worked this time` : say`A loop: back at ${url} after ${steps}`,
        detail: ended
          ? say`The same address was asked again and answered otherwise, probably because of a cookie that was set on the way. A client without cookies would go round for ever.`
          : say`The redirects come back to ${url} and would go round for ever. Rules that undo each other are the usual cause: http and https behind a proxy, www and without, a slash at the end; or a cookie that is never accepted.`,
        specs: [rfc(9110, '15.4')],
        basis: 'computed',
      }),
    ];
  }
  return [];
}

function fragment(subject: Subject, links: readonly Link[]): readonly Annotation[] {
  const hash = /#.+$/.exec(subject.chain?.[0]?.request?.url ?? '')?.[0];
  if (hash === undefined) return [];
  const own = links.find((link) => link.location?.includes('#'))?.location;
  const shownHash = escaped(hash, 24);
  return [
    info('redirects/fragment', at.hop(0, at.requestUrl), {
      title:
        own === undefined
          ? say`The fragment ${shownHash} is never sent; the client keeps it through the redirect`
          : say`The fragment ${shownHash} is never sent, and gives way to ${escaped(own, 24)} of ${'Location'}`,
      detail: say`What follows ${'#'} stays in the client and is not sent to any server. ${
        own === undefined
          ? say`${'Location'} has no fragment of its own, so the new address inherits ${shownHash}.`
          : say`${'Location'} brings a fragment of its own, so that one counts.`
      }`,
      specs: [rfc(9110, '10.2.2'), rfc(9110, '7.1')],
    }),
  ];
}
