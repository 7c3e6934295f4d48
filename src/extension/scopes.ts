// Where a `.http` document stands: its files, its variables, its settings. Environment files are read when a document opens and when
// they change; which environment holds is the person's choice, kept per workspace.
import { Disposable, EventEmitter, type Memento, type TextDocument, type TextDocumentChangeEvent, window, workspace } from 'vscode';
import { sslOptions, withSsl } from '../core/resolve/connection-settings.ts';
import {
  dotenvPlaces,
  type EnvironmentFile,
  environmentNames,
  environmentPlaces,
  environmentVariables,
  parseDotenv,
  settingsVariables,
} from '../core/resolve/environment.ts';
import type { Scope } from '../core/resolve/scope.ts';
import { type Documents, isHttp, isMarkdown } from './documents.ts';
import type { Guard } from './guard.ts';
import { COMMAND, type Imports, importsFrom, live, VARIABLE_PATH } from './imported.ts';
import { FILES, pathOf } from './ports.ts';
import { sendOptions, settingsFor } from './settings.ts';

interface Around {
  readonly files: readonly EnvironmentFile[];
  readonly dotenv: ReadonlyMap<string, string>;
  /** `undefined` where no other files are read. */
  readonly imports?: Imports;
}

const NOTHING: Around = { files: [], dotenv: new Map() };
const CHOICE = 'postil.environment';
/** How long after the last change of an imported file those that import it are told. */
const PAUSE = 200;
const WATCHED = '**/{http-client.env.json,http-client.private.env.json,http-client.env.json.user,.env}';

export class Scopes {
  readonly #kept = new Map<string, Around>();
  readonly #loading = new Set<Promise<void>>();
  /** The latest reading for each document: what an earlier one finds is out of date, and a closed document wants none. */
  readonly #latest = new Map<string, symbol>();
  readonly #state: Memento;
  readonly #documents: Documents;
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;
  readonly #load: (document: TextDocument) => void;
  #telling: NodeJS.Timeout | undefined;
  /** Variables of Postil itself and of the documents around: they have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(state: Memento, documents: Documents, guard: Guard) {
    this.#state = state;
    this.#documents = documents;
    const watcher = workspace.createFileSystemWatcher(WATCHED);
    const read = guard.wrap('environments', undefined, (document: TextDocument) => this.#read(document));
    const load = (document: TextDocument): void => {
      const loading = read(document).then(() => void this.#loading.delete(loading));
      this.#loading.add(loading);
    };
    this.#load = load;
    // What was read before holds until the files are read again.
    const again = (): void => {
      for (const document of workspace.textDocuments) load(document);
    };
    this.#subscriptions = Disposable.from(
      this.#changed,
      watcher,
      watcher.onDidChange(again),
      watcher.onDidCreate(again),
      watcher.onDidDelete(again),
      workspace.onDidGrantWorkspaceTrust(again),
      workspace.onDidOpenTextDocument((document) => load(document)),
      workspace.onDidSaveTextDocument((document) => {
        if (isHttp(document)) for (const other of workspace.textDocuments) load(other);
      }),
      workspace.onDidChangeTextDocument((event) => {
        if (!isHttp(event.document)) return;
        const importing = this.#importing(event.document);
        if (changesCommand(event)) for (const document of [event.document, ...importing]) load(document);
        else if (importing.length > 0) this.#tellSoon();
      }),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('rest-client.environmentVariables') && this.#changed.fire()),
    );
    again();
  }

  /** The name that was chosen; `undefined` for none. */
  get environment(): string | undefined {
    return this.#state.get<string>(CHOICE);
  }

