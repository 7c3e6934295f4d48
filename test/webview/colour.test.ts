import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContentLanguage } from '../../src/protocol/content-view.ts';
import { coloured, valueTokens } from '../../src/webview/colour.ts';

/** `name:text` for what has a colour, the text alone for what has none. */
const drawn = (text: string, language: ContentLanguage): string =>
  coloured(text, language)
    .map((piece) => (piece.tone === '' ? piece.text : `‹${piece.tone}:${piece.text}›`))
    .join('');

for (const [name, language, text, expected] of [
  ['a JSON member', 'json', '  "a": "b",', '  ‹name:"a"›: ‹string:"b"›,'],
  ['JSON numbers and words', 'json', '[1.50, true, null]', '[‹number:1.50›, ‹word:true›, ‹word:null›]'],
  ['a colon inside of a JSON string', 'json', '"a: 1"', '‹string:"a: 1"›'],
  ['an escaped quote', 'json', '"a\\"b": 1', '‹name:"a\\"b"›: ‹number:1›'],
  ['markup', 'xml', '<a href="x">y</a>', '‹name:<a› ‹word:href›=‹string:"x"›‹name:>›y‹name:</a›‹name:>›'],
  ['a pair of a form', 'form', 'name: Ada: L', '‹name:name›: Ada: L'],
  ['plain text', 'text', '"a": 1', '"a": 1'],
] as const)
  test(`${name} is coloured`, () => assert.equal(drawn(text, language), expected));

test('colouring loses nothing of a line', () => {
  for (const text of ['{"a', '"', '<a <b> "', ':', '', '<!-- "a"', '\\"']) {
    for (const language of ['json', 'xml', 'html', 'form', 'events', 'text'] as const)
      assert.equal(
        coloured(text, language)
          .map((piece) => piece.text)
          .join(''),
        text,
      );
  }
});

test('numbers and quoted strings of a field value are told from words', () => {
  const tokens = (value: string): readonly string[] =>
    valueTokens(value).map(({ start, end, tone }) => `${tone} ${value.slice(start, end)}`);
  assert.deepEqual(tokens('max-age=60, s-maxage=0'), ['number 60', 'number 0']);
  assert.deepEqual(tokens('W/"v7"'), ['string W/"v7"']);
  assert.deepEqual(tokens('127.0.0.1:8080'), []);
  assert.deepEqual(tokens('HTTP/1.1 text/html;q=0.8'), ['number 0.8']);
});
