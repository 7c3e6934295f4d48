// The status bar item with the chosen environment, beside `.http` files.
import { StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { Scopes } from './scopes.ts';

export class EnvironmentItem {
  readonly #item: StatusBarItem = window.createStatusBarItem('postil.environment', StatusBarAlignment.Left, 0.5);
  readonly #scopes: Scopes;
  readonly #subscription: { dispose(): unknown };
  #wanted = false;

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
    this.#item.name = 'Postil: Environment';
    this.#item.command = 'postil.selectEnvironment';
    this.#item.tooltip = 'The environment whose variables hold. Click to choose another.';
    this.#subscription = scopes.onDidChange(() => this.#show());
  }

  reveal(wanted: boolean): void {
    this.#wanted = wanted;
    this.#show();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  /** Without any environment there is nothing to choose, and the item would only be in the way. */
  #show(): void {
    const name = this.#scopes.environment;
    this.#item.text = `$(server-environment) ${name ?? 'No environment'}`;
    if (this.#wanted && (name !== undefined || this.#scopes.names().length > 0)) this.#item.show();
    else this.#item.hide();
  }
}
