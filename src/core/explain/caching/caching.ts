// What caches may do with this response, and for how long (RFC 9111): the arithmetic shown, the consequence named.
import type { Annotation } from '../annotation.ts';
import type { Subject } from '../subject.ts';
import { view } from '../view.ts';
import { explainDemands } from './demands.ts';
import { explainDirectives } from './directives.ts';
import { explainFreshness } from './freshness.ts';
import { explainMeanings } from './meanings.ts';
import { policyOf } from './policy.ts';
import { explainSharing } from './sharing.ts';
import { explainStorability } from './storability.ts';

export function explainCaching(subject: Subject, x = view(subject)): readonly Annotation[] {
  const status = x.status ?? 0;
  if (x.response?.fields === undefined || status < 200) return [];
  const policy = policyOf(x);
  return [
    ...explainStorability(x, policy),
    ...explainFreshness(x, policy),
    ...explainDirectives(x, policy),
    ...explainSharing(x, policy),
    ...explainDemands(x, policy),
    ...explainMeanings(x, policy),
  ];
}
