// Sending and showing, put together.
import type { ExtensionContext } from 'vscode';
import { editorConnection } from './connection.ts';
import type { Jars } from './cookies.ts';
import type { Documents } from './documents.ts';
import { Explained } from './explained.ts';
import type { Guard } from './guard.ts';
import { createPanels, type Panels } from './panel/panels.ts';
import { Preview } from './preview.ts';
import type { Runs } from './runs.ts';
import type { Scopes } from './scopes.ts';
import { Sender } from './sender.ts';

export interface Runner {
  readonly panels: Panels;
  readonly sender: Sender;
  readonly preview: Preview;
  readonly explained: Explained;
  readonly cookies: () => Promise<Jars>;
}

export interface RunnerParts {
  readonly documents: Documents;
  readonly runs: Runs;
  readonly scopes: Scopes;
  readonly guard: Guard;
}

export function createRunner(context: ExtensionContext, parts: RunnerParts): Runner {
  const { documents, runs, scopes, guard } = parts;
  const panels = createPanels(context, guard);
  let jars: Jars | undefined;
  const cookies = async (): Promise<Jars> => {
    const loaded = await import('./chunks/cookies.ts');
    jars ??= new loaded.Jars({ folder: context.storageUri?.fsPath, environment: () => scopes.environment });
    return jars;
  };
  const sender = new Sender({ documents, runs, scopes, panels, cookies, connection: () => editorConnection(context) });
  const preview = new Preview({ ...parts, cookies }, (document) => sender.responses(document));
  const explained = new Explained();
  context.subscriptions.push(preview, explained, { dispose: () => sender.dispose() }, { dispose: () => jars?.dispose() });
  return { panels, sender, preview, explained, cookies };
}
