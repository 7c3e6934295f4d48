// "Preview what will be sent": a read-only document that follows the text as it is typed.
import { Disposable, EventEmitter, type TextDocument, Uri, ViewColumn, window, workspace } from 'vscode';
import type { HttpRequest, SendOptions } from '../core/http/request.ts';
import { blockWithKey, titleOf } from '../core/language/block-key.ts';
import { requestText, webSocketText } from '../core/language/wire-text.ts';
import { type Resolved, resolve } from '../core/resolve/resolve.ts';
import type { ResponsePort } from '../core/resolve/scope.ts';
import { asSent } from '../core/run/as-sent.ts';
import type { Cookies } from '../core/send/cookies/jar.ts';
import type { Documents } from './documents.ts';
import type { Guard } from './guard.ts';
import { portsFor } from './ports.ts';
import type { Runs } from './runs.ts';
import type { Scopes } from './scopes.ts';

const SCHEME = 'postil-preview';

export interface PreviewParts {
  readonly documents: Documents;
  readonly scopes: Scopes;
  readonly guard: Guard;
  readonly runs: Runs;
  /** The jar adds its Cookie field, as it will. */
  readonly cookies: () => Promise<Cookies>;
}

export class Preview {
  readonly #documents: Documents;
  readonly #scopes: Scopes;
  readonly #responses: (document: TextDocument) => ResponsePort;
  readonly #cookies: () => Promise<Cookies>;
  readonly #changed = new EventEmitter<Uri>();
  readonly #subscriptions: Disposable;

  constructor({ documents, scopes, guard, runs, cookies }: PreviewParts, responses: (document: TextDocument) => ResponsePort) {
    this.#documents = documents;
    this.#scopes = scopes;
    this.#responses = responses;
    this.#cookies = cookies;
    const provideTextDocumentContent = guard.wrap('preview', '', (uri: Uri) => this.#text(uri));
    this.#subscriptions = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(SCHEME, { onDidChange: this.#changed.event, provideTextDocumentContent }),
      workspace.onDidChangeTextDocument(({ document }) => this.#follow(document)),
      scopes.onDidChange(() => this.#followAll()),
      // Answers change what later requests refer to, and the cookies.
      runs.onDidChange(() => this.#followAll()),
    );
  }

  /** Opens it beside; the focus stays where it is. */
  async open(document: TextDocument, key: string): Promise<void> {
    const query = JSON.stringify({ uri: document.uri.toString(), key });
    const uri = Uri.from({ scheme: SCHEME, path: `/${titleOfKey(key)} (as sent)`, query });
    this.#changed.fire(uri);
    const shown = await workspace.openTextDocument(uri);
    await window.showTextDocument(shown, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #followAll(): void {
    for (const { uri } of workspace.textDocuments) if (uri.scheme === SCHEME) this.#changed.fire(uri);
  }

  #follow(document: TextDocument): void {
    for (const { uri } of workspace.textDocuments)
      if (uri.scheme === SCHEME && readQuery(uri).uri === document.uri.toString()) this.#changed.fire(uri);
  }

  async #text(uri: Uri): Promise<string> {
    const { uri: source, key } = readQuery(uri);
    const document = workspace.textDocuments.find((d) => d.uri.toString() === source);
    if (document === undefined) return 'The document is closed.\n';
    const tree = this.#documents.parseOf(document).document;
    const placed = blockWithKey(tree, key);
    if (placed === undefined) return `There is no request ${titleOfKey(key)} in the document any more.\n`;
    const ports = { ...portsFor({ ask: false }), responses: this.#responses(document) };
    const resolved = await resolve(tree, placed, this.#scopes.of(document), ports);
    return preview(await asSent(resolved, { cookies: await this.#cookies(), sign: withSignature }), titleOf(placed.block));
  }
}

function preview(resolved: Resolved, title: string): string {
  switch (resolved.kind) {
    case 'http':
      return requestText(resolved.request);
    case 'websocket':
      return webSocketText(resolved.request);
    case 'blocked': {
      const errors = resolved.problems.filter(({ severity }) => severity === 'error').map(({ message }) => `# - ${message}`);
      return [`# ${title} can't be sent yet:`, ...errors].join('\n');
    }
  }
}

function readQuery(uri: Uri): { readonly uri: string; readonly key: string } {
  const read: unknown = JSON.parse(uri.query);
  const { uri: source, key } = typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  return { uri: String(source), key: String(key) };
}

/** AWS: the signature as it would be now. Without one that can be made, the request as it is: sending says why. */
async function withSignature(request: HttpRequest, { aws }: SendOptions): Promise<HttpRequest> {
  if (aws === undefined) return request;
  const { signed } = await import('./chunks/net.ts');
  const made = await signed(request, aws, Date.now());
  return made.ok ? made.value : request;
}

/** Without the count, and with nothing in it that a path can't have. */
const titleOfKey = (key: string): string =>
  key
    .replace(/#\d+$/, '')
    .replace(/[^\p{L}\p{N} _.-]+/gu, ' ')
    .trim() || 'request';
