// How long the response is fresh, counted: lifetime − age (RFC 9111 section 4.2).
import { parseDate } from '../../http/date.ts';
import { firstOf } from '../../http/field.ts';
import { parseMediaType } from '../../http/media-type.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation, SpecReference } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { rfc } from '../spec.ts';
import { answered, nameIn, type View } from '../view.ts';
import { span, spanExactly } from '../words.ts';
import { type Age, demands, find, type Lifetime, type Policy, plainly, secondsOf } from './policy.ts';
import { reads } from './storability.ts';

export function explainFreshness(x: View, policy: Policy): readonly Annotation[] {
  const list = policy.directives;
  if (!reads(x) || (find(list, 'no-store') !== undefined && find(list, 'must-understand') === undefined)) return [];
  const never = plainly(list, 'no-cache');
  return [...(never ? unchecked(x, policy) : counted(x, policy)), ...ignoredExpires(x, policy), ...reload(x, policy)];
}

function counted(x: View, policy: Policy): readonly Annotation[] {
  const { own, shared, age } = policy;
  if (own === undefined && shared === undefined) return [];
  // An invalid Expires, which means expired, is told by the field rule.
  if (own?.source === 'Expires' && parseDate(firstOf(x.got, 'Expires') ?? '', x.now) === undefined) return [];
  const notes: Annotation[] = [];
  const differs = shared?.source === 's-maxage' && shared.seconds !== own?.seconds && !plainly(policy.directives, 'private');
  if (shared !== undefined && differs) notes.push(two(x, policy, shared));
  if (own !== undefined && (!differs || forbiddenUse(policy, own) !== undefined)) notes.push(one(x, policy, own, age));
  return notes;
}

function one(x: View, policy: Policy, own: Lifetime, age: Age): Annotation {
  const forbidden = forbiddenUse(policy, own);
  const violated = forbidden !== undefined;
  const lifetime = violated ? (policy.shared ?? own) : own;
  const left = lifetime.seconds - age.seconds;
  const stale = left <= 0 && lifetime.seconds > 0;
  const anchor = at.field('response', nameIn(x.got, age.field !== undefined && age.field > 0 ? 'Age' : FIELD[lifetime.source]));
  const level = violated ? warning : info;
  return level(
    stale ? 'caching/stale' : lifetime.seconds === 0 ? 'caching/expired' : `caching/fresh-${lifetime.source.toLowerCase()}`,
    anchor,
    {
      title: title(lifetime, age, left, forbidden),
      detail: join([origin(x, policy, lifetime), arithmetic(x, lifetime, age, left), accepted(x, left), afterwards(policy, left)]),
      specs: specsOf(lifetime, age),
      basis: lifetime.source === 'heuristic' ? 'hypothesis' : 'computed',
    },
  );
}

/** The directive that a cache on the way broke; it is a shared one, and only what it says of itself, by Age, proves anything. */
function forbiddenUse({ directives, shared, age }: Policy, own: Lifetime): string | undefined {
  const lifetime = shared ?? own;
  // An age that equals the lifetime is stale, but seconds are rounded on the way.
  if (lifetime.seconds === 0 || age.field === undefined || age.apparent !== undefined || age.field <= lifetime.seconds) return undefined;
  // RFC 5861 lets a shared cache do for a time what s-maxage alone forbids.
  const allowed = ['stale-while-revalidate', 'stale-if-error'].some((name) => find(directives, name) !== undefined);
  return ['must-revalidate', 'proxy-revalidate', ...(allowed ? [] : ['s-maxage'])].find((name) => find(directives, name) !== undefined);
}

const FIELD: Readonly<Record<Lifetime['source'], string>> = {
  's-maxage': 'Cache-Control',
  'max-age': 'Cache-Control',
  Expires: 'Expires',
  heuristic: 'Last-Modified',
};

