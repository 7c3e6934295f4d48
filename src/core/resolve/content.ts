// Content: the pieces of text and files that a body becomes (FORMAT.md C12 to C18).
import { isLinesType } from '../syntax/content-kind.ts';
import { DIALECTS } from '../syntax/profile.ts';
import type { Body } from '../syntax/tree.ts';
import type { Evaluation } from './evaluation.ts';
import { type FormOptions, formText } from './form-text.ts';
import { graphqlJson } from './graphql-json.ts';
import { multipartPieces } from './multipart-pieces.ts';
import { eolOf, type Piece, rangePieces } from './pieces.ts';

export interface ContentSpec extends FormOptions {
  readonly body: Body;
  /** In lower case, values put in, without parameters. */
  readonly mediaType: string;
  /** Of the Content-Type as it is sent, where it names one. */
  readonly boundary: string | undefined;
}

export async function contentPieces(to: Evaluation, spec: ContentSpec): Promise<readonly Piece[]> {
  const { body } = spec;
  switch (body.type) {
    case 'form':
      return formText(to, body, spec);
    case 'multipart':
      return multipartPieces(to, body, spec.boundary);
    case 'graphql':
      return [{ kind: 'text', text: await graphqlJson(to, body) }];
    case 'messages':
      return [];
    case 'json':
    case 'xml':
    case 'text': {
      const pieces = await rangePieces(to, body, body.range, eolOf(to));
      return isLinesType(spec.mediaType) && !DIALECTS[to.document.profile].verbatimContent ? withLastBreak(pieces) : pieces;
    }
  }
}

/** Of lines each has its break; what a file has at its end is its own affair. */
function withLastBreak(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.at(-1);
  return last?.kind === 'text' && !/[\r\n]$/.test(last.text) ? [...pieces, { kind: 'text', text: '\n' }] : pieces;
}
