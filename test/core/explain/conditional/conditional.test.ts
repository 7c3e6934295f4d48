import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesStrongly, matchesWeakly } from '../../../../src/core/explain/conditional/tags.ts';
import { answer, linesOf } from '../told.ts';

type Headers = readonly (readonly [string, string])[];

const check = (sent: Headers, got: Headers, more: { method?: string; status?: number }, expected: readonly string[]): void => {
  const { method = 'GET', status = 200 } = more;
  assert.deepEqual(linesOf(answer(got, { request: { method, headers: sent }, response: { status } }), 'conditional/'), expected);
};

test('weak comparison overlooks W/, strong comparison refuses it', () => {
  assert.equal(matchesWeakly('W/"1"', '"1"'), true);
  assert.equal(matchesStrongly('"1"', '"1"'), true);
  assert.equal(matchesStrongly('W/"1"', 'W/"1"'), false);
});

test('a version that matches must not come again', () => {
  check([['If-None-Match', '"v1"']], [['ETag', 'W/"v1"']], {}, [
    'warning response.status conditional/tag-ignored: The copy is unchanged (W/"v1"), but came again: 304 was due',
  ]);
  check([['If-None-Match', '"v0", "v2"']], [['ETag', '"v1"']], {}, [
    'info response.header:ETag conditional/changed: Changed: you have "v0", "v2", the server has "v1" now',
  ]);
});

test('a date counts only where there is no tag', () => {
  const day = 'Tue, 10 Nov 2026 12:00:00 GMT';
  const line = 'warning response.status conditional/date-ignored: Unchanged since the date you gave, but sent again: 304 was due';
  check([['If-Modified-Since', day]], [['Last-Modified', day]], {}, [line]);
  check([['If-Modified-Since', day]], [['Last-Modified', 'Wed, 11 Nov 2026 12:00:00 GMT']], {}, []);
  check(
    [
      ['If-Modified-Since', day],
      ['If-None-Match', '"x"'],
    ],
    [['Last-Modified', day]],
    {},
    [],
  );
});

test('a 304 must be for a version that the request named', () => {
  check([['If-None-Match', '"v1"']], [['ETag', '"v2"']], { status: 304 }, [
    'warning response.header:ETag conditional/other-tag: 304, but for "v2", a version that the request did not name',
  ]);
  check(
    [['If-None-Match', '"v1"']],
    [
      ['ETag', '"v1"'],
      ['Content-Length', '5120'],
    ],
    { status: 304 },
    ['good response.header:Content-Length conditional/saved: Not sent: the 5120 octets that a 200 would have'],
  );
});

test('a change under a condition that held is said to be safe', () => {
  check([['If-Match', '"v1"']], [], { method: 'PUT', status: 204 }, [
    'good request.header:If-Match conditional/kept: The condition was true: nobody had changed /r in between',
  ]);
  check([['If-None-Match', '*']], [], { method: 'PUT', status: 201 }, [
    'good request.header:If-None-Match conditional/created-once: The condition was true: there was nothing at /r before',
  ]);
});

test('a weak tag in If-Match can never match', () => {
  check([['If-Match', 'W/"v1"']], [], { method: 'PUT', status: 412 }, [
    'warning request.header:If-Match conditional/weak-if-match: A weak tag never matches in If-Match: this condition is always false',
  ]);
});

test('of two conditions the one that counts is told, and with OPTIONS none does', () => {
  const both = [
    ['If-Unmodified-Since', 'Tue, 10 Nov 2026 12:00:00 GMT'],
    ['If-Match', '"v1"'],
  ] as const;
  check(both, [], { method: 'PUT', status: 204 }, [
    'good request.header:If-Match conditional/kept: The condition was true: nobody had changed /r in between',
  ]);
  check(both, [], { method: 'OPTIONS', status: 204 }, []);
});

test('a star says that something was there, and no more', () => {
  check([['If-Match', '*']], [], { method: 'PUT', status: 204 }, [
    'good request.header:If-Match conditional/kept: The condition was true: something was at /r already',
  ]);
});

test('a PUT that is not answered with 201 has created nothing', () => {
  check([['If-None-Match', '*']], [], { method: 'PUT', status: 204 }, []);
});

test('a cache may ignore If-Match, an origin server may not', () => {
  const line = 'response.status conditional/match-ignored: If-Match wanted "v1", the server has "v2": 412 was due';
  check([['If-Match', '"v1"']], [['ETag', '"v2"']], {}, [`warning ${line}`]);
  check(
    [['If-Match', '"v1"']],
    [
      ['ETag', '"v2"'],
      ['Age', '5'],
    ],
    {},
    [`info ${line}`],
  );
});
