// What is on its way and what came of it, for each request: the lenses and the status bar read it, sending writes it.
import { EventEmitter, type TextDocument } from 'vscode';

export type Run =
  /** `open`: a WebSocket that is connected, so nothing is waited for. */
  | { readonly kind: 'running'; readonly doing: string; readonly open: boolean; readonly cancel: () => void }
  /** `text`: `200 · 38 ms`. */
  | { readonly kind: 'done'; readonly text: string; readonly failed: boolean };

export class Runs {
  readonly #runs = new Map<string, Run>();
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  get(document: TextDocument, key: string): Run | undefined {
    return this.#runs.get(id(document, key));
  }

  set(document: TextDocument, key: string, run: Run): void {
    this.#runs.set(id(document, key), run);
    this.#changed.fire();
  }

  running(): readonly Extract<Run, { kind: 'running' }>[] {
    return [...this.#runs.values()].filter((run) => run.kind === 'running');
  }

  dispose(): void {
    for (const run of this.running()) run.cancel();
    this.#changed.dispose();
  }
}

const id = (document: TextDocument, key: string): string => `${document.uri.toString()}\n${key}`;
