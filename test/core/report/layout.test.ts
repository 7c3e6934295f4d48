import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, escaped, paint, size, withMargin, wrap } from '../../../src/core/report/layout.ts';

const style = { columns: 60, colour: false };

test('control characters and direction overrides are shown, tabs and line breaks stay', () => {
  assert.equal(escaped('a\u001b[31mb\u0007\u009b\u202e\tc\n'), 'a\\x1b[31mb\\x07\\x9b\\u202e\tc\n');
});

test('words break at the width, and a word that is too long is cut', () => {
  assert.deepEqual(wrap('one two three', 7), ['one two', 'three']);
  assert.deepEqual(wrap('abcdefgh', 3), ['abc', 'def', 'gh']);
  assert.deepEqual(wrap('  ', 3), []);
});

test('colour is off when it is off', () => {
  assert.equal(paint(style, 'red', 'x'), 'x');
  assert.equal(paint({ ...style, colour: true }, 'red', 'x'), '\u001b[31mx\u001b[39m');
});

test('sizes count in thousands', () => {
  assert.deepEqual([0, 999, 1000, 1_500_000].map(size), ['0 B', '999 B', '1.0 kB', '1.5 MB']);
});

test('times have the precision that they deserve', () => {
  assert.deepEqual([0.42, 38.4, 1234, 12_345].map(duration), ['0.4 ms', '38 ms', '1.2 s', '12 s']);
});

test('a note stands beside its line', () => {
  assert.deepEqual(withMargin({ style, left: 20 }, { words: 'Age: 20', shown: 'Age: 20' }, [{ words: 'from a cache', colour: 'dim' }]), [
    '  Age: 20              │ from a cache',
  ]);
});

test('a line that is too long has its notes underneath', () => {
  const words = 'Server: a-name-that-is-long';
  assert.deepEqual(withMargin({ style, left: 20 }, { words, shown: words }, [{ words: 'note', colour: 'dim' }]), [
    '  Server: a-name-that-is-long',
    '                       │ note',
  ]);
});

test('a line without notes stands alone', () => {
  assert.deepEqual(withMargin({ style, left: 20 }, { words: 'Age: 20', shown: 'Age: 20' }, []), ['  Age: 20']);
});
