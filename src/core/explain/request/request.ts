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
  // An error about the URL says the same in its own place, of a secret that has gone out security/ speaks, and what the server has taken
  // needs no word.
  const needless = new Set([
    ...(error === undefined ? [] : ['request/url/malformed', 'request/url/scheme']),
    ...(error === undefined && response === undefined ? [] : ['request/url/secret']),
    ...((response?.status ?? 400) === 400 ? [] : ['request/url/swapped-port']),
    ...((response?.status ?? 400) < 400 ? ['request/content/empty-json'] : []),
  ]);
  return [
    ...explainMethod(request),
    ...explainTarget(request),
    ...explainFieldLines(request),
    ...explainCookieField(request),
    ...explainContent(request),
  ].filter(({ id }) => !needless.has(id));
}
