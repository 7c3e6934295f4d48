// A file that is no UTF-8, on the command line: told with its place, never sent (FORMAT.md C13).
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { listener } from '../core/syntax/http-2026/listener.ts';
import { type Ended, postil, withFiles } from '../support/command.ts';

const withLatin1 = (text: string, ...args: readonly string[]): Promise<Ended> =>
  withFiles({}, (folder) => {
    writeFileSync(join(folder, 'a.http'), Buffer.from(text, 'latin1'));
    return postil([...args, join(folder, 'a.http')]);
  });

test('parse has it among the problems, with line and column, and the requests all the same', async () => {
  const { code, stdout } = await withLatin1('GET http://e.test/a\n\n###\n# caf\xe9\nGET http://e.test/b\nX: \xfc\n', 'parse');
  const { requests, problems } = JSON.parse(stdout);
  assert.equal(code, 2);
  assert.deepEqual(
    problems
      .filter((p: { severity: string }) => p.severity === 'error')
      .map((p: { code: string; start: object; end: object }) => [p.code, p.start, p.end]),
    [
      ['invalid-utf8', { line: 4, column: 6 }, { line: 4, column: 7 }],
      ['invalid-utf8', { line: 6, column: 4 }, { line: 6, column: 5 }],
    ],
  );
  assert.deepEqual(
    requests.map((r: { url: string; errors: unknown }) => [r.url, r.errors]),
    [
      ['http://e.test/a', ['invalid-utf8']],
      ['http://e.test/b', ['invalid-utf8']],
    ],
  );
});

test('lint says it, and ends with 2', async () => {
  const { code, stdout } = await withLatin1('GET http://e.test/\nX: \xfc\n', 'lint');
  assert.equal(code, 2);
  assert.match(stdout, /a\.http:2:4: error invalid-utf8: Octet FC at offset 22 is no UTF-8; in Windows-1252 it would be "ü"\./);
});

test('send sends nothing, not even what has no fault', async (context) => {
  const server = await listener(context);
  const { code, stderr } = await withLatin1(`GET http://127.0.0.1:${server.port}/\n###\n@name=\xfc\n`, 'send', '--all');
  assert.equal(code, 2);
  assert.match(stderr, /:3:7: error invalid-utf8: .*Nothing of this file is sent\. Open it with its own encoding and save it as UTF-8\./);
  assert.equal(server.received.length, 0);
});
