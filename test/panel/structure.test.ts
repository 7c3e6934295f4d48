import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange, HttpResponse } from '../../src/core/http/exchange.ts';
import { structureOf } from '../../src/extension/panel/structure.ts';
import * as http2 from '../ui/http2-fixtures.ts';
import * as fixtures from '../ui/panel-fixtures.ts';

/** A response whose octets are given, framed as told. */
function answered(wire: string, response: Partial<HttpResponse> = {}): Exchange {
  const made = fixtures.exchange({ url: 'http://127.0.0.1/', fields: [['Host', '127.0.0.1']] }, { fields: [] });
  const bytes = new TextEncoder().encode(wire);
  const outcome =
    made.outcome.kind === 'response' ? { ...made.outcome, response: { ...made.outcome.response, ...response } } : made.outcome;
  return {
    ...made,
    outcome,
    wire: {
      ...made.wire,
      records: [...made.wire.records.filter((one) => one.direction === 'out'), { direction: 'in', at: 1, bytes }],
      receivedLength: bytes.length,
    },
  };
}

const regions = (exchange: Exchange, direction: 'in' | 'out' = 'in') =>
  structureOf(exchange, direction).regions.map(({ kind, label, line }) => [kind, label, line]);

test('a request is its line, its fields and the empty line', () => {
  assert.deepEqual(regions(answered(''), 'out'), [
    ['line', 'GET / HTTP/1.1', 'request.line'],
    ['field', 'Host: 127.0.0.1', 'request.header:Host#0'],
    ['break', 'empty line', undefined],
  ]);
});

test('regions cover every octet without a gap', () => {
  const { total, regions: all } = structureOf(fixtures.article(), 'in');
  assert.equal(all[0]?.start, 0);
  assert.equal(all.at(-1)?.end, total);
  assert.deepEqual(
    all.slice(1).map((region) => region.start),
    all.slice(0, -1).map((region) => region.end),
  );
});

test('chunks, trailer and what comes after the message are told apart', () => {
  const wire = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\nmore';
  assert.deepEqual(regions(answered(wire, { framing: 'chunked' })), [
    ['line', 'HTTP/1.1 200 OK', 'response.status'],
    ['field', 'Transfer-Encoding: chunked', 'response.header:Transfer-Encoding#0'],
    ['break', 'empty line', undefined],
    ['chunk', 'chunk 1: size 3 = 3', undefined],
    ['content', 'chunk 1: data', 'response.body'],
    ['break', 'CRLF after the data', undefined],
    ['chunk', 'chunk 2: size 0 = 0', undefined],
    ['trailer', 'X-Sum: 1', 'response.trailer:X-Sum#0'],
    ['break', 'empty line', undefined],
    ['surplus', 'octets after the message', undefined],
  ]);
});

test('a 1xx response has a head of its own', () => {
  const wire = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n';
  assert.deepEqual(
    regions(answered(wire, { framing: 'none' })).map(([, label]) => label),
    ['HTTP/1.1 103 Early Hints', 'Link: </a>', 'empty line', 'HTTP/1.1 204 No Content', 'empty line'],
  );
});

test('octets beyond the length are surplus', () => {
  assert.deepEqual(
    regions(answered('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabcd', { framing: 'length', framedLength: 2 })).slice(-2),
    [
      ['content', 'content', 'response.body'],
      ['surplus', 'octets after the message', undefined],
    ],
  );
});

test('a capture that was cut says so', () => {
  const cut = { ...fixtures.article(), wire: { ...fixtures.article().wire, truncated: true, receivedLength: 9999 } };
  assert.match(structureOf(cut, 'in').remark ?? '', /the capture holds \d+ of 9999 octets/);
});

/** The octets that are hidden, as text. */
function veiled(exchange: Exchange, direction: 'in' | 'out'): readonly string[] {
  const octets = Buffer.concat(exchange.wire.records.filter((one) => one.direction === direction).map(({ bytes }) => bytes));
  return structureOf(exchange, direction).secrets.map(({ start, end }) => octets.toString('latin1', start, end));
}

test('the octets of secrets are known by their place', () => {
  const wire = 'HTTP/1.1 200 OK\r\nSet-Cookie:  sid=9f8e; Path=/\r\nX-Api-Key: k1\r\nContent-Length: 8\r\n\r\nsid=9f8e';
  assert.deepEqual(veiled(answered(wire), 'in'), ['9f8e', 'k1']);
  const asked = fixtures.exchange(
    { url: 'http://127.0.0.1/a?token=t0&b=1', fields: [['Authorization', 'Bearer abc.def']] },
    { fields: [] },
  );
  assert.deepEqual(veiled(asked, 'out'), ['t0', 'abc.def']);
  assert.deepEqual(veiled(answered('HTTP/1.1 200 OK\r\n\r\n'), 'out'), []);
  assert.deepEqual(veiled(http2.article(), 'out'), ['\x1f\x08\x15Bearer eyJhbGciOiJIUz']);
  assert.deepEqual(veiled(http2.article(), 'in'), []);
});
