import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionsOf, occurrenceAt, placesOf, responseReference } from '../../../src/core/language/names.ts';
import { renameAcross, targetAt } from '../../../src/core/language/names-across.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { caret, draw } from './marked.ts';

const places = (marked: string): string => {
  const { text, offset } = caret(marked);
  const { document } = parse(text);
  const name = occurrenceAt(document, offset);
  return name === undefined
    ? 'no name'
    : draw(
        text,
        placesOf(document, name).map(({ range, role }) => ({ range, label: `${name.kind} ${role}` })),
      );
};

const definition = (marked: string): string => {
  const { text, offset } = caret(marked);
  const { document } = parse(text);
  const name = occurrenceAt(document, offset);
  return name === undefined
    ? 'no name'
    : draw(
        text,
        definitionsOf(document, name, offset).map(({ range }) => ({ range, label: '' })),
      );
};

const renamed = (marked: string, to: string): string | undefined => {
  const { text, offset } = caret(marked);
  const around = { workspace: undefined, variables: [], files: new Map() };
  const target = targetAt({ path: '', document: parse(text).document }, offset, around);
  const made = target && renameAcross(target, to, around, () => true);
  if (made === undefined || !made.ok) return undefined;
  const edits = made.value.flatMap((file) => file.edits).sort((a, b) => b.range.start - a.range.start);
  return edits.reduce((t, e) => t.slice(0, e.range.start) + e.text + t.slice(e.range.end), text);
};

test('a variable is found wherever it is used, other names are not', () => {
  assert.equal(
    places('@host = e.test\n@hosts = {{host}}\nGET http://{{¦host}}/{{hosts}}\n'),
    [
      '@host = e.test',
      ' ^^^^ variable definition',
      '@hosts = {{host}}',
      '           ^^^^ variable use',
      'GET http://{{host}}/{{hosts}}',
      '             ^^^^ variable use',
    ].join('\n'),
  );
});

test('a request is found by its directive, its references, `@ref` and `run`', () => {
  assert.equal(
    places('# @name log¦in\nPOST http://e.test\n###\n# @ref login\nGET http://e.test/{{login.response.body.$.id}}\n'),
    [
      '# @name login',
      '        ^^^^^ request definition',
      '# @ref login',
      '       ^^^^^ request use',
      'GET http://e.test/{{login.response.body.$.id}}',
      '                    ^^^^^ request use',
    ].join('\n'),
  );
});

test('a dotted variable wins over a response reference', () => {
  assert.match(places('@login.response.id = 1\n###\nGET http://e.test/{{¦login.response.id}}\n'), /variable use/);
});

test('the nearest definition before the use holds, else the first after it', () => {
  const text = '@a = 1\n@a = 2\nGET http://{{¦a}}\n###\n@a = 3\n';
  assert.equal(definition(text), '@a = 2\n ^');
  assert.equal(definition('GET http://{{¦a}}\n###\n@a = 3\n'), '@a = 3\n ^');
  assert.equal(definition('GET http://{{¦a}}\n'), '');
});

test('a title is found by its first word', () => {
  assert.equal(
    places('### login as ann\nPOST http://e.test\n###\nGET http://e.test/{{¦login.response.status}}\n'),
    '### login as ann\n    ^^^^^^^^^^^^ request definition\nGET http://e.test/{{login.response.status}}\n                    ^^^^^ request use',
  );
});

test('renaming changes every place, keeps the rest of a title, and refuses what is no name', () => {
  assert.equal(renamed('@a = 1\nGET http://{{¦a}}/{{ a }}\n', 'b'), '@b = 1\nGET http://{{b}}/{{ b }}\n');
  assert.equal(
    renamed('### login as ann\nPOST http://e.test\n###\nGET http://e.test/{{¦login.response.status}}\n', 'enter'),
    '### enter as ann\nPOST http://e.test\n###\nGET http://e.test/{{enter.response.status}}\n',
  );
  assert.equal(renamed('@¦a = 1\n', 'a b'), undefined);
});

test('references in directives, arguments and dynamic variables are renamed too', () => {
  assert.equal(
    renamed('@¦a = 1\n# @proxy {{a}}\nGET http://e.test/{{$processEnv %a}}\n###\nrun #x (@b={{a}}, @a=2)\n', 'c'),
    '@c = 1\n# @proxy {{c}}\nGET http://e.test/{{$processEnv %c}}\n###\nrun #x (@b={{c}}, @c=2)\n',
  );
});

test('what a prompt asks for is a name of its block alone', () => {
  const text = '@p = 1\nGET http://{{p}}\n###\n# @prompt p Which?\nGET http://{{¦p}}\n';
  assert.equal(renamed(text, 'q'), '@p = 1\nGET http://{{p}}\n###\n# @prompt q Which?\nGET http://{{q}}\n');
  assert.equal(definition(text), '# @prompt p Which?\n          ^');
});

test('a definition beside a prompt of its name is the one of the file, for the blocks after it', () => {
  const text = '@pp¦ = 1\n# @prompt pp\nGET http://{{pp}}\n###\nGET http://{{pp}}\n';
  assert.equal(renamed(text, 'q'), '@q = 1\n# @prompt pp\nGET http://{{pp}}\n###\nGET http://{{q}}\n');
});

test('a value of an argument is one place, and the path of a saved response another', () => {
  assert.equal(
    renamed('@¦a = 1\nGET http://e.test\n\n>> ./{{a}}.json\n###\nrun #x (@b={{a}})\n', 'long'),
    '@long = 1\nGET http://e.test\n\n>> ./{{long}}.json\n###\nrun #x (@b={{long}})\n',
  );
});

test('another request whose title begins with the same word is another one', () => {
  assert.equal(
    renamed('### login\nGET http://e.test\n### login again\n# @ref ¦login\nGET http://e.test\n', 'enter'),
    '### enter\nGET http://e.test\n### login again\n# @ref enter\nGET http://e.test\n',
  );
});

test('a name that is taken is refused', () => {
  assert.equal(renamed('@¦a = 1\n@b = 2\nGET http://{{a}}/{{b}}\n', 'b'), undefined);
});

test('a response reference is read into its parts', () => {
  assert.deepEqual(responseReference('login.response.body.$.a.b'), { name: 'login', side: 'response', path: 'body.$.a.b' });
  assert.deepEqual(responseReference('login.request'), { name: 'login', side: 'request', path: '' });
  assert.equal(responseReference('a.b'), undefined);
});

test('there is no name on a blank line or in plain text', () => {
  assert.equal(places('GET http://e.test/¦a\n'), 'no name');
});
