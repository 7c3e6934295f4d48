import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../src/core/language/diagnostics.ts';
import { checkDocument } from '../../../src/core/resolve/check.ts';
import { readImports } from '../../../src/core/resolve/imports.ts';
import { resolve } from '../../../src/core/resolve/resolve.ts';
import type { Scope } from '../../../src/core/resolve/scope.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { portsOf, scopeOf, type World } from './world.ts';

type Files = Readonly<Record<string, string>>;

async function opened(
  source: string,
  world: World,
): Promise<{ readonly document: ReturnType<typeof parse>['document']; readonly scope: Scope }> {
  const { document } = parse(source);
  const files = await readImports(document, scopeOf(world), portsOf(world).files);
  return { document, scope: { ...scopeOf(world), files } };
}

/** The target that is sent, or the messages of the errors. */
async function target(source: string, files: Files, world: World = {}): Promise<string> {
  const { document, scope } = await opened(source, { ...world, files });
  const placed = document.blocks.findLast(({ block }) => block.request);
  assert.ok(placed);
  const made = await resolve(document, placed, scope, portsOf(world));
  if (made.kind === 'http') return made.request.target;
  return made.problems.flatMap((p) => (p.severity === 'error' ? [p.message] : [])).join(' ');
}

const B = '/work/api/b.http';
const USE = 'import ./b.http\n\n###\nGET http://e.test/{{x}}';

test('definitions of an imported file are seen', async () => assert.equal(await target(USE, { [B]: '@x = 1' }), '/1'));
test('an import is looked for in the workspace as well', async () => assert.equal(await target(USE, { '/work/b.http': '@x = 2' }), '/2'));
test('the last definition of an imported file holds', async () => assert.equal(await target(USE, { [B]: '@x = 1\n@x = 2' }), '/2'));
test('an imported definition uses those of its own file', async () =>
  assert.equal(await target(`@y = mine\n${USE}`, { [B]: '@y = theirs\n@x = {{y}}' }), '/theirs'));
test('a definition of the file wins over an imported one', async () =>
  assert.equal(await target(`@x = mine\n${USE}`, { [B]: '@x = theirs' }), '/mine'));
test('an environment wins over an imported definition', async () =>
  assert.equal(
    await target(
      USE,
      { [B]: '@x = theirs' },
      {
        variables: [{ source: 'public', label: 'http-client.env.json', values: new Map([['x', 'env']]), secret: false }],
      },
    ),
    '/env',
  ));
test('imports of imports are seen', async () =>
  assert.equal(await target(USE, { [B]: 'import ./c.http', '/work/api/c.http': '@x = deep' }), '/deep'));
test('a file that is only run gives no definitions', async () =>
  assert.match(await target(USE.replace('import', 'run'), { [B]: '@x = 1' }), /^The variable x is not defined/));
test('files that import one another are harmless', async () =>
  assert.equal(
    await target(USE, { [B]: 'import ./c.http\n@x = {{y}}', '/work/api/c.http': 'import ./b.http\nimport ./requests.http\n@y = c' }),
    '/c',
  ));
test('an imported definition sees those of a file that it imports back', async () =>
  assert.equal(await target(`@y = back\n${USE}`, { [B]: 'import ./requests.http\n@x = {{y}}' }), '/back'));
test('definitions that go in a circle through files are told where they are used', async () =>
  assert.match(
    await target(USE, { [B]: 'import ./c.http\n@x = {{y}}', '/work/api/c.http': 'import ./b.http\n@y = {{x}}' }),
    /go in a circle: x → y → x/,
  ));
test('what is wrong in an imported file is told with its name', async () =>
  assert.match(await target(USE, { [B]: '@x = {{nope}}' }), /^In \/work\/api\/b\.http: The variable nope is not defined/));
test('an imported request may be referred to', async () => {
  const answer = { request: { fields: [], body: undefined }, response: { status: 200, fields: [], body: '{"t": 5}' } };
  const source = 'import ./b.http\n###\nGET http://e.test/{{login.response.body.$.t}}';
  const files = { [B]: '### login\nGET http://e.test/' };
  assert.equal(await target(source, files, { answers: { login: answer } }), '/5');
  assert.equal(await target(source, files), 'login has no response yet. Send it first.');
});

const ENVIRONMENT: World = {
  variables: [{ source: 'public', label: 'http-client.env.json', values: new Map([['dir', 'env']]), secret: false }],
};

