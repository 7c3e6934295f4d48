import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_FRAMES, mergeFrames } from '../../src/protocol/merge-frames.ts';
import type { FrameView } from '../../src/protocol/socket-view.ts';

const frame = (index: number, preview = ''): FrameView => ({
  index,
  direction: 'in',
  at: index,
  delta: 1,
  type: 'text',
  control: false,
  fin: true,
  bits: [],
  wireLength: 2,
  length: 0,
  preview,
  bracket: 'none',
  message: undefined,
  findings: [],
});

const frames = (from: number, to: number): readonly FrameView[] => Array.from({ length: to - from }, (_, i) => frame(from + i));

test('new frames follow, changed ones take their place', () => {
  const merged = mergeFrames(frames(0, 3), { changed: [frame(2, 'changed')], appended: [frame(3)] });
  assert.deepEqual(
    merged.map(({ index, preview }) => [index, preview]),
    [
      [0, ''],
      [1, ''],
      [2, 'changed'],
      [3, ''],
    ],
  );
});

test('of a long session the latest frames are held', () => {
  const merged = mergeFrames(frames(0, MOST_FRAMES), { changed: [], appended: frames(MOST_FRAMES, MOST_FRAMES + 10) });
  assert.deepEqual([merged.length, merged[0]?.index, merged.at(-1)?.index], [MOST_FRAMES, 10, MOST_FRAMES + 9]);
});

test('a frame that is not held any more is not brought back', () => {
  assert.deepEqual(
    mergeFrames(frames(10, 12), { changed: [frame(3)], appended: [] }).map(({ index }) => index),
    [10, 11],
  );
});
