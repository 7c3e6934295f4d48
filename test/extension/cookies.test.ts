// The cookie jar in the editor: what is sent goes through it, the list shows and changes it, each environment has its own, and it is
// there again in the next window.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, EventEmitter, type QuickInputButton, type QuickPickItem, window, workspace } from 'vscode';
import type { Ran } from '../../src/core/run/session.ts';
import { clearCookies, showCookies } from '../../src/extension/cookie-list.ts';
import { Jars } from '../../src/extension/cookies.ts';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { activated, instead, openText, when } from './support.ts';

/** Stands in for the editor's quick pick: each `step` is called when it is shown, one after the other; then it is left. */
function picks(steps: readonly ((pick: FakePick) => void)[]): () => FakePick {
  const left = [...steps];
  return () => new FakePick(left.shift() ?? ((pick) => pick.hidden.fire()));
}

class FakePick {
  readonly accepted = new EventEmitter<void>();
  readonly hidden = new EventEmitter<void>();
  readonly itemButton = new EventEmitter<{ item: QuickPickItem; button: QuickInputButton }>();
  readonly titleButton = new EventEmitter<QuickInputButton>();
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidTriggerItemButton = this.itemButton.event;
  readonly onDidTriggerButton = this.titleButton.event;
  title = '';
  items: readonly QuickPickItem[] = [];
  activeItems: readonly QuickPickItem[] = [];
  selectedItems: readonly QuickPickItem[] = [];
  buttons: readonly QuickInputButton[] = [];
  readonly #step: (pick: FakePick) => void;

  constructor(step: (pick: FakePick) => void) {
    this.#step = step;
  }

  show(): void {
    this.#step(this);
  }

  dispose(): void {
    this.hidden.fire();
  }

  choose(name: string): void {
    this.selectedItems = [this.item(name)];
    this.accepted.fire();
  }

  press(name: string, tooltip: string): void {
    const item = this.item(name);
    const button = (item.buttons ?? []).find((one) => one.tooltip === tooltip);
    assert.ok(button, tooltip);
    this.itemButton.fire({ item, button });
  }

  pressTitle(tooltip: string): void {
    const button = this.buttons.find((one) => one.tooltip === tooltip);
    assert.ok(button, tooltip);
    this.titleButton.fire(button);
  }

  item(name: string): QuickPickItem {
    const found = this.items.find(({ label, detail }) => label === name && detail !== undefined);
    assert.ok(found, `no ${name} among ${this.lines().join(' | ')}`);
    return found;
  }

  lines(): readonly string[] {
    return this.items.map(({ label, description }) => (description === undefined ? label : `${label}=${description}`));
  }
}

/** The messages that are shown meanwhile; each is answered with `answer`. */
async function messages(answer: string | undefined, run: () => Promise<void>): Promise<readonly string[]> {
  const shown: string[] = [];
  const show = (message: string): Promise<string | undefined> => {
    shown.push(message);
    return Promise.resolve(answer);
  };
  await instead(window, 'showInformationMessage', show, () => instead(window, 'showWarningMessage', show, run));
  return shown;
}

const set = async (jars: Jars, url: string, ...lines: readonly string[]): Promise<void> => {
  await (await jars.visit(url, 'asked')).keep(lines.map((line) => ['Set-Cookie', line] as const));
};

const names = (jars: Jars): readonly string[] => jars.current.all().map(({ name, value }) => `${name}=${value}`);

