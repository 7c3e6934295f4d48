import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from '../told.ts';

const told = (raw: string): readonly string[] =>
  linesOf(
    { request: { method: 'GET', url: 'https://a.example/' }, response: { status: 200, headers: [], version: 'HTTP/1.1', raw } },
    'framing/',
  )
    .filter((line) => !line.includes('framing/wire:'))
    .map((line) => line.replace(' wire ', ' '));

const message = (...fields: readonly string[]): string => ['HTTP/1.1 200 OK', ...fields, '', ''].join('\r\n');

test('a header section as it should be is not remarked', () => {
  assert.deepEqual(told(message('X-A: a', 'X-B:', 'X-C:  c d : e')), []);
});

test('lines that readers take differently are told', () => {
  assert.deepEqual(told('HTTP/1.1 200 OK\nX-A: a\n\n'), [
    'warning framing/bare-lf: 3 lines end with LF alone; the lines of a header section end with CR LF',
  ]);
  assert.deepEqual(told('HTTP/1.1 200 OK\r\nX-A: a\nX-B: b\r\n\r\n'), [
    'warning framing/bare-lf: A line ends with LF alone; the lines of a header section end with CR LF',
  ]);
  assert.deepEqual(told(message('X-A: a', ' b')), [
    'error framing/folded-line: A field is folded over two lines: b continues the one before',
  ]);
  assert.deepEqual(told(message('X-A : a')), ['error framing/space-before-colon: Space between X-A and its colon, where none is allowed']);
  assert.deepEqual(told(message('X-A: a\0b')), [
    'error framing/control-in-field: X-A holds a NUL, a control character that is invalid in a field',
  ]);
  assert.deepEqual(told(message('X-A: a\rb')), [
    'error framing/control-in-field: X-A holds a bare CR, a control character that is invalid in a field',
  ]);
});

test('chunks whose lines end with LF alone are told', () => {
  const ids = (rawBody: string): readonly string[] =>
    linesOf(
      {
        request: { method: 'GET', url: 'https://a.example/' },
        response: { status: 200, headers: [['Transfer-Encoding', 'chunked']], version: 'HTTP/1.1', rawBody },
      },
      'framing/chunk-bare-lf',
    );
  assert.equal(ids('5\nhello\n0\n\n').length, 1);
  assert.equal(ids('5\r\nhello\n0\r\n\r\n').length, 1);
  assert.deepEqual(ids('5\r\nhello\r\n0\r\n\r\n'), []);
});

test('what stands behind the last chunk, or before the empty line after it, is told', () => {
  const chunked = (rawBody: string): readonly string[] =>
    linesOf(
      {
        request: { method: 'GET', url: 'https://a.example/' },
        response: { status: 200, headers: [['Transfer-Encoding', 'chunked']], version: 'HTTP/1.1', rawBody },
      },
      'framing/',
    );
  assert.match(chunked('5\r\nhello\r\n0\r\n\r\nmore').join('\n'), /^error .*framing\/after-last-chunk: 4 octets beyond the end/m);
  assert.match(chunked('5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n').join('\n'), /framing\/trailer: X-Sum came after the content/);
});

test('the space after the status code is missed where there is no reason phrase', () => {
  const ids = (line: string): readonly string[] =>
    linesOf(
      { request: { method: 'GET', url: 'https://a.example/' }, response: { status: 200, raw: `${line}\r\nContent-Length: 0\r\n\r\n` } },
      'framing/no-space-after-status',
    );
  assert.equal(ids('HTTP/1.1 200').length, 1);
  assert.equal(ids('HTTP/1.1 200 ').length, 0);
});
