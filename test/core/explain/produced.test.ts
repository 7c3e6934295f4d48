// Rules that no other test shows: each is produced by one exchange and withheld by the next, which differs in the one point.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CASES } from './produced.ts';
import { explained } from './told.ts';

const idsOf = (given: object): ReadonlySet<string> => new Set(explained(given).annotations.map((note) => note.id));

for (const [id, produced, withheld] of CASES)
  test(`${id} is said where it holds, and only there`, () => {
    assert.ok(idsOf(produced).has(id), 'produced');
    assert.ok(!idsOf(withheld).has(id), 'withheld');
  });

const AREAS = [
  'statuses',
  'caching',
  'conditional',
  'ranges',
  'negotiation',
  'redirects',
  'connection',
  'content',
  'timing',
  'methods',
  'framing',
];

function textOf(folder: string): string {
  const root = fileURLToPath(new URL(folder, import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
}

test('every id of these areas is shown by some test', () => {
  const tests = textOf('.').replaceAll('\\', '');
  const sources = AREAS.map((area) => textOf(`../../../src/core/explain/${area}`)).join('\n');
  const ids = sources.matchAll(
    /'((?:status|caching|conditional|ranges|negotiation|redirects|connection|content|timing|method|framing)\/[a-z0-9/.-]+)'/g,
  );
  assert.deepEqual(
    [...new Set([...ids].map(([, id = '']) => id))].filter((id) => !tests.includes(id)),
    [],
  );
});
