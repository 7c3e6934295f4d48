import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lazy } from '../../../src/core/text/lazy.ts';

test('a value is made at the first question, and once', () => {
  let made = 0;
  const value = lazy(() => {
    made++;
    return undefined;
  });
  assert.equal(made, 0);
  value();
  value();
  assert.equal(made, 1);
});
