import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../src/core/explain/explain.ts';
import { isMuted, mutedIds } from '../../../src/core/explain/mute.ts';
import { plain } from '../../../src/core/text/prose.ts';
import { answer, subjectOf } from './told.ts';

test('an id mutes itself, a star all below', () => {
  const cases: readonly (readonly [pattern: string, id: string, muted: boolean])[] = [
    ['caching/private', 'caching/private', true],
    ['caching/private', 'caching/private-s-maxage', false],
    ['caching/*', 'caching/directive/max-age', true],
    ['caching/*', 'cachings/x', false],
    ['caching/pri*', 'caching/private', false],
    ['field/age/*', 'field/age/meaning', true],
    ['*', 'status/200', true],
    ['caching', 'caching/private', false],
  ];
  for (const [pattern, id, muted] of cases) assert.equal(isMuted(id, [pattern]), muted, `${pattern} ${id}`);
});

test('ids are separated by commas or white space', () => {
  assert.deepEqual(mutedIds(' caching/*, status/200\tcors/x '), ['caching/*', 'status/200', 'cors/x']);
});

test('what is muted is withheld, also from the summary', () => {
  const subject = subjectOf(answer([['Cache-Control', 'no-cache']]));
  const [loud, calm] = [explain(subject), explain(subject, { muted: ['caching/no-validator'] })];
  assert.match(plain(loud.summary), /every use loads the whole again/);
  assert.doesNotMatch(plain(calm.summary), /every use/);
  assert.deepEqual(
    loud.annotations.filter(({ id }) => id !== 'caching/no-validator'),
    calm.annotations,
  );
});

test('a muted failure is still the outcome', () => {
  const { summary, annotations } = explain(subjectOf({ error: { code: 'ECONNREFUSED', address: '127.0.0.1', port: 1 } }), {
    muted: ['failure/*'],
  });
  assert.deepEqual(annotations, []);
  assert.match(plain(summary), /127\.0\.0\.1/);
});
