// Who may store it: the reader's own cache, or shared ones too (RFC 9111 sections 3, 3.5 and 7).
import { has, valuesOf } from '../../http/field.ts';
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { isCredential } from '../cookies/attributes.ts';
import { info, warning } from '../note.ts';
import { rfc } from '../spec.ts';
import { nameIn, type View } from '../view.ts';
import { span } from '../words.ts';
import { find, type Policy, plainly } from './policy.ts';
import { controlAnchor, explicit, reads } from './storability.ts';

export function explainSharing(x: View, policy: Policy): readonly Annotation[] {
  const list = policy.directives;
  if (!reads(x)) return [];
  if (plainly(list, 'no-store'))
    return find(list, 'must-understand') === undefined ? [stored(x), ...keptAnyway(x, policy, 'no-store')] : [];
  if (plainly(list, 'private')) return [own(x, policy), ...keptAnyway(x, policy, 'private')];
  return [...authorized(x, policy), ...withCookie(x, policy)];
}

/** Age is what a cache says of a copy that it has stored (RFC 9111 section 5.1). */
function keptAnyway(x: View, { age }: Policy, name: 'no-store' | 'private'): readonly Annotation[] {
  if (age.field === undefined || age.field === 0) return [];
  return [
    info('caching/kept-anyway', at.field('response', nameIn(x.got, 'Age')), {
      title: say`A cache answered with a copy ${text(span(age.field))} old, although it says ${name}`,
      detail: say`${'Age'} shows that a cache on the way had stored the response, which ${name} forbids to ${text(name === 'private' ? 'shared caches' : 'all caches')}. Usually it is a cache of the site itself (a CDN, a proxy in front) that follows rules of its own and passes ${'Cache-Control'} on to everybody else. If the content is personal, look at those rules.`,
      specs: [rfc(9111, '5.1'), name === 'private' ? rfc(9111, '5.2.2.7') : rfc(9111, '5.2.2.5')],
      basis: 'hypothesis',
    }),
  ];
}

function stored(x: View): Annotation {
  return info('caching/no-store', controlAnchor(x), {
    title: say`Not stored by any cache: each use of ${x.path} asks the server`,
    detail: say`${'no-store'} forbids every cache, the browser's and shared ones, to keep anything of this exchange. It is right for what is personal or changes each time; for what may be kept and only has to be checked, ${'no-cache'} is cheaper. It is no protection of secrets by itself.`,
    specs: [rfc(9111, '5.2.2.5')],
  });
}

function own(x: View, policy: Policy): Annotation {
  const idle = find(policy.directives, 's-maxage');
  if (idle !== undefined)
    return info('caching/private-s-maxage', controlAnchor(x), {
      span: idle.range,
      title: say`${'private'} keeps shared caches out, so ${'s-maxage'} has no effect`,
      detail: say`${'s-maxage'} speaks to shared caches (CDN, proxy), and ${'private'} forbids them to store the response. The two conflict, and ${'private'} wins: the response is kept safe, only ${'s-maxage'} is idle. Remove the one that is not meant.`,
      specs: [rfc(9111, '5.2.2.7'), rfc(9111, '5.2.2.10')],
    });
  return info('caching/private', controlAnchor(x), {
    title: say`Only the reader's own cache (a browser's) may store it, no CDN or proxy`,
    detail: say`${'private'}: the response is meant for a single user, so shared caches must not store it; a private cache, the browser's, may. It does not hide the content from anybody.`,
    specs: [rfc(9111, '5.2.2.7')],
  });
}

function authorized(x: View, policy: Policy): readonly Annotation[] {
  if (!has(x.sent, 'Authorization')) return [];
  const licence = ['public', 's-maxage', 'must-revalidate'].find((name) => find(policy.directives, name) !== undefined);
  if (licence === undefined)
    return !explicit(policy)
      ? []
      : [
          info('caching/authorization', controlAnchorOr(x), {
            title: say`Asked with ${'Authorization'}: a shared cache (CDN, proxy) must not reuse it`,
            detail: say`A shared cache must not answer others with the response to a request that had an ${'Authorization'} field, unless ${'public'}, ${'s-maxage'} or ${'must-revalidate'} allows it. So the lifetime holds for the client's own cache alone, which is usually right for personal data.`,
            specs: [rfc(9111, '3.5')],
          }),
        ];
  return [
    info('caching/authorization-shared', controlAnchor(x), {
      title: say`${licence} lets shared caches reuse it although ${'Authorization'} was sent`,
      detail: say`Normally an answer to a request with credentials stays out of shared caches (CDN, proxy). ${licence} allows it: everybody whom the cache serves may get this response, with other credentials or none. Be sure that it holds nothing personal.`,
      specs: [rfc(9111, '3.5')],
    }),
  ];
}

const controlAnchorOr = (x: View): string =>
  has(x.got, 'Cache-Control') ? controlAnchor(x) : at.field('response', nameIn(x.got, 'Expires'));

function withCookie(x: View, policy: Policy): readonly Annotation[] {
  if (!has(x.got, 'Set-Cookie') || plainly(policy.directives, 'no-cache')) return [];
  if (policy.directives.some((d) => (d.name === 'private' || d.name === 'no-cache') && /set-cookie/i.test(d.value ?? ''))) return [];
  const shared = find(policy.directives, 's-maxage') ?? find(policy.directives, 'public');
  if (shared === undefined || policy.shared?.seconds === 0) return [];
  // Without a word about sharing from the author (`public`), a cookie that holds no identity does no harm in a shared cache.
  const personal = shared.name === 'public' || valuesOf(x.got, 'Set-Cookie').some((value) => isCredential(value.split('=')[0] ?? ''));
  return [
    (personal ? warning : info)('caching/set-cookie-shared', at.field('response', nameIn(x.got, 'Set-Cookie')), {
      title: say`${shared.name} lets shared caches hand this cookie to other people`,
      detail: say`A shared cache (CDN, proxy) that stores the response stores ${'Set-Cookie'} with it and may send it to the next user; if it is a session, that is this user's. Say ${'private'}, or leave the cookie out of what is shared. Some caches refuse to store such responses, but none has to.`,
      specs: [rfc(9111, '7.3')],
    }),
  ];
}
