// What the suites share: opening documents, waiting for what VS Code does in its own time.
import { commands, type Disposable, extensions, type Position, type TextDocument, Uri, window, workspace } from 'vscode';

export const EXTENSION = 'postil.postil';

export async function activated(): Promise<void> {
  await extensions.getExtension(EXTENSION)?.activate();
}

export async function openFile(name: string): Promise<TextDocument> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('the tests need a folder');
  return shown(await workspace.openTextDocument(Uri.joinPath(folder.uri, name)));
}

export const openText = async (content: string): Promise<TextDocument> =>
  shown(await workspace.openTextDocument({ language: 'http', content }));

/** In a tab that stays: VS Code lets go of a document that has none when many others have been opened since. */
async function shown(document: TextDocument): Promise<TextDocument> {
  await window.showTextDocument(document, { preview: false });
  return document;
}

/** What VS Code answers for a provider: `ask<Hover[]>('HoverProvider', uri, position)`. */
export const ask = async <T>(provider: string, ...args: readonly unknown[]): Promise<T> =>
  commands.executeCommand<T>(`vscode.execute${provider}`, ...args);

/** Where the words begin, or so many code units after that. */
export const placeOf = (document: TextDocument, words: string, within = 0): Position =>
  document.positionAt(document.getText().indexOf(words) + within);

/** The first answer of `look` that is not `undefined`, asked again at each event. */
export async function when<T>(listen: (again: () => void) => Disposable, look: () => T | undefined, what: string): Promise<T> {
  const first = look();
  if (first !== undefined) return first;
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => end(() => reject(new Error(`never came: ${what}`))), 15_000);
    const subscription = listen(() => {
      const found = look();
      if (found !== undefined) end(() => resolve(found));
    });
    const end = (settle: () => void): void => {
      clearTimeout(late);
      subscription.dispose();
      settle();
    };
  });
}

/** Runs with `name` of the object replaced. */
export async function instead<T extends object>(object: T, name: keyof T, value: unknown, run: () => Promise<void>): Promise<void> {
  const before = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { configurable: true, value });
  try {
    await run();
  } finally {
    if (before !== undefined) Object.defineProperty(object, name, before);
  }
}
