// What the request asked of caches (RFC 9111 section 5.2.1), and what came of it.
import { firstOf } from '../../http/field.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import type { Directive } from '../fields/engine/cache-directives.ts';
import { info } from '../note.ts';
import { rfc } from '../spec.ts';
import { nameIn, type View } from '../view.ts';
import { span } from '../words.ts';
import { demands, find, type Policy, secondsOf } from './policy.ts';

export function explainDemands(x: View, policy: Policy): readonly Annotation[] {
  const asked = demands(x);
  const fresh = /(?:^|,)\s*no-cache\b/i.test(firstOf(x.sent, 'Pragma') ?? '') && asked.length === 0;
  const notes: Annotation[] = [...tolerances(x, asked)];
  if (find(asked, 'only-if-cached') !== undefined && x.status === 504)
    notes.push(
      info('caching/not-cached', at.responseStatus, {
        title: say`${'504'} because of ${'only-if-cached'}: no cache had a copy`,
        detail: say`The request forbids asking the server; a cache without a usable stored response answers ${'504'}. No server timed out. Leave the directive out to fetch it.`,
        specs: [rfc(9111, '5.2.1.7')],
      }),
    );
  const age = policy.age.field ?? 0;
  const most = secondsOf(find(asked, 'max-age'));
  const strict =
    find(asked, 'no-cache') !== undefined || fresh ? 'no-cache' : most !== undefined && age > most ? `max-age=${most}` : undefined;
  if (strict !== undefined && age > 0)
    notes.push(
      info('caching/demand-ignored', at.field('response', nameIn(x.got, 'Age')), {
        title: say`The request said ${strict}, yet a cache answered with a copy ${text(span(age))} old`,
        detail: say`A cache on the way did not do what the request's ${'Cache-Control'} asks. It need not: in a request the directives are wishes. CDNs are often set up so, to keep clients from reaching the origin at will; to see a new copy, change the address (a query, say) or purge the CDN.`,
        specs: [strict === 'no-cache' ? rfc(9111, '5.2.1.4') : rfc(9111, '5.2.1.1')],
        basis: 'computed',
      }),
    );
  return notes;
}

/** How old or how fresh a stored response may be, in words (sections 5.2.1.1 to 5.2.1.3). */
function tolerances(x: View, asked: readonly Directive[]): readonly Annotation[] {
  const [most, stale, fresh] = ['max-age', 'max-stale', 'min-fresh'].map((name) => find(asked, name));
  const words: readonly Prose[] = [
    ...seconds(most, (time) => (time === 0 ? say`checked at the origin first` : say`at most ${text(span(time))} old`)),
    ...(stale !== undefined && stale.value === undefined
      ? [say`stale by any time`]
      : seconds(stale, (time) => say`stale by up to ${text(span(time))}`)),
    ...seconds(fresh, (time) => say`fresh for ${text(span(time))} more`),
  ];
  if (words.length === 0) return [];
  return [
    info('caching/asks', at.field('request', nameIn(x.sent, 'Cache-Control')), {
      title: join([say`Asks caches for a copy`, ...words.map((one, i) => (i === 0 ? one : say`and ${one}`))]),
      detail: say`A request can narrow or widen what a cache may answer with: ${'max-age'} sets the greatest age, ${'min-fresh'} how long the copy has to stay fresh, ${'max-stale'} takes one that is stale already. These are wishes: no cache has to follow them, and CDNs often do not.`,
      specs: [rfc(9111, '5.2.1')],
      basis: 'computed',
      aside: true,
    }),
  ];
}

function seconds(directive: Directive | undefined, words: (time: number) => Prose): readonly Prose[] {
  const time = secondsOf(directive);
  return time === undefined ? [] : [words(time)];
}
