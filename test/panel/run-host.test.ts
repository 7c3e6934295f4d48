import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Explanation } from '../../src/core/explain/annotation.ts';
import { plain, say } from '../../src/core/text/prose.ts';
import { type Preferences, type RunActions, RunHost } from '../../src/extension/panel/run-host.ts';
import { connect, type Peer, type Port } from '../../src/protocol/connect.ts';
import type { HostSurface, PanelSurface, ProgressView, RunState } from '../../src/protocol/contract.ts';
import type { SocketUpdate } from '../../src/protocol/socket-view.ts';
import * as fixtures from '../ui/panel-fixtures.ts';

const EXPLAINED: Explanation = { summary: say`done`, annotations: [] };
const IDENTITY = { key: 'file:///a.http\nfirst', title: 'first', source: { name: 'a.http', line: 3 } };

/** A host and a page that only listens. */
class Bench {
  readonly asked: string[] = [];
  readonly states: RunState[] = [];
  readonly updates: SocketUpdate[] = [];
  readonly progress: ProgressView[] = [];
  kept: string | undefined;
  readonly host: RunHost;
  readonly page: Peer<HostSurface>;
  readonly #waiting: (() => void)[] = [];

  constructor() {
    const hears = { host: new Set<(message: unknown) => void>(), page: new Set<(message: unknown) => void>() };
    const port = (mine: 'host' | 'page', other: 'host' | 'page'): Port => ({
      post: (message) => {
        const copy: unknown = structuredClone(message);
        queueMicrotask(() => {
          for (const hear of hears[other]) hear(copy);
        });
        return true;
      },
      listen: (hear) => {
        hears[mine].add(hear);
        return () => hears[mine].delete(hear);
      },
    });
    this.host = new RunHost(IDENTITY, preferences(), this.#actions());
    this.host.attach(port('host', 'page'));
    const heard =
      <T>(list: T[]) =>
      (value: T): void => {
        list.push(value);
        for (const wake of this.#waiting.splice(0)) wake();
      };
    this.page = connect<PanelSurface, HostSurface>(port('page', 'host'), {
      calls: {},
      notices: {
        state: heard(this.states),
        progress: heard(this.progress),
        socket: heard(this.updates),
        command: () => {},
        keep: (text) => {
          this.kept = text;
          for (const wake of this.#waiting.splice(0)) wake();
        },
      },
    });
  }

  /** Waits until something more was heard and the test holds. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((wake) => this.#waiting.push(wake));
  }

  #actions(): RunActions {
    return {
      cancel: () => void this.asked.push('cancel'),
      step: async (step) => void this.asked.push(step.kind),
      showFile: async (path, how) => void this.asked.push(`${how} ${path}`),
      save: async (content, name) => {
        this.asked.push(`save ${name} ${content.kind === 'octets' ? content.octets.length : content.path}`);
        return name;
      },
      copyText: async () => {},
      copyAsCurl: async () => {
        throw new Error('its content is no text');
      },
      openAsText: () => {},
      setPinned: () => {},
      report: (what, error) => void this.asked.push(`${what}: ${String(error)}`),
    };
  }
}

function preferences(): Preferences {
  const now = { density: 'notes' as const, muted: ['muted/everywhere'] };
  return { ...now, change: () => {} };
}

test('a page that asks gets what there is, as often as it asks', async () => {
  const { host, page } = new Bench();
  assert.equal((await page.ask('ready', null)).content.kind, 'notice');
  host.begin(IDENTITY, 0).complete(fixtures.article(), EXPLAINED);
  const state = await page.ask('ready', null);
  assert.deepEqual(
    [state.content.kind, state.density, state.muted, state.source],
    ['exchange', 'notes', ['muted/everywhere'], { name: 'a.http', line: 3 }],
  );
});

test('a new run replaces the old exchange at once', async () => {
  const bench = new Bench();
  await bench.page.ask('ready', null);
  bench.host.begin(IDENTITY, 0).complete(fixtures.article(), EXPLAINED);
  bench.host.begin(IDENTITY, 0);
  await bench.until(() => bench.states.length === 3);
  assert.deepEqual(
    bench.states.map((state) => state.content.kind),
    ['progress', 'exchange', 'progress'],
  );
});

test('a run that another has followed changes nothing', async () => {
  const { host, page } = new Bench();
  const first = host.begin(IDENTITY, 0);
  host.begin(IDENTITY, 0).complete(fixtures.refused(), EXPLAINED);
  first.complete(fixtures.article(), EXPLAINED);
  first.cancelled();
  const { content } = await page.ask('ready', null);
  assert.equal(content.kind === 'exchange' && content.hops[0]?.outcome, 'ECONNREFUSED');
});

test('progress says what is done, how much has come, and events as they come', async () => {
  const bench = new Bench();
  await bench.page.ask('ready', null);
  const run = bench.host.begin(IDENTITY, 0);
  run.progress({
    kind: 'head',
    at: 2,
    head: { version: 'HTTP/1.1', status: 200, reason: 'OK', fields: [['Content-Type', 'text/event-stream']] },
  });
  run.progress({ kind: 'content', at: 5, chunk: new TextEncoder().encode('data: a\n\ndata: b\n'), received: 16 });
  await bench.until(() => bench.progress.length > 0);
  const view = bench.progress.at(-1);
  assert.equal(view?.received, 16);
  assert.deepEqual(
    view?.events.map(({ data, at, withheld }) => [data, at, withheld === undefined]),
    [
      ['a', 5, true],
      ['b', 5, false],
    ],
  );
});

test('a slice is read from the exchange that is shown', async () => {
  const { host, page } = new Bench();
  host.begin(IDENTITY, 0).complete(fixtures.article(), EXPLAINED);
  const slice = await page.ask('readContent', { which: { hop: 0, side: 'response' }, form: 'pretty', from: 1, to: 3 });
  assert.deepEqual(slice.kind === 'lines' && slice.lines.map((line) => line.text), ['  "id": 7,', '  "title": "Margins",']);
});

test('a content is saved under the name of its path, with the ending of its type', async () => {
  const { host, page, asked } = new Bench();
  host.begin(IDENTITY, 0).complete(fixtures.article(), EXPLAINED);
  assert.equal(await page.ask('saveContent', { hop: 0, side: 'response' }), '7.json');
  assert.deepEqual(asked, ['save 7.json 198']);
});

test('what the editor refuses is refused to the page, and reported', async () => {
  const { page, asked } = new Bench();
  await assert.rejects(page.ask('copyAsCurl', null), /its content is no text/);
  assert.deepEqual(asked, ['panel copyAsCurl: Error: its content is no text']);
});

test('frames are sent through the live socket; a socket that takes none is an error', async () => {
  const { host, page } = new Bench();
  const sent: unknown[] = [];
  const socket = { send: (data: unknown) => sent.push(data) > 0, ping: () => false, close: () => true };
  await assert.rejects(page.ask('sendFrame', { kind: 'text', text: 'x' }), /not open/);
  host.begin(IDENTITY, 0).socket(socket, fixtures.openSocket(), EXPLAINED);
  await page.ask('sendFrame', { kind: 'text', text: 'hello' });
  await page.ask('sendFrame', { kind: 'binary', octets: Uint8Array.of(1, 2) });
  assert.deepEqual(sent, ['hello', Uint8Array.of(1, 2)]);
  await assert.rejects(page.ask('ping', ''), /not open, or the payload/);
});

test('a session that goes on sends what is new', async () => {
  const bench = new Bench();
  await bench.page.ask('ready', null);
  const session = fixtures.openSocket();
  const run = bench.host.begin(IDENTITY, 0);
  run.socket(undefined, { ...session, frames: session.frames.slice(0, 1) }, EXPLAINED);
  run.socket(undefined, session, EXPLAINED);
  await bench.until(() => bench.updates.length > 0);
  assert.deepEqual(
    bench.updates[0]?.appended.map((frame) => frame.index),
    [1],
  );
});

test('what is kept over a reload comes back, without secrets', async () => {
  const bench = new Bench();
  await bench.page.ask('ready', null);
  bench.host.begin(IDENTITY, 0).complete(fixtures.article(), { summary: say`token ${'eyJhbGciOiJIUzI1NiJ9.secret'}`, annotations: [] });
  await bench.until(() => bench.kept !== undefined);
  assert.ok(!bench.kept?.includes('eyJhbGciOiJIUzI1NiJ9') && !bench.kept?.includes('9f8e7d6c5b'));

  const { host, page } = new Bench();
  assert.deepEqual(host.restore(bench.kept), IDENTITY);
  const state = await page.ask('ready', null);
  assert.equal(state.restored, true);
  assert.equal(state.content.kind === 'exchange' && plain(state.content.summary), 'token •••••');
  const slice = await page.ask('readContent', { which: { hop: 0, side: 'response' }, form: 'raw', from: 0, to: 1 });
  assert.match(slice.kind === 'lines' ? (slice.lines[0]?.text ?? '') : '', /"title":"Margins"/);
});

test('a secret that is a word of the view itself does no harm', async () => {
  const bench = new Bench();
  await bench.page.ask('ready', null);
  const fields = [['Cookie', 'a=null; b=text; c="kind"; d=exchange']] as const;
  bench.host.begin(IDENTITY, 0).complete(fixtures.exchange({ url: 'http://127.0.0.1/', fields }, { fields: [] }), EXPLAINED);
  await bench.until(() => bench.kept !== undefined);
  assert.deepEqual(new Bench().host.restore(bench.kept), IDENTITY);
});

test('text that somebody else kept is not taken for ours', () => {
  for (const text of [undefined, '', 'null', '{"a":1}', 'not json']) assert.equal(new Bench().host.restore(text), undefined);
});
