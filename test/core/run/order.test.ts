import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readImports } from '../../../src/core/resolve/imports.ts';
import { requestNamed } from '../../../src/core/resolve/names.ts';
import { DEFAULT_SETTINGS, type Scope } from '../../../src/core/resolve/scope.ts';
import { plan } from '../../../src/core/run/order.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { textOf } from '../../../src/core/syntax/tree.ts';

const SCOPE: Scope = { file: '/w/a.http', workspace: '/w', variables: [], settings: DEFAULT_SETTINGS };

function order(source: string, wanted: string, answered: readonly string[] = []): string {
  const { document } = parse(source);
  const placed = requestNamed(document, wanted);
  assert.ok(placed);
  const result = plan({ document, placed, scope: SCOPE }, { answered: (name) => answered.includes(name), given: () => new Map() });
  return result.ok
    ? result.value.steps.map(({ placed: { block } }) => block.name?.text).join(' ')
    : `circle ${result.error.names.join(' → ')}`;
}

const request = (name: string, ...lines: readonly string[]): string =>
  `### ${name}\n${lines.join('\n')}${lines.length > 0 ? '\n' : ''}GET http://e.test/\n`;
const uses = (name: string, other: string): string => `### ${name}\nGET http://e.test/{{${other}.response.body.$.id}}\n`;

test('a request that refers to none is sent alone', () => {
  assert.equal(order(request('a') + request('b'), 'b'), 'b');
});

test('what a response reference names is sent first', () => {
  assert.equal(order(request('login') + uses('me', 'login'), 'me'), 'login me');
});

test('references of references come first, each once', () => {
  assert.equal(order(`${request('a') + uses('b', 'a')}### c\n# @ref a\nGET http://e.test/{{b.response.status}}\n`, 'c'), 'a b c');
});

test('what was answered before is not sent again', () => {
  assert.equal(order(request('login') + uses('me', 'login'), 'me', ['login']), 'me');
});

test('forceRef sends again what was answered before', () => {
  assert.equal(order(request('login') + request('me', '# @forceRef login'), 'me', ['login']), 'login me');
});

test('a circle is named', () => {
  assert.equal(order(uses('a', 'b') + uses('b', 'a'), 'a'), 'circle a → b → a');
});

test('a request that refers to itself is a circle', () => {
  assert.equal(order(uses('a', 'a'), 'a'), 'circle a → a');
});

test('a name that the file does not have is left to the resolver', () => {
  assert.equal(order(uses('a', 'nobody'), 'a'), 'a');
});

