import assert from 'node:assert/strict';
import { test } from 'node:test';
import { masked } from '../../../src/core/http/secrets.ts';

const CASES: readonly (readonly [string, string, string, string])[] = [
  ['credentials keep their scheme', 'Authorization', 'Bearer abc.def', 'Bearer •••••'],
  ['Basic credentials are masked', 'authorization', 'Basic dTpw', 'Basic •••••'],
  ['proxies get credentials too', 'Proxy-Authorization', 'Digest username="u"', 'Digest •••••'],
  ['cookies keep their names', 'Cookie', 'sid=1; theme=dark', 'sid=•••••; theme=•••••'],
  ['a set cookie keeps its attributes', 'Set-Cookie', 'sid=1; Path=/; Secure', 'sid=•••••; Path=/; Secure'],
  ['keys are masked whole', 'X-Api-Key', 'k', '•••••'],
  ['other fields are shown', 'ETag', '"v7"', '"v7"'],
  ['nothing is masked in nothing', 'Proxy-Authorization', '', ''],
  ['a password in an address is masked', 'Location', 'http://u:pw@e.test/?token=t&a=1', 'http://u:•••••@e.test/?token=•••••&a=1'],
];

for (const [fact, name, value, wanted] of CASES) test(fact, () => assert.equal(masked(name, value), wanted));
