// The area of requests: what a server will make of this one, read before or after it is sent. Quiet on a clean request.
import type { Annotation } from '../annotation.ts';
import type { Subject } from '../subject.ts';
import { explainContent } from './content.ts';
import { explainCookieField } from './cookie.ts';
import { explainFieldLines } from './field-lines.ts';
import { explainMethod } from './method.ts';
import { explainTarget } from './target.ts';

export function explainRequest(subject: Subject): readonly Annotation[] {
  const { request, response, error } = subject;
  if (request === undefined) return [];
  // An error about the URL says the same in its own place, and of a secret that has gone out security/ speaks.
  const elsewhere = new Set([
    ...(error === undefined ? [] : ['request/url/malformed', 'request/url/scheme']),
    ...(error === undefined && response === undefined ? [] : ['request/url/secret']),
    ...((response?.status ?? 400) === 400 ? [] : ['request/url/swapped-port']),
  ]);
  const target = explainTarget(request).filter(({ id }) => !elsewhere.has(id));
  return [...explainMethod(request), ...target, ...explainFieldLines(request), ...explainCookieField(request), ...explainContent(request)];
}
