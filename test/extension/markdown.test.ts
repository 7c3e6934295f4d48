import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CodeLens,
  type CompletionList,
  commands,
  DiagnosticSeverity,
  languages,
  Position,
  Range,
  type TextDocument,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import { activated, ask, openFile, when } from './support.ts';

async function actionNamed(document: TextDocument, at: Range, title: RegExp): Promise<CodeAction | undefined> {
  return (await ask<CodeAction[]>('CodeActionProvider', document.uri, at)).find((action) => title.test(action.title));
}

suite('fences of Markdown', () => {
  let document: TextDocument;

  const after = async (edit: WorkspaceEdit | undefined): Promise<readonly string[]> => {
    assert.ok(edit);
    assert.ok(await workspace.applyEdit(edit));
    const lines = document.getText().split('\n');
    await commands.executeCommand('undo');
    return lines;
  };

  const undefinedHost = () =>
    when(
      (again) => languages.onDidChangeDiagnostics(again),
      () => languages.getDiagnostics(document.uri).find(({ code }) => code === 'undefined:hots'),
      'a problem in a fence',
    );

  suiteSetup(async () => {
    await activated();
    document = await openFile('quoted.md');
  });

  test('a fence in a block quote and one on a list mark have lenses', async () => {
    const lenses = await ask<CodeLens[]>('CodeLensProvider', document.uri);
    assert.deepEqual(
      lenses.map(({ command, range }) => `${range.start.line} ${command?.command}`),
      ['3 postil.sendAll', '4 postil.send', '9 postil.send'],
    );
  });

  test('a problem is underlined where it stands, softly, and mended there', async () => {
    const problem = await undefinedHost();
    assert.equal(problem.severity, DiagnosticSeverity.Hint);
    assert.equal(document.getText(problem.range), '{{hots}}');
    const lines = await after((await actionNamed(document, problem.range, /^Change to/))?.edit);
    assert.equal(lines[4], '> GET http://{{host}}/{{host}}');
  });

  test('a mend that adds a line adds it to the quote', async () => {
    const problem = await undefinedHost();
    const lines = await after((await actionNamed(document, problem.range, /^Define @hots/))?.edit);
    assert.deepEqual(lines.slice(2, 5), ['> ```http', '> @hots = ', '> @host = e.test']);
  });

  test('a rewriting action keeps the indentation of the list', async () => {
    const lines = await after((await actionNamed(document, new Range(11, 4, 11, 4), /^Add Content-Type/))?.edit);
    assert.deepEqual(lines.slice(9, 12), ['  POST http://{{host}}/form', '  Content-Type: application/x-www-form-urlencoded', '']);
  });

  test('variables and fields are completed inside, nothing outside', async () => {
    const labels = async (line: number, character: number): Promise<readonly string[]> => {
      const list = await ask<CompletionList>('CompletionItemProvider', document.uri, new Position(line, character));
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.ok((await labels(4, 15)).includes('host'));
    assert.ok((await labels(5, 4)).includes('Accept-Language'));
    assert.ok(!(await labels(0, 3)).includes('Accept-Language'));
  });

  test('with line ends of Windows a problem stands and is mended in its place, before and after an edit', async () => {
    const crlf = await workspace.openTextDocument({
      language: 'markdown',
      content: 'a\r\n\r\n```http\r\n@host = e.test\r\nGET http://{{host}}/\r\n```\r\n> ```http\r\n> GET http://{{hots}}/\r\n> ```\r\n',
    });
    const found = async (line: number): Promise<void> => {
      const problem = await when(
        (again) => languages.onDidChangeDiagnostics(again),
        () => languages.getDiagnostics(crlf.uri).find(({ code, range }) => code === 'undefined:hots' && range.start.line === line),
        'a problem',
      );
      assert.equal(crlf.getText(problem.range), '{{hots}}');
    };
    await found(7);
    const edit = new WorkspaceEdit();
    edit.insert(crlf.uri, new Position(0, 0), 'one\r\ntwo ');
    assert.ok(await workspace.applyEdit(edit));
    await found(8);
    const mend = await actionNamed(crlf, new Range(8, 16, 8, 16), /^Change to/);
    assert.ok(mend?.edit && (await workspace.applyEdit(mend.edit)));
    assert.equal(crlf.lineAt(8).text, '> GET http://{{host}}/');
  });

  test('a text that becomes a request, or ceases to be one, is read anew', async () => {
    const text = await workspace.openTextDocument({ language: 'plaintext', content: 'GET http://{{gone}}/\n' });
    const codes = (): readonly unknown[] => languages.getDiagnostics(text.uri).map(({ code }) => code);
    await languages.setTextDocumentLanguage(text, 'http');
    const listen = (again: () => void) => languages.onDidChangeDiagnostics(again);
    await when(listen, () => (codes().includes('undefined:gone') ? true : undefined), 'a problem');
    const lenses = await ask<CodeLens[]>('CodeLensProvider', text.uri);
    assert.deepEqual(
      lenses.map(({ command }) => command?.command),
      ['postil.send'],
    );
    await languages.setTextDocumentLanguage(text, 'plaintext');
    await when(listen, () => (codes().length === 0 ? true : undefined), 'no problem');
  });
});
