import assert from 'node:assert/strict';
import {
  type CompletionList,
  commands,
  type DocumentHighlight,
  type Hover,
  type Location,
  languages,
  type Position,
  Range,
  type TextDocument,
  type WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { activated, ask, openFile, placeOf, when } from './support.ts';

const drawn = ({ uri, range }: Pick<Location, 'uri' | 'range'>): string =>
  `${uri.path.split('/').at(-1)}:${range.start.line + 1}:${range.start.character + 1}`;

async function hoverText(document: TextDocument, at: Position): Promise<string> {
  const found = await ask<Hover[]>('HoverProvider', document.uri, at);
  return found.flatMap(({ contents }) => contents.map((part) => (typeof part === 'string' ? part : part.value))).join('\n');
}

/** Imports are read after a document is opened: the first thing that shows it is that nothing is underlined. */
const settled = (document: TextDocument): Promise<unknown> =>
  when(
    (again) => languages.onDidChangeDiagnostics(again),
    () => (languages.getDiagnostics(document.uri).length === 0 ? true : undefined),
    'imports',
  );

suite('imported files', () => {
  let document: TextDocument;

  suiteSetup(async () => {
    await activated();
    document = await openFile('importing.http');
    await ask('DocumentSymbolProvider', document.uri);
    await settled(document);
  });

  test('a definition leads into the imported file', async () => {
    const variable = await ask<Location[]>('DefinitionProvider', document.uri, placeOf(document, '{{origin}}', 3));
    assert.deepEqual(variable.map(drawn), ['vars.http:2:2']);
    for (const words of ['@ref sign', '{{sign.response', 'run #sign']) {
      const request = await ask<Location[]>('DefinitionProvider', document.uri, placeOf(document, words, words.indexOf('sign') + 1));
      assert.deepEqual(request.map(drawn), ['auth.http:4:9'], words);
    }
  });

  test('a hover says the value, and from which file and line it comes', async () => {
    const text = await hoverText(document, placeOf(document, '{{origin}}', 3));
    assert.match(text, /origin = http:\/\/shared\.test/);
    assert.match(text, /line 2 of shared\/vars\\\.http/);
    assert.match(await hoverText(document, placeOf(document, 'import', 2)), /auth\.http/);
  });

  test('references are gathered from files that are not open, too, also from those that import this one', async () => {
    const fromUse = await ask<Location[]>('ReferenceProvider', document.uri, placeOf(document, '{{origin}}', 3));
    const vars = await openFile('shared/vars.http');
    const fromDefinition = await ask<Location[]>('ReferenceProvider', vars.uri, placeOf(vars, '@origin', 2));
    const expected = ['auth.http:5:8', 'importing.http:5:7', 'vars.http:2:2', 'vars.http:3:13'];
    assert.deepEqual(fromUse.map(drawn).sort(), expected);
    assert.deepEqual(fromDefinition.map(drawn).sort(), expected);
    await openFile('importing.http');
  });

  test('only the places of this file are lit up', async () => {
    const lit = await ask<DocumentHighlight[]>('DocumentHighlights', document.uri, placeOf(document, '@ref sign', 6));
    assert.deepEqual(
      lit.map(({ range }) => range.start.line + 1),
      [4, 6, 9],
    );
  });

  test('a rename edits all files at once, and refuses a name that is taken', async () => {
    const at = placeOf(document, '@ref sign', 6);
    const edit = await ask<WorkspaceEdit>('DocumentRenameProvider', document.uri, at, 'enter');
    assert.deepEqual(
      edit
        .entries()
        .map(([uri, edits]) => `${uri.path.split('/').at(-1)} ${edits.length}`)
        .sort(),
      ['auth.http 1', 'importing.http 3'],
    );
    await assert.rejects(ask('DocumentRenameProvider', document.uri, placeOf(document, '{{origin}}', 3), 'unused'), /already a variable/);
  });

  test('names of imported files are completed', async () => {
    const list = await ask<CompletionList>('CompletionItemProvider', document.uri, placeOf(document, '{{origin}}', 2));
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('origin') && labels.includes('sign'), labels.join(' '));
  });

  test('what is typed into an imported file counts before it is saved', async () => {
    const vars = await openFile('shared/vars.http');
    const editor = await window.showTextDocument(vars);
    await editor.edit((edit) => edit.replace(new Range(1, 10, 1, 28), 'http://typed.test'));
    assert.match(await hoverText(document, placeOf(document, '{{origin}}', 3)), /typed\.test/);
    await editor.edit((edit) => edit.replace(new Range(1, 0, 1, 1), '#@'));
    await when(
      (again) => languages.onDidChangeDiagnostics(again),
      () => languages.getDiagnostics(document.uri).find(({ code }) => code === 'undefined:origin'),
      'an undefined variable',
    );
    await commands.executeCommand('workbench.action.files.revert');
    await when(
      (again) => workspace.onDidChangeTextDocument(again),
      () => (vars.isDirty ? undefined : true),
      'the saved text',
    );
  });

  test('requests that refer to one another across files are told, with the place in the other file', async () => {
    const circle = await openFile('shared/circle.http');
    const found = await when(
      (again) => languages.onDidChangeDiagnostics(again),
      () => languages.getDiagnostics(circle.uri).find(({ code }) => code === 'reference-cycle'),
      'the circle',
    );
    assert.equal(circle.getText(found.range), '{{back.response.body.$.id}}');
    assert.match(found.message, /in a circle: there → back → there\./);
    assert.deepEqual(
      found.relatedInformation?.map(({ location, message }) => `${drawn(location)} ${message}`),
      ['circle-back.http:5:8 back needs there here.'],
    );
  });
});
