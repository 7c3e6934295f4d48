// The parse of each open `.http` document, kept up to date change by change; and of the requests in the fences of Markdown.
import { Disposable, type TextDocument, type TextDocumentChangeEvent, workspace } from 'vscode';
import { type Fenced, fences } from '../core/syntax/fences.ts';
import { edit, type Parse, parse } from '../core/syntax/parse.ts';
import type { HttpDocument } from '../core/syntax/tree.ts';
import { pathOf } from './ports.ts';
import { settingsFor } from './settings.ts';

interface Kept {
  readonly version: number;
  readonly parse: Parse;
  readonly places: Places;
}

/** Where what was parsed stands in the document. */
export type Places = Omit<Fenced, 'text'>;

const AS_IT_IS: Places = { inside: (offset) => offset, outside: (offset) => offset, around: (range) => range, edit: (edit) => edit };

/** An exchange that was opened as text: it is read, never sent. */
export const TEXT_SCHEME = 'postil-exchange';

export const isHttp = (document: TextDocument): boolean => document.languageId === 'http';

/** A document that has requests in its fences; the rest of it is none of ours. */
export const isMarkdown = (document: TextDocument): boolean => document.languageId === 'markdown';

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
    return this.#of(document).parse;
  }

  /** From the offsets of the parse to those of the document and back. */
  placesOf(document: TextDocument): Places {
    return this.#of(document).places;
  }

  /** The `.http` document of that file as it is now, saved or not, where it is open. */
  at(path: string): HttpDocument | undefined {
    const document = workspace.textDocuments.find(
      (d) => isHttp(d) && !d.isUntitled && d.uri.scheme !== TEXT_SCHEME && pathOf(d.uri) === path,
    );
    return document && this.parseOf(document).document;
  }

  #of(document: TextDocument): Kept {
    const key = document.uri.toString();
    const kept = this.#kept.get(key);
    const { version } = document;
    if (kept?.version === version) return kept;
    const { text, places } = readable(document);
    const fresh = kept?.parse.document.source === text ? kept.parse : parse(text, settingsFor(document.uri).profile);
    const now = { version, parse: fresh, places };
    this.#kept.set(key, now);
    return now;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#kept.clear();
  }

  /** VS Code lists the changes from the text's end to its beginning, so each range holds when it is applied. */
  #change({ document, contentChanges }: TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    const kept = this.#kept.get(key);
    if (kept === undefined || kept.version === document.version || isMarkdown(document)) return;
    const changed = contentChanges.reduce(
      (before, { rangeOffset, rangeLength, text }) => edit(before, { range: { start: rangeOffset, end: rangeOffset + rangeLength }, text }),
      kept.parse,
    );
    if (changed.document.source === document.getText()) this.#kept.set(key, { ...kept, version: document.version, parse: changed });
    else this.#kept.delete(key);
  }
}

function readable(document: TextDocument): { readonly text: string; readonly places: Places } {
  const whole = document.getText();
  if (!isMarkdown(document)) return { text: whole, places: AS_IT_IS };
  const fenced = fences(whole);
  return { text: fenced.text, places: fenced };
}
