// Other `.http` files: those that `import` and `run` lines name (FORMAT.md C19). Read once through the file port; what they give
// is looked up from there. A circle of imports is harmless.
import { parse } from '../syntax/parse.ts';
import type { Problem } from '../syntax/problem.ts';
import { absolute, type Block, type Command, type HttpDocument, type PlacedBlock, textOf } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { definitionsOf } from './definitions.ts';
import { fillPath, type Known } from './fill-path.ts';
import { requestNamed } from './names.ts';
import { folderOf, isAbsolute, joinPath } from './path.ts';
import type { FilePort, Scope } from './scope.ts';

/** A file that another one names, with its place. */
export interface Imported {
  /** Absolute. */
  readonly path: string;
  readonly document: HttpDocument;
}

/** A document's place, and the variables that its paths may have. */
type Place = Pick<Scope, 'file' | 'workspace'> & Known;

/** How many files are read for one. */
const MOST = 200;

/**
 * The files that a document names, those that they name, and the document itself, by absolute path; none if it names none. What is
 * `found` already is neither read nor followed again, and the rest is added to it.
 */
export async function readImports(
  document: HttpDocument,
  place: Place,
  files: FilePort,
  found = new Map<string, HttpDocument>(),
): Promise<ReadonlyMap<string, HttpDocument>> {
  const most = found.size + MOST;
  // A file that is named by those that it names, or by itself, is not read again.
  if (place.file !== undefined && namedIn(document).all.length > 0) found.set(place.file, document);
  const open: { readonly document: HttpDocument; readonly place: Place }[] = [{ document, place }];
  for (let next = open.pop(); next; next = open.pop())
    for (const path of namedIn(next.document).all) {
      for (const candidate of placesOf(next.document, path, next.place)) {
        if (found.has(candidate) || found.size >= most) break;
        const octets = await files.read(candidate);
        if (!octets) continue;
        const read = parse(new TextDecoder().decode(octets), document.profile).document;
        found.set(candidate, read);
        open.push({ document: read, place: { ...place, file: candidate } });
        break;
      }
    }
  return found;
}

/** The files whose definitions and requests a document sees, the nearest first, the document itself left out. */
export function importsOf(document: HttpDocument, scope: Linked): readonly Imported[] {
  if (!scope.files || scope.files.size === 0) return [];
  const found = new Map<string, Imported>();
  const open: Imported[] = [{ path: scope.file ?? '', document }];
  for (let next = open.shift(); next; next = open.shift())
    for (const path of namedIn(next.document).imported) {
      const imported = fileFrom(next.document, path, { ...scope, file: next.path });
      if (!imported || imported.path === scope.file || found.has(imported.path)) continue;
      found.set(imported.path, imported);
      open.push(imported);
    }
  return [...found.values()];
}

/** The file that a `run` or `import` line of the file at `scope.file` names, by its path as typed. */
export function fileAt(path: string, scope: Linked): Imported | undefined {
  return fileFrom(scope.file === undefined ? undefined : scope.files?.get(scope.file), path, scope);
}

function fileFrom(document: HttpDocument | undefined, path: string, scope: Linked): Imported | undefined {
  for (const candidate of placesOf(document, path, scope)) {
    const document = scope.files?.get(candidate);
    if (document) return { path: candidate, document };
  }
  return undefined;
}

/** What imported files define. */
export const importedNames = (document: HttpDocument, scope: Linked): readonly string[] =>
  importsOf(document, scope).flatMap((imported) => [...definitionsOf(imported.document).keys()]);

type Linked = Place & Pick<Scope, 'files'>;

/** `import` and `run` lines that lead nowhere. Without `files` nobody follows them here, and that is said. */
export function checkCommands(document: HttpDocument, scope: Linked): readonly Problem[] {
  return document.blocks.flatMap((placed) =>
    placed.block.commands.flatMap((command) => checkCommand(document, placed, command, scope) ?? []),
  );
}

