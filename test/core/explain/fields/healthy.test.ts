// No noise: on ordinary exchanges, as real services answer them, single fields yield nothing above information, and neither do
// cookies, CORS, security and authentication.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Annotation } from '../../../../src/core/explain/annotation.ts';
import { explain } from '../../../../src/core/explain/explain.ts';
import type { Subject } from '../../../../src/core/explain/subject.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { fields, NOW } from '../said.ts';

const EXCHANGES = readFileSync(new URL('../../../fixtures/fields/healthy.txt', import.meta.url), 'utf8')
  .trim()
  .split(/\n\n(?=[A-Z]+ http)/)
  .filter((block) => !block.startsWith('#'));

function exchange(block: string): Subject {
  const [asked = '', answered = ''] = block.split('\n\n');
  const [line = '', ...sent] = asked.split('\n');
  const [status = '', ...got] = answered.split('\n');
  const [method = '', url = ''] = line.split(' ');
  const [version = '', code = '', ...reason] = status.split(' ');
  return {
    request: { method, url, fields: fields(...sent) },
    response: { version, status: Number(code), reason: reason.join(' '), fields: fields(...got) },
    context: { now: NOW },
  };
}

/** Other areas have corpora of their own. */
const OWN = /^(?:field|cookies|cors|security|auth)\//;

const loud = (notes: readonly Annotation[]): string[] =>
  notes
    .filter(({ id, level }) => OWN.test(id) && (level === 'warning' || level === 'error'))
    .map((note) => `${note.level} ${note.id}: ${plain(note.title)}`);

test('healthy exchanges yield no warning', () => {
  assert.ok(EXCHANGES.length >= 20);
  for (const block of EXCHANGES) assert.deepEqual(loud(explain(exchange(block)).annotations), [], block.split('\n')[0]);
});
