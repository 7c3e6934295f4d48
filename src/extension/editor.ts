// Everything of the editor put together. What knows about HTTP is loaded when it is first wanted, or when nothing else is going on.
import { type ExtensionContext, type WebviewPanel, window, workspace } from 'vscode';
import type { Commands } from './command-names.ts';
import { createCommands } from './commands.ts';
import { Documents, isHttp } from './documents.ts';
import { EnvironmentItem } from './environment-item.ts';
import { Diagnostics } from './features/diagnostics.ts';
import { createFeatures, type Features } from './features/features.ts';
import { Guard } from './guard.ts';
import { PlaygroundHost } from './playground.ts';
import type { Runner } from './runner.ts';
import { RunningItem } from './running-item.ts';
import { Runs } from './runs.ts';
import { Scopes } from './scopes.ts';

/** Long enough for the first file to be drawn and the lenses to stand. */
const QUIET = 2000;

export interface Editor {
  readonly features: Features;
  readonly commands: Commands;
  /** Fills a panel that was open before the window was loaded again. */
  readonly restore: (panel: WebviewPanel, state: unknown) => Promise<void>;
}

/** `lensesChanged` is called when what lenses show has changed. */
export function startEditor(context: ExtensionContext, lensesChanged: () => void): Editor {
  const log = window.createOutputChannel('Postil', { log: true });
  const guard = new Guard(log);
  const documents = new Documents();
  const scopes = new Scopes(context.workspaceState, documents, guard);
  const runs = new Runs();
  const playground = new PlaygroundHost();
  let loaded: Runner | undefined;
  const runner = async (): Promise<Runner> => {
    const { createRunner } = await import('./chunks/core.ts');
    loaded ??= createRunner(context, { documents, runs, scopes, guard });
    return loaded;
  };
  const environmentItem = new EnvironmentItem(scopes);
  const besideHttp = (visible: boolean): void => {
    playground.reveal(visible);
    environmentItem.reveal(visible);
  };
  const diagnostics = new Diagnostics(documents, scopes, guard);
  const features = createFeatures({
    documents,
    runs,
    scopes,
    guard,
    diagnostics,
    responses: (document) => loaded?.sender.responses(document) ?? { get: () => undefined },
  });
  const warm = setTimeout(() => void guard.wrap('loading', undefined, () => import('./chunks/core.ts'))(), QUIET);
  context.subscriptions.push(
    log,
    documents,
    scopes,
    runs,
    playground,
    new RunningItem(runs),
    environmentItem,
    diagnostics,
    features,
    runs.onDidChange(lensesChanged),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('postil') && lensesChanged()),
    window.onDidChangeActiveTextEditor((editor) => besideHttp(editor !== undefined && isHttp(editor.document))),
    { dispose: () => clearTimeout(warm) },
  );
  besideHttp(window.activeTextEditor !== undefined && isHttp(window.activeTextEditor.document));
  return {
    features,
    commands: createCommands({ documents, guard, playground, scopes, runner }),
    restore: async (panel, state) => (await runner()).panels.restore(panel, state),
  };
}
