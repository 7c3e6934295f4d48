// Where a `.http` document stands: its files, its variables, its settings. Environment files are read when a document opens and when
// they change; which environment holds is the person's choice, kept per workspace.
import { Disposable, EventEmitter, type Memento, type TextDocument, window, workspace } from 'vscode';
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
import { isHttp, isMarkdown } from './documents.ts';
import type { Guard } from './guard.ts';
import { FILES } from './ports.ts';
import { settingsFor } from './settings.ts';

interface Around {
  readonly files: readonly EnvironmentFile[];
  readonly dotenv: ReadonlyMap<string, string>;
}

const NOTHING: Around = { files: [], dotenv: new Map() };
const CHOICE = 'postil.environment';
const WATCHED = '**/{http-client.env.json,http-client.private.env.json,http-client.env.json.user,.env}';

export class Scopes {
  readonly #kept = new Map<string, Around>();
  readonly #state: Memento;
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;
  /** Variables of Postil itself and of the documents around: they have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(state: Memento, guard: Guard) {
    this.#state = state;
    const watcher = workspace.createFileSystemWatcher(WATCHED);
    const load = guard.wrap('environments', undefined, (document: TextDocument) => this.#load(document));
    const again = (): void => {
      this.#kept.clear();
      for (const document of workspace.textDocuments) void load(document);
    };
    this.#subscriptions = Disposable.from(
      this.#changed,
      watcher,
      watcher.onDidChange(again),
      watcher.onDidCreate(again),
      watcher.onDidDelete(again),
      workspace.onDidGrantWorkspaceTrust(again),
      workspace.onDidOpenTextDocument((document) => void load(document)),
      workspace.onDidCloseTextDocument((document) => this.#kept.delete(document.uri.toString())),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('rest-client.environmentVariables') && this.#changed.fire()),
    );
    again();
  }

  /** The name that was chosen; `undefined` for none. */
  get environment(): string | undefined {
    return this.#state.get<string>(CHOICE);
  }

  of(document: TextDocument): Scope {
    const { files, dotenv } = this.#kept.get(document.uri.toString()) ?? NOTHING;
    const own = settingsFor(document.uri);
    const settings = settingsVariables(fromSettings(document), this.environment);
    return {
      file: document.isUntitled ? undefined : document.uri.fsPath,
      workspace: workspace.getWorkspaceFolder(document.uri)?.uri.fsPath,
      variables: [...environmentVariables(files, this.environment), ...settings],
      settings: own.resolve,
      options: own.send,
      dotenv,
    };
  }

  /** Every environment that the files around the open documents and the settings name. */
  names(): readonly string[] {
    const settings = Object.keys(asRecord(fromSettings(undefined))).filter((name) => name !== '$shared');
    const files = [...this.#kept.values()].flatMap((around) => environmentNames(around.files));
    return [...new Set([...files, ...settings])].sort();
  }

  async choose(): Promise<void> {
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
    this.#changed.fire();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #load(document: TextDocument): Promise<void> {
    if (!(isHttp(document) || isMarkdown(document)) || document.isUntitled) return;
    const file = document.uri.fsPath;
    const folder = workspace.getWorkspaceFolder(document.uri)?.uri.fsPath;
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
    this.#kept.set(document.uri.toString(), { files, dotenv });
    this.#changed.fire();
  }
}

async function readText(path: string): Promise<string | undefined> {
  const octets = await FILES.read(path);
  return octets && new TextDecoder().decode(octets);
}

/** REST Client's own setting, so that its projects work as they are. */
const fromSettings = (document: TextDocument | undefined): unknown =>
  workspace.getConfiguration('rest-client', document?.uri).get('environmentVariables');

const asRecord = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? { ...value } : {});