function title(lifetime: Lifetime, age: Age, left: number, forbidden: string | undefined): Prose {
  if (lifetime.seconds === 0) return say`Stale at once: a stored copy is checked before each use`;
  if (left <= 0 && forbidden !== undefined)
    return say`Used ${text(brief(-left))} after its ${text(brief(lifetime.seconds))} were over, which ${forbidden} forbids`;
  if (left === 0) return say`Stale from now on: lifetime ${text(brief(lifetime.seconds))}, age ${text(brief(age.seconds))}`;
  if (left < 0) return say`Stale for ${text(brief(-left))}: lifetime ${text(brief(lifetime.seconds))}, age ${text(brief(age.seconds))}`;
  if (age.seconds > 0) return say`Fresh for ${text(brief(left))} more: ${text(brief(lifetime.seconds))} − age ${text(brief(age.seconds))}`;
  if (lifetime.source === 'heuristic')
    return say`No lifetime given; the usual guess is ${text(span(lifetime.seconds))}, 10 % of the time unchanged`;
  if (lifetime.source === 'Expires') return say`Fresh for ${text(span(lifetime.seconds))}: ${'Expires'} − ${'Date'}`;
  return say`Fresh for ${text(span(lifetime.seconds))}: until then a cache answers without asking`;
}

/** Seconds where they are few enough to be counted with: `60 s − 20 s`. */
const brief = (seconds: number): string => (seconds < 600 ? `${seconds} s` : span(seconds));

function origin(x: View, policy: Policy, { source, seconds }: Lifetime): Prose {
  const whole = text(spanExactly(seconds));
  const value = find(policy.directives, source === 's-maxage' ? 's-maxage' : 'max-age');
  switch (source) {
    case 's-maxage':
    case 'max-age':
      if (secondsOf(value) === undefined) return say`The value of ${source} is invalid, so caches treat the response as already stale.`;
      return say`${`${source}=${value?.value ?? ''}`} gives a lifetime of ${whole}${text(Number(value?.value) > 2 ** 31 ? ': a larger number counts as 2^31' : '')}.`;
    case 'Expires':
      if (seconds === 0) return say`${'Expires'} is in the past or invalid, which means: expired from the start.`;
      return say`${'Expires'} minus ${x.date === undefined ? text('the time of receipt') : 'Date'} gives a lifetime of ${whole}.`;
    case 'heuristic':
      return say`Nothing gives a lifetime, so a cache may estimate one: usually 10 % of the time from ${'Last-Modified'} to ${'Date'}, here ${text(spanExactly(seconds * 10))}, which gives ${whole}. An estimate differs from cache to cache; ${'Cache-Control: max-age=…'} settles it.`;
  }
}

function arithmetic(x: View, lifetime: Lifetime, age: Age, left: number): Prose {
  if (lifetime.seconds === 0) return [];
  const sum = text(`${lifetime.seconds} s − ${age.seconds} s = ${left < 0 ? `−${-left}` : left} s`);
  if (age.seconds === 0)
    return x.now === undefined && age.field === undefined
      ? say`Nothing says that it is older than it looks, so all of it is left.`
      : say`It was made or checked at the origin just now, so all of it is left.`;
  const why =
    age.apparent === undefined
      ? say`${'Age'} says that it was ${text(spanExactly(age.seconds))} old when it left a cache on the way`
      : say`${'Date'} is ${text(spanExactly(age.seconds))} before the clock here, which counts as its age${age.field === undefined ? [] : say`, more than the ${String(age.field)} s of ${'Age'}`}`;
  return say`${why}: ${sum} ${text(left > 0 ? 'are left.' : 'are left: it is stale.')}${
    x.date === undefined && age.field === undefined ? say` The response has no ${'Date'}, so the time of receipt counts.` : []
  }`;
}

/** What the request said it would take. */
function accepted(x: View, left: number): Prose {
  const directive = find(demands(x), 'max-stale');
  if (left > 0 || directive === undefined) return [];
  const most = secondsOf(directive);
  if (directive.value === undefined) return say`The request takes it all the same: ${'max-stale'} allows any time.`;
  if (most === undefined) return [];
  return say`The request takes what is stale by up to ${text(span(most))} (${`max-stale=${most}`})${text(-left <= most ? ', and so this.' : ': this is more.')}`;
}

