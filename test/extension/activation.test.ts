import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { EXTENSION, openFile } from './support.ts';

suite('activation', () => {
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
