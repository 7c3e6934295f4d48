// What the tests of explanations share: an exchange in the words of CONTRACT.md, explained, and its notes as lines of text.
import assert from 'node:assert/strict';
import type { Annotation, Explanation } from '../../../src/core/explain/annotation.ts';
import { explain } from '../../../src/core/explain/explain.ts';
import { fromDescription } from '../../../src/core/explain/from-description.ts';
import type { Subject } from '../../../src/core/explain/subject.ts';
import { plain } from '../../../src/core/text/prose.ts';

export function subjectOf(description: unknown): Subject {
  const subject = fromDescription(description);
  assert.ok(subject.ok);
  return subject.value;
}

export const explained = (description: unknown): Explanation => explain(subjectOf(description));

/** `warning response.status status/301: Permanent move…`: what stands in the margin, definitions left out. */
export const lines = (annotations: readonly Annotation[]): readonly string[] =>
  annotations.filter((a) => a.definition !== true).map((a) => `${a.level} ${a.anchor} ${a.id}: ${plain(a.title)}`);

/** The lines of one area, by the beginning of their ids. */
export const linesOf = (description: unknown, area: string): readonly string[] =>
  lines(explained(description).annotations.filter((a) => a.id.startsWith(area)));

/** An answered GET; `more` goes over it. */
export function answer(
  headers: readonly (readonly [string, string])[],
  more: { request?: object; response?: object; rest?: object } = {},
): object {
  return {
    request: { method: 'GET', url: 'https://api.example.com/r', headers: [], ...more.request },
    response: { status: 200, headers: [['Date', 'Fri, 20 Nov 2026 12:00:00 GMT'], ...headers], ...more.response },
    context: { now: '2026-11-20T12:00:00Z' },
    ...more.rest,
  };
}
