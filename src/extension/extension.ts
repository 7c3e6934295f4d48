// The extension's door. Nothing is loaded before VS Code has got its answer.
import type { ExtensionContext } from 'vscode';

export async function activate(context: ExtensionContext): Promise<void> {
  const { startEditor } = await import('./chunks/editor.ts');
  startEditor(context);
}
