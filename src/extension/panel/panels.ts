// The panels of the editor: one for each request, opened beside, reused when it is sent again, restored after a reload.
import { randomBytes } from 'node:crypto';
import {
  commands,
  EventEmitter,
  type ExtensionContext,
  env,
  Uri,
  ViewColumn,
  type Webview,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { SavedContent } from '../../core/run/save.ts';
import type { Port } from '../../protocol/connect.ts';
import type { Density, PanelSurface } from '../../protocol/contract.ts';
import type { Step } from '../../protocol/exchange-view.ts';
import { TEXT_SCHEME } from '../documents.ts';
import type { Guard } from '../guard.ts';
import type { RunPanels, RunRequests } from '../run-panel.ts';
import { asText } from './as-text.ts';
import { pageHtml } from './page.ts';
import { type Preferences, type RunActions, RunHost, type RunIdentity, type RunView } from './run-host.ts';
import { PANEL_TYPE } from './serializer.ts';

export interface Panels extends RunPanels {
  /** Fills a panel that VS Code brings back after a reload; `state` is what its page kept. */
  readonly restore: (panel: WebviewPanel, state: unknown) => Promise<void>;
  /** Tells the panel in front, as a key would. */
  readonly command: (name: PanelSurface['notices']['command']) => void;
}

export function createPanels(context: ExtensionContext, guard: Guard): Panels {
  const life = new Life(context, guard);
  context.subscriptions.push(life);
  return {
    show: (identity, requests) => life.show(identity, requests),
    reveal: (key) => life.reveal(key),
    restore: async (panel, state) => life.restore(panel, state),
    command: (name) => life.command(name),
  };
}

interface Shown {
  readonly panel: WebviewPanel;
  readonly host: RunHost;
  /** `undefined` for a panel from before the reload. */
  requests: RunRequests | undefined;
  key: string;
}

class Life {
  readonly #context: ExtensionContext;
  readonly #guard: Guard;
  readonly #preferences: Preferences;
  readonly #all = new Set<Shown>();
  readonly #texts = new Map<string, string>();
  readonly #textChanged = new EventEmitter<Uri>();
  readonly #provider: { dispose(): unknown };

  constructor(context: ExtensionContext, guard: Guard) {
    this.#context = context;
    this.#guard = guard;
    this.#preferences = this.#remembered();
    this.#provider = workspace.registerTextDocumentContentProvider(TEXT_SCHEME, {
      onDidChange: this.#textChanged.event,
      provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '# The panel that this was read from is closed.\n',
    });
  }

  show(identity: RunIdentity, requests: RunRequests): RunView {
    const shown = this.#reusable(identity.key) ?? this.#open(identity.title);
    shown.key = identity.key;
    shown.requests = requests;
    shown.panel.title = identity.title;
    if (!shown.panel.visible) shown.panel.reveal(undefined, true);
    return shown.host.begin(identity, Date.now());
  }

  reveal(key: string): boolean {
    const shown = this.#withKey(key);
    shown?.panel.reveal();
    return shown !== undefined;
  }

  restore(panel: WebviewPanel, state: unknown): void {
    const keep = typeof state === 'object' && state !== null && 'keep' in state && typeof state.keep === 'string' ? state.keep : undefined;
    const shown = this.#adopt(panel);
    const identity = shown.host.restore(keep);
    if (identity === undefined) return;
    shown.key = identity.key;
    panel.title = identity.title;
  }

  command(name: PanelSurface['notices']['command']): void {
    const shown = [...this.#all].find((one) => one.panel.active) ?? [...this.#all].find((one) => one.panel.visible);
    shown?.host.command(name);
  }

  dispose(): void {
    for (const { host } of this.#all) host.dispose();
    this.#provider.dispose();
    this.#textChanged.dispose();
  }

  #withKey(key: string): Shown | undefined {
    return [...this.#all].findLast((one) => one.key === key);
  }

  #reusable(key: string): Shown | undefined {
    return [...this.#all].find((one) => one.key === key && !one.host.pinned);
  }

  /** Beside the editor, in the column where a panel already is. */
  #open(title: string): Shown {
    const column = [...this.#all].find((one) => one.panel.visible)?.panel.viewColumn ?? ViewColumn.Beside;
    const panel = window.createWebviewPanel(
      PANEL_TYPE,
      title,
      { viewColumn: column, preserveFocus: true },
      { enableFindWidget: true, enableScripts: true },
    );
    return this.#adopt(panel);
  }

  #adopt(panel: WebviewPanel): Shown {
    const { extensionUri } = this.#context;
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [Uri.joinPath(extensionUri, 'dist'), Uri.joinPath(extensionUri, 'media')],
    };
    panel.iconPath = Uri.joinPath(extensionUri, 'media', 'icon.svg');
    const host = new RunHost(
      { key: '', title: panel.title, source: undefined },
      this.#preferences,
      this.#actions(() => shown),
    );
    const shown: Shown = { panel, host, requests: undefined, key: '' };
    this.#all.add(shown);
    host.attach(portOf(panel.webview));
    panel.webview.html = pageHtml({
      script: panel.webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', 'panel.js')).toString(),
      style: panel.webview.asWebviewUri(Uri.joinPath(extensionUri, 'media', 'panel.css')).toString(),
      source: panel.webview.cspSource,
      nonce: randomBytes(18).toString('base64url'),
    });
    panel.onDidChangeViewState(() => panel.visible || host.sleep());
    panel.onDidDispose(() => {
      this.#all.delete(shown);
      host.dispose();
    });
    return shown;
  }

  #actions(shown: () => Shown): RunActions {
    return {
      cancel: () => shown().requests?.cancel(),
      step: (step) => this.#step(shown(), step),
      save,
      showFile: async (path, how) =>
        void (await commands.executeCommand(how === 'open' ? 'vscode.open' : 'revealFileInOS', Uri.file(path))),
      copyText: async (text) => env.clipboard.writeText(text),
      copyAsCurl: async () => {
        const { requests, key } = shown();
        await (requests === undefined ? commands.executeCommand('postil.copyAsCurl', ...partsOf(key)) : requests.copyAsCurl());
      },
      openAsText: () => void this.#guard.wrap('open as text', undefined, () => this.#openText(shown()))(),
      setPinned: () => {},
      report: (what, error) => this.#guard.report(what, error),
    };
  }

  async #step({ requests, key }: Shown, step: Step): Promise<void> {
    switch (step.kind) {
      case 'again':
        if (requests === undefined) await commands.executeCommand('postil.send', ...partsOf(key));
        else requests.again();
        return;
      case 'source':
        await (requests === undefined
          ? workspace.openTextDocument(Uri.parse(partsOf(key)[0])).then((document) => window.showTextDocument(document))
          : requests.reveal());
        return;
      case 'command':
        // What a page asks for is never run unless it is one of ours.
        if (/^postil\.\w+$/.test(step.command)) await commands.executeCommand(step.command);
        return;
    }
  }

  async #openText({ host, panel }: Shown): Promise<void> {
    const name = panel.title.replace(/[^\p{L}\p{N} _.-]+/gu, ' ').trim() || 'exchange';
    const uri = Uri.from({ scheme: TEXT_SCHEME, path: `/${name}.http` });
    this.#texts.set(uri.toString(), asText(host.content, host.contents));
    this.#textChanged.fire(uri);
    await window.showTextDocument(await workspace.openTextDocument(uri), {
      viewColumn: panel.viewColumn ?? ViewColumn.Beside,
      preview: true,
    });
  }

  /** Density and muted rules are the person's own, for all windows. */
  #remembered(): Preferences {
    const { globalState } = this.#context;
    const refresh = (): void => {
      for (const { host } of this.#all) host.refresh();
    };
    return {
      get density() {
        return globalState.get<Density>('density', 'notes');
      },
      get muted() {
        return globalState.get<readonly string[]>('muted', []);
      },
      change: ({ density, muted }) => {
        if (density !== undefined) void globalState.update('density', density).then(refresh);
        if (muted !== undefined) void globalState.update('muted', muted).then(refresh);
      },
    };
  }
}

async function save(content: SavedContent, suggested: string): Promise<string | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const to = await window.showSaveDialog(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, suggested) });
  if (to === undefined) return undefined;
  if (content.kind === 'octets') await workspace.fs.writeFile(to, content.octets);
  else await workspace.fs.copy(Uri.file(content.path), to, { overwrite: true });
  return workspace.asRelativePath(to);
}

function portOf(webview: Webview): Port {
  return {
    post: (message) => webview.postMessage(message),
    listen: (listener) => {
      const subscription = webview.onDidReceiveMessage(listener);
      return () => void subscription.dispose();
    },
  };
}

/** The key of a run is its document's address and the block's own key. */
function partsOf(key: string): readonly [uri: string, block: string] {
  const [uri = '', block = ''] = key.split('\n');
  return [uri, block];
}
