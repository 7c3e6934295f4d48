// A `{{reference}}` in text that is otherwise taken as it is, braces included: marked with characters that no other text has here.

/** `expression` as it stands between the braces. */
export const reference = (expression: string): string => `\u0001${expression}\u0002`;

const MARKED = /\u0001([^\u0002]*)\u0002/g;

export const withoutMarks = (text: string): string => text.replace(/[\u0001\u0002]/g, '');

/** The text in pieces: what was typed through one, references through the other. */
export function mapped(text: string, typed: (words: string) => string, referred: (expression: string) => string): string {
  // Every second piece is an expression.
  return text
    .split(MARKED)
    .map((piece, i) => (i % 2 === 0 ? typed(piece) : referred(piece)))
    .join('');
}

export const hasReference = (text: string): boolean => text.includes('\u0001');
