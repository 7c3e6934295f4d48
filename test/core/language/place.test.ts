import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeAt } from '../../../src/core/language/place.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { blockAt } from '../../../src/core/syntax/tree.ts';
import { caret } from './marked.ts';

function check(marked: string): string | undefined {
  const { text, offset } = caret(marked);
  const placed = blockAt(parse(text).document, offset);
  const place = placed && placeAt(placed.block, offset - placed.offset);
  return place && `${place.kind}: ${placed.block.text.slice(place.range.start, place.range.end)}`;
}

const MULTIPART =
  'POST http://e.test\nContent-Type: multipart/form-data; boundary=x\n\n--x\nContent-Disposition: form-data; name="a"\n\n1\n--x--\n';

const CASES: readonly (readonly [string, string, string | undefined])[] = [
  ['a title', '### ti¦tle\nGET http://e.test', 'separator: ### title'],
  ['a comment', '# no¦te\nGET http://e.test', 'comment: # note'],
  ['a directive', '# @na¦me x\nGET http://e.test', 'directive: @name'],
  ['its value', '# @name ¦x\nGET http://e.test', 'directive: x'],
  ['the name of a definition', '@na¦me = 1\n', 'definition: name'],
  ['its value', '@name = 1¦2\n', 'definition: 12'],
  ['a method', 'G¦ET http://e.test', 'method: GET'],
  ['a target', 'GET http://e.¦test/a', 'target: http://e.test/a'],
  ['a piece of it on a line of its own', 'GET http://e.test\n  ?a=¦1', 'target: ?a=1'],
  ['a version', 'GET http://e.test HTTP/1¦.1', 'version: HTTP/1.1'],
  ['a reference, before what it stands in', 'GET http://{{ho¦st}}/a', 'reference: {{host}}'],
  ['a field name', 'GET http://e.test\nAcc¦ept: a', 'field-name: Accept'],
  ['a field value', 'GET http://e.test\nAccept: a¦b', 'field-value: ab'],
  ['a delimiter', MULTIPART.replace('--x\n', '--¦x\n'), 'delimiter: --x'],
  ['a part field', MULTIPART.replace('Disposition', 'Dis¦position'), 'field-name: Content-Disposition'],
  ['a part', MULTIPART.replace('\n1\n', '\n¦1\n'), 'part: 1'],
  ['a recorded status', 'HTTP/1.1 4¦04 Not Found\n', 'status: 404 Not Found'],
  ['its field', 'HTTP/1.1 404 Not Found\nAge¦: 1', 'field-name: Age'],
  ['a file', 'POST http://e.test\n\n< ./a.¦txt\n', 'include: < ./a.txt'],
  ['a message', 'ws://e.test\n\na¦b\n===\n', 'message: ab'],
  ['the line between messages', 'ws://e.test\n\nab\n==¦=\nc\n', 'message-separator: ==='],
  ['a blank line', 'GET http://e.test\n¦\n', undefined],
];

for (const [name, marked, expected] of CASES)
  test(`at the caret stands ${name}: ${JSON.stringify(marked.slice(0, 40))}`, () => assert.equal(check(marked), expected));
