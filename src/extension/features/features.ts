// The language features by name: those that a file shows at once, and those whose code is loaded at their first use.
import type { CompletionItemProvider, HoverProvider, TextDocument } from 'vscode';
import type { ResponsePort } from '../../core/resolve/scope.ts';
import type { Documents } from '../documents.ts';
import { type Guard, guarded } from '../guard.ts';
import type { Runs } from '../runs.ts';
import type { Scopes } from '../scopes.ts';
import { type Diagnostics, fixProvider } from './diagnostics.ts';
import { lensProvider } from './lenses.ts';
import { foldingProvider, symbolProvider } from './structure.ts';
import { tokenProvider } from './tokens.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export interface FeatureParts {
  readonly documents: Documents;
  readonly runs: Runs;
  readonly scopes: Scopes;
  readonly guard: Guard;
  readonly diagnostics: Diagnostics;
  readonly responses: (document: TextDocument) => ResponsePort;
}

export type Features = ReturnType<typeof createFeatures>;

type Assist = typeof import('../chunks/assist.ts');

export function createFeatures(parts: FeatureParts) {
  const { documents, runs, guard, diagnostics, scopes } = parts;
  const held: { dispose(): void }[] = [];
  const once = <P>(make: (loaded: Assist) => P): (() => Promise<P>) => {
    let made: P | undefined;
    return async () => {
      const loaded = await import('../chunks/assist.ts');
      made ??= make(loaded);
      return made;
    };
  };
  let workspaceFiles: WorkspaceFiles | undefined;
  const files = ({ WorkspaceFiles: Files }: Assist): WorkspaceFiles => {
    if (workspaceFiles !== undefined) return workspaceFiles;
    workspaceFiles = new Files(documents);
    held.push(workspaceFiles);
    return workspaceFiles;
  };
  return {
    lenses: guarded(guard, 'lenses', lensProvider(documents, runs)),
    outline: guarded(guard, 'outline', symbolProvider(documents)),
    folding: guarded(guard, 'folding', foldingProvider(documents)),
    tokens: guarded(guard, 'tokens', tokenProvider(documents)),
    fixes: guarded(guard, 'fixes', fixProvider(diagnostics)),
    hover: guarded(guard, 'hover', hoverProvider(parts)),
    completion: guarded(guard, 'completion', completionProvider(parts)),
    names: once((loaded) => guarded(guard, 'names', loaded.nameProvider({ documents, scopes, files: files(loaded) }))),
    // What can't be renamed is told to the person: its errors are for VS Code.
    renaming: once((loaded) => loaded.nameProvider({ documents, scopes, files: files(loaded) })),
    formatting: once(({ formatProvider }) => guarded(guard, 'formatting', formatProvider(documents))),
    rewriting: once(({ rewriteProvider }) => guarded(guard, 'rewrites', rewriteProvider(documents))),
    pasting: once(({ pasteProvider }) => guarded(guard, 'pasting', pasteProvider(documents))),
    selecting: once(({ selectionProvider }) => guarded(guard, 'selection', selectionProvider(documents))),
    linking: once(({ linkProvider }) => guarded(guard, 'links', linkProvider(documents))),
    listing: once(({ WorkspaceRequests }) => {
      const requests = new WorkspaceRequests(documents);
      held.push(requests);
      return guarded(guard, 'requests of the workspace', requests);
    }),
    dispose: () => {
      for (const one of held) one.dispose();
    },
  };
}

const knowledge = (): Promise<typeof import('../chunks/core.ts')> => import('../chunks/core.ts');

const hoverProvider = ({ documents, scopes, responses }: FeatureParts): HoverProvider => ({
  provideHover: async (document, position, token) => {
    if (documents.placesOf(document).inside(document.offsetAt(position)) === undefined) return undefined;
    const { hoverAt } = await knowledge();
    return token.isCancellationRequested
      ? undefined
      : hoverAt(document, documents.parseOf(document).document, position, {
          scope: scopes.of(document),
          responses: responses(document),
          places: documents.placesOf(document),
        });
  },
});

const completionProvider = ({ documents, scopes }: FeatureParts): CompletionItemProvider => ({
  provideCompletionItems: async (document, position, token) => {
    if (documents.placesOf(document).inside(document.offsetAt(position)) === undefined) return undefined;
    const { completionsAt } = await knowledge();
    if (token.isCancellationRequested) return undefined;
    const parts = { scope: scopes.of(document), places: documents.placesOf(document) };
    return [...completionsAt(document, documents.parseOf(document).document, position, parts)];
  },
});
