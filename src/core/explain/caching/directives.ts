// Directives that say more than a lifetime: use while stale, checks, single fields (RFC 9111 section 5.2.2, RFC 5861).

import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { counted, escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { View } from '../view.ts';
import { listed, span, spanExactly } from '../words.ts';
import { find, type Policy, plainly, secondsOf } from './policy.ts';
import { controlAnchor, reads } from './storability.ts';

export function explainDirectives(x: View, policy: Policy): readonly Annotation[] {
  if (plainly(policy.directives, 'no-store') || !reads(x)) return [];
  return [
    ...whileStale(x, policy),
    ...onError(x, policy),
    ...mustCheck(x, policy),
    ...single(x, policy, 'private'),
    ...single(x, policy, 'no-cache'),
  ];
}

function whileStale(x: View, policy: Policy): readonly Annotation[] {
  const extra = secondsOf(find(policy.directives, 'stale-while-revalidate'));
  if (extra === undefined) return [];
  const strict = find(policy.directives, 'must-revalidate') ?? policy.directives.find((d) => d.name === 'no-cache' && !d.value);
  if (strict !== undefined)
    return [
      warning('caching/stale-while-strict', controlAnchor(x), {
        title: say`${strict.name} overrides ${'stale-while-revalidate'}: stale use is forbidden`,
        detail: say`${strict.name} forbids a cache to use the response stale without asking first, ${'stale-while-revalidate'} allows it for ${text(span(extra))}. The two conflict, and the more restrictive one counts.`,
        specs: [rfc(5861, '3'), rfc(9111, '4.2.4'), rfc(9111, '4.2.1')],
      }),
    ];
  const fresh = (policy.shared ?? policy.own)?.seconds;
  return [
    info('caching/stale-while-revalidate', controlAnchor(x), {
      title: say`${fresh === undefined ? [] : say`Fresh ${text(span(fresh))}, then `}${text(span(extra))} stale while a new copy is fetched in the background`,
      detail: say`${fresh === undefined ? [] : say`After ${text(spanExactly(fresh))} the response is stale. `}For ${text(spanExactly(extra))} more a cache may still answer with it at once, while it checks with the server in the background; nobody has to wait.${
        fresh === undefined ? [] : say` After ${text(`${fresh} + ${extra} = ${fresh + extra} s`)} it has to ask first.`
      }`,
      specs: [rfc(5861, '3')],
      basis: 'computed',
    }),
  ];
}

function onError(x: View, policy: Policy): readonly Annotation[] {
  const extra = secondsOf(find(policy.directives, 'stale-if-error'));
  if (extra === undefined) return [];
  return [
    info('caching/stale-if-error', controlAnchor(x), {
      title: say`If the server fails, a stale copy may still be used for ${text(span(extra))}`,
      detail: say`When a check ends in ${'500'}, ${'502'}, ${'503'} or ${'504'}, or the server cannot be reached, a cache may answer with the stale copy for ${text(spanExactly(extra))} after its freshness ended instead of passing the error on.`,
      specs: [rfc(5861, '4')],
    }),
  ];
}

function mustCheck(x: View, policy: Policy): readonly Annotation[] {
  const own = find(policy.directives, 'must-revalidate');
  const proxies = find(policy.directives, 'proxy-revalidate');
  const directive = own ?? proxies;
  if (directive === undefined || plainly(policy.directives, 'no-cache')) return [];
  const lifetime = policy.own ?? policy.shared;
  const who = own === undefined ? text('shared caches') : text('caches');
  return [
    info('caching/must-revalidate', controlAnchor(x), {
      // What is stale at once is asked for each time anyway.
      aside: lifetime?.seconds === 0,
      title:
        lifetime === undefined || lifetime.seconds === 0
          ? say`Stale copies are forbidden: ${who} ask the server first`
          : say`After ${text(span(lifetime.seconds))} ${who} must ask the server; stale copies are forbidden`,
      detail: say`Once it is stale, ${who} must not use the response without a successful check at the origin. If the server cannot be reached, the client gets an error (${'504'}) rather than old content.`,
      specs: [own === undefined ? rfc(9111, '5.2.2.8') : rfc(9111, '5.2.2.2'), rfc(9111, '4.2.4')],
    }),
  ];
}

/** The qualified forms, `private="Set-Cookie"`, restrict single fields only; many caches do not know them. */
function single(x: View, policy: Policy, name: 'private' | 'no-cache'): readonly Annotation[] {
  const directive = policy.directives.find((d) => d.name === name && d.value);
  if (directive?.value === undefined) return [];
  const fields = split(directive.value).map((piece) => piece.text);
  const list = escaped(listed(fields), 36);
  const mine = name === 'private';
  return [
    info(`caching/${name}-fields`, controlAnchor(x), {
      span: directive.range,
      title: mine
        ? say`Only ${list} ${text(fields.length === 1 ? 'is' : 'are')} private; the rest may be shared`
        : say`Only ${list} must be checked before it is used again`,
      detail: mine
        ? say`${'private'} with field names limits only those header fields (${text(counted(fields.length, 'field'))}): a shared cache may still store the rest of the response, without these. Many caches take it for plain ${'private'}.`
        : say`${'no-cache'} with field names limits only those header fields (${text(counted(fields.length, 'field'))}): a cache may use the rest of the response without asking, without these. Many caches take it for plain ${'no-cache'}.`,
      specs: [mine ? rfc(9111, '5.2.2.7') : rfc(9111, '5.2.2.4')],
    }),
  ];
}
