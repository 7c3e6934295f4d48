// Definition, references, highlight and rename of variables and named requests.
import {
  type DefinitionProvider,
  DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightProvider,
  Location,
  type Position,
  type ReferenceProvider,
  type RenameProvider,
  type TextDocument,
  WorkspaceEdit,
} from 'vscode';
import { definitionsOf, type Occurrence, occurrenceAt, placesOf, rename } from '../../core/language/names.ts';
import type { HttpDocument } from '../../core/syntax/tree.ts';
import { toRange } from '../convert.ts';
import type { Documents } from '../documents.ts';

type Provider = DefinitionProvider & ReferenceProvider & DocumentHighlightProvider & Required<RenameProvider>;

export function nameProvider(documents: Documents): Provider {
  const at = (document: TextDocument, position: Position): readonly [HttpDocument, Occurrence | undefined] => {
    const tree = documents.parseOf(document).document;
    return [tree, occurrenceAt(tree, document.offsetAt(position))];
  };
  const location = (document: TextDocument) => (o: Occurrence) => new Location(document.uri, toRange(document, o.range));
  return {
    provideDefinition: (document, position) => {
      const [tree, name] = at(document, position);
      return name && definitionsOf(tree, name, document.offsetAt(position)).map(location(document));
    },
    provideReferences: (document, position, { includeDeclaration }) => {
      const [tree, name] = at(document, position);
      if (name === undefined) return undefined;
      return placesOf(tree, name)
        .filter(({ role }) => includeDeclaration || role === 'use')
        .map(location(document));
    },
    provideDocumentHighlights: (document, position) => {
      const [tree, name] = at(document, position);
      if (name === undefined) return undefined;
      return placesOf(tree, name).map(
        ({ range, role }) =>
          new DocumentHighlight(toRange(document, range), role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read),
      );
    },
    prepareRename: (document, position) => {
      const [, name] = at(document, position);
      if (name === undefined) throw new Error('Only variables and named requests can be renamed.');
      return { range: toRange(document, name.range), placeholder: name.name };
    },
    provideRenameEdits: (document, position, to) => {
      const [tree, name] = at(document, position);
      const edits = name && rename(tree, name, to);
      if (edits === undefined) throw new Error(`“${to}” can't be a name: letters, digits, “_” and “-” can.`);
      const edit = new WorkspaceEdit();
      for (const { range, text } of edits) edit.replace(document.uri, toRange(document, range), text);
      return edit;
    },
  };
}
