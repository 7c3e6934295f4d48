import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AREAS } from '../../../src/core/explain/areas.ts';
import { explain } from '../../../src/core/explain/explain.ts';
import type { Subject } from '../../../src/core/explain/subject.ts';
import { LONGEST } from '../../../src/core/explain/summary/summary.ts';
import { plain } from '../../../src/core/text/prose.ts';

const NAMES = [
  'Age',
  'Cache-Control',
  'Connection',
  'Content-Encoding',
  'Content-Language',
  'Content-Length',
  'Content-Range',
  'Content-Type',
  'Date',
  'ETag',
  'Expires',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'If-Range',
  'Last-Modified',
  'Link',
  'Location',
  'Range',
  'Retry-After',
  'Server-Timing',
  'Set-Cookie',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'Vary',
  'WWW-Authenticate',
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Authorization',
  'Cookie',
  'Allow',
  'X-RateLimit-Reset',
  'Content-Digest',
  'Expect',
];

const VALUES = [
  '',
  '0',
  '5',
  '-1',
  '1e9',
  '99999999999999999999',
  '*',
  '"a"',
  'W/"a"',
  '"a',
  'gzip',
  'br, gzip',
  'chunked',
  'bytes=0-',
  'bytes=-5',
  'bytes=5-1',
  'bytes 0-1/2',
  'bytes */2',
  'max-age=60, s-maxage=x',
  'no-store, private="a',
  'Fri, 20 Nov 2026 12:00:00 GMT',
  'Fri, 99 Nov 2026 12:00:00 GMT',
  'text/html; charset=utf-8',
  'application/json',
  'application/problem+json',
  'multipart/byteranges; boundary=x',
  'a=b; Domain=.x; Path=/',
  '/x',
  'https://other.example/y#z',
  'http://[',
  '%',
  'close, keep-alive',
  'websocket',
  'en;q=2, *',
  'sha-256=:AAAA:',
  'db;dur=5',
  '<x>; rel="next"',
  '\u0000\u202e',
];

const value = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...VALUES) }, { weight: 1, arbitrary: fc.string({ maxLength: 30 }) });
const fields = fc.array(
  fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...NAMES) }, { weight: 1, arbitrary: fc.string({ maxLength: 10 }) }), value),
  { maxLength: 8 },
);
const octets = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.constantFrom('{"a":1,}', '<a><b></a>', '5\r\nhello\r\n0\r\n\r\n', 'zz\r\n', '--x\r\n\r\n').map((s) => new TextEncoder().encode(s)),
);
const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const version = fc.constantFrom('HTTP/1.0', 'HTTP/1.1', 'HTTP/2', 'HTTP/3', '');

const known = <T extends object>(record: T): T => Object.fromEntries(Object.entries(record).filter(([, v]) => v !== undefined)) as T;

const request = fc
  .record({
    method: some(fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'get', 'FOO', '', '*')),
    url: some(fc.constantFrom('https://api.example.com/a?b=c#d', 'http://localhost:3000/', '/x', '*', 'ht tp:', '')),
    version: some(version),
    fields: some(fields),
    content: some(octets),
  })
  .map(known);

const response = fc
  .record({
    status: some(
      fc.oneof(
        fc.constantFrom(100, 101, 103, 200, 201, 204, 205, 206, 207, 301, 302, 304, 307, 401, 403, 405, 412, 416, 426, 429, 503),
        fc.integer({ min: -1, max: 1000 }),
      ),
    ),
    reason: some(fc.string({ maxLength: 12 })),
    version: some(version),
    fields: some(fields),
    trailers: some(fields),
    content: some(octets),
    contentLength: some(fc.nat(100)),
    rawBody: some(octets),
    raw: some(octets),
    complete: some(fc.boolean()),
    connectionClosed: some(fc.boolean()),
    extraBytes: some(fc.nat(9)),
    oddities: some(
      fc.array(fc.record({ code: fc.constantFrom('bare-lf', 'no-colon', 'never-heard-of'), start: fc.nat(9), end: fc.nat(9) }), {
        maxLength: 2,
      }),
    ),
  })
  .map(known);

const hop = fc.record({ request: some(request), response: some(response) }).map(known);
const ms = some(fc.oneof(fc.nat(5000), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 0)));

const subject = fc
  .record({
    request: some(request),
    response: some(response),
    informational: some(fc.array(response, { maxLength: 2 })),
    chain: some(fc.array(hop, { maxLength: 4 })),
    timing: some(
      fc
        .record({
          dns: ms,
          tcp: ms,
          tls: ms,
          send: ms,
          ttfb: ms,
          download: ms,
          total: ms,
          reused: some(fc.boolean()),
          attempts: some(fc.array(fc.record({ address: fc.constantFrom('::1', '127.0.0.1', ''), ok: fc.boolean() }), { maxLength: 3 })),
        })
        .map(known),
    ),
    error: some(fc.record({ code: fc.constantFrom('ECONNREFUSED', 'ENOTFOUND', 'X'), message: fc.string({ maxLength: 12 }) })),
    context: fc.constantFrom({}, { now: Date.UTC(2026, 10, 20, 12) }, { now: Number.NaN }),
  })
  .map((record) => known(record) as Subject);

for (const { name, explain: area } of AREAS)
  test(`${name} explains whatever it is given`, () => {
    fc.assert(
      fc.property(subject, (given) => {
        assert.ok(Array.isArray(area(given)));
      }),
      { numRuns: 150 },
    );
  });

test('titles fit the margin, the summary its line, and nothing shown holds a control character', () => {
  fc.assert(
    fc.property(subject, (given) => {
      const { summary, annotations } = explain(given);
      assert.ok(plain(summary).length > 0 && plain(summary).length <= LONGEST, plain(summary));
      assert.doesNotMatch(plain(summary), /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
      for (const a of annotations) {
        assert.ok(plain(a.title).length <= 90, `${a.id}: ${plain(a.title)}`);
        assert.doesNotMatch(plain(a.title) + plain(a.detail), /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/, a.id);
        assert.match(a.id, /^[a-z0-9/.*+-]+$/);
      }
    }),
    { numRuns: 400 },
  );
});
