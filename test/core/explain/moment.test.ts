import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moment, relative } from '../../../src/core/explain/moment.ts';

const NOON = Date.UTC(2026, 10, 20, 12);

test('a point of time is written in GMT', () => {
  assert.equal(moment(NOON), '20 Nov 2026, 12:00:00 GMT');
  assert.equal(moment(Date.UTC(2026, 0, 1)), '1 Jan 2026, 00:00:00 GMT');
  assert.equal(moment(Number.NaN), 'an impossible date');
  assert.equal(moment(1e20), 'an impossible date');
});

test('where a time lies is told from now', () => {
  assert.equal(relative(NOON + 300_000, NOON), 'in 5 min');
  assert.equal(relative(NOON - 3_600_000, NOON), '1 hour ago');
  assert.equal(relative(NOON + 400, NOON), 'now');
});
