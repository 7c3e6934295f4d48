import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingContentType } from '../../../../src/core/language/rewrite/content-type.ts';
import { parse } from '../../../../src/core/syntax/parse.ts';

const cases: readonly (readonly [head: string, body: string, type: string | undefined])[] = [
  ['POST http://e.test', '<a>{{x}}</a>', 'application/xml'],
  ['POST http://e.test\nX: 1', 'user=ann&word={{secret}}', 'application/x-www-form-urlencoded'],
  ['POST http://e.test', 'user=ann\n&word=x', 'application/x-www-form-urlencoded'],
  ['POST http://e.test', 'a sentence with a = in it', undefined],
  ['POST http://e.test', '< ./body.xml', undefined],
  ['POST http://e.test\nContent-Type: text/plain', 'a=b', undefined],
  ['WEBSOCKET ws://e.test', 'a=b', undefined],
];

for (const [head, body, type] of cases)
  test(`${head} with ${body}: ${type ?? 'nothing is proposed'}`, () => {
    const [placed] = parse(`${head}\n\n${body}\n`).document.blocks;
    const found = placed && missingContentType(placed.block);
    assert.equal(found?.type, type);
    if (found !== undefined) assert.equal(found.edit.range.start, head.length);
  });
