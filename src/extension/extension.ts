// The extension's door: it tells VS Code what there is, and loads the rest when the first of it is wanted.
import { EventEmitter, type ExtensionContext, type TextDocument, workspace } from 'vscode';
import { registerCommands } from './command-names.ts';
import type { Editor } from './editor.ts';
import { registerFeatures } from './features/register.ts';
import { registerPanelSerializer } from './panel/serializer.ts';

export function activate(context: ExtensionContext): void {
  const lensesChanged = new EventEmitter<void>();
  let started: Editor | undefined;
  const editor = async (): Promise<Editor> => {
    const { startEditor } = await import('./chunks/editor.ts');
    started ??= startEditor(context, () => lensesChanged.fire());
    return started;
  };
  let soon: NodeJS.Immediate | undefined;
  // Problems and the status bar ask for nothing: a `.http` document wants them by being open.
  const want = (document: TextDocument): void => {
    if (document.languageId === 'http') soon ??= setImmediate(() => void editor());
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
