import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileLinkAt, fileLinks } from '../../../src/core/language/links.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { draw } from './marked.ts';

const check = (text: string): string =>
  draw(
    text,
    fileLinks(parse(text).document).map(({ range, path }) => ({ range, label: path })),
  );

test('a file body leads to its file', () => {
  assert.equal(check('###\nPOST http://e.test\n\n< ./a b.json\n'), '< ./a b.json\n  ^^^^^^^^^^ ./a b.json');
});

test('the file of a part leads there too', () => {
  const text =
    'POST http://e.test\nContent-Type: multipart/form-data; boundary=x\n\n--x\nContent-Disposition: form-data; name="a"\n\n< a.txt\n--x--\n';
  assert.equal(check(text), '< a.txt\n  ^^^^^ a.txt');
});

test('scripts, imports and saved responses lead to files', () => {
  assert.equal(
    check('import ./b.http\n\n###\nGET http://e.test\n\n>> out.json\n'),
    'import ./b.http\n       ^^^^^^^^ ./b.http\n>> out.json\n   ^^^^^^^^ out.json',
  );
});

test('a path with a variable leads nowhere yet', () => {
  assert.equal(check('POST http://e.test\n\n< ./{{dir}}/a.json\n'), '');
});

test('at a place in a path its values are put in, as far as they are known', () => {
  const text = '@dir = a\nPOST http://e.test\n\n< ./{{dir}}/{{name}}.json\n';
  const at = (offset: number, variables: ReadonlyMap<string, string>): string | undefined =>
    fileLinkAt(parse(text).document, offset, { variables: [{ source: 'public', label: 'env', values: variables, secret: false }] })?.path;
  assert.equal(at(text.indexOf('./'), new Map([['name', 'b']])), './a/b.json');
  assert.equal(at(text.indexOf('./'), new Map()), undefined);
  assert.equal(at(text.indexOf('POST'), new Map([['name', 'b']])), undefined);
});
