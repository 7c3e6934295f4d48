// The language features as VS Code is told of them. Their code is loaded at the first question; each answer waits for it, and none is
// empty meanwhile.
import { Disposable, type DocumentSelector, type Event, languages } from 'vscode';
import type { Features } from './features.ts';
import { LEGEND } from './legend.ts';
import { PASTED } from './paste-kind.ts';

const HTTP: DocumentSelector = { language: 'http' };
/** In the fences of Markdown too. */
const FENCED: DocumentSelector = [{ language: 'http' }, { language: 'markdown' }];

export function registerFeatures(features: () => Promise<Features>, onDidChangeCodeLenses: Event<void>): Disposable {
  const names = async () => (await features()).names();
  const renaming = async () => (await features()).renaming();
  const formatting = async () => (await features()).formatting();
  return Disposable.from(
    languages.registerCodeLensProvider(FENCED, {
      onDidChangeCodeLenses,
      provideCodeLenses: async (...asked) => (await features()).lenses.provideCodeLenses(...asked),
    }),
    languages.registerDocumentSymbolProvider(
      HTTP,
      { provideDocumentSymbols: async (...asked) => (await features()).outline.provideDocumentSymbols(...asked) },
      { label: 'HTTP' },
    ),
    languages.registerFoldingRangeProvider(HTTP, {
      provideFoldingRanges: async (...asked) => (await features()).folding.provideFoldingRanges(...asked),
    }),
    languages.registerDocumentSemanticTokensProvider(
      HTTP,
      { provideDocumentSemanticTokens: async (...asked) => (await features()).tokens.provideDocumentSemanticTokens(...asked) },
      LEGEND,
    ),
    languages.registerCodeActionsProvider(FENCED, {
      provideCodeActions: async (...asked) => (await features()).fixes.provideCodeActions(...asked),
    }),
    languages.registerHoverProvider(FENCED, { provideHover: async (...asked) => (await features()).hover.provideHover(...asked) }),
    languages.registerCompletionItemProvider(
      FENCED,
      { provideCompletionItems: async (...asked) => (await features()).completion.provideCompletionItems(...asked) },
      ...['{', '@', ':', ' ', '/', '.', '$', '='],
    ),
    languages.registerDefinitionProvider(HTTP, { provideDefinition: async (...asked) => (await names()).provideDefinition(...asked) }),
    languages.registerReferenceProvider(HTTP, { provideReferences: async (...asked) => (await names()).provideReferences(...asked) }),
    languages.registerDocumentHighlightProvider(HTTP, {
      provideDocumentHighlights: async (...asked) => (await names()).provideDocumentHighlights(...asked),
    }),
    languages.registerRenameProvider(HTTP, {
      prepareRename: async (...asked) => (await renaming()).prepareRename(...asked),
      provideRenameEdits: async (...asked) => (await renaming()).provideRenameEdits(...asked),
    }),
    languages.registerDocumentFormattingEditProvider(HTTP, {
      provideDocumentFormattingEdits: async (...asked) => (await formatting()).provideDocumentFormattingEdits(...asked),
    }),
    languages.registerDocumentRangeFormattingEditProvider(HTTP, {
      provideDocumentRangeFormattingEdits: async (...asked) => (await formatting()).provideDocumentRangeFormattingEdits(...asked),
    }),
    languages.registerCodeActionsProvider(FENCED, {
      provideCodeActions: async (...asked) => (await (await features()).rewriting()).provideCodeActions(...asked),
    }),
    languages.registerDocumentPasteEditProvider(
      HTTP,
      { provideDocumentPasteEdits: async (...asked) => (await (await features()).pasting()).provideDocumentPasteEdits?.(...asked) },
      { providedPasteEditKinds: [PASTED], pasteMimeTypes: ['text/plain'] },
    ),
    languages.registerSelectionRangeProvider(HTTP, {
      provideSelectionRanges: async (...asked) => (await (await features()).selecting()).provideSelectionRanges(...asked),
    }),
    languages.registerDocumentLinkProvider(HTTP, {
      provideDocumentLinks: async (...asked) => (await (await features()).linking()).provideDocumentLinks(...asked),
    }),
    languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: async (query) => (await (await features()).listing()).provideWorkspaceSymbols(query),
    }),
  );
}
