import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Around, definitionOf, placesAcross, renameAcross, type Target, targetAt } from '../../../src/core/language/names-across.ts';
import type { VariableSet } from '../../../src/core/resolve/scope.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import type { HttpDocument } from '../../../src/core/syntax/tree.ts';
import { LineIndex } from '../../../src/core/text/line-index.ts';
import { set } from './scope.ts';

type Files = Readonly<Record<string, string>>;

interface Asked {
  readonly target: Target | undefined;
  readonly around: Around;
}

/** The caret `¦` stands in one of the files; those whose names begin with a slash are absolute, the others lie in `/work`. */
function asked(marked: Files, variables: readonly VariableSet[] = []): Asked {
  const files = new Map<string, HttpDocument>();
  let here: { readonly path: string; readonly document: HttpDocument; readonly offset: number } | undefined;
  for (const [name, text] of Object.entries(marked)) {
    const path = name.startsWith('/') ? name : `/work/${name}`;
    const { document } = parse(text.replace('¦', ''));
    files.set(path, document);
    if (text.includes('¦')) here = { path, document, offset: text.indexOf('¦') };
  }
  const around = { workspace: '/work', variables, files };
  return { target: here && targetAt(here, here.offset, around), around };
}

const placeOf = (around: Around, path: string, offset: number): string => {
  const { line, character } = new LineIndex(around.files.get(path)?.source ?? '').at(offset);
  return `${path.replace('/work/', '')}:${line + 1}:${character + 1}`;
};

function definition(marked: Files, variables: readonly VariableSet[] = []): string {
  const { target, around } = asked(marked, variables);
  if (target === undefined) return 'no name';
  return definitionOf(target)
    .map(({ path, occurrence }) => placeOf(around, path, occurrence.range.start))
    .join(' ');
}

function places(marked: Files, variables: readonly VariableSet[] = []): readonly string[] {
  const { target, around } = asked(marked, variables);
  if (target === undefined) return ['no name'];
  return placesAcross(target, around)
    .map(({ path, occurrence }) => placeOf(around, path, occurrence.range.start))
    .sort();
}

function renamed(marked: Files, to: string, variables: readonly VariableSet[] = []): string | Files {
  const { target, around } = asked(marked, variables);
  if (target === undefined) return 'no name';
  const made = renameAcross(target, to, around, (path) => path.startsWith('/work/'));
  if (!made.ok) return made.error;
  return Object.fromEntries(
    made.value.map(({ path, edits }) => {
      const ordered = [...edits].sort((a, b) => b.range.start - a.range.start);
      const text = ordered.reduce(
        (t, e) => t.slice(0, e.range.start) + e.text + t.slice(e.range.end),
        around.files.get(path)?.source ?? '',
      );
      return [path.replace('/work/', ''), text];
    }),
  );
}

const VARS = '@host = e.test\n@host = f.test\n@url = http://{{host}}\n';

test('an imported variable is defined where its file defines it last', () => {
  assert.equal(definition({ 'a.http': 'import vars.http\nGET http://{{ho¦st}}\n', 'vars.http': VARS }), 'vars.http:2:2');
});

test('a definition of the file itself wins, and an import of an import is followed', () => {
  assert.equal(definition({ 'a.http': '@host = x\nimport vars.http\nGET http://{{ho¦st}}\n', 'vars.http': VARS }), 'a.http:1:2');
  assert.equal(
    definition({ 'a.http': 'import b.http\nGET http://{{ho¦st}}\n', 'b.http': 'import vars.http\n', 'vars.http': VARS }),
    'vars.http:2:2',
  );
});

