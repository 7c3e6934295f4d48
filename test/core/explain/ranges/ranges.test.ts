import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placed, readContentRange, readRange } from '../../../../src/core/explain/ranges/read.ts';
import { answer, linesOf } from '../told.ts';

type Headers = readonly (readonly [string, string])[];

const check = (range: string | undefined, got: Headers, response: object, expected: readonly string[]): void => {
  const headers = range === undefined ? [] : [['Range', range]];
  assert.deepEqual(linesOf(answer([['ETag', '"1"'], ...got], { request: { headers }, response }), 'ranges/'), expected);
};

test('ranges are read as numbers, and what is impossible not at all', () => {
  assert.deepEqual(readRange('bytes=0-9, -5'), [
    { first: 0, last: 9 },
    { first: undefined, last: 5 },
  ]);
  for (const bad of ['bytes=9-1', 'bytes=-', 'bytes=a-b', 'pages=1-2', '']) assert.equal(readRange(bad), undefined, bad);
  assert.deepEqual(readContentRange('bytes 0-9/*'), { unit: 'bytes', first: 0, last: 9, total: undefined });
  assert.deepEqual(readContentRange('bytes */10'), { unit: 'bytes', first: undefined, last: undefined, total: 10 });
  for (const bad of ['bytes 5-1/10', 'bytes 0-10/10', 'bytes 0-9', '0-9/10']) assert.equal(readContentRange(bad), undefined, bad);
});

test('a range lies where the length allows', () => {
  assert.deepEqual(placed({ first: undefined, last: 200 }, 1000), { first: 800, last: 999 });
  assert.deepEqual(placed({ first: undefined, last: 2000 }, 1000), { first: 0, last: 999 });
  assert.deepEqual(placed({ first: 990, last: undefined }, 1000), { first: 990, last: 999 });
  assert.equal(placed({ first: 1000, last: undefined }, 1000), undefined);
});

test('a part is counted with both ends inclusive', () => {
  check(
    'bytes=500-',
    [
      ['Content-Range', 'bytes 500-999/1000'],
      ['Content-Length', '500'],
    ],
    { status: 206 },
    ['good response.header:Content-Range ranges/part: 500 of 1000 octets: 50 %, the last 500 octets'],
  );
  check(
    'bytes=0-99',
    [
      ['Content-Range', 'bytes 0-99/1000'],
      ['Content-Length', '99'],
    ],
    { status: 206 },
    [
      'error response.header:Content-Range ranges/size-differs: Content-Range covers 100 octets, but the content has 99',
      'good response.header:Content-Range ranges/part: 100 of 1000 octets: 10 %, the first 100 octets',
    ],
  );
});

test('a part that was not asked for, or is another one, is told', () => {
  check(undefined, [['Content-Range', 'bytes 0-1/2']], { status: 206 }, [
    'error response.status ranges/not-asked: 206 to a request without Range: a part was sent where the whole was asked for',
    'good response.header:Content-Range ranges/part: 2 of 2 octets: 100 %, all of it',
  ]);
  check('bytes=0-9', [['Content-Range', 'bytes 10-19/100']], { status: 206 }, [
    'warning response.header:Content-Range ranges/other-part: Asked for bytes=0-9, got 10-19',
    'good response.header:Content-Range ranges/part: 10 of 100 octets: 10 %',
  ]);
  check('bytes=0-9', [], { status: 206 }, [
    'error response.status ranges/no-content-range: A 206 with one part must say which in Content-Range, and does not',
  ]);
});

test('several parts carry their places inside', () => {
  const part = (range: string): string => `--S\r\nContent-Type: text/plain\r\n${range}\r\nab\r\n`;
  const type = ['Content-Type', 'multipart/byteranges; boundary=S'] as const;
  check(
    'bytes=0-1,4-5',
    [type],
    { status: 206, body: `${part('Content-Range: bytes 0-1/8\r\n')}${part('Content-Range: bytes 4-5/8\r\n')}--S--\r\n` },
    ['info response.header:Content-Type ranges/parts: 2 parts, one for each range: 0-1/8 and 4-5/8'],
  );
  check('bytes=0-1,4-5', [type], { status: 206, body: `${part('')}--S--\r\n` }, [
    'error response.body ranges/part-without-range: 1 part of 1 without Content-Range: its place is unknown',
  ]);
});

test('the whole instead of a part is allowed, and its reason named', () => {
  check('bytes=0-9', [], { body: 'x' }, [
    'info response.status ranges/ignored: Range was ignored: the whole (1 octet) came instead of bytes=0-9',
  ]);
  assert.deepEqual(
    linesOf(
      answer([['ETag', '"2"']], {
        request: {
          headers: [
            ['Range', 'bytes=0-9'],
            ['If-Range', '"1"'],
          ],
        },
      }),
      'ranges/',
    ),
    ['info response.status ranges/ignored: The version is another one than If-Range names, so the whole came'],
  );
});

test('416 tells the length, and is doubted where the range fits', () => {
  check('bytes=5000-', [['Content-Range', 'bytes */1000']], { status: 416 }, [
    'info response.header:Content-Range ranges/beyond: bytes=5000- is beyond the end: there are only 1000 octets',
  ]);
  check('bytes=0-9', [['Content-Range', 'bytes */1000']], { status: 416 }, [
    'warning response.header:Content-Range ranges/satisfiable: bytes=0-9 lies within the 1000 octets, and was refused all the same',
  ]);
  check('bytes=0-9', [], { status: 416 }, [
    'warning response.status ranges/no-length: A 416 should tell the current length in Content-Range',
  ]);
});

test('a date in If-Range is compared with Last-Modified', () => {
  const day = 'Tue, 10 Nov 2026 12:00:00 GMT';
  const whole = (modified: string): readonly string[] =>
    linesOf(
      answer(
        [
          ['ETag', '"2"'],
          ['Last-Modified', modified],
        ],
        {
          request: {
            headers: [
              ['Range', 'bytes=0-9'],
              ['If-Range', day],
            ],
          },
        },
      ),
      'ranges/',
    );
  assert.match(whole(day)[0] ?? '', /: Range was ignored: /);
  assert.match(whole('Wed, 11 Nov 2026 12:00:00 GMT')[0] ?? '', /: The version is another one than If-Range names/);
});
