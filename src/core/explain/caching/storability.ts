// May a cache store it at all (RFC 9111 section 3), and is a later request answered with it?
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { answered, nameIn, resolved, type View } from '../view.ts';
import { span } from '../words.ts';
import { find, HEURISTIC, type Policy, plainly } from './policy.ts';

export function explainStorability(x: View, policy: Policy): readonly Annotation[] {
  const list = policy.directives;
  const never = find(list, 'no-store');
  if (never !== undefined) return find(list, 'must-understand') === undefined ? (reads(x) ? [] : invalidates(x)) : [understood(x)];
  if (!reads(x)) return [...unsafe(x, policy), ...invalidates(x)];
  return [...star(x, policy), ...byStatus(x, policy), ...failureKept(x, policy)];
}

/** The methods whose answers caches reuse as they are (QUERY for the same content, RFC 10008); an unknown method is taken for GET. */
export const reads = (x: View): boolean => x.method === undefined || ['GET', 'HEAD', 'QUERY'].includes(x.method);

export const controlAnchor = (x: View): string => at.field('response', nameIn(x.got, 'Cache-Control'));

export const explicit = ({ own, shared }: Policy): boolean => [own, shared].some((l) => l !== undefined && l.source !== 'heuristic');

function understood(x: View): Annotation {
  return info('caching/must-understand', controlAnchor(x), {
    title: say`A cache that knows status ${String(x.status)} may ignore ${'no-store'} and store it`,
    detail: say`${'must-understand'} and ${'no-store'} go together: a cache that understands and follows what status ${String(x.status)} asks of caching ignores ${'no-store'}; older ones, which do not know ${'must-understand'}, fall back on it and store nothing.`,
    specs: [rfc(9111, '5.2.2.3')],
  });
}

function unsafe(x: View, policy: Policy): readonly Annotation[] {
  if (!explicit(policy)) return [];
  const method = escaped(x.method ?? '', 20);
  const anchor = answered(x, 'Cache-Control') === undefined ? at.field('response', nameIn(x.got, 'Expires')) : controlAnchor(x);
  const location = answered(x, 'Content-Location');
  const same = location !== undefined && x.url !== undefined && resolved(x, location)?.href === x.url.href;
  if (x.method === 'POST' && same)
    return [
      info('caching/post-for-get', anchor, {
        title: say`This answer to ${'POST'} may be reused for a later ${'GET'} of ${x.path}`,
        detail: say`It has an explicit lifetime, and ${'Content-Location'} is the target itself; so a cache may store it for ${'GET'} and ${'HEAD'}. Another ${'POST'} always goes to the server.`,
        specs: [rfc(9110, '9.3.3')],
        basis: 'computed',
      }),
    ];
  return [
    info('caching/method', anchor, {
      title: say`An answer to ${method} is not reused: the lifetime has hardly any effect`,
      detail:
        x.method === 'POST'
          ? say`Caches answer ${'GET'} and ${'HEAD'} from what they stored. An answer to ${'POST'} is not reused for another ${'POST'}, and for ${'GET'} only if it has a lifetime and a ${'Content-Location'} equal to the target. Safe queries are cacheable with ${'GET'}, or with ${'QUERY'}.`
          : say`Caches answer ${'GET'} and ${'HEAD'} from what they stored, and write every ${method} through to the server.`,
      specs: [rfc(9110, x.method === 'POST' ? '9.3.3' : '9.2.3'), rfc(9111, '4')],
    }),
  ];
}

/** RFC 9111 section 4.4: what changes the target makes stored responses for it useless. */
function invalidates(x: View): readonly Annotation[] {
  const done = x.status !== undefined && x.status >= 200 && x.status < 400;
  if (!done || x.method === undefined || !['POST', 'PUT', 'PATCH', 'DELETE'].includes(x.method)) return [];
  return [
    info('caching/invalidates', at.responseStatus, {
      title: say`Caches that saw this drop what they had stored for ${x.path}`,
      detail: say`A ${x.method} that did not fail invalidates stored responses for its target, and ${'Location'} and ${'Content-Location'} of the same origin may go with it. Only caches that the request passed through know of it: others keep their copies until these are stale.`,
      specs: [rfc(9111, '4.4')],
      aside: true,
    }),
  ];
}

/** A failure with a lifetime: the cache goes on answering with it after the server is well again. */
function failureKept(x: View, { directives: list, own, shared }: Policy): readonly Annotation[] {
  const lifetime = [shared, own].find((one) => one !== undefined && one.source !== 'heuristic');
  if ((x.status ?? 0) < 500 || x.status === 501 || lifetime === undefined || lifetime.seconds === 0 || find(list, 'no-cache') !== undefined)
    return [];
  const anchor = lifetime.source === 'Expires' ? at.field('response', nameIn(x.got, 'Expires')) : controlAnchor(x);
  return [
    warning('caching/failure-kept', anchor, {
      title: say`Caches may keep this ${String(x.status)} for ${text(span(lifetime.seconds))}, also when the server is well again`,
      detail: say`An explicit lifetime makes even a server error cacheable, so clients get it for ${text(span(lifetime.seconds))} without the server being asked. Send errors with ${'Cache-Control: no-store'}, or with a lifetime of a few seconds if the cache shall shield the server.`,
      specs: [rfc(9111, '3'), rfc(9110, '15.6')],
      basis: 'computed',
    }),
  ];
}

