import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Pace } from '../../src/extension/panel/pace.ts';

test('of several the latest is done, after a moment; what is to be done now replaces it', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const done: string[] = [];
  const pace = new Pace();
  pace.soon(() => done.push('a'));
  pace.soon(() => done.push('b'));
  assert.equal(done.length, 0);
  mock.timers.tick(60);
  pace.soon(() => done.push('c'));
  pace.now(() => done.push('d'));
  pace.soon(() => done.push('e'));
  pace.forget();
  mock.timers.tick(1000);
  assert.deepEqual(done, ['b', 'd']);
  mock.timers.reset();
});
