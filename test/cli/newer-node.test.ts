import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTooOld } from '../../src/cli/newer-node.ts';

test('a Node before 22.19 is too old, any after it is not', () => {
  for (const old of ['20.20.2', '22.9.0', '22.18.1', '18.0.0']) assert.ok(isTooOld(old), old);
  for (const fit of ['22.19.0', '22.20.1', '24.0.0', '100.1.0', process.versions.node]) assert.ok(!isTooOld(fit), fit);
});
