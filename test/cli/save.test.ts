// `>> file` and `>>! file` on the command line.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { postil, withFiles } from '../support/command.ts';
import { always, rawServer } from '../support/raw-server.ts';

test('the content is saved beside the file, decoded; what is there stays unless ! replaces it', async (t) => {
  const zipped = gzipSync('hello');
  const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${zipped.length}\r\n\r\n`;
  const server = await rawServer(t, always(Buffer.concat([Buffer.from(head), zipped])));
  const text = `@name = out\nGET http://127.0.0.1:${server.port}/\n\n>> {{name}}/a.txt\n>>! b.txt\n`;
  await withFiles({ 'a.http': text, 'b.txt': 'old' }, async (folder) => {
    const file = join(folder, 'a.http');
    const first = await postil(['send', file, '--jsonl']);
    assert.equal(first.code, 0, first.stderr);
    assert.deepEqual(JSON.parse(first.stdout).saved, [
      { ok: true, path: join(folder, 'out/a.txt') },
      { ok: true, path: join(folder, 'b.txt') },
    ]);
    const second = await postil(['send', file]);
    assert.match(second.stderr, /saved .*out\/a-1\.txt/);
    assert.deepEqual(readdirSync(join(folder, 'out')).sort(), ['a-1.txt', 'a.txt']);
    for (const name of ['out/a.txt', 'out/a-1.txt', 'b.txt']) assert.equal(readFileSync(join(folder, name), 'utf8'), 'hello');
  });
});

test('content past what memory keeps is saved whole', async (t) => {
  const size = 9 * 1024 * 1024;
  const server = await rawServer(
    t,
    always(Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`), Buffer.alloc(size, 97)])),
  );
  await withFiles({ 'a.http': `GET http://127.0.0.1:${server.port}/\n\n>> big.bin\n` }, async (folder) => {
    assert.equal((await postil(['send', join(folder, 'a.http')])).code, 0);
    assert.equal(readFileSync(join(folder, 'big.bin')).length, size);
  });
});

test('what can’t be written is said and ends with 1', async (t) => {
  const server = await rawServer(t, always('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
  await withFiles({ 'a.http': `GET http://127.0.0.1:${server.port}/\n\n>> a.http/b\n` }, async (folder) => {
    const { code, stderr } = await postil(['send', join(folder, 'a.http')]);
    assert.equal(code, 1);
    assert.match(stderr, /can't save .*a\.http\/b: /);
  });
});

test('a path with a variable that is defined nowhere keeps the request back; one that the answer does not have is not written', async (t) => {
  const server = await rawServer(t, always('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
  const text = `GET http://127.0.0.1:${server.port}/\n\n>> {{NAME}}.txt\n`;
  await withFiles(
    { 'a.http': text.replace('NAME', 'nowhere'), 'b.http': `# @name b\n${text.replace('NAME', 'b.response.body.$.x')}` },
    async (folder) => {
      const blocked = await postil(['send', join(folder, 'a.http')]);
      assert.equal(blocked.code, 2);
      assert.match(blocked.stderr, /nowhere is not defined/);
      const sent = await postil(['send', join(folder, 'b.http')]);
      assert.match(sent.stderr, /can't save .*: \{\{b\.response\.body\.\$\.x\}\} has no value in its path/);
      assert.deepEqual(readdirSync(folder).sort(), ['a.http', 'b.http']);
    },
  );
});
