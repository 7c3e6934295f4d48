// Brings panels back after a reload of the window. Small, because it is there from the start; what fills them is loaded then.
import { type Disposable, type WebviewPanel, window } from 'vscode';

export const PANEL_TYPE = 'postil.panel';

/** Needs `onWebviewPanel:postil.panel` among the activation events. */
export function registerPanelSerializer(restore: (panel: WebviewPanel, state: unknown) => Promise<void>): Disposable {
  return window.registerWebviewPanelSerializer(PANEL_TYPE, { deserializeWebviewPanel: restore });
}
