import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Throttle } from '../../../../src/core/send/websocket/throttle.ts';

test('the first change is told at once, the next ones together, and none after the end', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  let told = 0;
  const throttle = new Throttle(() => told++);
  const changes = (count: number): void => {
    for (let i = 0; i < count; i++) throttle.changed();
  };
  changes(5);
  assert.equal(told, 0);
  mock.timers.tick(1);
  assert.equal(told, 1);
  changes(5);
  mock.timers.tick(20);
  assert.equal(told, 1);
  mock.timers.tick(20);
  assert.equal(told, 2);
  mock.timers.tick(100);
  changes(1);
  mock.timers.tick(1);
  assert.equal(told, 3);
  changes(1);
  throttle.end();
  assert.equal(told, 4);
  changes(1);
  throttle.end();
  mock.timers.tick(1000);
  assert.equal(told, 4);
  mock.timers.reset();
});
