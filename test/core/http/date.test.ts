import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDate, parseDate, timeOf } from '../../../src/core/http/date.ts';

const NOON = Date.UTC(2026, 10, 20, 12);

test('all three forms of a date are read', () => {
  assert.deepEqual(parseDate('Fri, 20 Nov 2026 12:00:00 GMT', NOON), { time: NOON, form: 'imf' });
  assert.deepEqual(parseDate('Friday, 20-Nov-26 12:00:00 GMT', NOON), { time: NOON, form: 'rfc850' });
  assert.deepEqual(parseDate('Fri Nov 20 12:00:00 2026', NOON), { time: NOON, form: 'asctime' });
});

test('a two-digit year more than 50 years ahead belongs to the last century', () => {
  assert.equal(timeOf('Sunday, 06-Nov-94 08:49:37 GMT', NOON), Date.UTC(1994, 10, 6, 8, 49, 37));
});

test('what is no date is not read as one', () => {
  for (const value of ['', '0', '-1', 'tomorrow', '2026-11-20T12:00:00Z', 'Fri, 20 Nov 2026 12:00:00 UTC', 'Fri, 31 Nov 2026 12:00:00 GMT'])
    assert.equal(parseDate(value, NOON), undefined, value);
});

test('the day that a date falls on is named where the text has another', () => {
  assert.equal(parseDate('Mon, 20 Nov 2026 12:00:00 GMT', NOON)?.weekday, 'Friday');
});

test('a time is written in the form to send', () => {
  assert.equal(formatDate(NOON), 'Fri, 20 Nov 2026 12:00:00 GMT');
  assert.equal(formatDate(Number.NaN), '');
});
