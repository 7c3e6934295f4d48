import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_SETTINGS } from '../../../src/core/resolve/scope.ts';
import { keepsBack } from '../../../src/core/run/conform.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import type { Profile } from '../../../src/core/syntax/profile.ts';

const PORTS = {
  files: { read: () => Promise.resolve(undefined), size: () => Promise.resolve(undefined) },
  now: () => 0,
  random: (count: number) => new Uint8Array(count),
  prompt: () => assert.fail('nobody is asked'),
  environment: () => undefined,
};

async function kept(source: string, profile: Profile, chosen?: readonly number[]): Promise<string> {
  const { document } = parse(source, profile);
  const blocks = document.blocks.filter((_, i) => chosen?.includes(i) ?? true);
  const scope = { file: '/work/a.http', workspace: '/work', variables: [], settings: DEFAULT_SETTINGS };
  return (await keepsBack({ document, chosen: blocks, scope }, PORTS)).map(({ code }) => code).join();
}

const TWO = 'GET http://e.test/\n###\nGET http://e.test/{{a}}\n###\n# comment\n';

test('in the draft an error of one request keeps all of them back', async () => {
  assert.equal(await kept(TWO, 'http-2026'), 'undefined');
  assert.equal(await kept(TWO, 'postil'), '');
});

test('only what is to be sent counts', async () => assert.equal(await kept(TWO, 'http-2026', [0]), ''));

test('what only a run can know is no error, and nobody is asked for it', async () => {
  const source = '### a\nGET http://e.test/\n### b\n# @prompt p\nGET http://e.test/{{p}}{{$uuid}}{{a.response.status}}\n';
  assert.equal(await kept(source, 'http-2026'), '');
});