function star(x: View, policy: Policy): readonly Annotation[] {
  if (!/(?:^|,)\s*\*\s*(?:,|$)/.test(answered(x, 'Vary') ?? '')) return [];
  const promised = explicit(policy) && ((policy.own?.seconds ?? 0) > 0 || (policy.shared?.seconds ?? 0) > 0);
  return [
    (promised ? warning : info)('caching/vary-star', at.field('response', nameIn(x.got, 'Vary')), {
      title: promised
        ? say`${'Vary: *'} makes the lifetime useless: no request ever matches`
        : say`${'Vary: *'}: no later request matches, so it is never reused without asking`,
      detail: say`The star says that the choice of this response depended on more than the fields of the request. A stored response with it always fails to match, so it cannot be reused without asking the server, whatever ${'Cache-Control'} says. Name the fields that matter, or say ${'no-store'}.`,
      specs: [rfc(9111, '4.1'), rfc(9110, '12.5.5')],
    }),
  ];
}

function byStatus(x: View, policy: Policy): readonly Annotation[] {
  const status = x.status ?? 0;
  const list = policy.directives;
  if (explicit(policy) || find(list, 'no-cache') !== undefined) return [];
  // `private` allows the reader's own cache to store any final status (section 3), and sharing.ts says so.
  if (plainly(list, 'private') && !HEURISTIC.has(status)) return [];
  if (status === 304 || status === 206 || status === 416) return [];
  const told = find(list, 'public') !== undefined;
  if (HEURISTIC.has(status) || told) {
    if (status === 200 || status === 203) return policy.own === undefined ? [nothingSaid(x, policy)] : [];
    return [
      info('caching/heuristic-status', at.responseStatus, {
        aside: ![301, 308, 404, 410].includes(status),
        title: HEURISTIC.has(status)
          ? say`Caches may store this ${String(status)} without being told, by a heuristic`
          : say`${'public'} lets caches store this ${String(status)}; for how long, each guesses`,
        detail: say`${
          HEURISTIC.has(status)
            ? say`${String(status)} is one of the codes that are cacheable by default: without ${'Cache-Control'} or ${'Expires'} a cache may still keep it for a time that it estimates.`
            : say`A ${String(status)} is not cacheable by default, and ${'public'} makes it so: a cache may keep it for a time that it estimates, since no lifetime is given.`
        } ${
          status === 404 || status === 410
            ? say`So the target can seem missing for a while after it was created; ${'Cache-Control: no-store'} or a short ${'max-age'} prevents it.`
            : say`${'Cache-Control'} with ${'max-age'} or ${'no-store'} would say how long.`
        }`,
        specs: [HEURISTIC.has(status) ? rfc(9110, '15.1') : rfc(9111, '5.2.2.9'), rfc(9111, '4.2.2')],
      }),
    ];
  }
  return [
    info('caching/not-by-default', at.responseStatus, {
      title: say`A ${String(status)} is not stored unless ${'Cache-Control'} or ${'Expires'} says so`,
      detail: say`Codes such as ${String(status)} are not cacheable by default: caches keep one only if the response has a lifetime, and this one has none. Each request goes to the server.`,
      specs: [rfc(9110, '15.1'), rfc(9111, '3')],
      definition: true,
    }),
  ];
}

function nothingSaid(x: View, { directives: list }: Policy): Annotation {
  const checks = answered(x, 'ETag') === undefined ? [] : say` It has an ${'ETag'}, so a stored copy can at least be checked cheaply.`;
  const said = answered(x, 'Cache-Control') !== undefined;
  const shared =
    find(list, 'public') === undefined
      ? []
      : say` ${'public'} allows shared caches (CDN, proxy) to store it, also after a request with ${'Authorization'}, but does not say for how long.`;
  return info('caching/nothing-said', said ? controlAnchor(x) : at.response, {
    aside: !said,
    title: said
      ? say`${'Cache-Control'} gives no lifetime, so each cache decides how long it is fresh`
      : say`No ${'Cache-Control'}: not said how long it is fresh, so each cache decides`,
    detail: say`There is no explicit lifetime, and no ${'Last-Modified'} to estimate one from (the usual heuristic).${shared} A cache may still store a ${text(String(x.status))}, and what it does with it is up to the cache. ${'Cache-Control: max-age=…'} or ${'no-store'} would settle it.${checks}`,
    specs: [rfc(9111, '4.2.2'), rfc(9111, '3')],
  });
}
