import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DIRECTIVES, directive } from '../../../src/core/language/directives.ts';
import { isForeign, DIRECTIVES as KNOWN } from '../../../src/core/syntax/known-directives.ts';

test('every directive that the reader knows is described, and every description is of one that it knows', () => {
  assert.deepEqual(
    [...KNOWN.keys()].filter((tag) => directive(tag)?.run !== true),
    [],
  );
  assert.deepEqual(
    DIRECTIVES.filter(({ tag, run }) => (run ? !KNOWN.has(tag) : !isForeign(tag))).map(({ tag }) => tag),
    [],
  );
});

test('a directive is found in any case of letters, those of gRPC by their prefix', () => {
  assert.equal(directive('NO-REDIRECT')?.tag, 'no-redirect');
  assert.equal(directive('grpc-reflection')?.run, false);
  assert.equal(directive('made-up'), undefined);
});
