// How a text is read: as Postil reads it (FORMAT.md), or as the draft standard of http-files.org has it, where that differs
// (FORMAT.md "Where the superset leaves the draft standard").

export type Profile = 'postil' | 'http-2026';

/** What the reader and `resolve` ask. Everything that is not here is the same in both. */
export interface Dialect {
  /** A line may continue the target or a field's value; a comment may be indented. */
  readonly continuation: boolean;
  /** Any white space may stand between the tokens of a request line. */
  readonly looseSpacing: boolean;
  /** Content is sent as typed: no comments dropped, no form joined, no parts rebuilt, line breaks and leading blank lines kept. */
  readonly verbatimContent: boolean;
  /** `{{ x }}` and `{{%x}}` are references. */
  readonly looseReferences: boolean;
  /** A definition further down is seen. */
  readonly lateDefinitions: boolean;
  /** A request's name is the whole title, not its first word. */
  readonly wholeTitle: boolean;
  /** `undefined` leaves it to the setting. */
  readonly scheme: 'https' | undefined;
}

export const DIALECTS: Readonly<Record<Profile, Dialect>> = {
  postil: {
    continuation: true,
    looseSpacing: true,
    verbatimContent: false,
    looseReferences: true,
    lateDefinitions: true,
    wholeTitle: true,
    scheme: undefined,
  },
  'http-2026': {
    continuation: false,
    looseSpacing: false,
    verbatimContent: true,
    looseReferences: false,
    lateDefinitions: false,
    wholeTitle: false,
    scheme: 'https',
  },
};
