import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as zlib from 'node:zlib';
import { decodeContent } from '../../../src/core/body/decode.ts';
import type { Fields } from '../../../src/core/http/field.ts';

const TEXT = Buffer.from('The quick brown fox jumps over the lazy dog. '.repeat(200));
const NOISE = Buffer.from(Array.from({ length: 20_000 }, (_, i) => Math.floor(Math.abs(Math.sin(i) * 10_000)) & 0xff));
const encoded = (coding: string): Fields => [['Content-Encoding', coding]];

const codings: readonly (readonly [string, (text: Buffer) => Buffer, string])[] = [
  ['gzip', zlib.gzipSync, 'gzip'],
  ['x-gzip', zlib.gzipSync, 'gzip'],
  ['GZIP', zlib.gzipSync, 'gzip'],
  ['deflate', zlib.deflateSync, 'zlib'],
  ['deflate', zlib.deflateRawSync, 'raw'],
  ['br', zlib.brotliCompressSync, 'brotli'],
  ['zstd', zlib.zstdCompressSync, 'zstd'],
];

for (const [coding, encode, format] of codings) {
  test(`${coding} (${format}) is taken off`, () => {
    for (const text of [TEXT, NOISE, Buffer.alloc(0)]) {
      const content = encode(text);
      const decoded = decodeContent(content, encoded(coding));
      assert.ok(Buffer.from(decoded.octets).equals(text));
      assert.ok(decoded.clean);
      assert.deepEqual(decoded.steps, [{ coding, format, from: content.length, to: text.length, fault: undefined }]);
      assert.deepEqual(decoded.left, []);
    }
  });

  test(`${coding} (${format}) that breaks off gives what there is and says truncated`, () => {
    const content = encode(NOISE);
    const decoded = decodeContent(content.subarray(0, content.length - 900), encoded(coding));
    assert.equal(decoded.steps[0]?.fault?.kind, 'truncated');
    assert.ok(NOISE.subarray(0, decoded.octets.length).equals(decoded.octets));
    assert.ok(!decoded.clean);
  });

  test(`${coding} (${format}) cut by our own cap is no fault`, () => {
    const content = encode(NOISE);
    assert.equal(decodeContent(content.subarray(0, content.length - 900), encoded(coding), { cut: true }).steps[0]?.fault, undefined);
  });

  test(`${coding} (${format}) that would grow past the limit is stopped there`, () => {
    const decoded = decodeContent(encode(Buffer.alloc(4_000_000)), encoded(coding), { limit: 100_000 });
    assert.equal(decoded.steps[0]?.fault?.kind, 'limit');
    assert.ok(decoded.octets.length <= 100_000);
  });

  test(`${coding} (${format}) on plain text is named a wrong label and the text is kept`, () => {
    const decoded = decodeContent(TEXT, encoded(coding));
    assert.deepEqual([decoded.steps[0]?.fault?.kind, decoded.steps[0]?.fault?.found], ['mislabelled', 'plain']);
    assert.ok(TEXT.equals(decoded.octets));
  });

  test(`octets after the end of ${coding} (${format}) are surplus, with their place`, () => {
    const content = encode(TEXT);
    const decoded = decodeContent(Buffer.concat([content, Buffer.from('surplus')]), encoded(coding));
    assert.ok(TEXT.equals(decoded.octets));
    assert.deepEqual([decoded.steps[0]?.fault?.kind, decoded.steps[0]?.fault?.at], ['surplus', content.length]);
  });
}

test('two gzip members are one content', () => {
  const decoded = decodeContent(Buffer.concat([zlib.gzipSync('one '), zlib.gzipSync('two')]), encoded('gzip'));
  assert.equal(Buffer.from(decoded.octets).toString(), 'one two');
  assert.ok(decoded.clean);
});

test('a stream that breaks in its middle gives what stands before the break', () => {
  const content = zlib.gzipSync(TEXT.toString().split('').reverse().join('') + NOISE.toString('base64'));
  const broken = Buffer.concat([content.subarray(0, 10_000), Buffer.alloc(200, 0xff), content.subarray(10_200)]);
  const whole = zlib.gunzipSync(content);
  const decoded = decodeContent(broken, encoded('gzip'));
  assert.equal(decoded.steps[0]?.fault?.kind, 'corrupt');
  assert.ok((decoded.steps[0]?.fault?.at ?? 0) >= 9_900);
  assert.ok(whole.subarray(0, 9_000).equals(decoded.octets.subarray(0, 9_000)));
});

test('a wrong checksum at the end keeps all of the content', () => {
  const content = zlib.gzipSync(TEXT);
  content[content.length - 8] = (content[content.length - 8] ?? 0) ^ 0xff;
  const decoded = decodeContent(content, encoded('gzip'));
  assert.deepEqual([decoded.steps[0]?.fault?.kind, decoded.steps[0]?.fault?.code], ['corrupt', 'Z_DATA_ERROR']);
  assert.ok(TEXT.equals(decoded.octets));
});

const wrongLabels: readonly (readonly [string, (text: Buffer) => Buffer, string])[] = [
  ['gzip', zlib.zstdCompressSync, 'zstd'],
  ['gzip', zlib.deflateSync, 'zlib'],
  ['gzip', zlib.brotliCompressSync, 'brotli'],
  ['br', zlib.gzipSync, 'gzip'],
  ['deflate', zlib.gzipSync, 'gzip'],
  ['zstd', zlib.gzipSync, 'gzip'],
];
for (const [coding, encode, found] of wrongLabels) {
  test(`${found} labelled ${coding} is decoded all the same, and named`, () => {
    const decoded = decodeContent(encode(TEXT), encoded(coding));
    assert.ok(TEXT.equals(decoded.octets));
    assert.deepEqual([decoded.steps[0]?.fault?.kind, decoded.steps[0]?.fault?.found], ['mislabelled', found]);
  });
}

test('stacked codings come off last one first, over several fields', () => {
  const content = zlib.brotliCompressSync(zlib.gzipSync(TEXT));
  for (const fields of [encoded('gzip, br'), [...encoded('gzip'), ...encoded('identity, br')]]) {
    const decoded = decodeContent(content, fields);
    assert.ok(TEXT.equals(decoded.octets));
    assert.deepEqual(
      decoded.steps.map((step) => step.coding),
      ['br', 'gzip'],
    );
  }
});

test('an unknown coding stays on, with those under it', () => {
  const content = Buffer.from('abc');
  const decoded = decodeContent(content, encoded('gzip, compress'));
  assert.deepEqual([decoded.steps.length, decoded.steps[0]?.fault?.kind, decoded.left], [1, 'unknown', ['gzip', 'compress']]);
  assert.ok(content.equals(decoded.octets));
  assert.ok(!decoded.clean);
});

test('no content and no coding are both clean', () => {
  assert.ok(decodeContent(Buffer.alloc(0), encoded('gzip')).clean);
  assert.ok(decodeContent(TEXT, []).clean);
});
