import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Annotation } from '../../src/core/explain/annotation.ts';
import type { Exchange } from '../../src/core/http/exchange.ts';
import { plain, say } from '../../src/core/text/prose.ts';
import { toExchangeView } from '../../src/extension/panel/view.ts';
import type { ExchangeView, LineView } from '../../src/protocol/exchange-view.ts';
import * as fixtures from '../ui/panel-fixtures.ts';

const note = (anchor: string, more: Partial<Annotation> = {}): Annotation => ({
  id: `test/${anchor}`,
  level: 'info',
  anchor,
  title: say`about ${anchor}`,
  detail: [],
  basis: 'rule',
  specs: [],
  ...more,
});

const viewOf = (exchange = fixtures.article(), ...annotations: readonly Annotation[]): ExchangeView =>
  toExchangeView(exchange, { summary: say`x`, annotations });

const lineOf = (lines: readonly LineView[], key: string): LineView | undefined => lines.find((line) => line.key === key);
const titles = (line: LineView | undefined): readonly string[] => line?.notes.map((one) => plain(one.title)) ?? [];

test('lines keep the order and case of the wire', () => {
  const [hop] = viewOf().hops;
  assert.deepEqual(
    hop?.request.lines.map((line) => line.key),
    [
      'request.line',
      'request.header:Host#0',
      'request.header:Accept#0',
      'request.header:Authorization#0',
      'request.header:User-Agent#0',
      'request.header:Accept-Encoding#0',
      'request.header:Connection#0',
    ],
  );
});

test('a note stands at its field, whatever the case of its name', () => {
  const [hop] = viewOf(fixtures.article(), note('response.header:cache-control')).hops;
  assert.deepEqual(titles(lineOf(hop?.response?.lines ?? [], 'response.header:Cache-Control#0')), ['about response.header:cache-control']);
});

test('a note about the second of two fields stands at the second', () => {
  const twice = fixtures.exchange(
    { url: 'http://127.0.0.1/', fields: [] },
    {
      fields: [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ],
    },
  );
  const [hop] = viewOf(twice, note('response.header:Set-Cookie', { occurrence: 1 })).hops;
  assert.deepEqual(titles(lineOf(hop?.response?.lines ?? [], 'response.header:Set-Cookie#0')), []);
  assert.deepEqual(titles(lineOf(hop?.response?.lines ?? [], 'response.header:Set-Cookie#1')), ['about response.header:Set-Cookie']);
});

test('a note about a field that is missing stands at the start line', () => {
  const [hop] = viewOf(fixtures.article(), note('response.header:Location')).hops;
  assert.deepEqual(titles(lineOf(hop?.response?.lines ?? [], 'response.status')), ['about response.header:Location']);
});

test('a note about an earlier hop stands at that hop', () => {
  const view = viewOf(fixtures.redirected(), note('chain[1].response.header:Location'), note('response.status'));
  assert.deepEqual(
    view.hops.map((hop) => [
      ...titles(lineOf(hop.response?.lines ?? [], 'response.header:Location#0')),
      ...titles(lineOf(hop.response?.lines ?? [], 'response.status')),
    ]),
    [[], ['about chain[1].response.header:Location'], ['about response.status']],
  );
});

const asked = (status: number, challenge?: string): Exchange =>
  fixtures.exchange(
    { url: 'http://127.0.0.1:3128/', fields: [['Host', 'a.test:443']] },
    { status, reason: 'x', fields: challenge === undefined ? [] : [['Proxy-Authenticate', challenge]] },
  );

test('what was said to a proxy for a tunnel stands before the exchange, its refusal with notes, its time inside', () => {
  const refused = asked(407, 'Digest realm="p", nonce="n", qop="auth"');
  const tunnel = { ...asked(200), redirectedFrom: refused };
  const view = viewOf({ ...fixtures.article(), tunnel }, note('response.status'));
  assert.deepEqual(
    view.hops.map(({ outcome, inside }) => [outcome.slice(0, 3), inside === true]),
    [
      ['407', true],
      ['200', true],
      ['200', false],
    ],
  );
  assert.ok(titles(lineOf(view.hops[0]?.response?.lines ?? [], 'response.header:Proxy-Authenticate#0')).length > 0);
  assert.deepEqual(titles(lineOf(view.hops[2]?.response?.lines ?? [], 'response.status')), ['about response.status']);
});

