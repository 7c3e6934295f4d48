import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matches, namedRequests } from '../../../src/core/language/requests.ts';
import { parse } from '../../../src/core/syntax/parse.ts';

test('requests are listed, sections and variables are not', () => {
  const { document } = parse('@a = 1\n### Section\n### Log in\nPOST http://e.test/login\n###\nWEBSOCKET ws://e.test/\n');
  assert.deepEqual(
    namedRequests(document).map(({ kind, name, detail }) => `${kind} ${name} (${detail})`),
    ['request Log in (POST http://e.test/login)', 'websocket WEBSOCKET ws://e.test/ ()'],
  );
});

test('the letters typed need only come in order', () => {
  for (const query of ['', 'log', 'LI', 'l n', 'Log in']) assert.equal(matches('Log in', query), true, query);
  for (const query of ['x', 'nl', 'Log inn']) assert.equal(matches('Log in', query), false, query);
});
