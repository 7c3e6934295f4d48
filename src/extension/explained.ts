// "Explain Selected Message": a read-only document beside, with notes beneath each line.
import { type Disposable, EventEmitter, Uri, ViewColumn, window, workspace } from 'vscode';
import { explainedText } from '../core/language/explained.ts';

const SCHEME = 'postil-explained';
const ADDRESS = Uri.from({ scheme: SCHEME, path: '/explained.http' });

export class Explained {
  readonly #changed = new EventEmitter<Uri>();
  readonly #provider: Disposable;
  #text = '';

  constructor() {
    this.#provider = workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => this.#text,
    });
  }

  /** Says what was expected where the text is no message. */
  async show(text: string): Promise<void> {
    const explained = explainedText(text, Date.now());
    if (!explained.ok) {
      void window.showInformationMessage(explained.error);
      return;
    }
    this.#text = explained.value;
    this.#changed.fire(ADDRESS);
    await window.showTextDocument(await workspace.openTextDocument(ADDRESS), {
      viewColumn: ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changed.dispose();
  }
}
