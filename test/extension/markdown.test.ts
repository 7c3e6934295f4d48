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
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import { activated, openFile, when } from './support.ts';

const ask = async <T>(provider: string, ...args: readonly unknown[]): Promise<T> =>
  commands.executeCommand<T>(`vscode.execute${provider}`, ...args);

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
});