const PATHS: readonly (readonly [fact: string, source: string, at: string | undefined, world?: World])[] = [
  ['a path may have a variable of the file', '@dir = sub\nimport ./{{dir}}/b.http', 'sub'],
  ['and one that is made of others', '@a = s\n@dir = {{ a }}ub\nimport ./{{ dir }}/b.http', 'sub'],
  ['the nearest definition before the line holds', '@dir = sub\nimport ./{{dir}}/b.http\n@dir = other', 'sub'],
  ['a path may have a variable of the environment', 'import ./{{dir}}/b.http', 'env', ENVIRONMENT],
  ['a definition wins over the environment', '@dir = sub\nimport ./{{dir}}/b.http', 'sub', ENVIRONMENT],
  [
    'unless the environment is to win',
    '@dir = sub\nimport ./{{dir}}/b.http',
    'env',
    { ...ENVIRONMENT, settings: { environmentWins: true } },
  ],
  ['what only a run can know leads nowhere', 'import ./{{$uuid}}/b.http', undefined],
  ['definitions in a circle lead nowhere', '@dir = {{a}}\n@a = {{dir}}\nimport ./{{dir}}/b.http', undefined],
  ['what an imported file defines is not known yet', 'import ./c.http\nimport ./{{from_c}}/b.http', undefined],
];

for (const [fact, source, at, world] of PATHS)
  test(fact, async () => {
    const files = {
      '/work/api/sub/b.http': 'import ./d.http\n@x = sub',
      '/work/api/env/b.http': '@x = env',
      '/work/api/c.http': '@from_c = sub',
      '/work/api/sub/d.http': '@y = deep',
    };
    assert.match(
      await target(`${source}\n###\nGET http://e.test/{{x}}`, files, world),
      at === undefined ? /^The variable x is not defined/ : new RegExp(`^/${at}$`),
    );
  });

test('an imported file may import by a variable of its own', async () =>
  assert.equal(await target(USE, { [B]: '@dir = sub\nimport ./{{dir}}/c.http', '/work/api/sub/c.http': '@x = deep' }), '/deep'));

test('a path without its value is an error that says so', async () => {
  const source = 'import ./{{dir}}/b.http\n@dir = nope';
  const { document, scope } = await opened(source, {});
  const [late] = checkDocument(document, scope);
  assert.match(late?.message ?? '', /^There is no file \.\/nope\/b\.http\. Looked for \/work\/api\/nope\/b\.http/);
  const unknown = await opened('import ./{{dir}}/b.http', {});
  assert.match(
    checkDocument(unknown.document, unknown.scope)[0]?.message ?? '',
    /^The path \.\/\{\{dir\}\}\/b\.http has a variable whose value/,
  );
});

const CHECKS: readonly (readonly [string, string, readonly string[]])[] = [
  ['an import that is there is well', 'import ./b.http', []],
  ['an import that is not there is an error', 'import ./nope.http', ['file-not-found ./nope.http']],
  ['a run line of a name that nobody has is a warning', 'run #nope', ['command-not-run nope']],
  ['a name is looked for in the file of the line', 'run ./b.http #nope\nrun ./b.http #login', ['command-not-run nope']],
  ['a name is looked for in imported files', 'import ./b.http\nrun #login', []],
  ['a file may run its own requests by its name', 'run ./requests.http #a\n### a\nGET http://e.test/', []],
  ['all of them are more than a block of the file may run', 'run ./requests.http', ['reference-cycle run ./requests.http']],
];

for (const [fact, source, expected] of CHECKS)
  test(fact, async () => {
    const { document, scope } = await opened(source, { files: { [B]: '### login\nGET http://e.test/' } });
    const found = checkDocument(document, scope).map((p) => `${p.code} ${source.slice(p.range.start, p.range.end)}`);
    assert.deepEqual(found, expected);
  });

test('the editor knows what imported files define and name', async () => {
  const source = 'import ./b.http\n###\nrun #login (@u={{v}})\n###\n@v = 1\nGET http://e.test/{{x}}{{login.response.status}}{{y}}';
  const { scope } = await opened(source, { files: { [B]: '@x = 1\n### login\nGET http://e.test/' } });
  const told = (files: Scope['files']): readonly string[] =>
    diagnose(parse(source), files ? { ...scope, files } : scopeOf({})).flatMap((p) => (p.code === 'undefined' ? [p.subject ?? ''] : []));
  assert.deepEqual(told(scope.files), ['y']);
  assert.deepEqual(told(undefined), ['x', 'login', 'y']);
});

test('definitions of a file without a request are there to be imported', () =>
  assert.deepEqual(checkDocument(parse('@x = 1').document, scopeOf({})), []));

test('where no files are read, that is said', () => {
  const source = 'import ./b.http\nrun #a\n### a\nrun #b\nGET http://e.test/\n### b\nGET http://e.test/';
  const found = checkDocument(parse(source).document, scopeOf({}));
  assert.deepEqual(
    found.map((p) => `${p.severity} ${p.code} ${source.slice(p.range.start, p.range.end)}`),
    ['information command-not-run import ./b.http'],
  );
});
