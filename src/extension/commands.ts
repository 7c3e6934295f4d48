// The commands. Each takes the document and the request that a lens names, or those at the caret.
import { commands, type Disposable, type TextDocument, Uri, window, workspace } from 'vscode';
import { blockKeys } from '../core/language/block-key.ts';
import { blockAt } from '../core/syntax/tree.ts';
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

export function registerCommands({ documents, guard, playground, scopes, runner }: CommandParts): readonly Disposable[] {
  const register = (name: string, run: (...args: readonly unknown[]) => unknown): Disposable =>
    commands.registerCommand(`postil.${name}`, guard.wrap<readonly unknown[], unknown>(`postil.${name}`, undefined, run));
  const onRequest = (name: string, run: (document: TextDocument, key: string) => unknown): Disposable =>
    register(name, async (uri, key) => {
      const found = await requestFor(documents, uri, key);
      return found && run(...found);
    });
  const send = async (document: TextDocument, key: string): Promise<unknown> => (await runner()).sender.send(document, key);
  return [
    onRequest('send', send),
    onRequest('connect', send),
    register('sendAll', async (uri) => {
      const document = await documentFor(uri);
      return document && (await runner()).sender.sendAll(document);
    }),
    register('cancel', async (uri, key) =>
      (await runner()).sender.cancel(await documentFor(uri), typeof key === 'string' ? key : undefined),
    ),
    onRequest('showPanel', async (document, key) => (await runner()).sender.showPanel(document, key)),
    onRequest('previewRequest', async (document, key) => (await runner()).preview.open(document, key)),
    onRequest('copyAsCurl', async (document, key) => (await runner()).sender.copyAsCurl(document, key)),
    ...(['density', 'findings', 'reveal'] as const).map((name) =>
      register(`panel.${name}`, async () => (await runner()).panels.command(name)),
    ),
    register('explainSelection', async () => {
      const editor = window.activeTextEditor;
      if (editor === undefined) return;
      const { explained } = await runner();
      await explained.show(editor.document.getText(editor.selection.isEmpty ? undefined : editor.selection));
    }),
    register('selectEnvironment', () => scopes.choose()),
    register('startPlayground', () => playground.start()),
    register('stopPlayground', () => playground.stop()),
    register('openPlayground', () => playground.open()),
  ];
}

/** The document of that address, else the active one where it is a `.http` document. */
async function documentFor(uri: unknown): Promise<TextDocument | undefined> {
  if (typeof uri === 'string') return workspace.openTextDocument(Uri.parse(uri));
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
