import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lenses, sendable } from '../../../src/core/language/lenses.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { draw } from './marked.ts';

const check = (text: string): string =>
  draw(
    text,
    lenses(parse(text).document).map(({ range, kind, block }) => ({ range, label: `${kind} ${block}` })),
  );

test('a single request has one lens and no "send all"', () => {
  assert.equal(check('# hello\nGET http://e.test/\n'), 'GET http://e.test/\n^^^^^^^^^^^^^^^^^^ send 0');
});

test('a WebSocket is connected, by keyword or by scheme; several requests have "send all" at the top', () => {
  assert.equal(
    check('WEBSOCKET ws://e.test/\n### b\nwss://e.test/\n'),
    ['WEBSOCKET ws://e.test/', '^ send-all -1', '^^^^^^^^^^^^^^^^^^^^^^ connect 0', 'wss://e.test/', '^^^^^^^^^^^^^ connect 1'].join('\n'),
  );
});

test('a block without a request, a disabled one and a recorded response have no lens', () => {
  assert.equal(check('@a = 1\n### off\n# @disabled\nGET http://e.test/\n### then\nHTTP/1.1 200 OK\n'), '');
});

test('"send all" sends what has a lens', () => {
  assert.deepEqual(sendable(parse('GET http://a.test\n###\n# @disabled\nGET http://b.test\n###\nGET http://c.test\n').document), [0, 2]);
});

test('a block of run lines has a lens above the first of them, one with a request above the request', () => {
  assert.equal(check('import ./a.http\n### b\nrun #a\nrun #c\n'), ['run #a', '^^^^^^ send 1'].join('\n'));
  assert.equal(check('run #a\nGET http://e.test/\n'), 'GET http://e.test/\n^^^^^^^^^^^^^^^^^^ send 0');
});
