import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CodeLens,
  type CompletionList,
  commands,
  DiagnosticSeverity,
  type DocumentHighlight,
  type DocumentLink,
  type Location,
  type LocationLink,
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

  test('names lead to one another across fences, and nothing outside of them does', async () => {
    const drawn = ({ range }: { readonly range: Range }): string => `${range.start.line}:${range.start.character}-${range.end.character}`;
    const inForm = new Position(9, 18);
    const definition = await ask<Location[]>('DefinitionProvider', document.uri, inForm);
    assert.deepEqual(definition.map(drawn), ['3:3-7']);
    const places = ['3:3-7', '4:24-28', '9:16-20'];
    const references = await ask<Location[]>('ReferenceProvider', document.uri, inForm);
    assert.deepEqual(references.map(drawn), places);
    const lit = await ask<DocumentHighlight[]>('DocumentHighlights', document.uri, inForm);
    assert.deepEqual(lit.map(drawn), places);
    const lines = await after(await ask<WorkspaceEdit>('DocumentRenameProvider', document.uri, inForm, 'server'));
    assert.deepEqual(
      [lines[3], lines[4], lines[9]],
      ['> @server = e.test', '> GET http://{{hots}}/{{server}}', '  POST http://{{server}}/form'],
    );
    assert.deepEqual(await ask<Location[]>('DefinitionProvider', document.uri, new Position(1, 0)), []);
  });

  test('a path in a fence opens its file, and is a link', async () => {
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(11, 0), '\n  < ./person.json\n');
    assert.ok(await workspace.applyEdit(edit));
    const [led] = await ask<LocationLink[]>('DefinitionProvider', document.uri, new Position(12, 8));
    const links = await ask<DocumentLink[]>('LinkProvider', document.uri);
    await commands.executeCommand('undo');
    assert.match(led?.targetUri.path ?? '', /\/person\.json$/);
    assert.ok(led?.originSelectionRange?.isEqual(new Range(12, 4, 12, 17)));
    assert.ok(links.some(({ range }) => range.isEqual(new Range(12, 4, 12, 17))));
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
