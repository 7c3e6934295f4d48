import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDocument } from '../../../src/core/resolve/check.ts';
import type { Scope } from '../../../src/core/resolve/scope.ts';
import { parse } from '../../../src/core/syntax/parse.ts';

const NO_SCOPE: Pick<Scope, 'variables'> = { variables: [] };

const found = (source: string, scope = NO_SCOPE): readonly string[] =>
  checkDocument(parse(source).document, scope).map((p) => `${p.code} ${source.slice(p.range.start, p.range.end)} at ${p.range.start}`);

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['a name that is there twice is told at the second', '### a\nGET /\n### a\nGET /', ['duplicate-name a at 16']],
  ['a title without a request is no name', '### a\n### a\nGET /', []],
  ['a definition that nobody uses is told', '@a = 1\nGET /', ['unused-definition a at 1']],
  ['a definition that is replaced before its use is told', '@a = 1\n@a = 2\nGET /{{a}}', ['shadowed-definition a at 1']],
  ['a definition that is used before it is replaced is not', '@a = 1\nGET /{{a}}\n###\n@a = 2\nGET /{{a}}', []],
  ['a use in another definition counts', '@a = 1\n@b = {{a}}\nGET /{{b}}', []],
  ['a use through % counts', '@a = HOME\nGET /{{$processEnv %a}}', []],
  ['a use in a directive counts', '@a = 1\n# @proxy {{a}}\nGET /', []],
  ['a definition that is used further up counts', 'GET /{{a}}\n###\n@a = 1', []],
  ['files with variables may use anything', '@a = 1\nPOST /\n\n<@ x.txt', []],
  ['a circle is told once, with its way', '@a = {{b}}\n@b = {{c}}\n@c = {{a}}\nGET /{{a}}', ['cyclic-definition a at 1']],
  ['a reference to a request that is not there is told', '# @ref b\n# @forceRef a\nGET /\n### a\nGET /', ['no-request b at 7']],
  ['what a file may name that was not read is not judged', 'import ./b.http\n# @ref b\nGET /', ['command-not-run import ./b.http at 0']],
  ['nor what httpYac imports', '# @import ./b.http\n# @ref b\nGET /', []],
  ['one that uses itself is a circle', '@a = x{{a}}\nGET /{{a}}', ['cyclic-definition a at 1']],
];

for (const [fact, source, problems] of CASES) test(fact, () => assert.deepEqual(found(source), problems));

test('a definition that hides one of the environment is told', () => {
  const values = new Map([['a', 'env']]);
  assert.deepEqual(found('@a = 1\nGET /{{a}}', { variables: [{ source: 'public', label: 'env', values, secret: false }] }), [
    'shadowed-definition a at 1',
  ]);
});

test('a definition that takes its value from the environment is no circle', () => {
  const values = new Map([['a', 'env']]);
  const scope: typeof NO_SCOPE = { variables: [{ source: 'public', label: 'env', values, secret: false }] };
  assert.deepEqual(found('@a = x{{a}}\nGET /{{a}}', scope), ['shadowed-definition a at 1']);
});

test('ten thousand definitions that use one another are checked without going deep', () => {
  const source = `@v0 = 1\n${Array.from({ length: 10_000 }, (_, i) => `@v${i + 1} = {{v${i}}}`).join('\n')}\nGET /{{v10000}}`;
  assert.deepEqual(found(source), []);
});

test('a heading in Markdown content is told, a request after it is not', () => {
  const head = 'PUT /readme\nContent-Type: text/markdown\n\n# One\n';
  assert.deepEqual(found(`${head}### Two\nwords that are no request\n`), ['separator-in-content ### Two at 47']);
  assert.deepEqual(found(`${head}### Two\nGET https://e.test/\n`), []);
});
