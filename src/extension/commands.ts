// What the commands do. Each takes the document and the request that a lens names, or those at the caret.
import { type TextDocument, Uri, window, workspace } from 'vscode';
import { blockKeys } from '../core/language/block-key.ts';
import { blockAt } from '../core/syntax/tree.ts';
import type { CommandName, Commands } from './command-names.ts';
import type { Jars } from './cookies.ts';
import { type Documents, isHttp, isMarkdown } from './documents.ts';
import type { Guard } from './guard.ts';
import type { PlaygroundHost } from './playground.ts';
import type { Runner } from './runner.ts';
import type { Scopes } from './scopes.ts';

export interface CommandParts {
  readonly documents: Documents;
  readonly guard: Guard;
  readonly playground: PlaygroundHost;
  readonly scopes: Scopes;
  /** Loads what sends at the first call. */
  readonly runner: () => Promise<Runner>;
}

export function createCommands({ documents, guard, playground, scopes, runner }: CommandParts): Commands {
  const guarded = (name: CommandName, run: (...args: readonly unknown[]) => unknown): Commands[CommandName] =>
    guard.wrap<readonly unknown[], unknown>(`postil.${name}`, undefined, run);
  const onRequest = (name: CommandName, run: (document: TextDocument, key: string) => unknown): Commands[CommandName] =>
    guarded(name, async (uri, key) => {
      const found = await requestFor(documents, uri, key);
      return found && run(...found);
    });
  const onPanel = (what: 'density' | 'findings' | 'reveal'): Commands[CommandName] =>
    guarded(`panel.${what}`, async () => (await runner()).panels.command(what));
  const onCookies = (
    name: CommandName,
    run: (loaded: typeof import('./chunks/cookies.ts'), jars: Jars, argument: unknown) => unknown,
  ): Commands[CommandName] =>
    guarded(name, async (argument) => run(await import('./chunks/cookies.ts'), await (await runner()).cookies(), argument));
  const send = async (document: TextDocument, key: string): Promise<unknown> => (await runner()).sender.send(document, key);
  return {
    send: onRequest('send', send),
    connect: onRequest('connect', send),
    sendAll: guarded('sendAll', async (uri) => {
      const document = await documentFor(uri);
      return document && (await runner()).sender.sendAll(document);
    }),
    cancel: guarded('cancel', async (uri, key) =>
      (await runner()).sender.cancel(await documentFor(uri), typeof key === 'string' ? key : undefined),
    ),
    showPanel: onRequest('showPanel', async (document, key) => {
      const shown = (await runner()).sender.showPanel(document, key);
      if (!shown) void offerSending(() => send(document, key));
      return shown;
    }),
    previewRequest: onRequest('previewRequest', async (document, key) => (await runner()).preview.open(document, key)),
    copyAsCurl: onRequest('copyAsCurl', async (document, key) => (await runner()).sender.copyAsCurl(document, key)),
    pasteRequest: guarded('pasteRequest', async () => (await import('./chunks/assist.ts')).pasteRequest(documents)),
    explainSelection: guarded('explainSelection', async () => {
      const editor = window.activeTextEditor;
      if (editor === undefined) return;
      const { explained } = await runner();
      await explained.show(editor.document.getText(editor.selection.isEmpty ? undefined : editor.selection));
    }),
    selectEnvironment: guarded('selectEnvironment', () => scopes.choose()),
    showCookies: onCookies('showCookies', ({ showCookies }, jars) => showCookies(jars)),
    clearCookies: onCookies('clearCookies', ({ clearCookies }, jars, host) =>
      clearCookies(jars, typeof host === 'string' ? host : undefined),
    ),
    startPlayground: guarded('startPlayground', () => playground.start()),
    stopPlayground: guarded('stopPlayground', () => playground.stop()),
    openPlayground: guarded('openPlayground', () => playground.open()),
    'panel.density': onPanel('density'),
    'panel.findings': onPanel('findings'),
    'panel.reveal': onPanel('reveal'),
  };
}

async function offerSending(send: () => Promise<unknown>): Promise<void> {
  const answer = await window.showInformationMessage(
    'No exchange of this request is shown: it was not sent yet, or its panel was closed.',
    'Send',
  );
  if (answer === 'Send') await send();
}

/** The document of that address (a lens gives it as text, a menu of VS Code as it is), else the active one where requests can be in it. */
async function documentFor(uri: unknown): Promise<TextDocument | undefined> {
  if (typeof uri === 'string') return workspace.openTextDocument(Uri.parse(uri));
  if (uri instanceof Uri) return workspace.openTextDocument(uri);
  const active = window.activeTextEditor?.document;
  return active !== undefined && (isHttp(active) || isMarkdown(active)) ? active : undefined;
}

/** The request that is named, else the one at the caret; says so where there is none. */
async function requestFor(documents: Documents, uri: unknown, key: unknown): Promise<readonly [TextDocument, string] | undefined> {
  const document = await documentFor(uri);
  if (document === undefined) return undefined;
  if (typeof key === 'string') return [document, key];
  const tree = documents.parseOf(document).document;
  const caret = window.activeTextEditor?.document === document ? document.offsetAt(window.activeTextEditor.selection.active) : 0;
  const at = documents.placesOf(document).inside(caret);
  const placed = at === undefined ? undefined : blockAt(tree, at);
  const found = placed === undefined ? '' : (blockKeys(tree)[tree.blocks.indexOf(placed)] ?? '');
  if (found !== '') return [document, found];
  void window.showInformationMessage('There is no request at the caret. Put it on a request and try again.');
  return undefined;
}