suite('cookies', () => {
  let playground: Playground;
  let folder: string;
  let environment: string | undefined;
  const jarsOf = (where: string | undefined = folder): Jars => new Jars({ folder: where, environment: () => environment });

  suiteSetup(async () => {
    await activated();
    playground = await startPlayground({ port: 0 });
  });

  suiteTeardown(() => playground.close());

  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'postil-cookies-'));
    environment = undefined;
  });

  teardown(() => rmSync(folder, { recursive: true, force: true }));

  test('what a request stores goes with the next one, is listed masked and in the clear, edited, and deleted', async () => {
    const send = async (path: string): Promise<string> => {
      await openText(`GET ${playground.url}${path}\n`);
      const ran = await commands.executeCommand<Ran | undefined>('postil.send');
      assert.ok(ran?.kind === 'http' && ran.exchange.outcome.kind === 'response');
      return Buffer.from(ran.exchange.outcome.response.content).toString();
    };
    await send('/cookies/set?first=one&second=two');
    const seen: (readonly string[])[] = [];
    const list = picks([
      (pick) => {
        seen.push(pick.lines());
        pick.pressTitle('Show Values');
        seen.push(pick.lines());
        assert.match(pick.item('first').detail ?? '', /^\/ · SameSite=Lax · ends with this window · set by \/cookies\/set$/);
        pick.choose('first');
      },
      (pick) => pick.press('second', 'Delete'),
    ]);
    const input = (options: { readonly value: string; readonly validateInput: (text: string) => string | undefined }): Promise<string> => {
      assert.equal(options.value, 'one');
      assert.match(options.validateInput('a;b') ?? '', /semicolon/);
      assert.equal(options.validateInput('changed'), undefined);
      return Promise.resolve('changed');
    };
    const shown = await messages(undefined, () =>
      instead(window, 'createQuickPick', list, () =>
        instead(window, 'showInputBox', input, async () => {
          await commands.executeCommand('postil.showCookies');
        }),
      ),
    );
    assert.deepEqual(seen, [
      ['127.0.0.1', 'first=•••••', 'second=•••••'],
      ['127.0.0.1', 'first=one', 'second=two'],
    ]);
    assert.deepEqual(shown, ['Deleted the cookie second of 127.0.0.1.']);
    assert.match(await send('/cookies'), /"first",\s*"changed"/);
    const cleared = await messages(undefined, async () => {
      await commands.executeCommand('postil.clearCookies', '127.0.0.1');
      await commands.executeCommand('postil.clearCookies');
      await commands.executeCommand('postil.showCookies');
    });
    assert.equal(cleared[0], 'Deleted the cookie first of 127.0.0.1.');
    assert.match(cleared[1] ?? '', /has no cookies/);
    assert.match(cleared[2] ?? '', /Answers with Set-Cookie fill it/);
    assert.doesNotMatch(await send('/cookies'), /first/);
  });

  test('the preview has the cookie that would go along, and follows the answers', async () => {
    const set = await openText(`GET ${playground.url}/cookies/set?seen=1\n`);
    await openText(`GET ${playground.url}/cookies\n`);
    await commands.executeCommand('postil.previewRequest');
    const { document } = window.visibleTextEditors.find((editor) => editor.document.uri.scheme === 'postil-preview') ?? {};
    assert.match(document?.getText() ?? '', /^GET \/cookies HTTP/);
    assert.doesNotMatch(document?.getText() ?? '', /Cookie:/);
    await commands.executeCommand('postil.send', set.uri.toString(), `GET ${playground.url}/cookies/set?seen=1#1`);
    await when(
      (again) => workspace.onDidChangeTextDocument(again),
      () => (/\nCookie: seen=1\n/.test(document?.getText() ?? '') ? true : undefined),
      'the cookie in the preview',
    );
    await messages(undefined, async () => {
      await commands.executeCommand('postil.clearCookies', '127.0.0.1');
    });
  });

  test('what another window has written goes with the next request of this one', async () => {
    const [here, there] = [jarsOf(), jarsOf()];
    await set(here, 'https://a.test/', 'x=1; Max-Age=600');
    assert.deepEqual(names(there), []);
    here.dispose();
    assert.equal((await there.visit('https://a.test/', 'asked')).value, 'x=1');
    there.current.remove(there.current.all());
    there.dispose();
  });

  test('what was deleted comes back with Undo', async () => {
    const jars = jarsOf();
    await set(jars, 'https://a.test/', 'x=1', 'y=2');
    await set(jars, 'https://b.test/', 'z=3');
    const press = (step: (pick: FakePick) => void): Promise<void> =>
      instead(window, 'createQuickPick', picks([step]), () => showCookies(jars));
    const shown = [
      ...(await messages('Undo', () => press((pick) => pick.press('x', 'Delete All of This Domain')))),
      ...(await messages('Undo', () => press((pick) => pick.pressTitle('Delete All')))),
      ...(await messages('Undo', () => clearCookies(jars, 'a.test'))),
      ...(await messages('Undo', () => clearCookies(jars, 'c.test'))),
    ];
    assert.deepEqual(shown, [
      'Deleted 2 cookies of a.test.',
      'Deleted 3 cookies of this workspace.',
      'Deleted 2 cookies of a.test.',
      'There is no cookie of c.test.',
    ]);
    assert.deepEqual([...names(jars)].sort(), ['x=1', 'y=2', 'z=3']);
    jars.dispose();
  });

  test('clearing asks which: all, or those of one domain', async () => {
    const jars = jarsOf();
    await set(jars, 'https://a.b.test/', 'x=1', 'y=2; Domain=b.test');
    const offered: unknown[] = [];
    const answer = (index: number) => (items: readonly { readonly label: string; readonly description: string }[]) => {
      offered.push(items.map(({ label, description }) => `${label}: ${description}`));
      return Promise.resolve(items[index]);
    };
    await messages(undefined, async () => {
      await instead(window, 'showQuickPick', answer(2), () => clearCookies(jars));
      assert.deepEqual(names(jars), ['x=1']);
      await instead(window, 'showQuickPick', answer(0), () => clearCookies(jars));
    });
    assert.deepEqual(offered, [
      ['All Cookies: 2 cookies', 'a.b.test: 1 cookie', 'b.test and below: 1 cookie'],
      ['All Cookies: 1 cookie', 'a.b.test: 1 cookie'],
    ]);
    assert.deepEqual(names(jars), []);
    jars.dispose();
  });

  test('each environment has a jar of its own, and what lasts is there in the next window', async () => {
    const first = jarsOf();
    await set(first, 'https://a.test/', 'plain=1; Max-Age=1000', 'session=1');
    environment = 'dev/Eins';
    assert.deepEqual(names(first), []);
    await set(first, 'https://a.test/', 'dev=2; Max-Age=1000');
    first.dispose();
    const second = jarsOf();
    assert.deepEqual(names(second), ['dev=2']);
    environment = undefined;
    assert.deepEqual(names(second), ['plain=1']);
    second.dispose();
    assert.deepEqual(readdirSync(folder).sort(), ['cookies-dev%002f%0045ins.json', 'cookies.json']);
  });

  test('a damaged file is kept beside, and the message says where and what next', async () => {
    writeFileSync(join(folder, 'cookies.json'), '{"cookies": [\n{"key": }]}');
    const jars = jarsOf();
    const [shown = ''] = await messages(undefined, async () => assert.deepEqual(names(jars), []));
    assert.match(
      shown,
      /^The cookies of this workspace can't be read: line 2, column 9: .*kept as .*cookies\.json\.damaged, and a new jar begins/,
    );
    assert.match(readFileSync(join(folder, 'cookies.json.damaged'), 'utf8'), /"key": \}/);
    jars.dispose();
  });

  test('without a folder the jar is in memory', async () => {
    const jars = new Jars({ folder: undefined, environment: () => undefined });
    await set(jars, 'https://a.test/', 'x=1; Max-Age=1000');
    let title = '';
    await instead(
      window,
      'createQuickPick',
      picks([
        (pick) => {
          title = pick.title;
          pick.hidden.fire();
        },
      ]),
      () => showCookies(jars),
    );
    assert.equal(title, '1 cookie of this workspace, in memory only');
    jars.dispose();
  });
});
