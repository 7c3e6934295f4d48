// The `.http` files of the workspace that name other files, for what is asked of all of them: who imports this one? A file is read once
// and again when it changes. In a restricted workspace nothing is read.
import { Disposable, type Uri, workspace } from 'vscode';
import type { Scope } from '../../core/resolve/scope.ts';
import { parse } from '../../core/syntax/parse.ts';
import type { HttpDocument } from '../../core/syntax/tree.ts';
import type { Documents } from '../documents.ts';
import { COMMAND, type Imports, importsFrom, live } from '../imported.ts';
import { FILES, pathOf } from '../ports.ts';
import { settingsFor } from '../settings.ts';

/** Where requests are looked for. */
export const HTTP_FILES = '**/*.{http,rest}';
/** How many files of a workspace are looked at. */
export const MOST_FILES = 2000;

export class WorkspaceFiles {
  readonly #documents: Documents;
  /** `undefined`: that file names no other. */
  readonly #read = new Map<string, HttpDocument | undefined>();
  readonly #subscriptions: Disposable;

  constructor(documents: Documents) {
    this.#documents = documents;
    const watcher = workspace.createFileSystemWatcher(HTTP_FILES);
    const forget = (uri: Uri): void => void this.#read.delete(pathOf(uri));
    this.#subscriptions = Disposable.from(watcher, watcher.onDidChange(forget), watcher.onDidCreate(forget), watcher.onDidDelete(forget));
  }

  /** What `scope` has already, and every file that imports or runs another, with those. */
  async around({ files = new Map() }: Pick<Scope, 'files'>): Promise<Imports> {
    if (!workspace.isTrusted) return files;
    const found = new Map(files);
    const open = workspace.textDocuments.filter(({ languageId, isUntitled }) => languageId === 'http' && !isUntitled).map(({ uri }) => uri);
    for (const uri of [...(await workspace.findFiles(HTTP_FILES, '**/node_modules/**', MOST_FILES)), ...open]) {
      const path = pathOf(uri);
      const document = await this.#naming(uri, path);
      if (document === undefined) continue;
      const folder = workspace.getWorkspaceFolder(uri);
      await importsFrom(this.#documents, document, { file: path, workspace: folder && pathOf(folder.uri) }, found);
    }
    return live(found, this.#documents);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #naming(uri: Uri, path: string): Promise<HttpDocument | undefined> {
    const open = this.#documents.at(path);
    if (open !== undefined) return COMMAND.test(open.source) ? open : undefined;
    if (this.#read.has(path)) return this.#read.get(path);
    const octets = await FILES.read(path);
    const text = octets && new TextDecoder().decode(octets);
    const document = text !== undefined && COMMAND.test(text) ? parse(text, settingsFor(uri).profile).document : undefined;
    this.#read.set(path, document);
    return document;
  }
}
