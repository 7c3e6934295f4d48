import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileNameOf } from '../../src/extension/panel/file-name.ts';

const cases: readonly (readonly [target: string, mediaType: string, name: string])[] = [
  ['/items/7?x=1', 'application/json', '7.json'],
  ['/', 'text/html', 'response.html'],
  ['/report.pdf', 'application/pdf', 'report.pdf'],
  ['/a%20b/', 'text/plain', 'a_20b.txt'],
  ['/x', 'application/problem+json', 'x.json'],
  ['/x', '', 'x.bin'],
  ['', 'image/jpeg', 'response.jpg'],
];

for (const [target, mediaType, name] of cases)
  test(`${target} of ${mediaType} is saved as ${name}`, () => assert.equal(fileNameOf(target, mediaType, 'response'), name));
