import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mayHaveFence } from '../../../src/core/syntax/fence-mark.ts';
import { fences } from '../../../src/core/syntax/fences.ts';

const cases: readonly (readonly [fact: string, markdown: string, text: string])[] = [
  ['a fence is a text', 'a\n```http\nGET /\n```\nb\n', 'GET /\n'],
  ['rest is read as well, with attributes, in any case', '~~~ REST {#id}\nGET /\n~~~\n', 'GET /\n'],
  ['pandoc’s braces are known', '```{.http #a}\nGET /\n```\n', 'GET /\n'],
  ['two are parted', '```http\nGET /a\n```\n\n```http\nGET /b\n```\n', 'GET /a\n###\nGET /b\n'],
  ['indentation of the fence goes, more of it stays', '- x\n\n  ```http\n  POST /\n\n   {\n  ```\n', 'POST /\n\n {\n'],
  ['other languages are left out, what they hold as well', '```js\n```http\n```\n````md\n```http\nGET /\n```\n````\n', ''],
  ['a shorter or other mark closes nothing', '````http\n```\n~~~~\n````\n', '```\n~~~~\n'],
  ['one that never ends goes to the end', '```http\nGET /', 'GET /'],
  ['in a block quote', '> ```http\n> POST /\n>\n>  {\n> ```\n', 'POST /\n\n {\n'],
  ['on the line of a list mark', '- ```http\n  GET /\n  ```\n1. ~~~rest x\n   GET /b\n   ~~~\n', 'GET /\n###\nGET /b\n'],
  ['in a quote in a list in a quote', '> * a\n>   > ```http\n>   > GET /\n>   > ```\n', 'GET /\n'],
  ['a blank line in a list item stays in the fence', '- ```http\n  POST /\n\n  {}\n  ```\n', 'POST /\n\n{}\n'],
  [
    'a fence ends with the quote or item around it',
    '> ```http\n> GET /\nno more\n\n- ```http\n  GET /b\nno more\n',
    'GET /\n###\nGET /b\n',
  ],
  ['a tab is white space too', '-\t```http\n\tGET /\n\tA: b\n\t```\n', 'GET /\nA: b\n'],
  ['a longer fence closes with one as long', '`````http\nPOST /\n\n```\n`````\n', 'POST /\n\n```\n'],
  ['attributes may follow', '```http title="a b" {.x}\nGET /\n```\n', 'GET /\n'],
  ['four spaces before a fence make it code that is shown', '    ```http\n    GET /\n    ```\n', ''],
  ['backticks in its words make a text of it', '```http `a`\nGET /\n', ''],
  ['four spaces before its mark close no fence', '```http\nPOST /\n\n    ```\n```\n', 'POST /\n\n    ```\n'],
  ['commented out, in HTML', '<!--\n```http\nGET /\n```\n-->\n```http\nGET /b\n```\n', 'GET /b\n'],
  ['lines across the page are no list', '* * *\n\n```http\nGET /\n```\n- - -\n', 'GET /\n'],
  ['http2 is another language', '```http2\nGET /\n```\n', ''],
  ['without a fence there is nothing', '# title\nGET /\n', ''],
];

for (const [fact, markdown, text] of cases) test(fact, () => assert.equal(fences(markdown).text, text));

test('the quick look misses no fence, and takes no other language for one', () => {
  for (const [, markdown, text] of cases) if (text !== '') assert.ok(mayHaveFence(markdown), markdown);
  for (const none of ['# http\n```\nGET /\n```\n', '```http2\n```\n', '```js\nhttp\n```\n', '``` \nrest\n```\n'])
    assert.ok(!mayHaveFence(none), none);
});

test('places are found there and back', () => {
  const markdown = 'x\n  ```http\n  GET /a\n  ```\n```rest\nGET /b\n```\n';
  const { text, inside, outside } = fences(markdown);
  assert.equal(outside(text.indexOf('/a')), markdown.indexOf('/a'));
  assert.equal(outside(text.indexOf('/b')), markdown.indexOf('/b'));
  assert.equal(inside(markdown.indexOf('/b')), text.indexOf('/b'));
  assert.equal(inside(0), undefined);
  assert.equal(inside(markdown.indexOf('```rest') + 1), undefined);
});

test('every character of a fence stands where it is said to stand', () => {
  const line = fc.constantFrom(
    '```http',
    '```',
    '  ```rest',
    '> ```http',
    '> GET /',
    '>',
    '> ```',
    '- ```http',
    '\t```',
    'GET /',
    '  X: 1',
    '',
    '~~~http',
    '~~~',
    '{',
  );
  fc.assert(
    fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
      const markdown = lines.join(end);
      const { text, inside, outside } = fences(markdown);
      for (let at = 0; at < text.length; at++) {
        const place = outside(at);
        if (inside(place) === at && text[at] !== '\r' && text[at] !== '\n') assert.equal(markdown[place], text[at]);
      }
    }),
  );
});

const edits: readonly (readonly [fact: string, markdown: string, from: string, to: string, text: string, after: string])[] = [
  ['a word is replaced in its place', '> ```http\n> GET /a\n> ```\n', '/a', '/a', '/b', '> ```http\n> GET /b\n> ```\n'],
  ['new lines get the marks of a quote', '> ```http\n> GET /\n> ```\n', 'GET', '', '@a = 1\n', '> ```http\n> @a = 1\n> GET /\n> ```\n'],
  ['and the indentation of a list', '- ```http\n  GET /\n  ```\n', ' /', ' /', ' /\nA: b', '- ```http\n  GET /\n  A: b\n  ```\n'],
  ['lines are replaced by lines', '> ```http\n> a\n> b\n> c\n> ```\n', 'a\n', 'a\nb\n', 'x\ny\n', '> ```http\n> x\n> y\n> c\n> ```\n'],
  ['a line goes with its marks', '> ```http\n> a\n> b\n> ```\n', 'a\n', 'a\n', '', '> ```http\n> b\n> ```\n'],
  ['the last line too', '> ```http\n> a\n> b\n> ```\n', 'b\n', 'b\n', '', '> ```http\n> a\n> ```\n'],
  [
    'lines come behind the last',
    '> ```http\n> a\n> ```\n\n> ```http\n> b\n> ```\n',
    '###',
    '',
    'x\ny',
    '> ```http\n> a\n> x\n> y\n> ```\n\n> ```http\n> b\n> ```\n',
  ],
];

for (const [fact, markdown, from, covered, text, after] of edits)
  test(`edits: ${fact}`, () => {
    const fenced = fences(markdown);
    const start = fenced.text.indexOf(from);
    const { range, text: written } = fenced.edit({ range: { start, end: start + covered.length }, text });
    assert.equal(markdown.slice(0, range.start) + written + markdown.slice(range.end), after);
    if (!from.startsWith('###')) {
      const edited = fenced.text.slice(0, start) + text + fenced.text.slice(start + covered.length);
      assert.equal(fences(after).text, edited);
    }
  });

test('what is underlined ends where its last line ends', () => {
  const markdown = '> ```http\n> a\n> b\n> ```\n';
  const { text, around } = fences(markdown);
  const { start, end } = around({ start: 0, end: text.indexOf('b') });
  assert.equal(markdown.slice(start, end), 'a\n');
});
