import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_OPTIONS, type SendOptions } from '../../../src/core/http/request.ts';
import { resolved } from './world.ts';

interface Case {
  readonly fact: string;
  readonly directives?: string;
  readonly settings?: Partial<SendOptions>;
  /** What differs from the defaults. */
  readonly sent: Partial<SendOptions>;
}

const CASES: readonly Case[] = [
  { fact: 'without directives and settings the defaults hold', sent: {} },
  { fact: 'settings are stronger than the defaults', settings: { readTimeout: 5, proxy: 'none' }, sent: { readTimeout: 5, proxy: 'none' } },
  {
    fact: 'a directive is stronger than a setting',
    directives: '# @timeout 2 m\n# @proxy http://p.test:1',
    settings: { readTimeout: 5, connectTimeout: 6, proxy: 'none' },
    sent: { readTimeout: 120_000, connectTimeout: 6, proxy: 'http://p.test:1' },
  },
  { fact: 'a time that is none leaves the setting', directives: '# @timeout soon', settings: { readTimeout: 5 }, sent: { readTimeout: 5 } },
  {
    fact: 'a directive without a value does what it says',
    directives: '# @no-redirect\n# @no-cookie-jar\n# @insecure',
    sent: { redirect: 'manual', cookieJar: false, insecure: true },
  },
  {
    fact: 'what a setting forbids stays so',
    settings: { redirect: 'manual', cookieJar: false },
    sent: { redirect: 'manual', cookieJar: false },
  },
  {
    fact: 'a unix socket takes the place of host and port',
    directives: '# @unix-socket /run/a.sock',
    settings: { socketPath: '/b' },
    sent: { socketPath: '/run/a.sock' },
  },
  { fact: 'values are put in', directives: '@t = 3\n# @connection-timeout {{t}}s', sent: { connectTimeout: 3000 } },
];

for (const { fact, directives = '', settings, sent } of CASES)
  test(fact, async () => {
    const made = await resolved(`${directives}\nGET http://e.test/`, settings ? { options: settings } : {});
    assert.equal(made.kind, 'http');
    if (made.kind === 'http') assert.deepEqual(made.options, { ...DEFAULT_OPTIONS, ...sent });
  });
