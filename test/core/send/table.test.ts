// The table of what the tests of sending have shown; it has something to say where they run in one process, as `npm run check` has them.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { table } from './tally.ts';

after(() => {
  const { lines, rows } = table();
  if (rows === 0) return;
  console.log(lines.join('\n'));
  assert.ok(rows >= 60 || rows < 10, `only ${rows} rows of the table of failures were provoked`);
});
