// The one sentence over an exchange: outcome, consequence, next step, in at most 140 characters.
import { type Prose, say } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import type { Subject } from '../subject.ts';

export function summarise(subject: Subject, annotations: readonly Annotation[]): Prose {
  const worst = annotations.find((a) => a.level === 'error') ?? annotations.find((a) => a.level === 'warning');
  if (worst) return worst.title;
  return subject.response?.status === undefined
    ? say`Nothing was received yet.`
    : say`${subject.request?.method ?? 'GET'} → ${subject.response.status}`;
}
