// What stands around a document: dialogs, environments, trust. The editor's own dialogs are answered in its place.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commands, type Hover, type TextDocument, Uri, window, workspace } from 'vscode';
import type { Ran } from '../../src/core/run/session.ts';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { activated, instead, openFile, openText } from './support.ts';

const send = (): Promise<Ran | undefined> => Promise.resolve(commands.executeCommand<Ran | undefined>('postil.send'));

const hoverText = async (document: TextDocument, words: string): Promise<string> => {
  const at = document.positionAt(document.getText().indexOf(words) + 3);
  const found = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at);
  return found.flatMap(({ contents }) => contents.map((part) => (typeof part === 'string' ? part : part.value))).join('\n');
};

suite('surroundings', () => {
  let playground: Playground;

  suiteSetup(async () => {
    await activated();
    playground = await startPlayground({ port: 0 });
  });

  suiteTeardown(() => playground.close());

  test('a note asks before sending: without an answer nothing is sent', async () => {
    await openText(`# @note Really?\nGET ${playground.url}/status/204\n`);
    const asked: unknown[] = [];
    const answer = (said: string | undefined) => (message: unknown) => {
      asked.push(message);
      return Promise.resolve(said);
    };
    await instead(window, 'showWarningMessage', answer(undefined), async () => assert.equal(await send(), undefined));
    await instead(window, 'showWarningMessage', answer('Send'), async () => assert.equal((await send())?.kind, 'http'));
    assert.deepEqual(asked, ['Really?', 'Really?']);
  });

  test('a prompt asks for a value, hidden where it is a password; calling it off blocks the request', async () => {
    await openText(`# @prompt password What is it? [Say](command:x)\nGET ${playground.url}/echo?p={{password}}\n`);
    const asked: unknown[] = [];
    const input = (said: string | undefined) => (options: unknown) => {
      asked.push(options);
      return Promise.resolve(said);
    };
    await instead(window, 'showInputBox', input('x y'), async () => {
      const ran = await send();
      assert.ok(ran?.kind === 'http');
      assert.match(ran.exchange.request.target, /p=x(?:%20|\+)y/);
    });
    await instead(window, 'showInputBox', input(undefined), async () => assert.equal((await send())?.kind, 'blocked'));
    assert.match(JSON.stringify(asked[0]), /"prompt":"password: What is it\? \[Say\]\u200b\(command:x\)","password":true/);
  });

  test('the chosen environment gives the values, what is shared holds in each', async () => {
    const document = await openFile('environment.http');
    const choose = (name: string | undefined) =>
      instead(
        window,
        'showQuickPick',
        () => Promise.resolve({ label: name ?? 'none', name }),
        async () => {
          await commands.executeCommand('postil.selectEnvironment');
        },
      );
    await choose('dev');
    assert.match(await hoverText(document, '{{place}}'), /dev\.test/);
    assert.match(await hoverText(document, '{{everywhere}}'), /shared\.test/);
    await choose(undefined);
    assert.doesNotMatch(await hoverText(document, '{{place}}'), /dev\.test/);
  });

  test('what an environment gives holds while its file is read again, and what is sent waits for the new value', async () => {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const place = Uri.joinPath(folder, '.env');
    const file = Uri.joinPath(folder, 'reread.http');
    const write = (at: string): Thenable<void> => workspace.fs.writeFile(place, Buffer.from(`AT=${at}\n`));
    await write('http://127.0.0.1:1');
    await workspace.fs.writeFile(file, Buffer.from('GET {{$dotenv AT}}/echo\n'));
    const watcher = workspace.createFileSystemWatcher('**/.env');
    try {
      await window.showTextDocument(await workspace.openTextDocument(file));
      assert.equal((await send())?.kind, 'http');
      // The extension listens too, and was first. What tells of the first writing may come late.
      const sentAtOnce = new Promise<Ran | undefined>((resolve) =>
        watcher.onDidChange(() => readFileSync(place.fsPath, 'utf8').includes(playground.url) && resolve(send())),
      );
      await write(playground.url);
      const ran = await sentAtOnce;
      assert.ok(ran?.kind === 'http');
      assert.equal(ran.exchange.request.url, `${playground.url}/echo`);
    } finally {
      watcher.dispose();
      await workspace.fs.delete(place);
      await workspace.fs.delete(file);
    }
  });

  test('a directive wins over a setting', async () => {
    const settings = workspace.getConfiguration('postil');
    await settings.update('followRedirects', true, true);
    await openText(`# @no-redirect\nGET ${playground.url}/redirect/1\n`);
    const stayed = await send();
    await openText(`GET ${playground.url}/redirect/1\n`);
    const followed = await send();
    await settings.update('followRedirects', undefined, true);
    const statusOf = (ran: Ran | undefined): unknown =>
      ran?.kind === 'http' && ran.exchange.outcome.kind === 'response' ? ran.exchange.outcome.response.status : ran?.kind;
    assert.deepEqual([Math.floor(Number(statusOf(stayed)) / 100), statusOf(followed)], [3, 200]);
  });

  test('in a restricted workspace no file is read', async () => {
    const document = await openFile('language.http');
    const sendCreate = (): Thenable<Ran | undefined> =>
      commands.executeCommand<Ran | undefined>('postil.send', document.uri.toString(), 'Create#1');
    await instead(workspace, 'isTrusted', false, async () => {
      const ran = await sendCreate();
      assert.ok(ran?.kind === 'blocked', ran?.kind);
      assert.ok(ran.problems.some(({ code }) => code === 'file-not-found'));
    });
  });

  test('a finding that the settings mute is not told', async () => {
    const text = `GET ${playground.url}/bad/two-lengths\n`;
    const ids = async (): Promise<readonly string[]> => {
      await openText(text);
      const ran = await send();
      return ran?.kind === 'http' ? ran.explanation.annotations.map(({ id }) => id) : [];
    };
    const before = await ids();
    const [id] = before.filter((one) => one.startsWith('framing/'));
    assert.ok(id);
    await workspace.getConfiguration('postil').update('mutedFindings', [id], true);
    try {
      const after = await ids();
      assert.ok(after.length > 0 && !after.includes(id), after.join(', '));
    } finally {
      await workspace.getConfiguration('postil').update('mutedFindings', undefined, true);
    }
  });
});