function afterwards(policy: Policy, left: number): Prose {
  const { etag, modified } = policy.validators;
  const strict = find(policy.directives, 'must-revalidate') ?? find(policy.directives, 'proxy-revalidate');
  const check =
    etag !== undefined
      ? say`asks with ${`If-None-Match`} and the ${'ETag'}, and gets ${'304'} without content if nothing has changed`
      : modified !== undefined
        ? say`asks with ${'If-Modified-Since'}, and gets ${'304'} without content if nothing has changed`
        : say`has to fetch the whole again, because there is neither ${'ETag'} nor ${'Last-Modified'} to ask with`;
  const when = left > 0 ? text('After that a cache') : text('A cache');
  const never =
    strict === undefined
      ? []
      : say` ${strict.name} forbids ${strict.name === 'proxy-revalidate' ? text('shared caches to use it') : text('using it')} stale, even when the server cannot be reached.`;
  const shared =
    find(policy.directives, 'public') === undefined
      ? []
      : say` ${'public'} lets shared caches (CDN, proxy) store it also where they otherwise may not, after a request with ${'Authorization'} above all; for anything else that has a lifetime they need no such word.`;
  return say`${when} ${check}.${never}${shared}`;
}

function specsOf({ source }: Lifetime, age: Age): readonly SpecReference[] {
  const base = {
    's-maxage': rfc(9111, '5.2.2.10'),
    'max-age': rfc(9111, '5.2.2.1'),
    Expires: rfc(9111, '5.3'),
    heuristic: rfc(9111, '4.2.2'),
  }[source];
  return age.seconds > 0 ? [rfc(9111, '4.2.3'), rfc(9111, '4.2.1'), base] : [rfc(9111, '4.2.1'), base];
}

/** s-maxage speaks to shared caches only; the reader's own takes max-age, Expires or an estimate. */
function two(x: View, policy: Policy, shared: Lifetime): Annotation {
  const { own, age } = policy;
  const { seconds: old } = age;
  const mine = own === undefined ? text('an unknown time') : text(span(own.seconds));
  return info('caching/shared-lifetime', at.field('response', nameIn(x.got, 'Cache-Control')), {
    title:
      old === 0
        ? say`Fresh for ${text(span(shared.seconds))} in shared caches (CDN, proxy), ${mine} in a browser`
        : say`In shared caches ${text(remaining(shared.seconds, old))}${own === undefined ? [] : text(`, in a browser ${remaining(own.seconds, old)}`)}`,
    detail: say`${`s-maxage=${shared.seconds}`} overrides ${'max-age'} and ${'Expires'} for shared caches (CDN, proxy) only: ${text(spanExactly(shared.seconds))} there${text(sum(shared.seconds, old))}. A private cache, the browser's, ignores it and takes ${
      own === undefined ? text('what it estimates') : say`${own.source}: ${text(spanExactly(own.seconds))}${text(sum(own.seconds, old))}`
    }. ${old > (own?.seconds ?? old) && old < shared.seconds ? text('So what the shared cache may still give out is stale on arrival, and a browser asks again at each use. ') : []}${'s-maxage'} also forbids shared caches to use the response stale without asking.`,
    specs: [rfc(9111, '5.2.2.10'), rfc(9111, '4.2.1')],
    basis: 'computed',
  });
}

/** `fresh for 5 min more`, `stale`. */
const remaining = (lifetime: number, age: number): string => (lifetime > age ? `fresh for ${brief(lifetime - age)} more` : 'stale');

const sum = (lifetime: number, age: number): string =>
  age === 0 || lifetime === 0
    ? ''
    : `, of which ${lifetime} s − age ${age} s = ${lifetime < age ? '−' : ''}${Math.abs(lifetime - age)} s are left`;

