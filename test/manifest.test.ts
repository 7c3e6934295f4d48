// README.md and package.json tell the same, and what they name is there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

interface Setting {
  readonly scope?: string;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
  readonly scripts: Readonly<Record<string, string>>;
}

const MANIFEST: Manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const { commands, menus, keybindings, configuration } = MANIFEST.contributes;
const SETTINGS = Object.keys(configuration.properties);

test('every file of the examples that the README names is there, and every script', () => {
  for (const [path] of README.matchAll(/(?:examples|media)\/[\w./-]+\w/g)) assert.ok(existsSync(join(ROOT, path)), path);
  for (const [, script = ''] of README.matchAll(/npm run ([\w:]+)/g)) assert.ok(script in MANIFEST.scripts, script);
});

test('the README tells of every setting and of no other', () => {
  const told = new Set([...README.matchAll(/`"?(postil\.[\w.]+)[`":]/g)].map(([, name]) => name));
  assert.deepEqual(told, new Set(SETTINGS));
});

test('every setting says where it holds and what it does, and each of its values what it means', () => {
  for (const [name, { scope, description, markdownDescription, enum: values, enumDescriptions }] of Object.entries(
    configuration.properties,
  )) {
    assert.match(scope ?? '', /^(?:resource|window|machine-overridable)$/, name);
    assert.ok((description ?? markdownDescription ?? '').endsWith('.'), name);
    if (values !== undefined && name !== 'postil.defaultScheme') assert.equal(enumDescriptions?.length, values.length, name);
  }
});

test('menus, keys and restrictions name what there is', () => {
  const known = new Set(commands.map(({ command }) => command));
  for (const { command } of [...Object.values(menus).flat(), ...keybindings]) assert.ok(known.has(command), command);
  for (const name of MANIFEST.capabilities.untrustedWorkspaces.restrictedConfigurations) assert.ok(SETTINGS.includes(name), name);
});
