// The status bar while something is on its way: what is being done, a click cancels.
import { StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { Runs } from './runs.ts';

export class RunningItem {
  readonly #item: StatusBarItem = window.createStatusBarItem('postil.running', StatusBarAlignment.Left, 1);
  readonly #subscription: { dispose(): unknown };

  constructor(runs: Runs) {
    this.#item.name = 'Postil: Sending';
    this.#item.command = 'postil.cancel';
    this.#subscription = runs.onDidChange(() => this.#show(runs));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #show(runs: Runs): void {
    // An open WebSocket is no work in progress: its lens and its panel say that it is open.
    const running = runs.running().filter(({ open }) => !open);
    const [first] = running;
    if (first === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(sync~spin) ${running.length === 1 ? first.doing : `${running.length} requests`}`;
    this.#item.tooltip = running.length === 1 ? 'Cancel the request' : 'Cancel all requests';
    this.#item.show();
  }
}
