// The body of a request when a value has decided how it is read: `Content-Type: {{type}}`, `GET {{socket}}`.
import { readBody } from '../syntax/body.ts';
import { sameName } from '../syntax/compare.ts';
import { boundaryIn, type ContentKind, contentKindOf, mediaTypeOf, typeOf } from '../syntax/content-kind.ts';
import { type Lines, linesOf, skipBlanks } from '../syntax/lines.ts';
import { DIALECTS } from '../syntax/profile.ts';
import type { Body, Request } from '../syntax/tree.ts';
import { directive } from './directives.ts';
import { type Evaluation, report } from './evaluation.ts';
import type { Address } from './url.ts';

export interface Known {
  readonly keyword: string;
  readonly address: Address;
  readonly contentType: string | undefined;
}

export function bodyFor(to: Evaluation, request: Request, known: Known): Body | undefined {
  const { body } = request;
  const { block } = to.placed;
  const dialect = DIALECTS[to.document.profile];
  // Content that is all comments is some where comments are kept.
  if (!body && (dialect.verbatimContent || to.scope.settings.bodyComments === 'auto')) return undefined;
  const typed = contentKindOf(block.text, request.line, request.fields, dialect);
  if (dialect.verbatimContent && typed.type !== 'messages' && known.keyword !== 'WEBSOCKET') return body;
  const kind = kindOf(to, request, typed, known);
  const same = kind.type === typed.type && kind.formEscapes === escapesTyped(to) && kind.dropComments === typed.dropComments;
  const boundarySame = kind.boundaryText === typed.boundaryText || (body?.type === 'multipart' && body.delimiters.length > 0);
  if (body && same && boundarySame) return body;
  const lines = linesOf(block.text);
  const read = readBody(lines, contentLine(lines, request), kind);
  for (const { code, severity, range, message } of read.problems)
    if (!block.problems.some((p) => p.code === code && p.range.start === range.start)) report(to, code, severity, range, message);
  return read.body;
}

/** The line after the blank one that ends the head; comments may stand before it. */
export function contentLine({ text, starts, ends, count }: Lines, { line, fields, badLines }: Request): number {
  const end = Math.max(...[line, fields.at(-1), badLines.at(-1)].map((node) => node?.range.end ?? 0));
  let i = 0;
  while (i < count && (ends[i] ?? 0) < end) i++;
  while (i < count && skipBlanks(text, starts[i] ?? 0, ends[i] ?? 0) < (ends[i] ?? 0)) i++;
  return Math.min(i + 1, count);
}

/** The parser knows of the directive, not of the setting. */
const escapesTyped = ({ placed }: Evaluation): boolean => directive(placed.block, 'form-escapes') !== undefined;

function kindOf({ scope, placed }: Evaluation, request: Request, typed: ContentKind, { keyword, contentType }: Known): ContentKind {
  const mediaType = mediaTypeOf(contentType ?? '');
  const type = keyword === 'WEBSOCKET' ? 'messages' : keyword === 'GRAPHQL' || typed.type === 'graphql' ? 'graphql' : typeOf(mediaType);
  const at = type === 'multipart' ? boundaryIn(contentType ?? '') : undefined;
  const field = request.fields.find((f) => sameName(placed.block.text, f.name, 'content-type'));
  return {
    type,
    mediaType,
    expectsNone: typed.expectsNone && type === 'untyped',
    boundary: typed.boundary ?? (at && field?.value),
    boundaryText: at && contentType?.slice(at.start, at.end),
    formEscapes: scope.settings.formDialect === 'jetbrains' || directive(placed.block, 'form-escapes') !== undefined,
    dropComments: scope.settings.bodyComments === 'auto',
  };
}
