import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingFiles } from '../../../src/core/language/missing-files.ts';
import { parse } from '../../../src/core/syntax/parse.ts';

const check = async (text: string, files: readonly string[]): Promise<readonly string[]> =>
  (await missingFiles(parse(text).document, { file: '/work/http/a.http', workspace: '/work' }, async (path) => files.includes(path))).map(
    ({ range, message }) => `${text.slice(range.start, range.end)}: ${message}`,
  );

test('a file is looked for beside the text, then in the workspace', async () => {
  const text = 'POST http://e.test\n\n< ./a.json\n';
  assert.deepEqual(await check(text, ['/work/http/a.json']), []);
  assert.deepEqual(await check(text, ['/work/a.json']), []);
  assert.deepEqual(await check(text, []), [
    "./a.json: There is no file ./a.json. Looked for /work/http/a.json and /work/a.json. The request can't be sent.",
  ]);
});

test('a path with a variable is left for later', async () => {
  assert.deepEqual(await check('POST http://e.test\n\n< ./{{a}}.json\n', []), []);
});
