import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../src/core/language/diagnostics.ts';
import { inMarkdown } from '../../../src/core/language/in-markdown.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { scopeWith } from './scope.ts';

const told = (text: string): readonly string[] =>
  diagnose(parse(text), scopeWith())
    .map(inMarkdown)
    .map(({ severity, code }) => `${severity} ${code}`);

const CASES: readonly (readonly [fact: string, text: string, told: readonly string[]])[] = [
  ['a path alone is an example', 'POST /users\n', ['hint no-host']],
  ['so is a variable that stands for something', 'GET {{base}}/x\n', ['hint undefined']],
  ['and content that is cut', 'POST http://e.test/\nContent-Type: application/json\n\n{ "a": 1, ... }\n', ['hint json-syntax']],
  ['a fault of the head is told, and is no error', 'GET http://e.test/\n...\n', ['information bad-header']],
  ['what is whole is not spoken of', 'GET https://e.test/\n', []],
];

for (const [fact, text, expected] of CASES) test(fact, () => assert.deepEqual(told(text), expected));
