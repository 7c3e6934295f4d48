// Everything of the editor put together: features are registered; what knows about HTTP is loaded when it is first wanted, or when
// nothing else is going on.
import { EventEmitter, type ExtensionContext, window, workspace } from 'vscode';
import { registerCommands } from './commands.ts';
import { Documents, isHttp } from './documents.ts';
import { EnvironmentItem } from './environment-item.ts';
import { registerFeatures } from './features/register.ts';
import { Guard } from './guard.ts';
import { registerPanelSerializer } from './panel/serializer.ts';
import { PlaygroundHost } from './playground.ts';
import type { Runner } from './runner.ts';
import { RunningItem } from './running-item.ts';
import { Runs } from './runs.ts';
import { Scopes } from './scopes.ts';

/** Long enough for the first file to be drawn and the lenses to stand. */
const QUIET = 2000;

export function startEditor(context: ExtensionContext): void {
  const log = window.createOutputChannel('Postil', { log: true });
  const guard = new Guard(log);
  const documents = new Documents();
  const scopes = new Scopes(context.workspaceState, guard);
  const runs = new Runs();
  const playground = new PlaygroundHost();
  const lensesChanged = new EventEmitter<void>();
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
  context.subscriptions.push(
    log,
    documents,
    scopes,
    runs,
    playground,
    lensesChanged,
    new RunningItem(runs),
    environmentItem,
    registerFeatures({
      documents,
      runs,
      scopes,
      guard,
      onDidChangeLenses: lensesChanged.event,
      responses: (document) => loaded?.sender.responses(document) ?? { get: () => undefined },
    }),
    registerPanelSerializer(async (panel, state) => (await runner()).panels.restore(panel, state)),
    ...registerCommands({ documents, guard, playground, scopes, runner }),
    runs.onDidChange(() => lensesChanged.fire()),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('postil') && lensesChanged.fire()),
    window.onDidChangeActiveTextEditor((editor) => besideHttp(editor !== undefined && isHttp(editor.document))),
  );
  const warm = setTimeout(() => void guard.wrap('loading', undefined, () => import('./chunks/core.ts'))(), QUIET);
  context.subscriptions.push({ dispose: () => clearTimeout(warm) });
  besideHttp(window.activeTextEditor !== undefined && isHttp(window.activeTextEditor.document));
}
