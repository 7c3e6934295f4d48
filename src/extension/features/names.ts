// Definition, references, highlight and rename of variables and named requests, over the files that import one another, and in the
// fences of Markdown. A path leads to its file.
import {
  type DefinitionProvider,
  DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightProvider,
  Location,
  type LocationLink,
  type Position,
  Range,
  type ReferenceProvider,
  type RenameProvider,
  type TextDocument,
  type Uri,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import { fileLinkAt } from '../../core/language/links.ts';
import {
  type Around,
  definitionOf,
  placesAcross,
  renameAcross,
  type Target,
  type Text,
  targetAt,
  whyFixed,
} from '../../core/language/names-across.ts';
import type { Scope } from '../../core/resolve/scope.ts';
import { LineIndex } from '../../core/text/line-index.ts';
import type { Range as Span } from '../../core/text/range.ts';
import { toRange } from '../convert.ts';
import type { Documents, Places } from '../documents.ts';
import { fileAt } from '../file-at.ts';
import { pathOf, uriOf } from '../ports.ts';
import type { Scopes } from '../scopes.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

type Provider = DefinitionProvider & ReferenceProvider & DocumentHighlightProvider & Required<RenameProvider>;

export interface NameParts {
  readonly documents: Documents;
  readonly scopes: Scopes;
  readonly files: WorkspaceFiles;
}

interface Asked {
  readonly target: Target;
  readonly around: Around;
  readonly places: Places;
}

export function nameProvider({ documents, scopes, files }: NameParts): Provider {
  const asked = (document: TextDocument, position: Position, known: Scope): Asked | undefined => {
    const places = documents.placesOf(document);
    const offset = places.inside(document.offsetAt(position));
    if (offset === undefined) return undefined;
    const around = { workspace: known.workspace, variables: known.variables, files: known.files ?? new Map() };
    const here: Text = { path: known.file ?? '', document: documents.parseOf(document).document };
    const target = targetAt(here, offset, around);
    return target && { target, around, places };
  };
  const near = (document: TextDocument, position: Position): Asked | undefined => asked(document, position, scopes.of(document));
  /** With the files of the workspace that import this one. */
  const far = async (document: TextDocument, position: Position): Promise<Asked | undefined> => {
    const scope = scopes.of(document);
    return asked(document, position, { ...scope, files: await files.around(scope) });
  };
  /** The whole path is underlined that leads there. */
  const fileOf = async (document: TextDocument, position: Position): Promise<LocationLink[] | undefined> => {
    const places = documents.placesOf(document);
    const offset = places.inside(document.offsetAt(position));
    const scope = scopes.of(document);
    const link = offset === undefined ? undefined : fileLinkAt(documents.parseOf(document).document, offset, scope);
    const targetUri = link && (await fileAt(document, link.path));
    if (!link || !targetUri) return undefined;
    return [{ originSelectionRange: toRange(document, places.around(link.range)), targetUri, targetRange: new Range(0, 0, 0, 0) }];
  };
  /** Outside of the fences another extension may know better. */
  const nothingHere = (document: TextDocument, position: Position): undefined => {
    if (documents.placesOf(document).inside(document.offsetAt(position)) === undefined) return undefined;
    throw new Error('Only variables and named requests can be renamed.');
  };
  return {
    provideDefinition: async (document, position) => {
      const found = near(document, position);
      if (found === undefined) return fileOf(document, position);
      const locate = locator(document, found);
      return definitionOf(found.target).map(({ path, occurrence }) => locate(path, occurrence.range));
    },
    provideReferences: async (document, position, { includeDeclaration }) => {
      const found = await far(document, position);
      if (found === undefined) return undefined;
      const locate = locator(document, found);
      return placesAcross(found.target, found.around)
        .filter(({ occurrence }) => includeDeclaration || occurrence.role === 'use')
        .map(({ path, occurrence }) => locate(path, occurrence.range));
    },
    provideDocumentHighlights: (document, position) => {
      const found = near(document, position);
      if (found === undefined) return undefined;
      return placesAcross(found.target, found.around)
        .filter(({ path }) => path === found.target.here.path)
        .map(({ occurrence: { range, role } }) => {
          const kind = role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
          return new DocumentHighlight(toRange(document, found.places.around(range)), kind);
        });
    },
    prepareRename: (document, position) => {
      const found = near(document, position);
      if (found === undefined) return nothingHere(document, position);
      const fixed = whyFixed(found.target, found.around);
      if (fixed !== undefined) throw new Error(fixed);
      return { range: toRange(document, found.places.around(found.target.at.range)), placeholder: found.target.name };
    },
    provideRenameEdits: async (document, position, to) => {
      const found = await far(document, position);
      if (found === undefined) return nothingHere(document, position);
      const made = renameAcross(found.target, to, found.around, isEditable);
      if (!made.ok) throw new Error(made.error);
      const locate = locator(document, found);
      const edit = new WorkspaceEdit();
      for (const { path, edits } of made.value)
        for (const { range, text } of edits) {
          const at = locate(path, range);
          edit.replace(at.uri, at.range, text);
        }
      return edit;
    },
  };
}

/** What belongs to the workspace, or is open before somebody's eyes. */
function isEditable(path: string): boolean {
  const uri = uriOf(path);
  return workspace.getWorkspaceFolder(uri) !== undefined || workspace.textDocuments.some((open) => pathOf(open.uri) === path);
}

/** From places of the texts that are known to those of VS Code; the document that is asked about may have no file. */
function locator(document: TextDocument, { target: { here }, around, places }: Asked): (path: string, span: Span) => Location {
  const lines = new Map<string, LineIndex>();
  return (path, span) => {
    if (path === here.path) return new Location(document.uri, toRange(document, places.around(span)));
    const index = lines.get(path) ?? new LineIndex(around.files.get(path)?.source ?? '');
    lines.set(path, index);
    const [start, end] = [index.at(span.start), index.at(span.end)];
    return new Location(uriFor(path), new Range(start.line, start.character, end.line, end.character));
  };
}

/** An open document's own address, which may be spelt in another way. */
const uriFor = (path: string): Uri => workspace.textDocuments.find((open) => pathOf(open.uri) === path)?.uri ?? uriOf(path);
