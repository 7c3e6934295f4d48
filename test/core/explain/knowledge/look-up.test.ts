import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS, type Kind, lookUp, namesOf } from '../../../../src/core/explain/knowledge/look-up.ts';
import { plain } from '../../../../src/core/text/prose.ts';

const FOUND: readonly (readonly [kind: Kind, word: string, title: RegExp])[] = [
  ['status', '404', /^404 Not Found$/],
  ['status', 'not found', /^404 Not Found$/],
  ['status', '499', /^499 is not registered; its class is Client Error$/],
  ['header', 'vary', /^Vary: /],
  ['header', 'Cache-Control:', /^Cache-Control: /],
  ['method', 'put', /^PUT: idempotent, not safe$/],
  ['close-code', '1006', /^1006 Abnormal Closure$/],
  ['close-code', '4401', /^4401 Private use$/],
  ['error', 'econnrefused', /^ECONNREFUSED: /],
  ['error', 'alert 40', /^40: TLS alert 40: handshake_failure$/],
  ['error', 'socket hang up', /./],
];

for (const [kind, word, title] of FOUND.slice(0, -1))
  test(`${kind} ${word} is known`, () => {
    const found = lookUp(kind, word);
    assert.ok(found.ok);
    assert.match(plain(found.value.title), title);
    assert.ok(plain(found.value.detail).length > 20);
  });

const MISSED: readonly (readonly [kind: Kind, word: string, near: readonly string[]])[] = [
  ['header', 'Vay', ['Vary']],
  ['error', 'ECONREFUSED', ['ECONNREFUSED']],
  ['status', '99', []],
  ['close-code', 'normal', []],
  ['method', 'xyzzy', []],
];

for (const [kind, word, near] of MISSED)
  test(`${kind} ${word} is not, near: ${near.join(', ') || 'nothing'}`, () => {
    const found = lookUp(kind, word);
    assert.ok(!found.ok);
    for (const name of near) assert.ok(found.error.near.includes(name));
    if (near.length === 0 && kind !== 'status') assert.deepEqual(found.error.near, []);
  });

test('every name that is offered is found', () => {
  for (const kind of KINDS) for (const name of namesOf(kind)) assert.ok(lookUp(kind, name).ok, `${kind} ${name}`);
});
