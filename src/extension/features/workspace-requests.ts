// Requests of all `.http` files of the workspace by name. A file is read once and again when it changes; in a restricted workspace only
// open documents are looked at.
import {
  Disposable,
  Location,
  Range,
  SymbolInformation,
  SymbolKind,
  type TextDocument,
  type Uri,
  type WorkspaceSymbolProvider,
  workspace,
} from 'vscode';
import { matches, type NamedRequest, namedRequests } from '../../core/language/requests.ts';
import { parse } from '../../core/syntax/parse.ts';
import { LineIndex } from '../../core/text/line-index.ts';
import { type Documents, isHttp } from '../documents.ts';
import { settingsFor } from '../settings.ts';
import { HTTP_FILES, MOST_FILES } from './workspace-files.ts';

interface Listed extends Omit<NamedRequest, 'range'> {
  readonly range: Range;
}

export class WorkspaceRequests implements WorkspaceSymbolProvider<SymbolInformation> {
  readonly #documents: Documents;
  readonly #known = new Map<string, readonly Listed[]>();
  readonly #subscriptions: Disposable;

  constructor(documents: Documents) {
    this.#documents = documents;
    const watcher = workspace.createFileSystemWatcher(HTTP_FILES);
    const forget = (uri: Uri): void => void this.#known.delete(uri.toString());
    this.#subscriptions = Disposable.from(watcher, watcher.onDidChange(forget), watcher.onDidCreate(forget), watcher.onDidDelete(forget));
  }

  async provideWorkspaceSymbols(query: string): Promise<SymbolInformation[]> {
    const open = new Map(workspace.textDocuments.filter((d) => isHttp(d) && !d.isUntitled).map((d) => [d.uri.toString(), d]));
    const files = workspace.isTrusted ? await workspace.findFiles(HTTP_FILES, '**/node_modules/**', MOST_FILES) : [];
    const uris = new Map([...files, ...[...open.values()].map(({ uri }) => uri)].map((uri) => [uri.toString(), uri]));
    const found: SymbolInformation[] = [];
    for (const [key, uri] of uris)
      for (const { kind, name, detail, range } of await this.#in(uri, open.get(key)))
        if (matches(`${name} ${detail}`, query))
          found.push(
            new SymbolInformation(name, kind === 'websocket' ? SymbolKind.Interface : SymbolKind.Method, detail, new Location(uri, range)),
          );
    return found;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #in(uri: Uri, open: TextDocument | undefined): Promise<readonly Listed[]> {
    if (open !== undefined) return listed(open.getText(), namedRequests(this.#documents.parseOf(open).document));
    const known = this.#known.get(uri.toString());
    if (known !== undefined) return known;
    const text = await read(uri);
    const requests = listed(text, namedRequests(parse(text, settingsFor(uri).profile).document));
    this.#known.set(uri.toString(), requests);
    return requests;
  }
}

function listed(text: string, requests: readonly NamedRequest[]): readonly Listed[] {
  const lines = new LineIndex(text);
  return requests.map(({ range, ...rest }) => {
    const [start, end] = [lines.at(range.start), lines.at(range.end)];
    return { ...rest, range: new Range(start.line, start.character, end.line, end.character) };
  });
}

async function read(uri: Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    // Gone since it was found: it has no requests.
    return '';
  }
}
