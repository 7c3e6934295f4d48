// What a key press pastes is tried in the workbench: `test/ui/paste.test.ts`.
import assert from 'node:assert/strict';
import { type CodeAction, commands, env, languages, Range, Selection, type TextDocument, window, workspace } from 'vscode';
import { activated, openText, when } from './support.ts';

const COMMAND = "curl 'http://e.test/a' -X PUT -H 'Accept: text/html' -k";

/** The text after what was typed at the caret: `¦`. */
async function opened(marked: string): Promise<TextDocument> {
  const document = await openText(marked.replace('¦', ''));
  const at = document.positionAt(marked.indexOf('¦'));
  const editor = window.activeTextEditor;
  assert.ok(editor);
  editor.selection = new Selection(at, at);
  return document;
}

async function changed(document: TextDocument, run: () => Thenable<unknown>): Promise<string> {
  const before = document.getText();
  await run();
  await when(
    (again) => workspace.onDidChangeTextDocument(again),
    () => (document.getText() === before ? undefined : true),
    'what was pasted',
  );
  return document.getText();
}

suite('pasting', () => {
  let kept = '';

  suiteSetup(async () => {
    await activated();
    kept = await env.clipboard.readText();
  });

  suiteTeardown(() => env.clipboard.writeText(kept));

  test('a curl command becomes a request by command, parted from the one before', async () => {
    const document = await opened('GET http://e.test/\n\n¦');
    await env.clipboard.writeText(COMMAND);
    assert.equal(
      await changed(document, () => commands.executeCommand('postil.pasteRequest')),
      'GET http://e.test/\n\n###\n\n# @insecure\nPUT http://e.test/a\nAccept: text/html\n',
    );
  });

  test('a curl command in a file is rewritten as a request', async () => {
    const document = await openText('### one\n# @name a\ncurl http://e.test/ \\\n  -H "A: b"\n\n###\nGET http://e.test/\n');
    await when(
      (again) => languages.onDidChangeDiagnostics(again),
      () => languages.getDiagnostics(document.uri).find(({ code, range }) => code === 'command-not-run' && range.start.line === 2),
      'a problem',
    );
    const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, new Range(2, 3, 2, 3));
    const action = actions.find(({ title }) => title === 'Rewrite the curl command as a request');
    assert.ok(action?.edit && (await workspace.applyEdit(action.edit)));
    assert.equal(document.getText(), '### one\n# @name a\nGET http://e.test/\nA: b\n\n###\nGET http://e.test/\n');
  });
});
