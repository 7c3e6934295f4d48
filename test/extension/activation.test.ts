import assert from 'node:assert/strict';
import { type CodeLens, commands, extensions, workspace } from 'vscode';
import { EXTENSION, openFile } from './support.ts';

/** Whether the extension host has loaded that bundle of ours. */
const isLoaded = (name: string): boolean => Object.keys(require.cache).some((path) => path.endsWith(`${name}.cjs`));

suite('activation', () => {
  test('Markdown without a fence loads the door and nothing else; with one it has lenses', async () => {
    const lenses = async (content: string): Promise<readonly CodeLens[]> => {
      const { uri } = await workspace.openTextDocument({ language: 'markdown', content });
      return commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri);
    };
    await extensions.getExtension(EXTENSION)?.activate();
    assert.deepEqual(await lenses('# Title\n\n```js\nhttp\n```\n'), []);
    assert.ok(isLoaded('dist/extension'));
    assert.ok(!isLoaded('dist/editor'));
    assert.equal((await lenses('```http\nGET http://e.test/\n```\n')).length, 1);
    assert.ok(isLoaded('dist/editor'));
  });

  test('a .http file activates the extension', async () => {
    const document = await openFile('language.http');
    assert.equal(document.languageId, 'http');
    const extension = extensions.getExtension(EXTENSION);
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  test('every command of the manifest exists', async () => {
    const manifest: unknown = extensions.getExtension(EXTENSION)?.packageJSON;
    const { contributes } = manifest as { contributes: { commands: readonly { command: string }[] } };
    const known = new Set(await commands.getCommands(true));
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });
});
