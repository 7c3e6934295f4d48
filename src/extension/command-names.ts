// The commands by name, registered before what they do is loaded. package.json says their titles and places.
import { commands, Disposable } from 'vscode';

const NAMES = [
  'send',
  'connect',
  'sendAll',
  'cancel',
  'showPanel',
  'previewRequest',
  'copyAsCurl',
  'pasteRequest',
  'explainSelection',
  'selectEnvironment',
  'showCookies',
  'clearCookies',
  'startPlayground',
  'stopPlayground',
  'openPlayground',
  'panel.density',
  'panel.findings',
  'panel.reveal',
] as const;

export type CommandName = (typeof NAMES)[number];

export type Commands = Readonly<Record<CommandName, (...args: readonly unknown[]) => Promise<unknown>>>;

export const registerCommands = (loaded: () => Promise<Commands>): Disposable =>
  Disposable.from(
    ...NAMES.map((name) =>
      commands.registerCommand(`postil.${name}`, async (...args: readonly unknown[]) => (await loaded())[name](...args)),
    ),
  );
