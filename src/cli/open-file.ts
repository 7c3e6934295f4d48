// A `.http` file with everything around it that a command needs: its text, its tree, its environment.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sslOptions } from '../core/resolve/connection-settings.ts';
import {
  dotenvPlaces,
  type EnvironmentFile,
  environmentFault,
  environmentNames,
  environmentPlaces,
  environmentVariables,
  parseDotenv,
} from '../core/resolve/environment.ts';
import { readImports } from '../core/resolve/imports.ts';
import { DEFAULT_SETTINGS, type Scope, type VariableSet } from '../core/resolve/scope.ts';
import { type Decoded, decodeSource } from '../core/syntax/encoding.ts';
import { parse } from '../core/syntax/parse.ts';
import type { Problem } from '../core/syntax/problem.ts';
import type { Profile } from '../core/syntax/profile.ts';
import type { HttpDocument } from '../core/syntax/tree.ts';
import { fail, ok, type Result } from '../core/text/result.ts';
import { nodePorts } from './ports.ts';

export interface OpenedFile {
  /** As the person wrote it. */
  readonly path: string;
  readonly document: HttpDocument;
  /** Of the file and of its parse. */
  readonly problems: readonly Problem[];
  readonly scope: Scope;
}

export interface OpenOptions {
  readonly env?: string;
  /** `NAME=value` each. */
  readonly var: readonly string[];
  /** How the text is read; Postil's own way unless told. */
  readonly profile?: Profile;
}

/** What is wrong comes back as a sentence for standard error. */
export async function openFile(path: string, options: OpenOptions): Promise<Result<OpenedFile, string>> {
  const given = variables(options.var);
  if (!given.ok) return given;
  const read = await readText(path);
  if (!read.ok) return read;
  const scope = await scopeOf(path, options.env, given.value);
  if (!scope.ok) return scope;
  const { document, problems } = parse(read.value.text, options.profile);
  const files = await readImports(document, scope.value, nodePorts({ ask: false }).files);
  return ok({ path, document, problems: [...read.value.problems, ...problems], scope: { ...scope.value, files } });
}

function variables(pairs: readonly string[]): Result<VariableSet, string> {
  const values = new Map<string, string>();
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 1) return fail(`--var ${pair}: expected NAME=VALUE`);
    values.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  return ok({ source: 'option', label: '--var', values, secret: false });
}

/** Octets that are no UTF-8 are errors with their places (FORMAT.md C13). */
async function readText(path: string): Promise<Result<Decoded, string>> {
  try {
    return ok(decodeSource(await readFile(path)));
  } catch (error) {
    return fail(`${path}: can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Errors of the file itself: they keep every request of it from being sent. */
export const fileErrors = ({ problems }: OpenedFile): readonly Problem[] =>
  problems.filter(({ code, severity }) => code === 'invalid-utf8' && severity === 'error');

async function scopeOf(path: string, env: string | undefined, given: VariableSet): Promise<Result<Scope, string>> {
  const file = resolve(path);
  const workspace = process.cwd();
  const files: EnvironmentFile[] = [];
  for (const place of environmentPlaces(file, workspace)) {
    const text = await textIfAny(place.path);
    const fault = text === undefined ? undefined : environmentFault(text);
    if (fault !== undefined) return fail(`${place.path}: can't be read as an environment file: ${fault}`);
    if (text !== undefined) files.push({ ...place, text });
  }
  const names = environmentNames(files);
  if (env !== undefined && !names.includes(env))
    return fail(`--env ${env}: no environment of that name; there ${names.length === 0 ? 'is none' : `are ${names.join(', ')}`}`);
  const dotenv = await firstText(dotenvPlaces(file, workspace));
  const scope = {
    file,
    workspace,
    variables: [given, ...environmentVariables(files, env)],
    settings: DEFAULT_SETTINGS,
    options: sslOptions(files, env),
  };
  return ok(dotenv === undefined ? scope : { ...scope, dotenv: parseDotenv(dotenv) });
}

async function firstText(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const text = await textIfAny(path);
    if (text !== undefined) return text;
  }
  return undefined;
}

async function textIfAny(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    // No such file: the next place is looked at.
    return undefined;
  }
}