/** The steps to the first block with a `run` line, with the variables that it gives. */
async function runs(source: string, files: Readonly<Record<string, string>> = {}, answered = true): Promise<string> {
  const { document } = parse(source);
  const read = await readImports(document, SCOPE, {
    read: (path) => Promise.resolve(files[path] === undefined ? undefined : new TextEncoder().encode(files[path])),
    size: () => Promise.resolve(undefined),
  });
  const placed = document.blocks.find(({ block }) => block.commands.some(({ kind }) => kind === 'run'));
  assert.ok(placed);
  const result = plan(
    { document, placed, scope: { ...SCOPE, files: read } },
    {
      answered: () => answered,
      given: ({ placed: { block }, command }) =>
        new Map(command.arguments.map(({ name, value }) => [textOf(block, name), textOf(block, value)])),
    },
  );
  if (!result.ok) return `circle ${result.error.names.join(' → ')}`;
  return result.value.steps
    .map(({ placed: { block }, scope }) => {
      const given = scope.variables.flatMap((set) => [...set.values].map(([name, value]) => `${name}=${value}`));
      return [`${scope.file === '/w/a.http' ? '' : `${scope.file}#`}${block.name?.text}`, ...given].join(' ');
    })
    .join(', ');
}

test('a run line sends the request that it names', async () => assert.equal(await runs(`${request('a')}###\nrun #a\n`), 'a'));
test('a run line of a request sends the named one before it', async () =>
  assert.equal(await runs(request('a') + request('b', 'run #a')), 'a, b'));
test('run lines go in order, and again with other variables', async () =>
  assert.equal(await runs(`${request('a') + request('b')}###\nrun #b\nrun #a (@x=1, @y=2)\nrun #a (@x=3)\n`), 'b, a x=1 y=2, a x=3'));
test('a run line sends all requests of a file but disabled ones', async () =>
  assert.equal(
    await runs('run ./b.http', { '/w/b.http': request('c') + request('d', '# @disabled') + request('e') }),
    '/w/b.http#c, /w/b.http#e',
  ));
test('a run line names a request of another file', async () =>
  assert.equal(await runs('run ./b.http #e', { '/w/b.http': request('c') + request('e') }), '/w/b.http#e'));
test('a run line may name its file by a variable', async () =>
  assert.equal(await runs('@b = b\nrun ./{{b}}.http #e', { '/w/b.http': request('e') }), '/w/b.http#e'));
test('an imported request is found by its name', async () =>
  assert.equal(await runs('import ./b.http\n###\nrun #e', { '/w/b.http': request('e') }), '/w/b.http#e'));
test('imports of imports are seen, and a circle of them ends', async () =>
  assert.equal(
    await runs('import ./b.http\n###\nrun #e', {
      '/w/b.http': 'import ./c/d.http\n',
      '/w/c/d.http': `import ../b.http\nimport ./d.http\n${request('e')}`,
    }),
    '/w/c/d.http#e',
  ));
test('what is imported is not sent by itself', async () =>
  assert.equal(await runs(`import ./b.http\n${request('a')}###\nrun #a`, { '/w/b.http': request('e') }), 'a'));
test('run lines that go in a circle are named', async () =>
  assert.equal(await runs('### a\nrun #b\nGET http://e.test/\n### b\nrun #a\nGET http://e.test/\n'), 'circle a → b → a'));

test('a variable leads to the request that its definition names, wherever it is defined', () => {
  const definitions = '@id = {{login.response.body.$.id}}\n@path = users/{{id}}\n';
  assert.equal(order(`${definitions}${request('login')}### me\nGET http://e.test/{{path}}\n`, 'me'), 'login me');
  assert.equal(order(`${request('login')}### me\nGET http://e.test/{{id}}\n###\n${definitions}`, 'me'), 'login me');
});

test('a definition that nobody uses leads nowhere, not in the block of the request either', () => {
  const source = '@id = {{login.response.body.$.id}}\n# @name login\nGET http://e.test/\n';
  assert.equal(order(source, 'login'), 'login');
});

test('definitions in a circle, and thousands in a row, are followed to their end', () => {
  assert.equal(order('### a\n@x = {{y}}\n@y := {{x}}\nGET http://e.test/{{y}}\n', 'a'), 'a');
  const chain = Array.from({ length: 20_000 }, (_, i) => `@v${i + 1} = {{v${i}}}\n`).join('');
  assert.equal(
    order(`@v0 = {{login.response.status}}\n${chain}${request('login')}### me\nGET http://e.test/{{v20000}}\n`, 'me'),
    'login me',
  );
});

test('a response reference names a request by its whole title', () => {
  assert.equal(order(`${request('Log in, please')}${uses('me', 'Log in, please')}`, 'me'), 'Log in, please me');
});
test('what the variables of a run line refer to is sent before what it names, where it has no answer yet', async () => {
  const text = `${request('a') + request('b') + request('c')}###\nrun #b\nrun #c (@x={{a.response.status}}, @y={{b.response.status}})\n`;
  const given = 'c x={{a.response.status}} y={{b.response.status}}';
  assert.equal(await runs(text, {}, false), `b, a, ${given}`);
  assert.equal(await runs(text), `b, ${given}`);
});
test('a block whose run line needs the block itself is a circle', async () =>
  assert.equal(await runs(`${request('a')}### b\nrun #a (@x={{b.response.status}})\nGET http://e.test/\n`, {}, false), 'circle b → b'));
