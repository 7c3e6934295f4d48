import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../../src/core/syntax/parse.ts';
import { targetOf } from '../../../src/core/syntax/tree.ts';

const REQUEST = 'GET http://e.test/\nA: b\n';

const problems = (text: string) => parse(text).problems;

const told = (text: string): readonly string[] => problems(text).map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`);

const targets = (text: string): readonly string[] =>
  parse(text).document.blocks.flatMap(({ block }) => (block.request ? [targetOf(block, block.request.line)] : []));

const fixed = (text: string): string =>
  (problems(text)[0]?.fixes?.[0]?.edits ?? [])
    .toReversed()
    .reduce((t, e) => t.slice(0, e.range.start) + e.text + t.slice(e.range.end), text);

/** A text before the request; what of it is told as a note. */
const NOTES: readonly (readonly [string, string])[] = [
  ['These are my notes\nabout the API\n', 'These are my notes\nabout the API'],
  ['### x\nLists all the todos.\n\n', 'Lists all the todos.'],
  ['Note: use the token from login\n', 'Note: use the token from login'],
  ['Notes\n\nMore of them here\n\n', 'Notes\n\nMore of them here'],
  ['Todos:\n- one\n- two\n', 'Todos:\n- one\n- two'],
  ['1. Do this\n2. Do that, see https://e.test/docs\n', '1. Do this\n2. Do that, see https://e.test/docs'],
  ['Get all todos\n', 'Get all todos'],
  ['```http\n', '```http'],
  ['# said\n@a = 1\nÜber die Schnittstelle: alles\n', 'Über die Schnittstelle: alles'],
];

for (const [notes, expected] of NOTES)
  test(`${JSON.stringify(notes)} is told as one note, and the request below it is read`, () => {
    const text = notes + REQUEST;
    const found = told(text);
    assert.deepEqual(
      found.filter((one) => !one.startsWith('unused')),
      [`text-not-sent ${expected}`],
    );
    assert.deepEqual(targets(text), ['http://e.test/']);
    assert.deepEqual(told(fixed(text)), []);
    assert.deepEqual(targets(fixed(text)), ['http://e.test/']);
  });

test('each line of a note gets its mark, blank lines none', () => {
  assert.equal(fixed(`One two\n\n  three four\n${REQUEST}`), `# One two\n\n  # three four\n${REQUEST}`);
});

test('what a directive, a definition or a command says between notes counts', () => {
  const { document, problems: found } = parse(`First words\n# @name a\nmore of them\n@x = 1\n${REQUEST}`);
  assert.equal(document.blocks[0]?.block.name?.text, 'a');
  assert.deepEqual(
    found.map(({ code }) => code),
    ['text-not-sent', 'text-not-sent'],
  );
});

test('notes without a request are told, and nothing of them is a request', () => {
  assert.deepEqual(told('### About\nThis part is about users.\nIt is long.\n'), ['text-not-sent This part is about users.\nIt is long.']);
  assert.deepEqual(targets('### About\nThis part is about users.\n'), []);
});

test('a URL alone below a note is the request', () => {
  assert.deepEqual(targets('This one says it all:\n\nhttps://e.test/a\n'), ['https://e.test/a']);
});

for (const line of [
  'localhost:8080/a',
  'e.test',
  'api',
  'get e.test/a',
  'ws e.test/a',
  'get localhost',
  'GET e.test/a b',
  'GTE https://e.test/',
  'Gte https://e.test/',
  '{{m}} https://e.test/',
  '{{whole}}',
  'e.test HTTP/1.1',
  'localhost HTTP/1.1',
  'OPTIONS *',
  'curl http://e.test/',
  'Accept: text/html',
  '/a',
])
  test(`${line} is a request line`, () => {
    assert.equal(targets(line).length, 1);
    assert.ok(!told(`${line}\n`).some((one) => one.startsWith('text-not-sent')));
  });

test('content that looks like a request stays content', () => {
  assert.deepEqual(targets('api\n\nGET http://e.test/\n'), ['api']);
});

test('the draft standard has methods of any letters', () => {
  const { document } = parse(`These are notes\n${REQUEST}`, 'http-2026');
  assert.equal(document.blocks[0]?.block.request?.line.method?.end, 5);
});

test('thousands of notes are told, and the request line is looked for once', () => {
  assert.equal(told('some words here\n# and\n'.repeat(20_000)).length, 20_000);
});
