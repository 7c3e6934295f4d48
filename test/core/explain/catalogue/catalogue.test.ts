// The catalogue holds what the rules say: made of their source, and every id that the exchanges of the tests produce is in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Annotation } from '../../../../src/core/explain/annotation.ts';
import { catalogue, listedAs } from '../../../../src/core/explain/catalogue/catalogue.ts';
import { SAID } from '../../../../src/core/explain/catalogue/said.ts';
import { RULES } from '../../../../src/core/explain/fields/index.ts';
import { HEALTHY } from '../healthy.ts';
import { CASES } from '../produced.ts';
import { explained } from '../told.ts';
import { lines, sources } from './scan.ts';

test('the list agrees with the source of the rules', () => {
  assert.deepEqual(SAID, lines(), 'write it anew: node test/core/explain/catalogue/scan.ts');
});

test('every id that a rule writes is in the list', () => {
  const missing = sources().flatMap(({ path, source }) =>
    [...source.matchAll(/\b(?:good|info|warning|error|level|make)\(\s*(['`])([a-z]+\/[^'`]+)\1/g)]
      .map(([, , id = '']) => id.replace(/\$\{[^}]*\}/g, 'x'))
      .filter((id) => !/^(?:cookies|failure|ws\/handshake)\/x$/.test(id) && listedAs(id) === undefined)
      .map((id) => `${path}: ${id}`),
  );
  assert.deepEqual(missing, []);
});

test('every id stands once, with a level and words', () => {
  const all = catalogue();
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  assert.ok(all.length > 800);
  for (const { id, levels, says } of all) {
    assert.ok(levels.length > 0, id);
    assert.ok(says.length > 8 && says.length < 420, `${id}: ${says}`);
    assert.doesNotMatch(says, /\$\{|`/, id);
  }
});

test('every remark that a field declares is in the list', () => {
  const missing = RULES.flatMap((rule) => rule.remarks.map((remark) => `field/${rule.name.toLowerCase()}/${remark}`)).filter(
    (id) => listedAs(id)?.id !== id,
  );
  assert.deepEqual(missing, []);
});

test('what exchanges produce is listed, at its level', () => {
  const notes = [...CASES.map(([, given]) => given), ...Object.values(HEALTHY)].flatMap((given) => explained(given).annotations);
  assert.deepEqual([...new Set(notes.map(unlisted).filter((one) => one !== undefined))], []);
});

function unlisted({ id, level }: Annotation): string | undefined {
  const entry = listedAs(id);
  if (entry === undefined) return id;
  return entry.levels.includes(level) ? undefined : `${id} as ${level}, listed as ${entry.levels.join(', ')}`;
}
