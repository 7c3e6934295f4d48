import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CodeLens,
  type DocumentHighlight,
  type Hover,
  Range,
  type SelectionRange,
  type SymbolInformation,
  type TextDocument,
  type TextEdit,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { activated, ask, openFile, openText, placeOf } from './support.ts';

const lensesOf = async (document: TextDocument): Promise<readonly string[]> =>
  (await ask<CodeLens[]>('CodeLensProvider', document.uri)).map(({ command, range }) => `${range.start.line} ${command?.command}`);

async function actionNamed(document: TextDocument, at: Range, title: RegExp): Promise<CodeAction | undefined> {
  return (await ask<CodeAction[]>('CodeActionProvider', document.uri, at)).find((action) => title.test(action.title));
}

const applied = async (edit: WorkspaceEdit | undefined): Promise<void> => {
  assert.ok(edit);
  assert.ok(await workspace.applyEdit(edit));
};

suite('editing', () => {
  suiteSetup(() => activated());

  test('requests in fences of Markdown have lenses where they stand', async () => {
    const document = await openFile('notes.md');
    assert.deepEqual(await lensesOf(document), ['7 postil.sendAll', '8 postil.send', '17 postil.send']);
  });

  test('a hover in a fence knows the variables of the fences before, one outside says nothing', async () => {
    const document = await openFile('notes.md');
    const [hover] = await ask<Hover[]>('HoverProvider', document.uri, placeOf(document, 'second/{{id}}', 10));
    assert.match(hover?.contents.map((part) => (typeof part === 'string' ? part : part.value)).join('') ?? '', /id = 7/);
    assert.equal(hover?.range && document.getText(hover.range), '{{id}}');
    assert.deepEqual(await ask<Hover[]>('HoverProvider', document.uri, placeOf(document, 'let x')), []);
  });

  test('an exchange that is read as text has no lens', async () => {
    const text = { provideTextDocumentContent: () => 'GET http://e.test/\n' };
    const registered = workspace.registerTextDocumentContentProvider('postil-exchange', text);
    const document = await workspace.openTextDocument(Uri.parse('postil-exchange:/one.http'));
    assert.equal(document.languageId, 'http');
    assert.deepEqual(await lensesOf(document), []);
    registered.dispose();
  });

  test('requests are found over the workspace, open or not', async () => {
    const found = await ask<SymbolInformation[]>('WorkspaceSymbolProvider', 'environ');
    assert.deepEqual(
      found.map(({ name, location }) => `${name} ${location.uri.path.split('/').at(-1)} ${location.range.start.line}`),
      ['Environment environment.http 1'],
    );
  });

  test('an XML body is laid out', async () => {
    const text = await openText('POST http://e.test\nContent-Type: application/xml\n\n<a><b>{{$uuid}}</b><c/></a>\n');
    const edits = await ask<TextEdit[]>('FormatDocumentProvider', text.uri, { tabSize: 2, insertSpaces: true });
    const edit = new WorkspaceEdit();
    edit.set(text.uri, edits);
    await applied(edit);
    assert.match(text.getText(), /\n\n<a>\n {2}<b>\{\{\$uuid\}\}<\/b>\n {2}<c\/>\n<\/a>\n$/);
  });

  test('only the selected block is formatted', async () => {
    const text = await openText('GET http://e.test\nA:1\n\n###\nGET http://e.test\nB:1\n');
    const edits = await ask<TextEdit[]>('FormatRangeProvider', text.uri, new Range(4, 0, 5, 3), { tabSize: 2, insertSpaces: true });
    assert.deepEqual(
      edits.map(({ range }) => range.start.line),
      [5],
    );
  });

  test('a missing Content-Type is added where the body is plain', async () => {
    const text = await openText('POST http://e.test\n\na=1&b=2\n');
    await applied((await actionNamed(text, new Range(2, 0, 2, 0), /^Add Content-Type/))?.edit);
    assert.equal(text.getText(), 'POST http://e.test\nContent-Type: application/x-www-form-urlencoded\n\na=1&b=2\n');
  });

  test('query parameters go on lines of their own and back', async () => {
    const text = await openText('GET http://e.test/?a=1&b=2\n');
    await applied((await actionNamed(text, new Range(0, 5, 0, 5), /own line/))?.edit);
    assert.equal(text.lineCount, 4);
    await applied((await actionNamed(text, new Range(0, 5, 0, 5), /on one line/))?.edit);
    assert.equal(text.getText(), 'GET http://e.test/?a=1&b=2\n');
  });

  test('a selection becomes a variable, and the variable a text again', async () => {
    const text = await openText('GET http://e.test/a\n');
    await applied((await actionNamed(text, new Range(0, 4, 0, 17), /variable/i))?.edit);
    assert.match(text.getText(), /^@\S+ = http:\/\/e\.test\n/);
    await applied((await actionNamed(text, new Range(0, 2, 0, 2), /inline/i))?.edit);
    assert.match(text.getText(), /GET http:\/\/e\.test\/a\n$/);
  });

  test('all places of a variable are lit up', async () => {
    const document = await openFile('language.http');
    const lit = await ask<DocumentHighlight[]>('DocumentHighlights', document.uri, placeOf(document, '{{host}}', 3));
    assert.equal(lit.length, 3);
  });

  test('a selection grows from a word over the field to the block', async () => {
    const document = await openFile('language.http');
    const [first] = await ask<SelectionRange[]>('SelectionRangeProvider', document.uri, [placeOf(document, 'application/json', 3)]);
    const chain: string[] = [];
    for (let at = first; at !== undefined; at = at.parent as SelectionRange) chain.push(document.getText(at.range));
    assert.ok(chain.includes('Accept: application/json'), chain.join(' | '));
    assert.equal(chain.at(-1), document.getText());
  });

  test('what is no name can not be renamed', async () => {
    const document = await openFile('language.http');
    await window.showTextDocument(document);
    await assert.rejects(ask('DocumentRenameProvider', document.uri, placeOf(document, 'Accept'), 'x'));
  });
});
