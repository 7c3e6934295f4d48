// Every code with which sending can fail has an entry that says why, and what to do.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findFailure } from '../../../../src/core/explain/failures/registry.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { explained } from '../told.ts';

const SEND = fileURLToPath(new URL('../../../../src/core/send', import.meta.url));

/** States of a session that nobody reads as a failure. */
const NONE = new Set(['PENDING', 'UNKNOWN']);

const CODES = new Set(
  readdirSync(SEND, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(join(SEND, file), 'utf8').matchAll(
        /'((?:E[A-Z]{3,}|(?:ERR|UND|HPE|WS|ABORT|TOO|REDIRECT|NGHTTP2)_[A-Z0-9_]+|UNKNOWN|PENDING))'/g,
      ),
    ])
    .map(([, code = '']) => code)
    .filter((code) => !code.endsWith('_')),
);

test('every failure code of sending is known', () => {
  assert.ok(CODES.size > 30);
  assert.deepEqual(
    [...CODES].filter((code) => !NONE.has(code) && findFailure(code) === undefined),
    [],
  );
});

test('a body without its last chunk, and handshakes answered wrongly, are told by name', () => {
  const title = (code: string): string => plain(explained({ error: { code } }).annotations[0]?.title ?? []);
  assert.equal(title('WS_INVALID_CONNECTION'), "The answer's Connection does not list Upgrade");
  for (const code of ['HPE_INVALID_EOF_STATE', 'WS_INVALID_VERSION', 'WS_WAIT_TIMEOUT'])
    assert.doesNotMatch(title(code), /^The request failed/, code);
});

test('a count of one is no plural', () => {
  const titles = (error: object, rest: object = {}): string =>
    explained({ error, ...rest })
      .annotations.map((note) => plain(note.title))
      .join();
  const hop = { request: { method: 'GET', url: 'http://a.test/' }, response: { status: 302, headers: [] } };
  assert.match(titles({ code: 'TOO_MANY_REDIRECTS' }, { chain: [hop] }), /Gave up after 1 redirect(?!s|: prob)/);
});
