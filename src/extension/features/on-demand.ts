// Features whose code is loaded when VS Code first asks for them. Each answer waits for it; none is empty meanwhile.
import { Disposable, type DocumentSelector, languages } from 'vscode';
import type { Documents } from '../documents.ts';
import { type Guard, guarded } from '../guard.ts';

type Assist = typeof import('../chunks/assist.ts');

export function registerOnDemand(selector: DocumentSelector, documents: Documents, guard: Guard): Disposable {
  const held: Disposable[] = [];
  const once = <P extends object>(make: (loaded: Assist) => P): (() => Promise<P>) => {
    let made: P | undefined;
    return async () => {
      const loaded = await import('../chunks/assist.ts');
      made ??= make(loaded);
      return made;
    };
  };
  const names = once(({ nameProvider }) => guarded(guard, 'names', nameProvider(documents)));
  // What can't be renamed is told to the person: its errors are for VS Code.
  const renaming = once(({ nameProvider }) => nameProvider(documents));
  const formatting = once(({ formatProvider }) => guarded(guard, 'formatting', formatProvider(documents)));
  const rewriting = once(({ rewriteProvider }) => guarded(guard, 'rewrites', rewriteProvider(documents)));
  const selecting = once(({ selectionProvider }) => guarded(guard, 'selection', selectionProvider(documents)));
  const linking = once(({ linkProvider }) => guarded(guard, 'links', linkProvider(documents)));
  const listing = once(({ WorkspaceRequests }) => {
    const requests = new WorkspaceRequests(documents);
    held.push(requests);
    return requests;
  });
  return Disposable.from(
    languages.registerSelectionRangeProvider(selector, {
      provideSelectionRanges: async (...asked) => (await selecting()).provideSelectionRanges(...asked),
    }),
    languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: async (...asked) => (await linking()).provideDocumentLinks(...asked),
    }),
    languages.registerDefinitionProvider(selector, { provideDefinition: async (...asked) => (await names()).provideDefinition(...asked) }),
    languages.registerReferenceProvider(selector, { provideReferences: async (...asked) => (await names()).provideReferences(...asked) }),
    languages.registerDocumentHighlightProvider(selector, {
      provideDocumentHighlights: async (...asked) => (await names()).provideDocumentHighlights(...asked),
    }),
    languages.registerRenameProvider(selector, {
      prepareRename: async (...asked) => (await renaming()).prepareRename(...asked),
      provideRenameEdits: async (...asked) => (await renaming()).provideRenameEdits(...asked),
    }),
    languages.registerDocumentFormattingEditProvider(selector, {
      provideDocumentFormattingEdits: async (...asked) => (await formatting()).provideDocumentFormattingEdits(...asked),
    }),
    languages.registerDocumentRangeFormattingEditProvider(selector, {
      provideDocumentRangeFormattingEdits: async (...asked) => (await formatting()).provideDocumentRangeFormattingEdits(...asked),
    }),
    languages.registerCodeActionsProvider(selector, {
      provideCodeActions: async (...asked) => (await rewriting()).provideCodeActions(...asked),
    }),
    languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: guard.wrap('requests of the workspace', [], async (query: string) =>
        (await listing()).provideWorkspaceSymbols(query),
      ),
    }),
    {
      dispose: () => {
        for (const one of held) one.dispose();
      },
    },
  );
}
