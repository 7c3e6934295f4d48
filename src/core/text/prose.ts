// Text for people as data: words, code and links. Never HTML or Markdown; whoever shows it decides how.

export type ProsePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

export type Prose = readonly ProsePart[];

/** What a template hole takes: a string or number becomes code, a part or a list of parts goes in as it is. */
export type ProseHole = string | number | ProsePart | Prose;

/**
 * Writes prose. The template's own words are text; each hole is code unless it is prose already, so a value from the wire
 * is always set apart: ``say`fresh for ${text('60 s')} because of ${'max-age'}` ``.
 */
export function say(words: TemplateStringsArray, ...holes: readonly ProseHole[]): Prose {
  const parts: ProsePart[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word !== '') parts.push({ kind: 'text', text: word });
    const hole = holes[i];
    if (hole === undefined) continue;
    if (typeof hole === 'string' || typeof hole === 'number') parts.push(code(hole));
    else if ('kind' in hole) parts.push(hole);
    else parts.push(...hole);
  }
  return parts;
}

/** Words computed by us (``text('40 s')``), not set as code. */
export const text = (words: string | number): ProsePart => ({ kind: 'text', text: String(words) });

export const code = (words: string | number): ProsePart => ({ kind: 'code', text: String(words) });

export const link = (words: string, url: string): ProsePart => ({ kind: 'link', text: words, url });

/** Puts pieces of prose one after another, with `between` (a space unless told) between those that are not empty. */
export function join(pieces: readonly Prose[], between = ' '): Prose {
  const parts: ProsePart[] = [];
  for (const piece of pieces) {
    if (piece.length === 0) continue;
    if (parts.length > 0 && between !== '') parts.push(text(between));
    parts.push(...piece);
  }
  return parts;
}

/** The words alone: what a terminal line, a test or a screen reader gets. */
export const plain = (prose: Prose): string => prose.map((part) => part.text).join('');
