// The language features as VS Code is told of them. Their code is loaded at the first question; each answer waits for it, and none is
// empty meanwhile. A Markdown document without a fence of ours asks nothing.
import { Disposable, type DocumentSelector, type Event, EventEmitter, languages, type TextDocument, workspace } from 'vscode';
import { mayHaveFence } from '../../core/syntax/fence-mark.ts';
import type { Features } from './features.ts';
import { LEGEND } from './legend.ts';
import { PASTED } from './paste-kind.ts';

const HTTP: DocumentSelector = { language: 'http' };
/** In the fences of Markdown too. */
const FENCED: DocumentSelector = [{ language: 'http' }, { language: 'markdown' }];

/** Whether there can be requests in the document. */
export const concerns = (document: TextDocument): boolean =>
  document.languageId === 'http' || (document.languageId === 'markdown' && mayHaveFence(document.getText()));

export function registerFeatures(features: () => Promise<Features>, onDidChangeCodeLenses: Event<void>): Disposable {
  const near = async (document: TextDocument) => (concerns(document) ? features() : undefined);
  const names = async (document: TextDocument) => (await near(document))?.names();
  const renaming = async (document: TextDocument) => (await near(document))?.renaming();
  const onDidChangeSemanticTokens = new EventEmitter<void>();
  const formatting = async () => (await features()).formatting();
  return Disposable.from(
    onDidChangeSemanticTokens,
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('postil.bodyComments')) onDidChangeSemanticTokens.fire();
    }),
    languages.registerCodeLensProvider(FENCED, {
      onDidChangeCodeLenses,
      provideCodeLenses: async (...asked) => (await near(asked[0]))?.lenses.provideCodeLenses(...asked),
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
      {
        onDidChangeSemanticTokens: onDidChangeSemanticTokens.event,
        provideDocumentSemanticTokens: async (...asked) => (await features()).tokens.provideDocumentSemanticTokens(...asked),
      },
      LEGEND,
    ),
    languages.registerCodeActionsProvider(FENCED, {
      provideCodeActions: async (...asked) => (await near(asked[0]))?.fixes.provideCodeActions(...asked),
    }),
    languages.registerHoverProvider(FENCED, { provideHover: async (...asked) => (await near(asked[0]))?.hover.provideHover(...asked) }),
    languages.registerCompletionItemProvider(
      FENCED,
      { provideCompletionItems: async (...asked) => (await near(asked[0]))?.completion.provideCompletionItems(...asked) },
      ...['{', '@', ':', ' ', '/', '.', '$', '='],
    ),
    languages.registerDefinitionProvider(FENCED, {
      provideDefinition: async (...asked) => (await names(asked[0]))?.provideDefinition(...asked),
    }),
    languages.registerReferenceProvider(FENCED, {
      provideReferences: async (...asked) => (await names(asked[0]))?.provideReferences(...asked),
    }),
    languages.registerDocumentHighlightProvider(FENCED, {
      provideDocumentHighlights: async (...asked) => (await names(asked[0]))?.provideDocumentHighlights(...asked),
    }),
    languages.registerRenameProvider(FENCED, {
      prepareRename: async (...asked) => (await renaming(asked[0]))?.prepareRename(...asked),
      provideRenameEdits: async (...asked) => (await renaming(asked[0]))?.provideRenameEdits(...asked),
    }),
    languages.registerDocumentFormattingEditProvider(HTTP, {
      provideDocumentFormattingEdits: async (...asked) => (await formatting()).provideDocumentFormattingEdits(...asked),
    }),
    languages.registerDocumentRangeFormattingEditProvider(HTTP, {
      provideDocumentRangeFormattingEdits: async (...asked) => (await formatting()).provideDocumentRangeFormattingEdits(...asked),
    }),
    languages.registerCodeActionsProvider(FENCED, {
      provideCodeActions: async (...asked) => (await (await near(asked[0]))?.rewriting())?.provideCodeActions(...asked),
    }),
    languages.registerDocumentPasteEditProvider(
      HTTP,
      { provideDocumentPasteEdits: async (...asked) => (await (await features()).pasting()).provideDocumentPasteEdits?.(...asked) },
      { providedPasteEditKinds: [PASTED], pasteMimeTypes: ['text/plain'] },
    ),
    languages.registerSelectionRangeProvider(HTTP, {
      provideSelectionRanges: async (...asked) => (await (await features()).selecting()).provideSelectionRanges(...asked),
    }),
    languages.registerDocumentLinkProvider(FENCED, {
      provideDocumentLinks: async (...asked) => (await (await near(asked[0]))?.linking())?.provideDocumentLinks(...asked),
    }),
    languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: async (query) => (await (await features()).listing()).provideWorkspaceSymbols(query),
    }),
  );
}
