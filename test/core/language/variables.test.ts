import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidates, shownValue, visibleVariables } from '../../../src/core/language/variables.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { scopeWith, set } from './scope.ts';

const sets = [
  set('shared', { a: 'shared' }),
  set('public', { a: 'public', b: 'public' }),
  set('option', { a: 'option' }),
  set('private', { c: 'x' }, true),
];

const check = (text: string, name: string, environmentWins = false): readonly string[] => {
  const scope = scopeWith(sets);
  const ranked = { ...scope, settings: { ...scope.settings, environmentWins } };
  return candidates(parse(text).document, name, text.length, ranked).map(({ source, value }) => `${source} ${value}`);
};

test('candidates stand in the order of rank, the winner first', () => {
  assert.deepEqual(check('@a = file\n', 'a'), ['option option', 'file file', 'public public', 'shared shared']);
});

test('the environment is stronger than the file where the setting says so', () => {
  assert.deepEqual(check('@b = file\n', 'b'), ['file file', 'public public']);
  assert.deepEqual(check('@b = file\n', 'b', true), ['public public', 'file file']);
});

test('a value is shown with what it is made of, unless a secret is in it', () => {
  const { document } = parse('@x = {{b}}-1\n@y = {{c}}-1\n@z = {{nobody}}\n');
  const scope = scopeWith(sets);
  const shown = (name: string): string | undefined => {
    const [winner] = candidates(document, name, document.source.length, scope);
    return winner && shownValue(document, winner, scope);
  };
  assert.equal(shown('x'), 'public-1');
  assert.equal(shown('y'), undefined);
  assert.equal(shown('z'), '{{nobody}}');
});

test('definitions that go in a circle come to an end', () => {
  const { document } = parse('@a1 = {{b1}}\n@b1 = {{a1}}\n');
  const [winner] = candidates(document, 'a1', document.source.length, scopeWith());
  assert.ok(winner);
  assert.match(shownValue(document, winner, scopeWith()) ?? '', /^\{\{/);
});

test('every visible name is there once, with its winner', () => {
  const { document } = parse('@a = file\n@d = file\n');
  const visible = visibleVariables(document, document.source.length, scopeWith(sets));
  assert.deepEqual([...visible].map(([name, { source }]) => `${name} ${source}`).sort(), ['a option', 'b public', 'c private', 'd file']);
});

test('an imported variable is shown with its file and line, weaker than the environment', () => {
  const { document } = parse('import sub/vars.http\nGET http://{{d}}/{{b}}\n');
  const vars = parse('@e = 1\n@d = {{e}}-x\n@b = imported\n').document;
  const scope = { ...scopeWith(sets), files: new Map([['/work/sub/vars.http', vars]]) };
  const [winner] = candidates(document, 'd', 0, scope);
  assert.equal(winner?.label, 'line 2 of sub/vars.http');
  assert.equal(winner && shownValue(document, winner, scope), '1-x');
  assert.deepEqual(
    candidates(document, 'b', 0, scope).map(({ source }) => source),
    ['public', 'imported'],
  );
  assert.equal(visibleVariables(document, 0, scope).get('d')?.source, 'imported');
});
