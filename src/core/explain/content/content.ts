// The content against what the fields say of it: coding, charset, type, digest; and what the server itself says in an error.
import type { Annotation } from '../annotation.ts';
import type { Subject } from '../subject.ts';
import { view } from '../view.ts';
import { explainCharset } from './charset.ts';
import { explainCodings } from './codings.ts';
import { explainDigests } from './digests.ts';
import { explainServerWords } from './problem.ts';
import { bodyOf } from './read.ts';
import { explainSyntax } from './syntax.ts';
import { explainTrace } from './trace.ts';
import { explainType } from './type.ts';

export function explainContent(subject: Subject, x = view(subject)): readonly Annotation[] {
  const body = bodyOf(x);
  if (body === undefined) return [];
  return [
    ...explainCodings(x, body),
    ...explainType(x, body),
    ...explainCharset(x, body),
    ...explainSyntax(x, body),
    ...explainServerWords(x, body),
    ...explainTrace(x, body),
    ...explainDigests(x, body),
  ];
}
