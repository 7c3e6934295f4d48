import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
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
  ['http2 is another language', '```http2\nGET /\n```\n', ''],
  ['without a fence there is nothing', '# title\nGET /\n', ''],
];

for (const [fact, markdown, text] of cases) test(fact, () => assert.equal(fences(markdown).text, text));

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
  const line = fc.constantFrom('```http', '```', '  ```rest', 'GET /', '  X: 1', '', '~~~http', '~~~', '{');
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
