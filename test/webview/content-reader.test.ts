import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContentQuestion, ContentSlice } from '../../src/protocol/content-view.ts';
import { ContentReader } from '../../src/webview/content-reader.ts';

const which = { hop: 0, side: 'response' } as const;

/** A content of `total` lines; questions are noted, answers wait until they are let go. */
function bench(total: number) {
  const asked: ContentQuestion[] = [];
  let changes = 0;
  const readContent = async (question: ContentQuestion): Promise<ContentSlice> => {
    asked.push(question);
    if (total < 0) throw new Error('the panel was closed');
    const lines = Array.from({ length: Math.max(0, Math.min(question.to, total) - question.from) }, (_, i) => ({
      text: `line ${question.from + i}`,
    }));
    return { kind: 'lines', from: question.from, total, lines };
  };
  const never = async (): Promise<never> => {
    throw new Error('not asked for here');
  };
  const reader = new ContentReader({ readContent, readWire: never, readStructure: never, readFrame: never }, () => changes++);
  const settled = (): Promise<void> => new Promise((done) => setImmediate(done));
  return { reader, asked, settled, changes: () => changes };
}

test('a line is undefined until its slice has come, then the panel is told', async () => {
  const { reader, settled, changes } = bench(10);
  assert.equal(reader.line(which, 'raw', 3), undefined);
  await settled();
  assert.equal(changes(), 1);
  assert.equal(reader.line(which, 'raw', 3)?.text, 'line 3');
  assert.equal(reader.total(which, 'raw'), 10);
});

test('a slice is asked for once, and one for each stretch of lines', async () => {
  const { reader, asked, settled } = bench(1000);
  for (let i = 0; i < 300; i++) reader.line(which, 'raw', i);
  await settled();
  for (let i = 0; i < 300; i++) reader.line(which, 'raw', i);
  assert.deepEqual(
    asked.map(({ from, to }) => [from, to]),
    [
      [0, 256],
      [256, 512],
    ],
  );
});

test('forms do not share slices', () => {
  const { reader, asked } = bench(1);
  reader.line(which, 'raw', 0);
  reader.line(which, 'pretty', 0);
  assert.deepEqual(
    asked.map((question) => question.form),
    ['raw', 'pretty'],
  );
});

test('an answer for an exchange that is gone is dropped', async () => {
  const { reader, settled, changes } = bench(10);
  reader.line(which, 'raw', 0);
  reader.clear();
  await settled();
  assert.equal(changes(), 0);
});

test('a refusal is said, not waited for', async () => {
  const { reader, settled } = bench(-1);
  reader.line(which, 'raw', 0);
  await settled();
  assert.equal(reader.fault(which, 'raw'), 'the panel was closed');
});
