import assert from 'node:assert/strict';
import { test } from 'node:test';
import { http2Record } from '../../../src/core/explain/read-http2.ts';
import type { H2Frame, Http2Record } from '../../../src/core/http/http2.ts';
import { http2Json } from '../../../src/core/report/http2-json.ts';
import { FrameReader } from '../../../src/core/send/http2/frame-reader.ts';
import { block, frame } from '../send/http2/servers.ts';

test('frames come back from JSON as they went in', () => {
  const frames: H2Frame[] = [];
  const reader = new FrameReader({ direction: 'out', onFrame: (one) => frames.push(one) });
  const sent = [
    Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    frame(4, 0, 0, Buffer.from('000400001000', 'hex')),
    frame(1, 0x2c, 1, Buffer.concat([Buffer.from([1, 0x80, 0, 0, 3, 7]), block([':method', 'GET'], ['x', 'é']), Buffer.alloc(1)])),
    frame(0, 9, 1, Buffer.from('\x01ok\0')),
    frame(2, 0, 3, Buffer.from([0, 0, 0, 1, 9])),
    frame(3, 0, 1, Buffer.from([0, 0, 0, 8])),
    frame(5, 4, 1, Buffer.from([0, 0, 0, 2, 0x82])),
    frame(6, 1, 0, '12345678'),
    frame(7, 0, 0, Buffer.from([0, 0, 0, 1, 0, 0, 0, 11, 65])),
    frame(8, 0, 0, Buffer.from([0, 0, 1, 0])),
    frame(9, 4, 1, Buffer.from([0xff])),
    frame(0x2a, 1, 0, 'x'),
    frame(6, 0, 0, 'x'),
    frame(6, 0, 0, '12345678').subarray(0, 12),
  ];
  for (const octets of sent) reader.push(octets, 1.5);
  reader.end();
  const record: Http2Record = { stream: 1, frames, omitted: 2, began: { in: 3, out: 4 } };
  const json: unknown = JSON.parse(JSON.stringify(http2Json(record)));
  const read = http2Record(json);
  assert.equal(read?.frames.length, sent.length);
  assert.deepEqual(read && JSON.parse(JSON.stringify(http2Json(read))), json);
});

test('what is no record of frames gives none', () => {
  assert.equal(http2Record(undefined), undefined);
  assert.equal(http2Record({ frames: 'x' }), undefined);
  assert.deepEqual(http2Record({ frames: [1, {}, { content: { kind: 'strange' } }] }), {
    stream: undefined,
    frames: [],
    omitted: 0,
    began: { in: 0, out: 0 },
  });
});

test('octets are hexadecimal, codes have their names', () => {
  const record: Http2Record = {
    stream: undefined,
    frames: [
      {
        ...{ direction: 'in', at: 1.23456, offset: 0, type: 7, name: 'GOAWAY', flags: 0, flagNames: [], stream: 0, length: 10 },
        content: { kind: 'goaway', last: 0, error: 11, debug: Uint8Array.of(1, 255) },
      },
    ],
    omitted: 0,
    began: { in: 0, out: 0 },
  };
  const { frames } = http2Json(record);
  assert.deepEqual(frames, [
    {
      ...{ direction: 'in', at: 1.235, offset: 0, type: 7, name: 'GOAWAY', flags: 0, flagNames: [], stream: 0, length: 10 },
      content: { kind: 'goaway', last: 0, error: 11, errorName: 'ENHANCE_YOUR_CALM', debug: '01ff' },
    },
  ]);
});
