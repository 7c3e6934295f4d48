// What VS Code is told of semantic tokens before there is one.
import { SemanticTokensLegend } from 'vscode';
import { TOKEN_TYPES } from '../../core/language/token-types.ts';

export const LEGEND = new SemanticTokensLegend([...TOKEN_TYPES]);
