// `postil send --profile http-2026`: what a conformance run sees of the command, besides the octets.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { listener } from '../core/syntax/http-2026/listener.ts';
import { octetsOf, PROBES } from '../core/syntax/http-2026/probes.ts';
import { differences } from '../core/syntax/http-2026/verdict.ts';
import { postil, withFiles } from '../support/command.ts';

/** One of each kind of verdict; the others run in test/core/syntax/http-2026. */
const OVER_THE_COMMAND_LINE = [
  'separator-empty-block',
  'file-rest-extension',
  'file-invalid-utf8',
  'var-defined-late',
  'target-scheme-default',
];

for (const probe of PROBES.filter(({ id }) => OVER_THE_COMMAND_LINE.includes(id)))
  test(`${probe.id}: ${probe.rule}`, async (context) => {
    const server = await listener(context, probe.answers);
    const authority = `127.0.0.1:${server.port}`;
    const name = probe.file ?? 'a.http';
    const { code, stderr } = await withFiles({}, (folder) => {
      writeFileSync(join(folder, name), octetsOf(probe, authority));
      return postil(['send', '--all', '--profile', 'http-2026', join(folder, name)]);
    });
    const problems = Array.from(stderr.matchAll(/: error ([\w-]+)/g), (m) => m[1] ?? '');
    assert.deepEqual(differences(probe.expect, authority, { received: server.received, exit: code ?? -1, problems }), []);
  });

test('without a profile the requests without errors are sent', async (context) => {
  const server = await listener(context);
  const text = `GET http://127.0.0.1:${server.port}/{{nobody}}\n###\nGET http://127.0.0.1:${server.port}/b\n`;
  const { code } = await withFiles({ 'a.http': text }, (folder) => postil(['send', '--all', join(folder, 'a.http')]));
  assert.equal(code, 2);
  assert.equal(server.received.length, 1);
});
