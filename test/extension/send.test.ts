import assert from 'node:assert/strict';
import { type CodeLens, commands, type TextDocument, Uri, window, workspace } from 'vscode';
import type { Ran } from '../../src/core/run/session.ts';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { activated, instead, openText, when } from './support.ts';

const send = (command: 'send' | 'connect' | 'sendAll', ...args: readonly unknown[]): Promise<Ran | readonly Ran[] | undefined> =>
  Promise.resolve(commands.executeCommand<Ran | readonly Ran[] | undefined>(`postil.${command}`, ...args));

async function lensTitles(document: TextDocument): Promise<readonly string[]> {
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
  return lenses.map(({ command }) => command?.title ?? '');
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 15_000;
  while (!(await holds())) if (performance.now() > end) throw new Error('it never came to hold');
}

suite('sending', () => {
  let playground: Playground;

  suiteSetup(async () => {
    await activated();
    playground = await startPlayground({ port: 0 });
  });

  suiteTeardown(() => playground.close());

  test('the request at the caret is sent, and its status stands beside the lens', async () => {
    const document = await openText(`GET ${playground.url}/echo\nX-Test: 1\n`);
    const ran = await send('send');
    assert.ok(ran !== undefined && 'kind' in ran && ran.kind === 'http');
    assert.equal(ran.exchange.outcome.kind, 'response');
    assert.ok(ran.explanation.annotations.length > 0);
    assert.match((await lensTitles(document)).join(' '), /Send 200 · /);
  });

  test('the focus stays in the editor, and a panel has opened', async () => {
    const document = await openText(`GET ${playground.url}/status/404\n`);
    await send('send');
    assert.equal(window.activeTextEditor?.document, document);
    assert.ok(window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => /GET|404|Postil/.test(label)));
  });

  test('a menu of VS Code names the document by its address, active or not', async () => {
    const { uri } = await openText(`GET ${playground.url}/status/204\n`);
    await openText('GET http://127.0.0.1:1/\n');
    const all = await send('sendAll', uri);
    assert.ok(Array.isArray(all));
    assert.deepEqual(
      all.map((ran: Ran) => ran.kind === 'http' && ran.exchange.outcome.kind === 'response' && ran.exchange.outcome.response.status),
      [204],
    );
  });

  test('an exchange that nothing shows is offered to be sent', async () => {
    await openText(`GET ${playground.url}/never-sent\n`);
    const said: unknown[] = [];
    const answer = (...words: unknown[]): Promise<undefined> => {
      said.push(...words);
      return Promise.resolve(undefined);
    };
    await instead(window, 'showInformationMessage', answer, async () => {
      assert.equal(await commands.executeCommand('postil.showPanel'), false);
    });
    assert.match(String(said[0]), /not sent yet, or its panel was closed/);
    assert.equal(said[1], 'Send');
  });

  test('a failure is told as what it is', async () => {
    const document = await openText('GET http://127.0.0.1:1/\n');
    const ran = await send('send');
    assert.ok(ran !== undefined && 'kind' in ran && ran.kind === 'http' && ran.exchange.outcome.kind === 'failure');
    assert.match((await lensTitles(document)).join(' '), /ECONNREFUSED/);
  });

  test('an undefined variable is not sent', async () => {
    await openText(`GET ${playground.url}/{{nowhere}}\n`);
    const ran = await send('send');
    assert.ok(ran !== undefined && 'kind' in ran && ran.kind === 'blocked');
    assert.ok(ran.problems.some(({ code }) => code === 'undefined'));
  });

  test('a request is cancelled while it waits', async () => {
    const document = await openText(`GET ${playground.url}/slow?ms=20000\n`);
    const running = send('send');
    await commands.executeCommand('postil.cancel', document.uri.toString(), `GET ${playground.url}/slow?ms=20000#1`);
    const ran = await running;
    assert.ok(ran !== undefined && 'kind' in ran && ran.kind === 'http' && ran.exchange.outcome.kind === 'failure');
    assert.equal(ran.exchange.outcome.failure.kind, 'cancelled');
  });

  test('all requests are sent in order, a later one with what an earlier one answered', async () => {
    await openText(
      [
        '# @name first',
        `POST ${playground.url}/echo`,
        'Content-Type: application/json',
        '',
        '{"a": 7}',
        '',
        '###',
        `GET ${playground.url}/status/{{first.response.status}}`,
        '',
      ].join('\n'),
    );
    const all = await send('sendAll');
    assert.ok(Array.isArray(all));
    assert.deepEqual(
      all.map((ran: Ran) =>
        ran.kind === 'http' && ran.exchange.outcome.kind === 'response' ? ran.exchange.outcome.response.status : ran.kind,
      ),
      [200, 200],
    );
  });

  test('a WebSocket says its messages, waits for answers and closes', async () => {
    await openText(`WEBSOCKET ${playground.wsUrl}/ws/echo\n\nhello\n=== wait-for-server\n`);
    const all = await send('sendAll');
    assert.ok(Array.isArray(all));
    const [ran]: readonly Ran[] = all;
    assert.ok(ran?.kind === 'websocket');
    const messages = ran.session.events.flatMap((event) => (event.kind === 'message' ? [`${event.direction} ${String(event.data)}`] : []));
    assert.ok(messages.includes('out hello') && messages.includes('in hello'), messages.join(', '));
    assert.ok(ran.explanation.annotations.some(({ anchor }) => anchor.startsWith('ws.handshake')));
  });

  test('a WebSocket stays open until it is closed', async () => {
    const document = await openText(`WEBSOCKET ${playground.wsUrl}/ws/echo\n`);
    const key = `WEBSOCKET ${playground.wsUrl}/ws/echo#1`;
    const running = send('connect', document.uri.toString(), key);
    await until(async () => (await lensTitles(document)).some((title) => title.includes('connected')));
    await commands.executeCommand('postil.cancel', document.uri.toString(), key);
    const ran = await running;
    assert.ok(ran !== undefined && 'kind' in ran && ran.kind === 'websocket');
    assert.equal(ran.session.state, 'closed');
  });

  test('the preview has the octets that would be sent, and follows the text', async () => {
    const document = await openText(`@name = x\nPOST ${playground.url}/{{name}}\n\nhello\n`);
    await commands.executeCommand('postil.previewRequest');
    const { document: preview } = window.visibleTextEditors.find((editor) => editor.document.uri.scheme === 'postil-preview') ?? {};
    assert.equal(preview?.languageId, 'http-sent');
    assert.match(preview?.getText() ?? '', /^POST \/x HTTP\/1\.1\nHost: /);
    await window.showTextDocument(document);
    await window.activeTextEditor?.edit((edit) => edit.insert(document.positionAt(document.getText().indexOf('hello')), 'oh, '));
    const text = await when(
      (again) => workspace.onDidChangeTextDocument(again),
      () => (preview?.getText().includes('oh, hello') === true ? preview.getText() : undefined),
      'the new preview',
    );
    assert.match(text, /Content-Length: 9\n\noh, hello$/);
  });

  test('a pasted response is explained beside', async () => {
    await openText('HTTP/1.1 404 Not Found\nCache-Control: max-age=60\n');
    await commands.executeCommand('postil.explainSelection');
    const explained = workspace.textDocuments.find(({ uri }) => uri.scheme === 'postil-explained');
    assert.match(explained?.getText() ?? '', /HTTP\/1\.1 404 Not Found\n {4}# /);
  });

  test('the playground starts and stops by command', async () => {
    await workspace.getConfiguration('postil').update('playground.port', 0, true);
    const started = await commands.executeCommand<Playground | undefined>('postil.startPlayground');
    assert.match(started?.url ?? '', /^http:\/\/127\.0\.0\.1:\d+$/);
    const answer = await fetch(`${started?.url}/status/204`);
    assert.equal(answer.status, 204);
    await commands.executeCommand('postil.stopPlayground');
    await assert.rejects(fetch(`${started?.url}/status/204`));
    assert.ok(Uri.parse(started?.url ?? ''));
  });
});
