// How a text is read: as Postil reads it (FORMAT.md), or as the draft standard of http-files.org has it, where that differs
// (FORMAT.md "Where the superset leaves the draft standard").

export type Profile = 'postil' | 'http-2026';

/** What the reader and `resolve` ask. Everything that is not here is the same in both. */
export interface Dialect {
  /** A line may continue the target or a field's value; a comment may be indented. */
  readonly continuation: boolean;
  /** Any white space may stand between the tokens of a request line. */
  readonly looseSpacing: boolean;
  /** Only the seven methods that everybody has change their case; any other token is a method as it is typed. */
  readonly verbatimMethods: boolean;
  /** Only the four names of a version as the draft writes them: no lower case, no `HTTP/2.0`, no prior knowledge. */
  readonly strictVersions: boolean;
  /** Path and query go out as typed, also what may not stand in a target. */
  readonly verbatimTarget: boolean;
  /** A field's value goes out as typed: no user and password of `Authorization` are encoded. */
  readonly verbatimFields: boolean;
  /** Content is sent as typed, from the first blank line to the block's end: nothing dropped, joined, rebuilt or read from a file, nothing a handler. */
  readonly verbatimContent: boolean;
  /** `{{ x }}`, `{{%x}}` and `{{$name with arguments}}` are references; else only a name and nothing more is one. */
  readonly looseReferences: boolean;
  /** A definition further down is seen. */
  readonly lateDefinitions: boolean;
  /** A request's name is the whole title or value of `@name`, not its first word. */
  readonly wholeTitle: boolean;
  /** An error anywhere in what is to be sent keeps all of it from being sent. */
  readonly allOrNothing: boolean;
  /** Of a URL that names none; `undefined` leaves it to the setting. A path alone goes over http or, by the port of Host, https. */
  readonly scheme: 'https' | undefined;
}

export const DIALECTS: Readonly<Record<Profile, Dialect>> = {
  postil: {
    continuation: true,
    looseSpacing: true,
    verbatimMethods: false,
    strictVersions: false,
    verbatimTarget: false,
    verbatimFields: false,
    verbatimContent: false,
    looseReferences: true,
    lateDefinitions: true,
    wholeTitle: true,
    allOrNothing: false,
    scheme: undefined,
  },
  'http-2026': {
    continuation: false,
    looseSpacing: false,
    verbatimMethods: true,
    strictVersions: true,
    verbatimTarget: true,
    verbatimFields: true,
    verbatimContent: true,
    looseReferences: false,
    lateDefinitions: false,
    wholeTitle: false,
    allOrNothing: true,
    scheme: 'https',
  },
};
