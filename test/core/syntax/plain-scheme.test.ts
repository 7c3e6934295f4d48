import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../../src/core/syntax/parse.ts';
import type { Profile } from '../../../src/core/syntax/profile.ts';

const found = (text: string, profile?: Profile) => parse(text, profile).problems.find(({ code }) => code === 'credentials-over-http');

const fixed = (text: string): string | undefined => {
  const [edit] = found(text)?.fixes?.[0]?.edits ?? [];
  return edit && text.slice(0, edit.range.start) + edit.text + text.slice(edit.range.end);
};

const TOKEN = '\nAuthorization: Bearer abc\n';

/** A head; what it becomes by the fix, or the words of a warning without one. */
const TOLD: readonly (readonly [string, string | RegExp])[] = [
  [`GET http://e.test/${TOKEN}`, /unencrypted connection: .* Use https\.$/],
  [`GET ws://e.test/${TOKEN}`, /Use wss\.$/],
  [`GET e.test/a${TOKEN}`, `GET https://e.test/a${TOKEN}`],
  [`e.test:8080${TOKEN}`, `https://e.test:8080${TOKEN}`],
  [`WEBSOCKET e.test/a${TOKEN}`, `WEBSOCKET wss://e.test/a${TOKEN}`],
  [`GET localhost.e.test/a${TOKEN}`, `GET https://localhost.e.test/a${TOKEN}`],
  [`GET /a\nHost: e.test${TOKEN}`, `GET https://e.test/a\nHost: e.test${TOKEN}`],
  [`GET /a\nHost: e.test:8080${TOKEN}`, `GET https://e.test:8080/a\nHost: e.test:8080${TOKEN}`],
  ['GET e.test/a\nauthorization: basic ann secret\n', 'GET https://e.test/a\nauthorization: basic ann secret\n'],
];

for (const [text, expected] of TOLD)
  test(`${JSON.stringify(text)} sends its credentials in the clear`, () => {
    if (typeof expected === 'string') assert.equal(fixed(text), expected);
    else assert.match(found(text)?.message ?? '', expected);
    assert.equal(typeof expected === 'string' ? found(expected) : undefined, undefined);
  });

const QUIET: readonly string[] = [
  `GET https://e.test/${TOKEN}`,
  `GET localhost:3000/a${TOKEN}`,
  `GET http://api.localhost/a${TOKEN}`,
  `GET 127.0.0.1:8080/a${TOKEN}`,
  `GET [::1]:8080/a${TOKEN}`,
  `GET /a\nHost: localhost:3000${TOKEN}`,
  `GET /a\nHost: e.test:443${TOKEN}`,
  `GET /a\nHost: e.test:8443${TOKEN}`,
  `GET /a\nHost: {{host}}${TOKEN}`,
  `GET /a${TOKEN}`,
  `GET {{host}}/a${TOKEN}`,
  `GET http://{{host}}/a${TOKEN}`,
  `WSS e.test/a${TOKEN}`,
  `# @unix-socket /run/a.sock\nGET e.test/a${TOKEN}`,
  'GET e.test/a\nAuthorization: Digest ann secret\n',
  'GET e.test/a\n',
];

for (const text of QUIET)
  test(`${JSON.stringify(text)} is quiet`, () => {
    assert.equal(found(text), undefined);
  });

test('the draft standard has https where no scheme is written', () => {
  assert.equal(found(`GET e.test/a${TOKEN}`, 'http-2026'), undefined);
});
