import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, linesOf } from '../told.ts';

const part = (ifRange: string, tag: string): readonly string[] =>
  linesOf(
    answer(
      [
        ['Content-Range', 'bytes 5-9/10'],
        ['Content-Length', '5'],
        ['ETag', tag],
      ],
      {
        request: {
          headers: [
            ['Range', 'bytes=5-'],
            ['If-Range', ifRange],
          ],
        },
        response: { status: 206 },
      },
    ),
    'ranges/if-range-ignored',
  );

test('a part of another version than If-Range names should have been the whole', () => {
  assert.deepEqual(part('"a"', '"b"'), [
    'error response.status ranges/if-range-ignored: If-Range wants "a", the part is of "b": the whole was due',
  ]);
  assert.deepEqual([...part('"a"', '"a"'), ...part('Thu, 19 Nov 2026 12:00:00 GMT', '"b"')], []);
});

test('several parts need a boundary', () => {
  const ids = (type: string): readonly string[] =>
    linesOf(
      answer([['Content-Type', type]], { request: { headers: [['Range', 'bytes=0-1,4-5']] }, response: { status: 206 } }),
      'ranges/no-boundary',
    );
  assert.equal(ids('multipart/byteranges').length, 1);
  assert.deepEqual(ids('multipart/byteranges; boundary=X'), []);
});

test('one range is not answered with several parts', () => {
  const ids = (range: string): readonly string[] =>
    linesOf(
      answer([['Content-Type', 'multipart/byteranges; boundary=X']], {
        request: { headers: [['Range', range]] },
        response: { status: 206, body: '--X\r\nContent-Range: bytes 0-1/8\r\n\r\nab\r\n--X--\r\n' },
      }),
      'ranges/multipart-for-one',
    );
  assert.equal(ids('bytes=0-1').length, 1);
  // Of several ranges one alone may be there to be had.
  assert.deepEqual(ids('bytes=0-1,90-99'), []);
});
