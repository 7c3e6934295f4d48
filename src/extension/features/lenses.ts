// Send, Connect, Cancel and the last status above each request.
import { CodeLens, type CodeLensProvider, type TextDocument } from 'vscode';
import { blockKeys } from '../../core/language/block-key.ts';
import { type Lens, lenses } from '../../core/language/lenses.ts';
import { toRange } from '../convert.ts';
import { type Documents, TEXT_SCHEME } from '../documents.ts';
import type { Runs } from '../runs.ts';
import { settingsFor } from '../settings.ts';

export const lensProvider = (documents: Documents, runs: Runs): CodeLensProvider => ({
  provideCodeLenses: (document) => {
    if (document.uri.scheme === TEXT_SCHEME || !settingsFor(document.uri).lenses) return [];
    const tree = documents.parseOf(document).document;
    const keys = blockKeys(tree);
    const { outside } = documents.placesOf(document);
    return lenses(tree).flatMap(({ kind, range, block }) =>
      lensesOf(document, { kind, range: { start: outside(range.start), end: outside(range.end) } }, keys[block] ?? '', runs),
    );
  },
});

function lensesOf(document: TextDocument, { kind, range }: Omit<Lens, 'block'>, key: string, runs: Runs): readonly CodeLens[] {
  const at = toRange(document, range);
  const uri = document.uri.toString();
  if (kind === 'send-all') return [new CodeLens(at, { title: '$(run-all) Send all', command: 'postil.sendAll', arguments: [uri] })];
  const run = runs.get(document, key);
  if (run?.kind === 'running')
    return [
      new CodeLens(at, {
        title: `$(${run.open ? 'debug-disconnect' : 'sync~spin'}) ${run.doing}`,
        command: 'postil.showPanel',
        arguments: [uri, key],
      }),
      new CodeLens(at, { title: run.open ? 'Close' : 'Cancel', command: 'postil.cancel', arguments: [uri, key] }),
    ];
  const first =
    kind === 'connect'
      ? { title: '$(plug) Connect', tooltip: 'Open the WebSocket and send its messages', command: 'postil.connect', arguments: [uri, key] }
      : { title: '$(play) Send', tooltip: 'Send this request and read the exchange', command: 'postil.send', arguments: [uri, key] };
  const last =
    run === undefined
      ? []
      : [
          new CodeLens(at, {
            title: `${run.failed ? '$(error) ' : ''}${run.text}`,
            tooltip: 'Show what came of it',
            command: 'postil.showPanel',
            arguments: [uri, key],
          }),
        ];
  return [new CodeLens(at, first), ...last];
}
