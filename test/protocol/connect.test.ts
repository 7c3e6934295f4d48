import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, type Handlers, type Peer, type Port, RemoteError } from '../../src/protocol/connect.ts';

interface Adder {
  readonly calls: {
    readonly add: readonly [ask: readonly [number, number], answer: number];
    readonly fail: readonly [ask: string, answer: null];
  };
  readonly notices: { readonly note: string };
}

interface Silent {
  readonly calls: Readonly<Record<never, readonly [unknown, unknown]>>;
  readonly notices: { readonly heard: string };
}

/** Two ports that are joined; messages are cloned as between two processes. */
function pipe(): { readonly near: Port; readonly far: Port; readonly cut: () => void } {
  const listeners = { near: new Set<(message: unknown) => void>(), far: new Set<(message: unknown) => void>() };
  let whole = true;
  const port = (mine: keyof typeof listeners, other: keyof typeof listeners): Port => ({
    post: (message) => {
      if (!whole) return false;
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => {
        for (const listener of listeners[other]) listener(copy);
      });
      return true;
    },
    listen: (listener) => {
      listeners[mine].add(listener);
      return () => listeners[mine].delete(listener);
    },
  });
  return {
    near: port('near', 'far'),
    far: port('far', 'near'),
    cut: () => {
      whole = false;
    },
  };
}

const handlers = (notes: string[] = []): Handlers<Adder> => ({
  calls: {
    add: ([a, b]) => a + b,
    fail: (why) => {
      throw new Error(why);
    },
  },
  notices: { note: (text) => void notes.push(text) },
});

function joined(notes: string[] = []): {
  readonly peer: Peer<Adder>;
  readonly host: Peer<Silent>;
  readonly cut: () => void;
  readonly near: Port;
} {
  const { near, far, cut } = pipe();
  const host = connect<Adder, Silent>(far, handlers(notes));
  const peer = connect<Silent, Adder>(near, { calls: {}, notices: { heard: () => {} } });
  return { peer, host, cut, near };
}

const codeOf = (code: string, message?: RegExp) => (error: unknown) =>
  error instanceof RemoteError && error.code === code && (message === undefined || message.test(error.message));

test('a call is answered', async () => {
  assert.equal(await joined().peer.ask('add', [2, 3]), 5);
});

test('answers find their questions when many are on their way', async () => {
  const { peer } = joined();
  assert.deepEqual(await Promise.all([1, 2, 3].map((n) => peer.ask('add', [n, 10]))), [11, 12, 13]);
});

test('octets arrive as octets', async () => {
  interface Echo {
    readonly calls: { readonly echo: readonly [ask: Uint8Array, answer: Uint8Array] };
    readonly notices: Readonly<Record<never, unknown>>;
  }
  const { near, far } = pipe();
  connect<Echo, Silent>(far, { calls: { echo: (octets) => octets }, notices: {} });
  const peer = connect<Silent, Echo>(near, { calls: {}, notices: { heard: () => {} } });
  assert.deepEqual(await peer.ask('echo', Uint8Array.of(1, 2, 255)), Uint8Array.of(1, 2, 255));
});

test('a handler that throws refuses with its words', async () => {
  await assert.rejects(joined().peer.ask('fail', 'no such slice'), codeOf('failed', /no such slice/));
});

test('a handler that throws is reported at its own end', async () => {
  const { near, far } = pipe();
  const faults: string[] = [];
  connect<Adder, Silent>(far, handlers(), { onFault: (name, error) => faults.push(`${name}: ${String(error)}`) });
  const peer = connect<Silent, Adder>(near, { calls: {}, notices: { heard: () => {} } });
  await assert.rejects(peer.ask('fail', 'x'));
  assert.deepEqual(faults, ['fail: Error: x']);
});

test('a call that the other end does not know is refused, also by a name that every object has', async () => {
  const { near, far } = pipe();
  connect<Silent, Silent>(far, { calls: {}, notices: { heard: () => {} } });
  const peer = connect<Silent, Adder>(near, { calls: {}, notices: { heard: () => {} } });
  await assert.rejects(peer.ask('add', [1, 1]), codeOf('unknown-call', /add/));
  await assert.rejects(
    (peer as unknown as Peer<{ calls: { toString: [null, null] }; notices: Record<never, never> }>).ask('toString', null),
    codeOf('unknown-call'),
  );
});

test('closing rejects what is unanswered and what is asked later', async () => {
  const { near } = pipe();
  const peer = connect<Silent, Adder>(near, { calls: {}, notices: { heard: () => {} } });
  const unanswered = peer.ask('add', [1, 1]);
  peer.close('the panel was closed');
  await assert.rejects(unanswered, codeOf('closed', /panel was closed/));
  await assert.rejects(peer.ask('add', [1, 1]), codeOf('closed'));
});

test('a port that carries nothing any more rejects instead of hanging', async () => {
  const { peer, cut } = joined();
  cut();
  await assert.rejects(peer.ask('add', [1, 1]), codeOf('not-sent'));
});

test('what cannot be cloned rejects', async () => {
  const { peer } = joined();
  await assert.rejects(peer.ask('add', [(() => 1) as unknown as number, 1]), codeOf('not-sent'));
});

test('a notice is heard, and one that nobody knows does no harm', async () => {
  const notes: string[] = [];
  const { peer, near } = joined(notes);
  near.post({ kind: 'tell', name: 'constructor', value: 'x' });
  near.post('noise');
  near.post({ kind: 'ask', id: 'not a number', name: 'add' });
  peer.tell('note', 'hello');
  assert.equal(await peer.ask('add', [1, 1]), 2);
  assert.deepEqual(notes, ['hello']);
});
