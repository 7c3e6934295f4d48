// In a process of its own: the other extensions of the host have the global dispatcher for themselves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNetwork } from '../../../src/core/send/network.ts';

test('the process’s global dispatcher stays unset', async () => {
  await createNetwork({}).client.close();
  for (const version of [1, 2]) assert.equal(Reflect.get(globalThis, Symbol.for(`undici.globalDispatcher.${version}`)), undefined);
});