test('a challenge that was answered is no redirect', () => {
  const chips = (exchange: Exchange): readonly string[] =>
    viewOf(exchange).chips.flatMap(({ text }) => (/redirect|challenge/.test(text) ? [text] : []));
  assert.deepEqual(chips({ ...fixtures.article(), redirectedFrom: asked(401) }), ['1 challenge']);
  assert.deepEqual(chips({ ...fixtures.redirected(), redirectedFrom: { ...fixtures.redirected(), redirectedFrom: asked(407) } }), [
    '1 redirect',
    '1 challenge',
  ]);
});

test('a note that fits nowhere is not lost', () => {
  assert.deepEqual(
    viewOf(fixtures.article(), note('somewhere.else')).elsewhere.map((one) => plain(one.title)),
    ['about somewhere.else'],
  );
});

test('what is heavy comes first, definitions last', () => {
  const [hop] = viewOf(
    fixtures.article(),
    note('response.header:Age', { definition: true }),
    note('response.header:Age', { level: 'good' }),
    note('response.header:Age', { level: 'error' }),
    note('response.header:Age'),
  ).hops;
  assert.deepEqual(
    lineOf(hop?.response?.lines ?? [], 'response.header:Age#0')?.notes.map((one) => (one.definition ? 'definition' : one.level)),
    ['error', 'info', 'good', 'definition'],
  );
});

test('credentials are masked in their line and known for the notes', () => {
  const [hop] = viewOf().hops;
  const line = lineOf(hop?.request.lines ?? [], 'request.header:Authorization#0');
  assert.ok(line?.kind === 'field');
  assert.deepEqual(line.masked, [{ start: 7, end: line.value.length }]);
  assert.deepEqual(hop?.secrets, ['eyJhbGciOiJIUzI1NiJ9.secret', '9f8e7d6c5b']);
});

test('chips say protocol, security, sizes, time and connection', () => {
  assert.deepEqual(
    viewOf().chips.map((chip) => chip.text),
    ['HTTP/1.1', 'TLS 1.3 · verified', '157 B → 198 B gzip', '38 ms', 'connection 3, 2nd use'],
  );
});

test('a reused connection says why there was no name lookup, TCP and TLS', () => {
  assert.deepEqual(viewOf().hops[0]?.timeline.absent, [{ label: 'name lookup, TCP, TLS', why: 'connection 3 was open' }]);
});

test('phases follow one another without a gap', () => {
  const phases = viewOf(fixtures.redirected()).hops.at(-1)?.timeline.phases ?? [];
  assert.deepEqual(
    phases.map(({ kind, start, end }) => [kind, start, end]),
    [
      ['dns', 0, 4],
      ['tcp', 4, 7],
      ['send', 7, 7.4],
      ['wait', 7.4, 21],
      ['receive', 21, 22],
    ],
  );
});

test('what the server says of its time is read', () => {
  assert.deepEqual(viewOf().hops[0]?.timeline.server, [
    { name: 'db', description: 'article by id', duration: 24 },
    { name: 'tpl', description: '', duration: 3 },
  ]);
});

test('a failure stands in the place of the response, with a next step', () => {
  const [hop] = viewOf(fixtures.refused(), note('error', { level: 'error', title: say`nothing listens there` })).hops;
  assert.equal(hop?.response, undefined);
  assert.equal(plain(hop?.failure?.title ?? []), 'nothing listens there');
  assert.deepEqual(hop?.failure?.attempts, ['[::1]:8080: ECONNREFUSED', '127.0.0.1:8080: ECONNREFUSED']);
  assert.deepEqual(
    hop?.failure?.steps.map((step) => step.label),
    ['Send again', 'Start the playground', 'Go to the request'],
  );
});

test('an event stream becomes rows, and what was not dispatched says why', () => {
  const rows = viewOf(fixtures.eventStream()).hops[0]?.events ?? [];
  assert.deepEqual(
    rows.map(({ event, data, id, retry, withheld }) => [event, data, id, retry, withheld?.split(':')[0]]),
    [
      ['', '', undefined, 3000, 'sets the time before a reconnection'],
      ['message', '{"tick":1}', '1', undefined, undefined],
      ['', '', undefined, undefined, 'a comment, keeps the connection open'],
      ['news', 'first line\nsecond line', '2', undefined, undefined],
      ['message', '{"tick":3}', undefined, undefined, 'not dispatched'],
    ],
  );
});
