import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDate, parseDate } from '../../../src/core/http/date.ts';

const NOON = Date.UTC(2026, 10, 20, 12);

const check = (value: string, expected: unknown): void => assert.deepEqual(parseDate(value, NOON), expected, value);

test('all three forms of a date are read', () => {
  check('Fri, 20 Nov 2026 12:00:00 GMT', { time: NOON, form: 'imf' });
  check('Friday, 20-Nov-26 12:00:00 GMT', { time: NOON, form: 'rfc850' });
  check('Fri Nov 20 12:00:00 2026', { time: NOON, form: 'asctime' });
});

test('a two-digit year more than 50 years ahead belongs to the last century', () => {
  check('Sunday, 06-Nov-94 08:49:37 GMT', { time: Date.UTC(1994, 10, 6, 8, 49, 37), form: 'rfc850' });
});

test('what is no date is not read as one', () => {
  for (const value of ['', '0', '-1', 'tomorrow', '2026-11-20T12:00:00Z', 'Fri, 20 Nov 2026 12:00:00 UTC', 'Fri, 31 Nov 2026 12:00:00 GMT'])
    check(value, undefined);
});

test('a time is written in the form to send', () => {
  assert.equal(formatDate(NOON), 'Fri, 20 Nov 2026 12:00:00 GMT');
  assert.equal(formatDate(Number.NaN), '');
});

test('a day of the week that the date does not fall on is named', () => {
  check('Mon, 20 Nov 2026 12:00:00 GMT', { time: NOON, form: 'imf', weekday: 'Friday' });
});
