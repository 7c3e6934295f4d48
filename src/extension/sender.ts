// Sends what a person asked for, has it shown, and keeps what came of it. Loaded at the first send.
import { env, type TextDocument, window, workspace } from 'vscode';
import type { Explanation } from '../core/explain/annotation.ts';
import { explain } from '../core/explain/explain.ts';
import { fromSession } from '../core/explain/from-exchange.ts';
import type { WsSession } from '../core/http/websocket.ts';
import { asCurl } from '../core/language/as-curl.ts';
import { blockKeys, blockWithKey, titleOf } from '../core/language/block-key.ts';
import { sendable } from '../core/language/lenses.ts';
import { sentLine } from '../core/language/request-kind.ts';
import type { Resolved } from '../core/resolve/resolve.ts';
import type { ResponsePort } from '../core/resolve/scope.ts';
import { keepsBack } from '../core/run/conform.ts';
import { mutedIn, type Ran, Session, type Where } from '../core/run/session.ts';
import type { ClientSettings } from '../core/send/client.ts';
import type { Cookies } from '../core/send/cookies/jar.ts';
import type { LiveSocket } from '../core/send/websocket/open.ts';
import type { Problem } from '../core/syntax/problem.ts';
import { absolute, type PlacedBlock, textOf } from '../core/syntax/tree.ts';
import { unlinked } from '../core/text/unlinked.ts';
import { toRange } from './convert.ts';
import type { Documents } from './documents.ts';
import { lostIn } from './lost-octets.ts';
import type { RunIdentity, RunView } from './panel/run-host.ts';
import { portsFor } from './ports.ts';
import { doingText, ranText } from './ran-text.ts';
import type { RunPanels, RunRequests } from './run-panel.ts';
import type { Runs } from './runs.ts';
import { saves, tellSaved } from './save.ts';
import type { Scopes } from './scopes.ts';
import { mutedFindings } from './settings.ts';

export interface SenderParts {
  readonly documents: Documents;
  readonly runs: Runs;
  readonly panels: RunPanels;
  readonly scopes: Scopes;
  readonly cookies: () => Promise<Cookies>;
  /** What the editor gives to every connection. */
  readonly connection: () => Omit<ClientSettings, 'cookies'>;
}

