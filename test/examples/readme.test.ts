// The tour of the language in the README is true: it runs against the practice server as it stands there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { postil, withFiles } from '../support/command.ts';

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

let playground: Playground;
before(async () => {
  playground = await startPlayground({ port: 0 });
});
after(() => playground.close());

test('the example of the README sends all of its requests', async () => {
  const [, example = ''] = /```http\n([\s\S]*?)```/.exec(README) ?? [];
  await withFiles({ 'readme.http': example, 'a.txt': 'a file\n' }, async (folder) => {
    const { code, stdout, stderr } = await postil([
      'send',
      join(folder, 'readme.http'),
      '--all',
      '--json',
      '--var',
      `host=${playground.url}`,
    ]);
    assert.equal(code, 0, stderr);
    const { exchanges } = JSON.parse(stdout);
    assert.deepEqual(
      exchanges.map((exchange: { response: { status: number } }) => exchange.response.status),
      [200, 200, 200, 200, 101],
    );
  });
});
