// What `resolve` is given from outside: variables in order of rank, and the ports through which it looks at the world.
import type { Fields } from '../http/field.ts';
import type { SendOptions } from '../http/request.ts';
import type { HttpDocument } from '../syntax/tree.ts';

/** FORMAT.md C21, the strongest first: captured · option · (the file's own definitions) · user · private · public · shared · settings. */
export type VariableSource = 'captured' | 'option' | 'user' | 'private' | 'public' | 'shared' | 'settings';

/** The variables of one place. */
export interface VariableSet {
  readonly source: VariableSource;
  /** For people: `http-client.env.json`, `--var`. */
  readonly label: string;
  readonly values: ReadonlyMap<string, string>;
  /** Values are masked in hovers. */
  readonly secret: boolean;
}

export interface Scope {
  /** Absolute path of the `.http` file; paths in it count from its folder. `undefined` for an unsaved text. */
  readonly file: string | undefined;
  /** Absolute path of the workspace folder, the second place where a file is looked for. */
  readonly workspace: string | undefined;
  /** In any order; `source` gives the rank, among equals the earlier set wins. */
  readonly variables: readonly VariableSet[];
  readonly settings: ResolveSettings;
  /** The files that `import` and `run` lines name, by absolute path, from `readImports`; `undefined`: none were read. */
  readonly files?: ReadonlyMap<string, HttpDocument>;
  /** How requests are sent whose directives say nothing else; what is left out is as in `DEFAULT_OPTIONS`. */
  readonly options?: Partial<SendOptions>;
  /** What the nearest `.env` file says, for `{{$dotenv NAME}}`. */
  readonly dotenv?: ReadonlyMap<string, string>;
}

export interface ResolveSettings {
  readonly defaultScheme: 'http' | 'https';
  /** `undefined`: no `User-Agent` is added. */
  readonly userAgent: string | undefined;
  /** Adds `Accept: *` `/*`. */
  readonly accept: boolean;
  /** `undefined`: no `Accept-Encoding` is added. */
  readonly acceptEncoding: string | undefined;
  /** Not added even where nothing else says it: in lower case, `host`, `content-length`. */
  readonly leaveOut?: readonly string[];
  /** Further fields for requests that have none of that name. */
  readonly more?: Fields;
  readonly bodyComments: 'auto' | 'keep';
  readonly bodyEol: 'lf' | 'crlf' | 'asFile';
  readonly formDialect: 'standard' | 'jetbrains';
  /** JetBrains' order: the environment before the file's own definitions. */
  readonly environmentWins: boolean;
}

export const DEFAULT_SETTINGS: ResolveSettings = {
  defaultScheme: 'http',
  userAgent: 'Postil',
  accept: true,
  acceptEncoding: 'gzip, deflate, br, zstd',
  bodyComments: 'auto',
  bodyEol: 'lf',
  formDialect: 'standard',
  environmentWins: false,
};

export interface Ports {
  readonly files: FilePort;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** That many octets that nobody can guess. */
  readonly random: (octets: number) => Uint8Array;
  /** `undefined` when the person turned it down, or when there is nobody to ask. */
  readonly prompt: (question: Question) => Promise<string | undefined>;
  /** A variable of the process's environment. */
  readonly environment: (name: string) => string | undefined;
  readonly responses: ResponsePort;
}

export interface FilePort {
  /** `undefined` when there is no such file or it can't be read. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /** Octets; `undefined` when there is no such file. */
  readonly size: (path: string) => Promise<number | undefined>;
}

export interface Question {
  readonly name: string;
  readonly description: string;
  /** Typed hidden: the name is like password, secret, token. */
  readonly hidden: boolean;
}

/** The last exchange of a named request in this window, decoded. */
export interface Answered {
  readonly request: { readonly fields: Fields; readonly body: string | undefined };
  readonly response: { readonly status: number; readonly fields: Fields; readonly body: string };
}

export interface ResponsePort {
  /** `undefined` when that request was not sent yet. */
  readonly get: (name: string) => Answered | undefined;
}
