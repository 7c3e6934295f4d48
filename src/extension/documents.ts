// The parse of each open `.http` document, kept up to date change by change.
import { Disposable, type TextDocument, type TextDocumentChangeEvent, workspace } from 'vscode';
import { edit, type Parse, parse } from '../core/syntax/parse.ts';
import { settingsFor } from './settings.ts';

interface Kept {
  readonly version: number;
  readonly parse: Parse;
}

/** An exchange that was opened as text: it is read, never sent. */
export const TEXT_SCHEME = 'postil-exchange';

export const isHttp = (document: TextDocument): boolean => document.languageId === 'http';

export class Documents {
  readonly #kept = new Map<string, Kept>();
  readonly #subscriptions: Disposable;

  constructor() {
    this.#subscriptions = Disposable.from(
      workspace.onDidChangeTextDocument((event) => this.#change(event)),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('postil.profile') && this.#kept.clear()),
      workspace.onDidCloseTextDocument((document) => this.#kept.delete(document.uri.toString())),
    );
  }

  /** The parse of the document as it is now. */
  parseOf(document: TextDocument): Parse {
    const key = document.uri.toString();
    const kept = this.#kept.get(key);
    if (kept?.version === document.version) return kept.parse;
    const text = document.getText();
    const fresh = kept?.parse.document.source === text ? kept.parse : parse(text, settingsFor(document.uri).profile);
    this.#kept.set(key, { version: document.version, parse: fresh });
    return fresh;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#kept.clear();
  }

  /** VS Code lists the changes from the text's end to its beginning, so each range holds when it is applied. */
  #change({ document, contentChanges }: TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    const kept = this.#kept.get(key);
    if (kept === undefined || kept.version === document.version) return;
    const changed = contentChanges.reduce(
      (before, { rangeOffset, rangeLength, text }) => edit(before, { range: { start: rangeOffset, end: rangeOffset + rangeLength }, text }),
      kept.parse,
    );
    if (changed.document.source === document.getText()) this.#kept.set(key, { version: document.version, parse: changed });
    else this.#kept.delete(key);
  }
}
