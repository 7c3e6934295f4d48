// `import ./{{where}}/target.http`: which file it names follows the variable.
import assert from 'node:assert/strict';
import { languages, Range, type TextDocument, Uri, WorkspaceEdit, workspace } from 'vscode';
import { activated, openFile, when } from './support.ts';

suite('an import by a variable', () => {
  let uri: Uri;
  let target: Uri;
  let document: TextDocument;

  suiteSetup(async () => {
    await activated();
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    uri = Uri.joinPath(folder.uri, 'by-variable.http');
    target = Uri.joinPath(folder.uri, 'here', 'target.http');
    await workspace.fs.writeFile(target, Buffer.from('@there = http://e.test\n'));
    await workspace.fs.writeFile(uri, Buffer.from('@where = nowhere\nimport ./{{where}}/target.http\n\nGET {{there}}/\n'));
    document = await openFile('by-variable.http');
  });

  suiteTeardown(async () => {
    await document.save();
    await workspace.fs.delete(uri);
    await workspace.fs.delete(Uri.joinPath(target, '..'), { recursive: true });
  });

  const problems = (expected: readonly string[]): Promise<unknown> =>
    when(
      (again) => languages.onDidChangeDiagnostics(again),
      () => {
        const codes = languages.getDiagnostics(document.uri).map(({ code }) => (typeof code === 'string' ? code : ''));
        return JSON.stringify(codes.toSorted()) === JSON.stringify(expected) ? true : undefined;
      },
      expected.join() || 'no problem',
    );

  test('a file that is not there is an error, and so is what it should define', () =>
    problems(['file-not-found:./nowhere/target.http', 'undefined:there']));

  test('another value names another file at once', async () => {
    const edit = new WorkspaceEdit();
    edit.replace(uri, new Range(0, 9, 0, 16), 'here');
    assert.ok(await workspace.applyEdit(edit));
    await problems([]);
  });
});
