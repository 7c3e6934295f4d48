import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../src/core/explain/explain.ts';
import { fromExchange } from '../../src/core/explain/from-exchange.ts';
import type { Exchange } from '../../src/core/http/exchange.ts';
import { Contents } from '../../src/extension/panel/contents.ts';
import { structureOf } from '../../src/extension/panel/structure.ts';
import { hopsOf, toExchangeView } from '../../src/extension/panel/view.ts';
import type { HopView } from '../../src/protocol/exchange-view.ts';
import * as http2 from '../ui/http2-fixtures.ts';

const hopOf = (exchange: Exchange): HopView => {
  const hop = toExchangeView(exchange, explain(fromExchange(exchange, {}))).hops.at(-1);
  assert.ok(hop);
  return hop;
};

test('a frame is a row: direction, type, flags, stream, and what it carries', () => {
  const { http2: view } = hopOf(http2.article());
  assert.equal(view?.words, 'HTTP/2 stream 1 · 6 frames out, 6 in');
  assert.deepEqual(
    view.frames
      .slice(3, 9)
      .map(({ direction, type, flags, stream, what, octets }) => [direction, type, flags.join(' '), stream, what, octets]),
    [
      ['out', 'HEADERS', 'END_STREAM END_HEADERS', 1, ':method GET, 3 fields', 129],
      ['in', 'SETTINGS', '', undefined, 'MAX_CONCURRENT_STREAMS 100, 0x2a2a 7', 21],
      ['in', 'SETTINGS', 'ACK', undefined, 'settings are in force', 9],
      ['out', 'SETTINGS', 'ACK', undefined, 'settings are in force', 9],
      ['in', 'HEADERS', 'END_HEADERS', 1, ':status 200, 5 fields', 138],
      ['in', 'DATA', '', 1, '30 octets', 39],
    ],
  );
});

test('a header block has its fields in order, duplicates and pseudo-fields too, and how each was coded', () => {
  const { http2: view } = hopOf(http2.article());
  assert.deepEqual(view?.frames[7]?.lines.map(({ name, value, how }) => `${name}: ${value} (${how})`).slice(0, 5), [
    ':status: 200 (an index)',
    'content-type: application/json (written)',
    'vary: accept (written)',
    'cache-control: max-age=60 (written)',
    'vary: accept-encoding (written)',
  ]);
  assert.equal(view?.frames[3]?.lines.at(-1)?.how, 'written, never to be remembered');
  assert.deepEqual(
    view?.frames[4]?.lines.map(({ name, value, how }) => [name, value, how]),
    [
      ['MAX_CONCURRENT_STREAMS', '100', ''],
      ['0x2a2a', '7', 'unknown, without effect'],
    ],
  );
});

test('each frame knows its octets on the wire, and the structure has the same places', () => {
  const exchange = http2.article();
  const { http2: view } = hopOf(exchange);
  for (const direction of ['in', 'out'] as const) {
    const places = view?.frames.flatMap((frame) => (frame.direction === direction && frame.place !== undefined ? [frame.place] : []));
    const { regions, total } = structureOf(exchange, direction);
    assert.deepEqual(
      places,
      regions.map(({ start, end }) => ({ start, end })),
    );
    assert.equal(places?.at(-1)?.end, total);
  }
});

test('a frame from before the exchange, and one past the capture, have no octets here', () => {
  const made = http2.article();
  assert.ok(made.http2);
  const later = { ...made, http2: { ...made.http2, began: { in: 21, out: 0 } } };
  assert.deepEqual(hopOf(later).http2?.frames[4]?.place, undefined);
  const cut = { ...made, wire: { ...made.wire, records: made.wire.records.slice(0, 1) } };
  assert.deepEqual(
    hopOf(cut).http2?.frames.map(({ place }) => place === undefined),
    [false, false, false, ...Array.from({ length: 9 }, () => true)],
  );
});

test('notes about frames stand at their rows, and none elsewhere', () => {
  const exchange = http2.refused();
  const view = toExchangeView(exchange, explain(fromExchange(exchange, {})));
  const goaway = view.hops[0]?.http2?.frames.find(({ type }) => type === 'GOAWAY');
  assert.deepEqual(
    goaway?.notes.map(({ id, level }) => [id, level]),
    [['http2/goaway-error', 'info']],
  );
  assert.deepEqual(
    view.elsewhere.filter(({ anchor }) => anchor.startsWith('http2')),
    [],
  );
});

test('the connection names its proxy, in a chip too', () => {
  const view = toExchangeView(http2.tunnelled(), { summary: [], annotations: [] });
  assert.ok(view.chips.some(({ text }) => text === 'through proxy.example:3128'));
  assert.deepEqual(
    view.hops.at(-1)?.connection.filter(({ name }) => name === 'to' || name === 'proxy'),
    [
      { name: 'to', value: '127.0.0.1:8443, the proxy' },
      { name: 'proxy', value: 'http://proxy.example:3128' },
    ],
  );
});

test('a refused tunnel leads to what the proxy answered', () => {
  const view = toExchangeView(http2.tunnelRefused(), { summary: [], annotations: [] });
  assert.deepEqual(view.hops.at(-1)?.failure?.answer, { hop: 0, label: 'What the proxy answered: 403 Forbidden' });
  assert.deepEqual(view.hops[0]?.outcome, '403 Forbidden');
});

test('of a content that is in a file the beginning is shown, and where all of it is', () => {
  const contents = Contents.of(hopsOf(http2.inFile()));
  const which = { hop: 0, side: 'response' } as const;
  const view = contents.view(which);
  assert.equal(view?.inFile, true);
  assert.match(view?.remark ?? '', /^the first 117 kB are shown; the whole content \(1\.2 GB\) is in \/home\/ann\/.*content-Xk2bQ9$/);
  assert.match(contents.file(which) ?? '', /content-Xk2bQ9$/);
});
