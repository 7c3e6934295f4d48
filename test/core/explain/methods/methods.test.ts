import assert from 'node:assert/strict';
import { test } from 'node:test';
import { METHODS } from '../../../../src/core/explain/methods/registry.ts';
import { answer, linesOf } from '../told.ts';

/** IANA's registry: safe ones in capitals, idempotent ones too; the rest below. */
const SAFE = 'GET HEAD OPTIONS PRI PROPFIND QUERY REPORT SEARCH TRACE';
const NOT_IDEMPOTENT = '* CONNECT LOCK PATCH POST';

const named = (wanted: (entry: { readonly safe: boolean; readonly idempotent: boolean }) => boolean): string =>
  [...METHODS.values()]
    .filter(wanted)
    .map((entry) => entry.name)
    .sort()
    .join(' ');

test('the registry is that of IANA', () => {
  assert.equal(METHODS.size, 41);
  assert.equal(
    named((entry) => entry.safe),
    SAFE,
  );
  assert.equal(
    named((entry) => !entry.idempotent),
    NOT_IDEMPOTENT,
  );
});

test('after a failure the method says whether it may be repeated', () => {
  const said = (method: string, status: number): readonly string[] =>
    linesOf(answer([], { request: { method }, response: { status } }), 'method/');
  assert.deepEqual(said('GET', 502), ['info request.line method/repeat: GET may be repeated: twice has the same effect as once']);
  assert.deepEqual(said('POST', 500), [
    'info request.line method/no-repeat: Before you repeat this POST: it may have been carried out already',
  ]);
  assert.deepEqual(said('POST', 404), []);
});

test('what never left needs no such word', () => {
  const failed = (code: string): readonly string[] =>
    linesOf({ request: { method: 'POST', url: 'https://a.example/' }, error: { code, message: 'x' } }, 'method/');
  assert.deepEqual(failed('ECONNREFUSED'), []);
  assert.equal(failed('ECONNRESET').length, 1);
});

test('a method in small letters is another method', () => {
  assert.deepEqual(linesOf(answer([], { request: { method: 'get' } }), 'method/'), [
    'info request.line method/case: get is not GET: methods are case-sensitive',
  ]);
});