function checkCommand(document: HttpDocument, placed: PlacedBlock, command: Command, scope: Linked): Problem | undefined {
  const { block } = placed;
  const path = pathOf(block, command);
  const name = command.name && textOf(block, command.name);
  const here = (message: string): Problem => notRun(absolute(placed, command.range), 'information', message);
  if (!scope.files && path !== undefined) return here(`No other file is read here: this ${command.kind} line is not followed.`);
  const file = path === undefined ? { path: scope.file ?? '', document } : fileFrom(document, path, scope);
  if (!file && command.path && path !== undefined) {
    const range = absolute(placed, command.path);
    const filled = filledIn(document, path, scope);
    return filled === undefined ? unknownPath(path, range) : missing(filled, range, candidates(filled, scope));
  }
  if (!file || !command.name || name === undefined || isNamed(file.document, { ...scope, file: file.path }, name)) return undefined;
  return notRun(
    absolute(placed, command.name),
    'warning',
    `No request is named ${name}${path === undefined ? '' : ` in ${path}`}: nothing is sent for this line. Write "# @name ${name}" above the one that is meant.`,
  );
}

/** In the document, or in one that it imports. */
export const isNamed = (document: HttpDocument, scope: Linked, name: string): boolean =>
  requestNamed(document, name) !== undefined ||
  importsOf(document, scope).some((imported) => requestNamed(imported.document, name) !== undefined);

const notRun = (range: Range, severity: 'information' | 'warning', message: string): Problem => ({
  code: 'command-not-run',
  severity,
  range,
  message,
});

const missing = (path: string, range: Range, looked: readonly string[]): Problem => ({
  code: 'file-not-found',
  severity: 'error',
  range,
  message: `There is no file ${path}. Looked for ${looked.length === 0 ? path : looked.join(' and ')}.`,
  subject: path,
});

const unknownPath = (path: string, range: Range): Problem => ({
  code: 'file-not-found',
  severity: 'error',
  range,
  message: `The path ${path} has a variable whose value is not known before files are read. Define it in this file or in an environment.`,
  subject: path,
});

interface Named {
  readonly imported: readonly string[];
  readonly all: readonly string[];
}

const known = new WeakMap<HttpDocument, Named>();

/** The paths that a document names, as typed. */
function namedIn(document: HttpDocument): Named {
  const before = known.get(document);
  if (before) return before;
  const commands = document.blocks.flatMap(({ block }) => block.commands.map((command) => ({ block, command })));
  const paths = (list: typeof commands): readonly string[] => list.flatMap(({ block, command }) => pathOf(block, command) ?? []);
  const named = { all: paths(commands), imported: paths(commands.filter(({ command }) => command.kind === 'import')) };
  known.set(document, named);
  return named;
}

/** Where the file of a path as typed may be; nowhere when a value in it is not known. */
function placesOf(document: HttpDocument | undefined, path: string, place: Place): readonly string[] {
  const filled = filledIn(document, path, place);
  return filled === undefined ? [] : candidates(filled, place);
}

/** The same path means the same wherever it stands in a document: what it means where it stands first. */
function filledIn(document: HttpDocument | undefined, path: string, known: Known): string | undefined {
  if (!path.includes('{{') && !path.includes('\\{')) return path;
  if (!document) return undefined;
  const first = document.blocks.find(({ block }) => block.commands.some((command) => pathOf(block, command) === path));
  const command = first?.block.commands.find((c) => pathOf(first.block, c) === path);
  return fillPath(document, path, (first?.offset ?? 0) + (command?.range.start ?? 0), known);
}

const pathOf = (block: Block, { path }: Command): string | undefined => path && textOf(block, path);

/** Beside the text first, then in the workspace. */
export function candidates(path: string, { file, workspace }: Place): readonly string[] {
  if (isAbsolute(path)) return [path];
  const folders = [file === undefined ? undefined : folderOf(file), workspace];
  return [...new Set(folders.flatMap((folder) => (folder === undefined ? [] : [joinPath(folder, path)])))];
}
