import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { postil, withFiles } from '../support/command.ts';
import { always, rawServer } from '../support/raw-server.ts';

test('# @explain-off mutes a finding of that request alone', async (t) => {
  const server = await rawServer(t, always('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok'));
  const line = `GET http://127.0.0.1:${server.port}/\n`;
  await withFiles(
    { 'a.http': `${line}###\n# @explain-off framing/* , fields/*\n${line}###\n# @explain-off *\n${line}` },
    async (folder) => {
      const { stdout } = await postil(['send', join(folder, 'a.http'), '--json', '--all']);
      const { exchanges } = JSON.parse(stdout) as { exchanges: { annotations: { id: string }[] }[] };
      const [all = [], some = [], none = []] = exchanges.map(({ annotations }) => annotations.map(({ id }) => id));
      assert.ok(all.length > 0);
      assert.ok(!some.some((id) => /^(framing|fields)\//.test(id)));
      assert.deepEqual(none, []);
    },
  );
});
