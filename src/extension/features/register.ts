// The language features: those that a file shows at once, and those whose code is loaded at their first use.
import { Disposable, type DocumentSelector, type Event, languages, type TextDocument } from 'vscode';
import type { ResponsePort } from '../../core/resolve/scope.ts';
import type { Documents } from '../documents.ts';
import { type Guard, guarded } from '../guard.ts';
import type { Runs } from '../runs.ts';
import type { Scopes } from '../scopes.ts';
import { Diagnostics, fixProvider } from './diagnostics.ts';
import { lensProvider } from './lenses.ts';
import { registerOnDemand } from './on-demand.ts';
import { foldingProvider, symbolProvider } from './structure.ts';
import { LEGEND, tokenProvider } from './tokens.ts';

const HTTP: DocumentSelector = { language: 'http' };
/** In the fences of Markdown too. */
const FENCED: DocumentSelector = [{ language: 'http' }, { language: 'markdown' }];

export interface FeatureParts {
  readonly documents: Documents;
  readonly runs: Runs;
  readonly scopes: Scopes;
  readonly guard: Guard;
  /** Something that lenses show has changed. */
  readonly onDidChangeLenses: Event<void>;
  readonly responses: (document: TextDocument) => ResponsePort;
}

export function registerFeatures({ documents, runs, scopes, guard, onDidChangeLenses, responses }: FeatureParts): Disposable {
  const diagnostics = new Diagnostics(documents, scopes, guard);
  const knowledge = (): Promise<typeof import('../chunks/core.ts')> => import('../chunks/core.ts');
  return Disposable.from(
    diagnostics,
    languages.registerCodeLensProvider(FENCED, guarded(guard, 'lenses', lensProvider(documents, runs, onDidChangeLenses))),
    languages.registerDocumentSymbolProvider(HTTP, guarded(guard, 'outline', symbolProvider(documents)), { label: 'HTTP' }),
    languages.registerFoldingRangeProvider(HTTP, guarded(guard, 'folding', foldingProvider(documents))),
    languages.registerDocumentSemanticTokensProvider(HTTP, guarded(guard, 'tokens', tokenProvider(documents)), LEGEND),
    languages.registerCodeActionsProvider(HTTP, guarded(guard, 'fixes', fixProvider(diagnostics))),
    registerOnDemand(HTTP, documents, guard),
    languages.registerHoverProvider(FENCED, {
      provideHover: guard.wrap('hover', undefined, async (document, position, token) => {
        if (documents.placesOf(document).inside(document.offsetAt(position)) === undefined) return undefined;
        const { hoverAt } = await knowledge();
        return token.isCancellationRequested
          ? undefined
          : hoverAt(document, documents.parseOf(document).document, position, {
              scope: scopes.of(document),
              responses: responses(document),
              places: documents.placesOf(document),
            });
      }),
    }),
    languages.registerCompletionItemProvider(
      HTTP,
      {
        provideCompletionItems: guard.wrap('completion', undefined, async (document, position, token) => {
          const { completionsAt } = await knowledge();
          return token.isCancellationRequested
            ? undefined
            : [...completionsAt(document, documents.parseOf(document).document, position, scopes.of(document))];
        }),
      },
      ...['{', '@', ':', ' ', '/', '.', '$', '='],
    ),
  );
}
