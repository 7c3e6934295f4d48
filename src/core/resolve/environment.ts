// Environment files as variables (FORMAT.md C22): `http-client.env.json`, its private and its user's companion, `.env`.
// Pure functions over texts that somebody else has read.
import { fail, ok, type Result } from '../text/result.ts';
import { folderOf, joinPath } from './path.ts';
import type { VariableSet, VariableSource } from './scope.ts';

export interface EnvironmentPlace {
  readonly path: string;
  readonly source: Extract<VariableSource, 'user' | 'private' | 'public'>;
}

export interface EnvironmentFile extends EnvironmentPlace {
  readonly text: string;
}

const NAMES: readonly (readonly [string, EnvironmentPlace['source']])[] = [
  ['http-client.env.json.user', 'user'],
  ['http-client.private.env.json', 'private'],
  ['http-client.env.json', 'public'],
];

/** Where environment files may lie, the nearest folder first: from the text's folder up to the workspace's (without one, only its own). */
export const environmentPlaces = (file: string, workspace: string | undefined): readonly EnvironmentPlace[] =>
  foldersUp(file, workspace).flatMap((folder) => NAMES.map(([name, source]) => ({ path: joinPath(folder, name), source })));

/** Where a `.env` file may lie, the nearest first. */
export const dotenvPlaces = (file: string, workspace: string | undefined): readonly string[] =>
  foldersUp(file, workspace).map((folder) => joinPath(folder, '.env'));

function foldersUp(file: string, workspace: string | undefined): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    folders.push(folder);
    if (workspace === undefined || folder === workspace || !folder.startsWith(workspace) || folderOf(folder) === folder) return folders;
  }
}

/** Not variables: they configure TLS and authentication. */
const RESERVED: ReadonlySet<string> = new Set(['SSLConfiguration', 'Security']);

export const SHARED = '$shared';

/** The names of all environments, sorted; `$shared` is none. */
export function environmentNames(files: readonly EnvironmentFile[]): readonly string[] {
  const names = new Set<string>();
  for (const file of files) {
    const read = readJson(file.text);
    if (read.ok) for (const [name, value] of Object.entries(read.value)) if (isRecord(value) && name !== SHARED) names.add(name);
  }
  return [...names].sort();
}

/** What the files say for an environment, the nearest file first, and after it what `$shared` says. `undefined`: no environment is chosen. */
export function environmentVariables(files: readonly EnvironmentFile[], name: string | undefined): readonly VariableSet[] {
  const sets: VariableSet[] = [];
  for (const { path, source, text } of files) {
    const read = readJson(text);
    if (!read.ok) continue;
    const label = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    const own = name === undefined ? undefined : read.value[name];
    const secret = source !== 'public';
    const shared = read.value[SHARED];
    if (isRecord(own)) sets.push({ source, label, values: withShared(valuesOf(own), shared), secret });
    if (isRecord(shared)) sets.push({ source: 'shared', label: `${label} (${SHARED})`, values: valuesOf(shared), secret });
  }
  return sets;
}

/** REST Client's setting `rest-client.environmentVariables`. */
export function settingsVariables(value: unknown, name: string | undefined): readonly VariableSet[] {
  if (!isRecord(value)) return [];
  const label = 'rest-client.environmentVariables';
  const own = name === undefined ? undefined : value[name];
  const shared = value[SHARED];
  return [
    ...(isRecord(own) ? [{ source: 'settings', label, values: withShared(valuesOf(own), shared), secret: false } as const] : []),
    ...(isRecord(shared) ? [{ source: 'settings', label: `${label} (${SHARED})`, values: valuesOf(shared), secret: false } as const] : []),
  ];
}

/** `{{$shared name}}` in a value of an environment is what `$shared` says. */
function withShared(values: ReadonlyMap<string, string>, shared: unknown): ReadonlyMap<string, string> {
  if (!isRecord(shared)) return values;
  const common = valuesOf(shared);
  const put = (value: string): string =>
    value.replace(/\{\{\s*\$shared\s+([^\s{}]+)\s*\}\}/g, (typed, name: string) => common.get(name) ?? typed);
  return new Map(Array.from(values, ([name, value]) => [name, value.includes('$shared') ? put(value) : value]));
}

/** What is wrong with the JSON of an environment file, for a message; `undefined` when nothing is. */
export function environmentFault(text: string): string | undefined {
  const read = readJson(text);
  return read.ok ? undefined : read.error;
}

/** A string as it is, other values as JSON; the members of an object also by `name.member`. */
function valuesOf(record: Readonly<Record<string, unknown>>, prefix = ''): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(record)) {
    if ((prefix === '' && RESERVED.has(name)) || isElsewhere(value)) continue;
    values.set(prefix + name, typeof value === 'string' ? value : JSON.stringify(value));
    if (isRecord(value)) for (const [inner, v] of valuesOf(value, `${prefix}${name}.`)) values.set(inner, v);
  }
  return values;
}

/** Visual Studio's `{"provider": "AspnetUserSecrets", "secretName": "a:b"}`: the value is kept in another place, which is not looked into. */
const isElsewhere = (value: unknown): boolean =>
  isRecord(value) && typeof value['provider'] === 'string' && /^(?:AspnetUserSecrets|AzureKeyVault|Encrypted)$/i.test(value['provider']);

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function readJson(text: string): Result<Readonly<Record<string, unknown>>, string> {
  try {
    const value: unknown = JSON.parse(withoutComments(text));
    return isRecord(value) ? ok(value) : fail('Expected an object with a member for each environment.');
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

/** Comments and commas before a closing bracket are common in these files; strings are left alone. */
const withoutComments = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/("(?:[^"\\\n]|\\.)*")|\/\/[^\n\r]*|\/\*[\s\S]*?\*\//g, (all, string?: string) => string ?? all.replace(/[^\n\r]/g, ' '))
    .replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, (_, string?: string) => string ?? '');

/** `NAME=value` lines; `export` and quotes allowed, `#` begins a comment. In double quotes `\n` is a line break. */
export function parseDotenv(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const m = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(.*?))\s*(?:\s#.*)?$/.exec(line);
    const [, name, double, single, bare = ''] = m ?? [];
    if (name === undefined) continue;
    const escaped = double?.replace(/\\(.)/g, (_, c: string) => ({ n: '\n', r: '\r', t: '\t' })[c] ?? c);
    values.set(name, escaped ?? single ?? bare.trim());
  }
  return values;
}
