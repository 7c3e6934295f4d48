// Explanations as the JSON of CONTRACT.md: titles and details as plain text.
import type { Annotation, Explanation } from '../explain/annotation.ts';
import { plain } from '../text/prose.ts';

export const annotationJson = (annotation: Annotation): Record<string, unknown> => ({
  id: annotation.id,
  level: annotation.level,
  anchor: annotation.anchor,
  ...(annotation.occurrence !== undefined && { occurrence: annotation.occurrence }),
  title: plain(annotation.title),
  detail: plain(annotation.detail),
  basis: annotation.basis,
  specs: annotation.specs,
  ...(annotation.definition === true && { definition: true }),
  ...(annotation.aside === true && { aside: true }),
});

export const explanationJson = ({
  summary,
  annotations,
}: Explanation): { readonly summary: string; readonly annotations: readonly unknown[] } => ({
  summary: plain(summary),
  annotations: annotations.map(annotationJson),
});
