// Whether a Markdown text can have requests in it, for what must be small: one look for the mark of a fence and the name of its language.
// `fences.ts` says which of them are fences.

/** The words behind the mark: `http`, `REST {#id}`, pandoc's `{.http}`. */
export const LANGUAGE = /^(?:\{?[ \t]*\.)?(?:http|rest)(?![\w./-])/i;

const MARK = /(?:`{3}|~{3})[ \t]*(?:\{?[ \t]*\.)?(?:http|rest)(?![\w./-])/i;

/** True for every text that has such a fence, and for some that have none. */
export const mayHaveFence = (markdown: string): boolean => MARK.test(markdown);
