// Variables and named requests over the files that import one another (FORMAT.md C19). A name means what the file defines, else what the
// nearest of its imports defines; so two places have the same name when they lead to the same file.
import { definitionsOf as variablesOf } from '../resolve/definitions.ts';
import { fileAt, type Imported, importsOf } from '../resolve/imports.ts';
import { requestNamed } from '../resolve/names.ts';
import type { Scope, VariableSet } from '../resolve/scope.ts';
import type { Range } from '../text/range.ts';
import { fail, ok, type Result } from '../text/result.ts';
import { definitionsOf, isLegal, type Name, type Occurrence, occurrenceAt, occurrences, renamedRange, sameName } from './names.ts';
import { placeName } from './near-path.ts';

/** A text among those that are known. `path` is absolute, and empty for a text without a file. */
export type Text = Imported;

/** What is known around it: `files` may hold the text itself, and files that import it. */
export type Around = Pick<Scope, 'workspace' | 'variables'> & { readonly files: NonNullable<Scope['files']> };

/** A name of a text, and the one that it leads to. */
export interface Target extends Name {
  /** Where it stands. */
  readonly here: Text;
  readonly at: Occurrence;
  /** The file that defines it; `undefined` when no text does. */
  readonly home: Text | undefined;
}

export interface Located {
  readonly path: string;
  readonly occurrence: Occurrence;
}

/** What is renamed in one file. */
export interface FileEdits {
  readonly path: string;
  readonly edits: readonly { readonly range: Range; readonly text: string }[];
}

/** The name at an offset of a text. */
export function targetAt(here: Text, offset: number, around: Around): Target | undefined {
  const at = occurrenceAt(here.document, offset, isVariableIn(here, around));
  return at && { kind: at.kind, name: at.name, ...(at.asked && { asked: at.asked }), here, at, home: homeOf(here, at, around) };
}

/** Where it is defined, as a list of one or none. */
export function definitionOf({ home, here, at, ...name }: Target): readonly Located[] {
  if (home === undefined) return [];
  // Of an imported file the last definition holds.
  const offset = home.path === here.path ? at.range.start : home.document.source.length;
  return definitionsOf(home.document, nameIn(name), offset).map((occurrence) => ({ path: home.path, occurrence }));
}

/** Every place of it, this text first. */
export function placesAcross(target: Target, around: Around): readonly Located[] {
  const { here, home } = target;
  const same = home === undefined ? (name: string) => name === target.name : sameName(home.document, target);
  const texts =
    target.asked !== undefined || (home === undefined && givenBy(target, around) === undefined) ? [here] : textsOf(here, around);
  return texts.flatMap((text) => {
    const known = new Map<string, string | undefined>();
    return occurrences(text.document, isVariableIn(text, around))
      .filter((o) => {
        if (o.kind !== target.kind || o.asked !== target.asked || !same(o.name)) return false;
        const key = `${o.within ?? ''}\n${o.name}`;
        if (!known.has(key)) known.set(key, homeOf(text, o, around)?.path);
        return known.get(key) === home?.path;
      })
      .map((occurrence) => ({ path: text.path, occurrence }));
  });
}

/** The edits of all files, or why there are none. `editable` says whether a file may be changed. */
export function renameAcross(
  target: Target,
  to: string,
  around: Around,
  editable: (path: string) => boolean,
): Result<readonly FileEdits[], string> {
  if (!isLegal(target, to)) return fail(`“${to}” can't be a name: letters, digits, “_” and “-” can.`);
  if (to === target.name) return ok([]);
  const fixed = whyFixed(target, around);
  if (fixed !== undefined) return fail(fixed);
  const places = placesAcross(target, around);
  const paths = [...new Set(places.map(({ path }) => path))];
  const closed = paths.filter((path) => path !== target.here.path && !editable(path));
  if (closed.length > 0)
    return fail(`${target.name} stands in ${closed.join(' and ')} too, outside of this workspace: nothing is renamed.`);
  const taken = takenBy(target, to, paths, around);
  if (taken !== undefined) return fail(`There is already ${taken}. Choose another name, or rename that one first.`);
  return ok(
    paths.map((path) => ({
      path,
      edits: places
        .filter((place) => place.path === path)
        .map(({ occurrence }) => ({ range: renamedRange(occurrence, target.name), text: to })),
    })),
  );
}

/** Why a name can't be renamed, whatever the new one is; `undefined` when it can. */
export function whyFixed(target: Target, around: Around): string | undefined {
  const given = target.home === undefined && target.asked === undefined ? givenBy(target, around) : undefined;
  return given && `${target.name} comes from ${given.label}. Rename it there: Postil does not change that file.`;
}

/** The text and the files that are known, each once. */
const textsOf = (here: Text, { files }: Around): readonly Text[] => [
  here,
  ...[...files].flatMap(([path, document]) => (path === here.path ? [] : [{ path, document }])),
];

/** The file that a name of a text leads to. */
function homeOf(text: Text, { kind, name, within, asked }: Pick<Occurrence, 'kind' | 'name' | 'within' | 'asked'>, around: Around) {
  if (asked !== undefined) return text;
  const start = within === undefined ? text : fileAt(within, linked(text, around));
  if (start === undefined) return undefined;
  const defines = ({ document }: Text): boolean =>
    kind === 'request' ? requestNamed(document, name) !== undefined : variablesOf(document).has(name);
  return defines(start) ? start : importsOf(start.document, linked(start, around)).find(defines);
}

/** With the text itself as it is now, whatever the map says. */
const linked = ({ path }: Text, { workspace, files }: Around): Pick<Scope, 'file' | 'workspace' | 'files'> => ({
  file: path === '' ? undefined : path,
  workspace,
  files,
});

const isVariableIn = (text: Text, around: Around): ((name: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const is = givenBy({ kind: 'variable', name }, around) !== undefined || homeOf(text, { kind: 'variable', name }, around) !== undefined;
    known.set(name, is);
    return is;
  };
};

const givenBy = ({ kind, name }: Name, { variables }: Around): VariableSet | undefined =>
  kind === 'variable' ? variables.find(({ values }) => values.has(name)) : undefined;

const nameIn = ({ kind, name, asked }: Name): Name => ({ kind, name, ...(asked && { asked }) });

/** What has the new name already where one of the files would see it. */
function takenBy(target: Target, to: string, paths: readonly string[], around: Around): string | undefined {
  const wanted = { kind: target.kind, name: to };
  const asked = target.asked?.references.some((r) => target.asked?.text.slice(r.expression.start, r.expression.end) === to);
  if (asked === true) return `a variable ${to} in this request`;
  if (target.asked !== undefined) return undefined;
  for (const text of textsOf(target.here, around)) {
    if (!paths.includes(text.path)) continue;
    const home = homeOf(text, wanted, around);
    const [first] = home === undefined ? [] : definitionsOf(home.document, wanted, 0);
    if (home === undefined || first === undefined || isPartOf(target, home, to)) continue;
    const where = placeName(home, first.range.start, { file: target.here.path, workspace: around.workspace });
    return `a ${target.kind} ${to}, in ${where}`;
  }
  return undefined;
}

/** `log in` is renamed `log`: the request that is found is the one that is renamed. */
const isPartOf = (target: Target, home: Text, to: string): boolean =>
  target.kind === 'request' && home.path === target.home?.path && sameName(home.document, target)(to);
