// Every example is run against the practice server, as a new user would run it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from '../../src/core/syntax/parse.ts';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { postil } from '../support/command.ts';

const FOLDER = join(import.meta.dirname, '../../examples');
/** Faults that an example shows on purpose: a server's answer to broken JSON. */
const SHOWN = new Set(['json-syntax']);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.http'));

let playground: Playground;
before(async () => {
  playground = await startPlayground({ port: 0 });
});
after(() => playground.close());

test('the examples cover what a new user looks for', () => {
  assert.ok(files.length >= 14, files.join(', '));
});

for (const name of files) {
  test(`${name} has no error, and warnings only where it shows a fault`, () => {
    const { problems } = parse(readFileSync(join(FOLDER, name), 'utf8'));
    assert.deepEqual(
      problems
        .filter(({ severity, code }) => severity === 'error' || (severity === 'warning' && !SHOWN.has(code)))
        .map(({ code, message }) => `${code}: ${message}`),
      [],
    );
  });

  test(`${name} runs against the practice server`, async () => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    const expected = text.includes('# Fails on purpose') ? 1 : 0;
    const host = [`--var`, `host=${playground.url}`, '--var', `ws=${playground.wsUrl}`];
    const { code, stderr, stdout } = await postil(['send', join(FOLDER, name), '--all', ...host]);
    assert.equal(code, expected, `${stderr}\n${stdout.slice(-2000)}`);
    assert.ok(!stdout.includes('undefined'), 'a hole in a text');
  });
}
