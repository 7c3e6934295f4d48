import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CodeLens,
  CompletionItemKind,
  type CompletionList,
  commands,
  type Diagnostic,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type Location,
  type LocationLink,
  languages,
  Position,
  Range,
  type SemanticTokens,
  type TextDocument,
  type TextEdit,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { activated, ask, openFile, openText, placeOf, when } from './support.ts';

const diagnosed = (document: TextDocument): Promise<readonly Diagnostic[]> =>
  when(
    (again) => languages.onDidChangeDiagnostics(again),
    () => {
      const found = languages.getDiagnostics(document.uri);
      return found.length === 0 ? undefined : found;
    },
    'diagnostics',
  );

const textOf = (hover: Hover | undefined): string =>
  (hover?.contents ?? []).map((part) => (typeof part === 'string' ? part : part.value)).join('\n');

suite('language', () => {
  let document: TextDocument;

  suiteSetup(async () => {
    await activated();
    document = await openFile('language.http');
  });

  test('requests have lenses: send, connect, and all of them at the top', async () => {
    const lenses = await ask<CodeLens[]>('CodeLensProvider', document.uri);
    assert.deepEqual(
      lenses.map(({ command, range }) => `${range.start.line} ${command?.command}`),
      ['0 postil.sendAll', '4 postil.send', '8 postil.send', '14 postil.connect'],
    );
  });

  test('a hover explains a field with its specification', async () => {
    const [hover] = await ask<Hover[]>('HoverProvider', document.uri, placeOf(document, 'Accept', 2));
    const text = textOf(hover);
    assert.match(text, /media types/);
    assert.match(text, /rfc-editor\.org\/rfc\/rfc9110/);
  });

  test('a hover on a variable shows its value', async () => {
    const [hover] = await ask<Hover[]>('HoverProvider', document.uri, placeOf(document, '{{host}}', 3));
    assert.match(textOf(hover), /host = http:\/\/e\.test/);
  });

  test('a hover decodes credentials, shows a date as what it is from now, and the query in words', async () => {
    const claims = Buffer.from(JSON.stringify({ sub: 'ann', exp: 1900000000 })).toString('base64url');
    const text = await openText(
      [
        'GET http://e.test/?a=%2Fb%20c',
        'Authorization: Basic ann secret',
        `Proxy-Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.${claims}.x`,
        'If-Modified-Since: Sat, 21 Nov 2020 10:00:00 GMT',
        'X-A: {{nobody.response.body}}',
        '',
      ].join('\n'),
    );
    const hoverOn = async (words: string): Promise<string> =>
      textOf((await ask<Hover[]>('HoverProvider', text.uri, placeOf(text, words, 1)))[0]);
    assert.match(await hoverOn('Basic ann'), /YW5uOnNlY3JldA==/);
    assert.match(await hoverOn('Bearer'), /Expires[\s\S]*"sub": "ann"/);
    assert.match(await hoverOn('Sat, 21'), /ago/);
    assert.match(await hoverOn('?a='), /\/b c/);
  });

  test('field names, values and variables are completed', async () => {
    const labels = async (content: string): Promise<readonly string[]> => {
      const text = await openText(content);
      const list = await ask<CompletionList>('CompletionItemProvider', text.uri, text.positionAt(content.length));
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.ok((await labels('GET http://e.test\nAcc')).includes('Accept-Language'));
    assert.ok((await labels('GET http://e.test\nCache-Control: ')).includes('no-cache'));
    assert.ok((await labels('@abc = 1\nGET http://e.test/{{')).includes('abc'));
    assert.ok((await labels('# @')).includes('no-redirect'));
  });

  test('snippets of the encodings and kinds are offered', async () => {
    const text = await openText('');
    const list = await ask<CompletionList>('CompletionItemProvider', text.uri, new Position(0, 0));
    const snippets = list.items.filter(({ kind }) => kind === CompletionItemKind.Snippet);
    assert.ok(snippets.length >= 7, snippets.map(({ label }) => JSON.stringify(label)).join(' '));
  });

  test('an undefined variable is underlined, and mended by a quick fix', async () => {
    const text = await openText('@host = e.test\nGET http://{{hots}}/{{host}}\n');
    const found = await diagnosed(text);
    const problem = found.find(({ code }) => code === 'undefined:hots');
    assert.ok(problem, JSON.stringify(found));
    const actions = await ask<CodeAction[]>('CodeActionProvider', text.uri, problem.range);
    const fix = actions.find(({ title }) => title === 'Change to {{host}}');
    assert.equal(fix?.edit?.get(text.uri)[0]?.newText, 'host');
  });

  test('notes before a request line are one problem, and a quick fix makes comments of all their lines', async () => {
    const text = await openText('Lists all todos.\nNeeds a token.\nGET http://e.test\n');
    const found = await diagnosed(text);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['text-not-sent'],
    );
    const [fix] = await ask<CodeAction[]>('CodeActionProvider', text.uri, new Range(1, 0, 1, 0));
    assert.equal(fix?.title, 'Make it a comment');
    await workspace.applyEdit(fix?.edit ?? new WorkspaceEdit());
    assert.equal(text.getText(), '# Lists all todos.\n# Needs a token.\nGET http://e.test\n');
  });

  test('a body is rewritten in another encoding', async () => {
    const text = await openText('POST http://e.test\nContent-Type: application/json\n\n{"a": "1"}\n');
    const actions = await ask<CodeAction[]>('CodeActionProvider', text.uri, new Range(3, 1, 3, 1));
    const action = actions.find(({ title }) => title === 'Rewrite the body as a urlencoded form');
    assert.deepEqual(
      action?.edit?.get(text.uri).map(({ newText }) => newText),
      ['application/x-www-form-urlencoded', 'a=1'],
    );
  });

  test('a document is formatted', async () => {
    const text = await openText('POST http://e.test\nX-A:1\n\n{"a":1}\n');
    const edits = await ask<TextEdit[]>('FormatDocumentProvider', text.uri, { tabSize: 2, insertSpaces: true });
    const edit = new WorkspaceEdit();
    edit.set(text.uri, edits);
    await workspace.applyEdit(edit);
    assert.equal(text.getText(), 'POST http://e.test\nX-A: 1\n\n{\n  "a": 1\n}\n');
  });

  test('a file without problems has none', async () => {
    assert.deepEqual(languages.getDiagnostics(document.uri), []);
  });

  test('the outline has requests by name', async () => {
    const symbols = await ask<DocumentSymbol[]>('DocumentSymbolProvider', document.uri);
    assert.deepEqual(
      symbols.map(({ name, detail }) => `${name} | ${detail}`),
      ['host | http://e.test', 'list | GET {{host}}/todos', 'Create | POST {{host}}/todos', 'Echo | WEBSOCKET ws://e.test/echo'],
    );
  });

  test('blocks fold', async () => {
    const folds = await ask<FoldingRange[]>('FoldingRangeProvider', document.uri);
    assert.deepEqual(
      folds.map(({ start, end }) => `${start}-${end}`),
      ['2-5', '7-11', '13-16'],
    );
  });

  test('a variable leads to its definition, and is renamed everywhere', async () => {
    const use = placeOf(document, '{{host}}', 3);
    const [definition] = await ask<Location[]>('DefinitionProvider', document.uri, use);
    assert.equal(definition?.range.start.line, 0);
    const references = await ask<Location[]>('ReferenceProvider', document.uri, use);
    assert.equal(references.length, 3);
    const edit = await ask<WorkspaceEdit>('DocumentRenameProvider', document.uri, use, 'server');
    assert.deepEqual(
      edit.get(document.uri).map(({ newText }) => newText),
      ['server', 'server', 'server'],
    );
  });

  test('a file body leads to its file', async () => {
    const links = await ask<DocumentLink[]>('LinkProvider', document.uri);
    const link = links.find(({ range }) => document.getText(range) === './person.json');
    assert.match(link?.target?.path ?? '', /person\.json$/);
  });

  test('what is not sent has a token that dims it', async () => {
    const text = await openText('POST http://e.test\nContent-Type: application/json\n\n{}\n# gone\n');
    const tokens = await commands.executeCommand<SemanticTokens>('vscode.provideDocumentSemanticTokens', text.uri);
    assert.deepEqual([...tokens.data], [4, 0, 6, 0, 0]);
  });

  test('a comment that the setting keeps in the body is sent, so it is not dimmed', async () => {
    const text = await openText('POST http://e.test\n# head\nContent-Type: application/json\n\n{}\n# kept\n');
    const settings = workspace.getConfiguration('postil');
    await settings.update('bodyComments', 'keep', true);
    try {
      const tokens = await commands.executeCommand<SemanticTokens>('vscode.provideDocumentSemanticTokens', text.uri);
      assert.deepEqual([...tokens.data], [1, 0, 6, 0, 0]);
      const [hover] = await ask<Hover[]>('HoverProvider', text.uri, placeOf(text, '{}', 1));
      assert.doesNotMatch(textOf(hover), /not sent/);
    } finally {
      await settings.update('bodyComments', undefined, true);
    }
  });

  test('a definition of a path opens its file, with variables in it too', async () => {
    const text = await openFile('importing.http');
    const [folder] = workspace.workspaceFolders ?? [];
    const edit = new WorkspaceEdit();
    const lines = [
      '@dir = shared',
      'run ./{{dir}}/auth.http #sign',
      'POST http://e.test',
      '',
      '< ./person.json',
      '< ./nobody.json',
      '###',
      '',
    ];
    edit.insert(text.uri, new Position(0, 0), lines.join('\n'));
    assert.ok(await workspace.applyEdit(edit));
    const led = async (words: string, within = 0): Promise<readonly string[]> => {
      const links = await ask<LocationLink[]>('DefinitionProvider', text.uri, placeOf(text, words, within));
      return links.map(({ targetUri, originSelectionRange }) => {
        const from = originSelectionRange === undefined ? '' : text.getText(originSelectionRange);
        return `${from} → ${targetUri.path.slice((folder?.uri.path.length ?? 0) + 1)}`;
      });
    };
    assert.deepEqual(await led('./shared', 3), ['./shared/auth.http → shared/auth.http']);
    assert.deepEqual(await led('/auth.http', 3), ['./{{dir}}/auth.http → shared/auth.http']);
    assert.deepEqual(await led('./person', 3), ['./person.json → person.json']);
    assert.deepEqual(await led('./nobody', 3), []);
    await commands.executeCommand('undo');
  });

  test('an edit is seen at once: the tree follows the text', async () => {
    const text = await openText('GET http://e.test/a\n');
    await window.activeTextEditor?.edit((edit) => {
      edit.insert(new Position(1, 0), '###\nGET http://e.test/b\n');
      edit.replace(new Range(0, 18, 0, 19), 'c');
    });
    const symbols = await ask<DocumentSymbol[]>('DocumentSymbolProvider', text.uri);
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['GET http://e.test/c', 'GET http://e.test/b'],
    );
  });
});
