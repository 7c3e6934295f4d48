// What the request said it would accept against what came, and whether caches were told (RFC 9110 section 12).
import type { Annotation } from '../annotation.ts';
import type { Subject } from '../subject.ts';
import { view } from '../view.ts';
import { explainCoding } from './coding.ts';
import { explainLanguage } from './language.ts';
import { explainType } from './type.ts';

export function explainNegotiation(subject: Subject, x = view(subject)): readonly Annotation[] {
  if (x.response?.fields === undefined || x.request?.fields === undefined || (x.status ?? 0) < 200) return [];
  return [...explainType(x), ...explainCoding(x), ...explainLanguage(x)];
}
