import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, linesOf } from '../told.ts';

const check = (timing: object, expected: readonly string[], headers: readonly (readonly [string, string])[] = []): void =>
  assert.deepEqual(linesOf(answer(headers, { rest: { timing } }), 'timing/'), expected);

test('the longest phase is named with its share', () => {
  check({ dns: 12, tcp: 20, tls: 41, send: 1, ttfb: 130, download: 6, total: 210 }, [
    'info timing timing/phases: 210 ms in all; the longest: waiting for the first byte, 130 ms (62 %)',
  ]);
  check({ dns: 900, tcp: 20, ttfb: 50, total: 970 }, ['info timing timing/phases: 970 ms in all; the longest: DNS, 900 ms (93 %)']);
});

test('a reused connection explains the phases that are missing', () => {
  check({ reused: true, dns: 0, tcp: 0, tls: 0, ttfb: 31, download: 1, total: 32 }, [
    'info timing timing/phases: 32 ms in all; the longest: waiting for the first byte, 31 ms (97 %)',
    'info timing timing/reused: Reused an open connection: no DNS, TCP or TLS handshake this time',
  ]);
});

test('the server accounts for its part of the wait', () => {
  check(
    { ttfb: 120, total: 121 },
    ['info timing timing/server: db accounts for 95 ms of the 120 ms wait (79 %)'],
    [['Server-Timing', 'db;dur=95, cache;desc="hit"']],
  );
  check(
    { ttfb: 20, total: 21 },
    ['info timing timing/server-longer: db is said to take 95 ms, longer than the wait of 20 ms'],
    [['Server-Timing', 'db;dur=95']],
  );
});

test('an address that did not answer is named with the one that did', () => {
  check(
    {
      tcp: 2,
      attempts: [
        { address: '::1', error: 'ECONNREFUSED' },
        { address: '127.0.0.1', ok: true },
      ],
    },
    ['info timing timing/attempts: ::1 (IPv6) did not answer: ECONNREFUSED; 127.0.0.1 (IPv4) did'],
  );
});