export class Sender {
  readonly #parts: SenderParts;
  readonly #session: Session;
  /** The latest run of each request. */
  readonly #current = new Map<string, AbortController>();

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#session = new Session({
      network: async () => {
        const [{ createNetwork }, cookies] = await Promise.all([import('./chunks/net.ts'), parts.cookies()]);
        return createNetwork({ ...parts.connection(), cookies });
      },
      ports: portsFor({ ask: true }),
      saves,
    });
  }

  /** What earlier requests of this document were answered with. */
  responses(document: TextDocument): ResponsePort {
    return this.#session.answersFor(this.#parts.documents.parseOf(document).document, this.#parts.scopes.of(document));
  }

  /**
   * Resolves when all of it has ended; a WebSocket ends when it is closed, or after its messages where `closing` says so.
   * `undefined` when there is no such request, or it was called off before it began.
   */
  async send(document: TextDocument, key: string, { closing = false } = {}): Promise<Ran | undefined> {
    await this.#parts.scopes.settled();
    const where = this.#where(document, key);
    if (where === undefined || !(await confirmed(where.placed))) return undefined;
    this.cancel(document, key);
    const { runs, panels } = this.#parts;
    const control = new AbortController();
    this.#current.set(panelKey(document, key), control);
    const cancel = (): void => control.abort();
    let live: LiveSocket | undefined;
    let over = false;
    const tell = (doing: string, end?: () => void): void => {
      if (!over && !control.signal.aborted)
        runs.set(document, key, { kind: 'running', doing, open: end !== undefined, cancel: end ?? cancel });
    };
    const view = panels.show(this.#identity(document, key, where.placed), this.#requests(document, key, cancel));
    tell('sending…');
    const muted = mutedFindings(document.uri);
    const lost = await lostIn(document);
    const ran =
      lost.length > 0
        ? blockedBy(lost)
        : await this.#session.run(where, {
            muted,
            signal: control.signal,
            closeAfterScript: closing,
            onProgress: (progress) => {
              view.progress(progress);
              const doing = doingText(progress);
              if (doing !== undefined) tell(doing);
            },
            onFirst: (placed, first) => {
              if (first.kind === 'http') tellSaved(first.saved ?? []);
              this.#keep(document, blockKeys(where.document)[where.document.blocks.indexOf(placed)] ?? '', first);
            },
            onSocket: (socket) => {
              live = socket;
              tell('opening…');
            },
            onUpdate: (session) => {
              // Nothing is known yet, and nothing can be explained.
              if (session.state === 'connecting') return;
              view.socket(live, session, () => explained(session, mutedIn(where.placed, muted)));
              if (session.state === 'open') tell('connected', () => void (live?.close(1000) || cancel()));
            },
          });
    over = true;
    show(view, ran);
    if (ran.kind === 'http') tellSaved(ran.saved ?? []);
    // Sent again meanwhile: the lens belongs to the newer run.
    if (this.#current.get(panelKey(document, key)) === control) this.#keep(document, key, ran);
    return ran;
  }

  /** One after another; stops at the first that is blocked or called off. WebSockets are closed when their messages are sent. */
  async sendAll(document: TextDocument): Promise<readonly Ran[]> {
    const tree = this.#parts.documents.parseOf(document).document;
    const keys = blockKeys(tree);
    const all: Ran[] = [];
    for (const index of await this.#inOrder(document)) {
      const ran = await this.send(document, keys[index] ?? '', { closing: true });
      if (ran !== undefined) all.push(ran);
      if (ran === undefined || ran.kind === 'blocked' || wasCancelled(ran)) break;
    }
    return all;
  }

  /** The blocks to send; where one with an error keeps the others back, that one alone, so that it is told. */
  async #inOrder(document: TextDocument): Promise<readonly number[]> {
    const tree = this.#parts.documents.parseOf(document).document;
    const scope = this.#parts.scopes.of(document);
    const all = sendable(tree);
    for (const index of all) {
      const chosen = tree.blocks.slice(index, index + 1);
      const faults = await keepsBack({ document: tree, chosen, scope }, portsFor({ ask: false }));
      if (faults.length > 0) return [index];
    }
    return all;
  }

  showPanel(document: TextDocument, key: string): boolean {
    return this.#parts.panels.reveal(panelKey(document, key));
  }

  /** Without a key, everything that is on its way. */
  cancel(document: TextDocument | undefined, key: string | undefined): void {
    const { runs } = this.#parts;
    if (document === undefined || key === undefined) {
      for (const run of runs.running()) run.cancel();
      return;
    }
    const one = runs.get(document, key);
    if (one?.kind === 'running') one.cancel();
  }

  /** Puts the request on the clipboard as a command line; says why when it can't be one. */
  async copyAsCurl(document: TextDocument, key: string): Promise<void> {
    const where = this.#where(document, key);
    if (where === undefined) return;
    const resolved = await this.#session.resolve(where);
    const command = curlOf(resolved);
    if (command === undefined) {
      const why =
        resolved.kind === 'blocked'
          ? (resolved.problems.find(({ severity }) => severity === 'error')?.message ?? '')
          : 'Its content is no text.';
      void window.showWarningMessage(unlinked(`This request can't be written for curl. ${why}`));
      return;
    }
    await env.clipboard.writeText(command);
    window.setStatusBarMessage('$(check) Copied for curl', 3000);
  }

  async dispose(): Promise<void> {
    this.#current.clear();
    this.cancel(undefined, undefined);
    await this.#session.dispose();
  }

  #where(document: TextDocument, key: string): Where | undefined {
    const tree = this.#parts.documents.parseOf(document).document;
    const placed = blockWithKey(tree, key);
    return placed && { document: tree, placed, scope: this.#parts.scopes.of(document) };
  }

  #identity(document: TextDocument, key: string, placed: PlacedBlock): RunIdentity {
    const source = { name: workspace.asRelativePath(document.uri), line: this.#rangeOfLine(document, placed).start.line + 1 };
    return { key: panelKey(document, key), title: titleOf(placed.block), source };
  }

  #rangeOfLine(document: TextDocument, placed: PlacedBlock): ReturnType<typeof toRange> {
    const { outside } = this.#parts.documents.placesOf(document);
    const { start, end } = absolute(placed, sentLine(placed.block) ?? { start: 0, end: 0 });
    return toRange(document, { start: outside(start), end: outside(end) });
  }

  #requests(document: TextDocument, key: string, cancel: () => void): RunRequests {
    return {
      cancel,
      again: () => void this.send(document, key),
      copyAsCurl: () => this.copyAsCurl(document, key),
      reveal: async () => {
        const where = this.#where(document, key);
        const selection = where && this.#rangeOfLine(document, where.placed);
        await window.showTextDocument(document, selection ? { selection } : {});
      },
    };
  }

  #keep(document: TextDocument, key: string, ran: Ran): void {
    if (key !== '') this.#parts.runs.set(document, key, { kind: 'done', ...ranText(ran) });
  }
}

const panelKey = (document: TextDocument, key: string): string => `${document.uri.toString()}\n${key}`;

const explained = (session: WsSession, muted: readonly string[]): Explanation =>
  explain(fromSession(session, { now: Date.now() }), { muted });

const blockedBy = (problems: readonly Problem[]): Ran => ({ kind: 'blocked', problems });

/** What came of it replaces whatever the panel shows. */
function show(view: RunView, ran: Ran): void {
  switch (ran.kind) {
    case 'http':
      view.complete(ran.exchange, ran.explanation);
      break;
    case 'websocket':
      view.socket(undefined, ran.session, () => ran.explanation);
      break;
    case 'blocked':
      view.blocked(
        'Nothing was sent',
        ran.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
      );
      break;
  }
}

/** `# @note text` asks before sending. */
async function confirmed({ block }: PlacedBlock): Promise<boolean> {
  const note = block.directives.find((directive) => textOf(block, directive.tag) === 'note');
  if (note === undefined) return true;
  const text = note.value === undefined ? 'Send this request?' : textOf(block, note.value);
  return (await window.showWarningMessage(text, { modal: true, detail: titleOf(block) }, 'Send')) === 'Send';
}

const wasCancelled = (ran: Ran): boolean =>
  ran.kind === 'http' && ran.exchange.outcome.kind === 'failure' && ran.exchange.outcome.failure.kind === 'cancelled';

function curlOf(resolved: Resolved): string | undefined {
  switch (resolved.kind) {
    case 'http':
      return asCurl(resolved.request, resolved.options);
    case 'websocket':
      return asCurl(resolved.request.handshake, resolved.options);
    case 'blocked':
      return undefined;
  }
}
