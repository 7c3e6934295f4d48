// The extension's door: it tells VS Code what there is, and loads the rest when the first of it is wanted.
import { EventEmitter, type ExtensionContext, type TextDocument, window, workspace } from 'vscode';
import { registerCommands } from './command-names.ts';
import type { Editor } from './editor.ts';
import { concerns, registerFeatures } from './features/register.ts';
import { registerPanelSerializer } from './panel/serializer.ts';

export function activate(context: ExtensionContext): void {
  const lensesChanged = new EventEmitter<void>();
  const start = async (): Promise<Editor> => {
    try {
      const { startEditor } = await import('./chunks/editor.ts');
      return startEditor(context, () => lensesChanged.fire());
    } catch (error) {
      const next = 'Reload the window; where that does not help, install the extension again.';
      void window.showErrorMessage(`Postil could not be loaded: ${error instanceof Error ? error.message : String(error)}. ${next}`);
      throw error;
    }
  };
  let starting: Promise<Editor> | undefined;
  const editor = (): Promise<Editor> => {
    starting ??= start();
    return starting;
  };
  let soon: NodeJS.Immediate | undefined;
  // Problems and the status bar ask for nothing: a document with requests wants them by being open. What fails was told.
  const want = (document: TextDocument): void => {
    if (concerns(document)) soon ??= setImmediate(() => void editor().catch(() => undefined));
  };
  context.subscriptions.push(
    lensesChanged,
    registerFeatures(async () => (await editor()).features, lensesChanged.event),
    registerCommands(async () => (await editor()).commands),
    registerPanelSerializer(async (panel, state) => (await editor()).restore(panel, state)),
    workspace.onDidOpenTextDocument(want),
    { dispose: () => clearImmediate(soon) },
  );
  for (const document of workspace.textDocuments) want(document);
}