function unchecked(x: View, policy: Policy): readonly Annotation[] {
  // An event stream is a conversation, not a representation to use again.
  if (parseMediaType(answered(x, 'Content-Type') ?? '')?.essence === 'text/event-stream') return [];
  const { etag, modified } = policy.validators;
  const anchor = at.field('response', nameIn(x.got, 'Cache-Control'));
  if (etag === undefined && modified === undefined)
    return [
      // Frameworks say `no-cache, private` of themselves: then it costs a little and surprises nobody.
      (plainly(policy.directives, 'private') ? info : warning)('caching/no-validator', anchor, {
        title: say`${'no-cache'} without ${'ETag'} or ${'Last-Modified'}: every use loads the whole again`,
        detail: say`${'no-cache'} lets a cache keep the response, but it has to check with the server before each use. Without a validator there is nothing to check with: it cannot be revalidated, and each time the full content is sent again. Add an ${'ETag'}, or say ${'no-store'} if that is what is meant.`,
        specs: [rfc(9111, '5.2.2.4'), rfc(9111, '4.3.1')],
      }),
    ];
  return [
    info('caching/no-cache', anchor, {
      title: say`Kept, but checked before every use, with ${etag === undefined ? 'If-Modified-Since' : 'If-None-Match'}`,
      detail: say`${'no-cache'} does not forbid storing. A cache keeps the response and asks the server before each use; while ${etag === undefined ? 'Last-Modified' : 'ETag'} is the same, the answer is a short ${'304'} instead of the content.`,
      specs: [rfc(9111, '5.2.2.4'), rfc(9111, '4.3.1')],
    }),
  ];
}

function ignoredExpires(x: View, { own, shared }: Policy): readonly Annotation[] {
  if (firstOf(x.got, 'Expires') === undefined) return [];
  const winner = own?.source === 'max-age' ? own : undefined;
  if (winner === undefined) return [];
  return [
    info('caching/expires-ignored', at.field('response', nameIn(x.got, 'Expires')), {
      aside: saysSame(x, winner.seconds),
      title: say`Ignored: ${`max-age=${winner.seconds}`} takes precedence over ${'Expires'}`,
      detail: say`A cache that finds ${shared?.source === 's-maxage' ? 's-maxage or max-age' : 'max-age'} must ignore ${'Expires'}: the lifetime is ${text(spanExactly(winner.seconds))}. ${'Expires'} is left for caches of HTTP/1.0.`,
      specs: [rfc(9111, '5.3'), rfc(9111, '4.2.1')],
    }),
  ];
}

/** Expires and max-age come to the same, within a second. */
function saysSame(x: View, seconds: number): boolean {
  const until = parseDate(firstOf(x.got, 'Expires') ?? '', x.now)?.time;
  return until !== undefined && x.date !== undefined && Math.abs((until - x.date) / 1000 - seconds) <= 1;
}

/** immutable (RFC 8246): not even a reload asks again while it is fresh. */
function reload(x: View, { directives, own, age }: Policy): readonly Annotation[] {
  if (find(directives, 'immutable') === undefined) return [];
  const anchor = at.field('response', nameIn(x.got, 'Cache-Control'));
  const left = (own?.seconds ?? 0) - age.seconds;
  if (own === undefined || own.source === 'heuristic' || left <= 0)
    return [
      info('caching/immutable-stale', anchor, {
        title:
          own?.source === 'heuristic' && left > 0
            ? say`${'immutable'} promises little here: the response gives no lifetime`
            : say`${'immutable'} has no effect: it holds only while the response is fresh`,
        detail: say`It promises that the content does not change during its freshness lifetime; ${own === undefined ? say`none is given here. Add ${'max-age'}.` : own.source === 'heuristic' ? say`here each cache guesses that. Add ${'max-age'}.` : text('and that is over.')}`,
        specs: [rfc(8246, '2')],
      }),
    ];
  return [
    info('caching/immutable', anchor, {
      title: say`${'immutable'}: for ${text(span(left))} not even a reload asks the server again`,
      detail: say`Browsers revalidate on reload even what is fresh; ${'immutable'} says that it need not, because this content never changes during its lifetime of ${text(spanExactly(own.seconds))}. Right for addresses with a hash or a version in them: a change needs a new address.`,
      specs: [rfc(8246, '2')],
    }),
  ];
}