test('an imported request is found by a reference, by `@ref`, by `run`, and by the file that is run', () => {
  const auth = '### login as ann\nPOST http://e.test\n';
  const at = (text: string): string => definition({ 'a.http': text, 'auth.http': auth });
  assert.equal(at('import auth.http\nGET http://e.test/{{log¦in.response.status}}\n'), 'auth.http:1:5');
  assert.equal(at('import auth.http\n# @ref log¦in\nGET http://e.test/\n'), 'auth.http:1:5');
  assert.equal(at('import auth.http\n###\nrun #log¦in\n'), 'auth.http:1:5');
  assert.equal(at('run auth.http #log¦in\n'), 'auth.http:1:5');
});

test('an argument of a run line is a variable of the file that is run', () => {
  assert.equal(definition({ 'a.http': '@host = mine\nrun vars.http (@ho¦st=x)\n', 'vars.http': VARS }), 'vars.http:2:2');
});

test('a dotted variable of an imported file wins over a response reference', () => {
  const { target } = asked({ 'a.http': 'import b.http\nGET http://{{a.res¦ponse.id}}\n', 'b.http': '@a.response.id = 1\n' });
  assert.equal(target?.kind, 'variable');
});

test('references are gathered from every file that leads to the same definition, and from no other', () => {
  const files = {
    'vars.http': VARS.replace('{{host', '{{ho¦st'),
    'a.http': 'import vars.http\nGET http://{{host}}\n',
    'b.http': 'import a.http\nrun vars.http (@host=x)\nGET http://{{host}}\n',
    'c.http': '@host = own\nimport vars.http\nGET http://{{host}}\n',
    'd.http': 'GET http://{{host}}\n',
  };
  assert.deepEqual(places(files), ['a.http:2:14', 'b.http:2:17', 'b.http:3:14', 'vars.http:1:2', 'vars.http:2:2', 'vars.http:3:17']);
});

test('a variable of the environment is found in every file that defines it not', () => {
  const files = { 'a.http': 'GET http://{{ho¦st}}\n', 'b.http': 'GET http://{{host}}\n', 'c.http': '@host = x\nGET http://{{host}}\n' };
  assert.deepEqual(places(files, [set('public', { host: 'e.test' })]), ['a.http:1:14', 'b.http:1:14']);
  assert.deepEqual(places(files), ['a.http:1:14']);
});

test('a rename edits all files', () => {
  assert.deepEqual(
    renamed(
      {
        'auth.http': '### login as ann\nPOST http://e.test\n',
        'a.http': 'import auth.http\n# @ref log¦in\nGET http://e.test/{{login.response.status}}\n',
        'b.http': 'run auth.http #login\n',
      },
      'enter',
    ),
    {
      'auth.http': '### enter as ann\nPOST http://e.test\n',
      'a.http': 'import auth.http\n# @ref enter\nGET http://e.test/{{enter.response.status}}\n',
      'b.http': 'run auth.http #enter\n',
    },
  );
});

test('a rename is refused with the reason', () => {
  const use = 'import /else/vars.http\nGET http://{{ho¦st}}\n';
  assert.equal(
    renamed({ 'a.http': use, '/else/vars.http': VARS }, 'server'),
    'host stands in /else/vars.http too, outside of this workspace: nothing is renamed.',
  );
  assert.equal(
    renamed({ 'a.http': 'GET http://{{ho¦st}}\n' }, 'server', [set('public', { host: 'e.test' })]),
    'host comes from public set. Rename it there: Postil does not change that file.',
  );
  assert.equal(
    renamed({ 'a.http': 'import vars.http\nGET http://{{ho¦st}}\n', 'vars.http': VARS }, 'url'),
    'There is already a variable url, in line 3 of vars.http. Choose another name, or rename that one first.',
  );
  assert.equal(renamed({ 'a.http': '@ho¦st = x\n' }, 'a b'), "“a b” can't be a name: letters, digits, “_” and “-” can.");
});

test('a name that nobody defines is renamed in its file', () => {
  assert.deepEqual(renamed({ 'a.http': 'GET http://{{ho¦st}}/{{host}}\n', 'b.http': 'GET http://{{host}}\n' }, 'x'), {
    'a.http': 'GET http://{{x}}/{{x}}\n',
  });
});
