// The body of a request when a value has decided how it is read: `Content-Type: {{type}}`, `GET {{socket}}`.
import { readBody } from '../syntax/body.ts';
import { boundaryIn, type ContentKind, contentKindOf, mediaTypeOf, typeOf } from '../syntax/content-kind.ts';
import { linesOf } from '../syntax/lines.ts';
import { DIALECTS } from '../syntax/profile.ts';
import type { Body, Request } from '../syntax/tree.ts';
import { directive } from './directives.ts';
import type { Evaluation } from './evaluation.ts';
import type { Address } from './url.ts';

export interface Known {
  readonly keyword: string;
  readonly address: Address;
  readonly contentType: string | undefined;
}

export function bodyFor(to: Evaluation, request: Request, known: Known): Body | undefined {
  const { body } = request;
  if (!body) return undefined;
  const { block } = to.placed;
  const dialect = DIALECTS[to.document.profile];
  const typed = contentKindOf(block.text, request.line, request.fields, dialect);
  if (dialect.verbatimContent && typed.type !== 'messages' && known.keyword !== 'WEBSOCKET') return body;
  const kind = kindOf(to, typed, known);
  const same = kind.type === typed.type && kind.formEscapes === escapesTyped(to) && kind.dropComments === typed.dropComments;
  const boundarySame = kind.boundaryText === typed.boundaryText || (body.type === 'multipart' && body.delimiters.length > 0);
  if (same && boundarySame) return body;
  const lines = linesOf(block.text);
  const first = lines.starts.findIndex((start) => start >= body.range.start);
  return readBody(lines, first, kind).body;
}

/** The parser knows of the directive, not of the setting. */
const escapesTyped = ({ placed }: Evaluation): boolean => directive(placed.block, 'form-escapes') !== undefined;

function kindOf({ scope, placed }: Evaluation, typed: ContentKind, { keyword, contentType }: Known): ContentKind {
  const mediaType = mediaTypeOf(contentType ?? '');
  const type = keyword === 'WEBSOCKET' ? 'messages' : keyword === 'GRAPHQL' || typed.type === 'graphql' ? 'graphql' : typeOf(mediaType);
  const at = type === 'multipart' ? boundaryIn(contentType ?? '') : undefined;
  return {
    type,
    mediaType,
    boundary: typed.boundary ?? (at && { start: 0, end: 0 }),
    boundaryText: at && contentType?.slice(at.start, at.end),
    formEscapes: scope.settings.formDialect === 'jetbrains' || directive(placed.block, 'form-escapes') !== undefined,
    dropComments: scope.settings.bodyComments === 'auto',
  };
}
