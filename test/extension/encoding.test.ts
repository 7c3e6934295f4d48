// Files that are no UTF-8: VS Code shows U+FFFD, Postil says what is lost and sends nothing of it.
import assert from 'node:assert/strict';
import { commands, type Diagnostic, DiagnosticSeverity, languages, type TextDocument, Uri, window, workspace } from 'vscode';
import type { Ran } from '../../src/core/run/session.ts';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { activated, when } from './support.ts';

suite('a file that is no UTF-8', () => {
  let playground: Playground;
  let uri: Uri;

  suiteSetup(async () => {
    await activated();
    playground = await startPlayground({ port: 0 });
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    uri = Uri.joinPath(folder.uri, 'latin1.http');
    await workspace.fs.writeFile(uri, Buffer.from(`# f\xfcr alle\nGET ${playground.url}/echo\nX-City: K\xf6ln\n`, 'latin1'));
  });

  suiteTeardown(async () => {
    await workspace.fs.delete(uri);
    await playground.close();
  });

  async function open(encoding: string): Promise<TextDocument> {
    const document = await workspace.openTextDocument(uri, { encoding });
    await window.showTextDocument(document);
    return document;
  }

  const send = async (): Promise<Ran | undefined> => commands.executeCommand<Ran | undefined>('postil.send');

  const lost = (document: TextDocument): readonly Diagnostic[] | undefined => {
    const found = languages.getDiagnostics(document.uri).filter(({ code }) => code === 'invalid-utf8');
    return found.some(({ severity }) => severity === DiagnosticSeverity.Error) ? found : undefined;
  };

  test('each place is an error, with what the octet would be elsewhere', async () => {
    const document = await open('utf8');
    const found = await when(
      (again) => languages.onDidChangeDiagnostics(again),
      () => lost(document),
      'an error for each octet',
    );
    assert.deepEqual(
      found.map(({ range, severity }) => `${severity} ${range.start.line}:${range.start.character}`),
      [`${DiagnosticSeverity.Error} 0:3`, `${DiagnosticSeverity.Error} 2:9`],
    );
    assert.match(found[0]?.message ?? '', /^Octet FC at offset 3 is no UTF-8; in Windows-1252 it would be "ü"\./);
  });

  test('nothing of it is sent', async () => {
    await open('utf8');
    const ran = await send();
    assert.ok(ran?.kind === 'blocked');
    assert.deepEqual([...new Set(ran.problems.map(({ code }) => code))], ['invalid-utf8']);
  });

  test('opened with its own encoding it is sent', async () => {
    const document = await open('windows1252');
    assert.match(document.getText(), /Köln/);
    const ran = await send();
    assert.ok(ran?.kind === 'http');
    assert.ok(ran.exchange.request.fields.some(([name, value]) => name === 'X-City' && value === 'Köln'));
  });
});
