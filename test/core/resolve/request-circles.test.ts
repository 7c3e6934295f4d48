import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readImports } from '../../../src/core/resolve/imports.ts';
import { requestCircles } from '../../../src/core/resolve/request-circles.ts';
import { DEFAULT_SETTINGS, type Scope } from '../../../src/core/resolve/scope.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import type { Problem, Related } from '../../../src/core/syntax/problem.ts';

const SCOPE: Scope = { file: '/w/a.http', workspace: '/w', variables: [], settings: DEFAULT_SETTINGS };

async function circles(source: string, files: Readonly<Record<string, string>> = {}): Promise<readonly Problem[]> {
  const { document } = parse(source);
  const all: Readonly<Record<string, string>> = { ...files, '/w/a.http': source };
  const read = await readImports(document, SCOPE, {
    read: (path) => Promise.resolve(all[path] === undefined ? undefined : new TextEncoder().encode(all[path])),
    size: () => Promise.resolve(undefined),
  });
  return requestCircles(document, { ...SCOPE, files: read });
}

/** Each circle on a line: the text at its place, then those at its links, with the file and the line of those elsewhere. */
async function drawn(source: string, files?: Readonly<Record<string, string>>): Promise<string> {
  const place = ({ range, message, file }: Related): string => {
    const at = file === undefined ? source.slice(range.start, range.end) : `${file.path}:${file.line + 1}:${file.character + 1}`;
    return `${at} (${message.replace(/ here\.$/, '')})`;
  };
  const found = await circles(source, files);
  return found.map(({ range, related = [] }) => [source.slice(range.start, range.end), ...related.map(place)].join(' | ')).join('\n');
}

const request = (name: string, ...lines: readonly string[]): string =>
  `### ${name}\n${lines.join('\n')}${lines.length > 0 ? '\n' : ''}GET http://e.test/\n`;
const uses = (name: string, other: string): string => `### ${name}\nGET http://e.test/{{${other}.response.body.$.id}}\n`;

test('two requests that use what the other was answered are a circle, told at its first link with the others', async () => {
  assert.equal(await drawn(uses('a', 'b') + uses('b', 'a')), '{{b.response.body.$.id}} | {{a.response.body.$.id}} (b needs a)');
  assert.equal(
    (await circles(uses('a', 'b') + uses('b', 'a')))[0]?.message,
    'These requests refer to one another in a circle: a → b → a. None of them can be sent. Take one of the references out.',
  );
});

test('a request that uses its own answer is a circle of one', async () => {
  const [found] = await circles(uses('a', 'a'));
  assert.match(found?.message ?? '', /^a refers to its own answer/);
  assert.deepEqual(found?.related, []);
});

test('# @ref and # @forceRef are links', async () => {
  assert.equal(
    await drawn(request('a', '# @ref b') + request('b', '# @forceRef c') + uses('c', 'a')),
    'b | c (b needs c) | {{a.response.body.$.id}} (c needs a)',
  );
});

test('a run line is a link, and so is one of all that the file has', async () => {
  assert.equal(await drawn(request('a', 'run #b') + uses('b', 'a')), 'run #b | {{a.response.body.$.id}} (b needs a)');
  assert.equal(await drawn('### all\nrun ./a.http\n'), 'run ./a.http');
});

test('a link may go through definitions, wherever they stand', async () => {
  const definitions = '@id = {{a.response.body.$.id}}\n@path = users/{{id}}\n';
  const b = '### b\nGET http://e.test/{{path}}\n';
  assert.equal(await drawn(definitions + uses('a', 'b') + b), '{{b.response.body.$.id}} | {{path}} (b needs a)');
  assert.equal(await drawn(`${uses('a', 'b')}${b}###\n${definitions}`), '{{b.response.body.$.id}} | {{path}} (b needs a)');
});

test('what goes in no circle is not told', async () => {
  assert.equal(await drawn(request('a') + uses('b', 'a') + uses('c', 'a') + uses('c', 'b')), '');
  assert.equal(await drawn('@id = {{a.response.body.$.id}}\n# @name a\nGET http://e.test/\n'), '', 'a definition that is not used');
  assert.equal(await drawn(`${request('a')}>> ./{{a.response.status}}.txt\n`), '', 'the path of a save');
  assert.equal(await drawn(`${request('a', '# @prompt a.response.status')}X: {{a.response.status}}\n`), '', 'what a prompt answers');
  assert.equal(await drawn('@x = {{y}}\n@y := {{x}}\n### a\nGET http://e.test/{{x}}\n'), '', 'definitions in a circle are another matter');
});

test('circles that share a request are told one by one', async () => {
  const a = '### a\nGET http://e.test/{{b.response.status}}/{{c.response.status}}\n';
  assert.equal((await circles(a + uses('b', 'a') + uses('c', 'a'))).length, 2);
});

test('a circle over files that import one another names the places in the others', async () => {
  const files = { '/w/b.http': `import ./a.http\n${uses('b', 'a')}` };
  assert.equal(await drawn(`import ./b.http\n${uses('a', 'b')}`, files), '{{b.response.body.$.id}} | /w/b.http:3:19 (b needs a)');
});

test('a circle that the text only leads to is told at the line that does, with all of its links', async () => {
  assert.equal(
    await drawn(`import ./b.http\n${request('a', '# @ref b')}`, { '/w/b.http': uses('b', 'c') + uses('c', 'b') }),
    'b | /w/b.http:2:19 (b needs c) | /w/b.http:4:19 (c needs b)',
  );
});

test('long circles and many of them are told in part, in time that grows with the text', async () => {
  const ring = Array.from({ length: 20_000 }, (_, i) => uses(`r${i}`, `r${(i + 1) % 20_000}`)).join('');
  const [found, ...more] = await circles(ring);
  assert.match(found?.message ?? '', /r48 → r49 → 19950 more → r0\./);
  assert.deepEqual([found?.related?.length, more.length], [50, 0]);
  const many = Array.from({ length: 500 }, (_, i) => `${uses(`a${i}`, `b${i}`)}${uses(`b${i}`, `a${i}`)}`).join('');
  assert.equal((await circles(many)).length, 20);
});
