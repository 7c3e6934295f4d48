// The kinds of semantic tokens, apart from what finds them: VS Code wants the list before the first token.

/** `comment` is drawn dimmed: it is not sent. */
export const TOKEN_TYPES = ['comment', 'variable', 'function', 'macro', 'keyword'] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];
