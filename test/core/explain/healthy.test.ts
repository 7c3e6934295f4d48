// No noise: nothing in an ordinary exchange deserves more than information, whatever the area.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain } from '../../../src/core/text/prose.ts';
import { HEALTHY } from './healthy.ts';
import { explained } from './told.ts';

for (const [name, given] of Object.entries(HEALTHY))
  test(`${name} is told without alarm`, () => {
    const loud = explained(given).annotations.filter((a) => a.level === 'warning' || a.level === 'error');
    assert.deepEqual(
      loud.map((a) => `${a.level} ${a.id}: ${plain(a.title)}`),
      [],
    );
  });
