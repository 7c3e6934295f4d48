// Semantic tokens: what is not sent is dimmed.
import { type DocumentSemanticTokensProvider, SemanticTokensBuilder } from 'vscode';
import { TOKEN_TYPES } from '../../core/language/token-types.ts';
import { tokens } from '../../core/language/tokens.ts';
import type { Documents } from '../documents.ts';
import { settingsFor } from '../settings.ts';
import { LEGEND } from './legend.ts';

export const tokenProvider = (documents: Documents): DocumentSemanticTokensProvider => ({
  provideDocumentSemanticTokens: (document) => {
    const { bodyComments } = settingsFor(document.uri).resolve;
    const builder = new SemanticTokensBuilder(LEGEND);
    for (const { range, type } of tokens(documents.parseOf(document).document, bodyComments)) {
      const { line, character } = document.positionAt(range.start);
      builder.push(line, character, range.end - range.start, TOKEN_TYPES.indexOf(type));
    }
    return builder.build();
  },
});
