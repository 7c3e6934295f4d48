// Holds DESIGN's table of folders as data: who may import what, and no cycle anywhere, type-only imports included.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));

/** Folder → folders and packages that its files may import. `node:*` stands for all of Node's modules; a folder may always import itself. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
  'core/text': [],
  'core/http': ['core/text'],
  'core/syntax': ['core/text'],
  // Paths into earlier answers: JSONPath (RFC 9535), and XPath 1.0 over a document of slimdom. Loaded at the first send that has one.
  'core/resolve': ['core/text', 'core/http', 'core/syntax', 'jsonpath-rfc9535', 'slimdom', 'xpath'],
  'core/send': ['core/text', 'core/http', 'undici', 'ws', 'tough-cookie', 'aws4', 'node:*'],
  'core/body': ['core/text', 'core/http', 'node:zlib'],
  'core/explain': ['core/text', 'core/http', 'core/body', 'node:crypto'],
  'core/language': ['core/text', 'core/http', 'core/syntax', 'core/resolve', 'core/explain'],
  'core/report': ['core/text', 'core/http', 'core/body', 'core/explain'],
  'core/interop': ['core/text', 'core/http', 'core/syntax'],
  'core/run': ['core/*'],
  protocol: ['core/text', 'core/http', 'core/explain'],
  webview: ['protocol', 'core/text', 'lit', '@vscode-elements/elements'],
  extension: ['core/*', 'protocol', 'playground', 'vscode', 'node:*'],
  cli: ['core/*', 'playground', 'commander', 'node:*'],
  playground: ['core/text', 'core/http', 'ws', 'node:*'],
  build: ['playground', 'esbuild', 'test/host/*', 'node:*'],
};

/** Folders of which `folder` may only take types. */
const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = { protocol: ['core/explain'] };

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const folderOf = (file: string): string => {
  const [first = '', second = ''] = file.split('/');
  return first === 'core' ? `core/${second}` : first;
};

function importsIn(file: string, source: string): Import[] {
  const found: Import[] = [];
  for (const m of source.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
  )) {
    const specifier = m[2] ?? m[3] ?? '';
    const to = specifier.startsWith('.') ? relative('/', resolve('/', dirname(file), specifier)) : specifier;
    found.push({ from: file, to, typeOnly: m[1] !== undefined });
  }
  return found;
}

const matches = (pattern: string, name: string): boolean =>
  pattern.endsWith('*')
    ? name.startsWith(pattern.slice(0, -1))
    : name === pattern || (!pattern.startsWith('core/') && name.startsWith(`${pattern}/`));

function violations(files: ReadonlyMap<string, string>): string[] {
  const wrong: string[] = [];
  for (const [file, source] of files) {
    const folder = folderOf(file);
    const allowed = TABLE[folder];
    if (allowed === undefined) {
      wrong.push(`${file}: folder ${folder} is not in the table`);
      continue;
    }
    for (const { to, typeOnly } of importsIn(file, source)) {
      const local = files.has(to);
      const target = local ? folderOf(to) : to;
      if (local && target === folder) continue;
      if (!allowed.some((pattern) => matches(pattern, target))) wrong.push(`${file}: ${folder} may not import ${to}`);
      else if (!typeOnly && TYPES_ONLY[folder]?.includes(target)) wrong.push(`${file}: ${folder} may import only types of ${to}`);
    }
  }
  return [...wrong, ...cycles(files)];
}

function cycles(files: ReadonlyMap<string, string>): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const wrong: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      wrong.push(`cycle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
      return;
    }
    state.set(file, 'open');
    for (const { to } of importsIn(file, files.get(file) ?? '')) if (files.has(to)) visit(to, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of files.keys()) visit(file, []);
  return wrong;
}

function readAll(root: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.ts')) files.set(name.replaceAll('\\', '/'), readFileSync(join(root, name), 'utf8'));
  return files;
}

test('every import is in the table and none goes in a circle', () => {
  assert.deepEqual(violations(readAll(SOURCE)), []);
});

const planted = (files: Record<string, string>): string[] => violations(new Map(Object.entries(files)));

test('a folder that reaches for one it may not have is found', () => {
  assert.deepEqual(planted({ 'core/text/a.ts': "import { b } from '../http/b.ts';\n", 'core/http/b.ts': '' }), [
    'core/text/a.ts: core/text may not import core/http/b.ts',
  ]);
});

test('a package outside of its folder is found, also when loaded dynamically', () => {
  assert.deepEqual(planted({ 'webview/a.ts': "const v = await import('undici');\n" }), ['webview/a.ts: webview may not import undici']);
  assert.deepEqual(planted({ 'core/explain/a.ts': "import * as vscode from 'vscode';\n" }), [
    'core/explain/a.ts: core/explain may not import vscode',
  ]);
});

test('a value where only types are allowed is found', () => {
  assert.deepEqual(planted({ 'protocol/a.ts': "import { b } from '../core/explain/b.ts';\n", 'core/explain/b.ts': '' }), [
    'protocol/a.ts: protocol may import only types of core/explain/b.ts',
  ]);
});

test('a circle of type-only imports is found', () => {
  assert.deepEqual(
    planted({ 'core/http/a.ts': "import type { B } from './b.ts';\n", 'core/http/b.ts': "import type { A } from './a.ts';\n" }),
    ['cycle: core/http/a.ts → core/http/b.ts → core/http/a.ts'],
  );
});

test('a folder that the table does not know is found', () => {
  assert.deepEqual(planted({ 'helpers/a.ts': '' }), ['helpers/a.ts: folder helpers is not in the table']);
});