  /** Resolves when nothing is being read any more: what is sent waits for it. */
  async settled(): Promise<void> {
    while (this.#loading.size > 0) await Promise.all(this.#loading);
  }

  of(document: TextDocument): Scope {
    const { files, dotenv, imports } = this.#kept.get(document.uri.toString()) ?? NOTHING;
    const { environment } = this;
    const folder = workspace.getWorkspaceFolder(document.uri);
    return {
      file: document.isUntitled ? undefined : pathOf(document.uri),
      workspace: folder && pathOf(folder.uri),
      variables: this.#variables(document, files),
      settings: settingsFor(document.uri).resolve,
      // Only sending asks for them, and most who ask for a scope do not send.
      get options() {
        return withSsl(sendOptions(document.uri), sslOptions(files, environment));
      },
      dotenv,
      ...(imports && { files: live(imports, this.#documents) }),
    };
  }

  /** Every environment that the files around the open documents and the settings name. */
  names(): readonly string[] {
    const settings = Object.keys(asRecord(fromSettings(undefined))).filter((name) => name !== '$shared');
    const files = [...this.#kept.values()].flatMap((around) => environmentNames(around.files));
    return [...new Set([...files, ...settings])].sort();
  }

  async choose(): Promise<void> {
    await this.settled();
    const names = this.names();
    if (names.length === 0) {
      void window.showInformationMessage(
        'There is no environment yet. Make a file http-client.env.json beside the .http file: {"dev": {"host": "http://127.0.0.1:7777"}}',
      );
      return;
    }
    const none = { label: 'No environment', name: undefined };
    const items = [none, ...names.map((name) => ({ label: name, name, description: name === this.environment ? 'chosen' : '' }))];
    const picked = await window.showQuickPick(items, { title: 'Environment', placeHolder: 'Whose variables shall hold?' });
    if (picked === undefined) return;
    await this.#state.update(CHOICE, picked.name);
    for (const document of workspace.textDocuments) if (VARIABLE_PATH.test(document.getText())) this.#load(document);
    this.#changed.fire();
  }

  dispose(): void {
    clearTimeout(this.#telling);
    this.#subscriptions.dispose();
  }

  /** The other open documents that import this one. */
  #importing(document: TextDocument): readonly TextDocument[] {
    const path = pathOf(document.uri);
    return workspace.textDocuments.filter(
      (other) => other !== document && this.#kept.get(other.uri.toString())?.imports?.has(path) === true,
    );
  }

  #tellSoon(): void {
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => this.#changed.fire(), PAUSE);
  }

  #variables(document: TextDocument, files: readonly EnvironmentFile[]): Scope['variables'] {
    return [...environmentVariables(files, this.environment), ...settingsVariables(fromSettings(document), this.environment)];
  }

  #forget(document: TextDocument): void {
    this.#kept.delete(document.uri.toString());
    this.#latest.delete(document.uri.toString());
  }

  async #read(document: TextDocument): Promise<void> {
    if (!(isHttp(document) || isMarkdown(document)) || document.isUntitled) return;
    const key = document.uri.toString();
    const turn = Symbol(key);
    this.#latest.set(key, turn);
    const around = workspace.getWorkspaceFolder(document.uri);
    const [file, folder] = [pathOf(document.uri), around && pathOf(around.uri)];
    const files: EnvironmentFile[] = [];
    for (const place of environmentPlaces(file, folder)) {
      const text = await readText(place.path);
      if (text !== undefined) files.push({ ...place, text });
    }
    let dotenv: ReadonlyMap<string, string> = NOTHING.dotenv;
    for (const path of dotenvPlaces(file, folder)) {
      const text = await readText(path);
      if (text === undefined) continue;
      dotenv = parseDotenv(text);
      break;
    }
    const tree = workspace.isTrusted && isHttp(document) ? this.#documents.parseOf(document).document : undefined;
    const settings = settingsFor(document.uri).resolve;
    const imports =
      tree &&
      (await importsFrom(this.#documents, tree, { file, workspace: folder, variables: this.#variables(document, files), settings }));
    if (this.#latest.get(key) !== turn) return;
    this.#kept.set(key, { files, dotenv, ...(imports && { imports }) });
    this.#changed.fire();
  }
}

/** Read again when such a line changes, or a definition that its path may have, and when a file is saved. */
function changesCommand({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  const line = ({ range }: TextDocumentChangeEvent['contentChanges'][number]): string =>
    document.lineAt(Math.min(range.start.line, document.lineCount - 1)).text;
  if (contentChanges.some((change) => COMMAND.test(change.text) || COMMAND.test(line(change)))) return true;
  return contentChanges.some((change) => line(change).startsWith('@')) && VARIABLE_PATH.test(document.getText());
}

async function readText(path: string): Promise<string | undefined> {
  const octets = await FILES.read(path);
  return octets && new TextDecoder().decode(octets);
}

/** REST Client's own setting, so that its projects work as they are. */
const fromSettings = (document: TextDocument | undefined): unknown =>
  workspace.getConfiguration('rest-client', document?.uri).get('environmentVariables');

const asRecord = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? { ...value } : {});
