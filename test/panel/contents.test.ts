import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Fields } from '../../src/core/http/field.ts';
import { Contents } from '../../src/extension/panel/contents.ts';
import { exchange } from '../ui/panel-fixtures.ts';

const which = { hop: 0, side: 'response' } as const;

function contentsOf(text: string | Uint8Array, fields: Fields = []): Contents {
  const content = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return Contents.of([exchange({ url: 'http://127.0.0.1/', fields: [] }, { fields, content })]);
}

const lines = (contents: Contents, form: 'pretty' | 'raw', from = 0, to = 100): readonly string[] => {
  const slice = contents.read({ which, form, from, to });
  return slice.kind === 'lines' ? slice.lines.map((line) => line.text) : [];
};

const JSON_TYPE: Fields = [['Content-Type', 'application/json']];

test('JSON is offered laid out, as it came and as octets', () => {
  const view = contentsOf('{"a":1}', JSON_TYPE).view(which);
  assert.deepEqual(view?.forms, ['pretty', 'raw', 'hex']);
  assert.equal(view?.language, 'json');
});

test('a slice is a part of the lines and says how many there are', () => {
  const slice = contentsOf('{"a":1,"b":2}', JSON_TYPE).read({ which, form: 'pretty', from: 1, to: 3 });
  assert.deepEqual(slice, { kind: 'lines', from: 1, total: 4, lines: [{ text: '  "a": 1,' }, { text: '  "b": 2' }] });
});

test('text that is called JSON and is none is shown as it came', () => {
  assert.deepEqual(lines(contentsOf('{"a":\nnope', JSON_TYPE), 'pretty'), ['{"a":', 'nope']);
});

test('lines end at CRLF, LF and CR', () => {
  assert.deepEqual(lines(contentsOf('a\r\nb\nc\rd', [['Content-Type', 'text/plain']]), 'raw'), ['a', 'b', 'c', 'd']);
});

test('content codings are undone and both sizes are told', () => {
  const packed = new Uint8Array(gzipSync('{"a":1}'));
  const contents = contentsOf(packed, [...JSON_TYPE, ['Content-Encoding', 'gzip']]);
  const view = contents.view(which);
  assert.deepEqual([view?.wireLength, view?.decodedLength, view?.codings], [packed.length, 7, ['gzip']]);
  assert.deepEqual(lines(contents, 'raw'), ['{"a":1}']);
});

test('a coding that does not fit leaves a remark and what could be read', () => {
  const view = contentsOf('plain', [
    ['Content-Type', 'text/plain'],
    ['Content-Encoding', 'gzip'],
  ]).view(which);
  assert.match(view?.remark ?? '', /gzip/);
});

test('a long line comes in pieces', () => {
  const slice = contentsOf('x'.repeat(4500), [['Content-Type', 'text/plain']]).read({ which, form: 'raw', from: 0, to: 10 });
  assert.ok(slice.kind === 'lines');
  assert.deepEqual(
    slice.lines.map((line) => [line.text.length, line.continues ?? false]),
    [
      [2000, false],
      [2000, true],
      [500, true],
    ],
  );
});

test('a form is pairs, decoded', () => {
  assert.deepEqual(lines(contentsOf('name=Ada+L&x=%C3%A9', [['Content-Type', 'application/x-www-form-urlencoded']]), 'pretty'), [
    'name: Ada L',
    'x: é',
  ]);
});

test('octets come by range and never more than there are', () => {
  const slice = contentsOf(Uint8Array.of(0, 1, 2, 3), [['Content-Type', 'application/octet-stream']]).read({
    which,
    form: 'hex',
    from: 2,
    to: 99,
  });
  assert.deepEqual(slice, { kind: 'octets', from: 2, total: 4, octets: Uint8Array.of(2, 3) });
});

test('an image is shown as one, and saved as it is', () => {
  const contents = contentsOf(Uint8Array.of(0x89, 0x50, 0, 1), [['Content-Type', 'image/png']]);
  assert.equal(contents.view(which)?.media, 'image');
  assert.deepEqual(contents.octets(which), Uint8Array.of(0x89, 0x50, 0, 1));
});

test('of content that went to a file the beginning is shown, and all of it is saved, codings taken off', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postil-test-'));
  const path = join(folder, 'content');
  const spilled = (fields: Fields, whole: Uint8Array): Contents => {
    writeFileSync(path, whole);
    const one = exchange({ url: 'http://127.0.0.1/', fields: [] }, { fields, content: whole.slice(0, 4) });
    assert.ok(one.outcome.kind === 'response');
    const response = { ...one.outcome.response, contentFile: path, contentLength: whole.length };
    return Contents.of([{ ...one, outcome: { kind: 'response', response } }]);
  };
  try {
    const plain = spilled([['Content-Type', 'text/plain']], Buffer.from('hello, all'));
    assert.match(plain.view(which)?.remark ?? '', /the first 4 B are shown; the whole content \(10 B\) is in /);
    assert.deepEqual(lines(plain, 'raw'), ['hell']);
    assert.deepEqual(await plain.whole(which), { kind: 'file', path });
    const coded = await spilled([['Content-Encoding', 'gzip']], gzipSync('hello, all')).whole(which);
    assert.equal(coded.kind === 'octets' ? Buffer.from(coded.octets).toString() : coded.path, 'hello, all');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a message without content has none to show', () => {
  assert.equal(contentsOf('').view(which), undefined);
});
