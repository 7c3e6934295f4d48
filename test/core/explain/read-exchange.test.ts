// Exchanges of every kind are explained from their JSON as they are themselves; those of test/core/send are compared where they are sent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { explain } from '../../../src/core/explain/explain.ts';
import { fromExchange, momentOf } from '../../../src/core/explain/from-exchange.ts';
import { fromExchangeJson } from '../../../src/core/explain/from-exchange-json.ts';
import { fromHar } from '../../../src/core/explain/from-har.ts';
import { wholeExchange } from '../../../src/core/explain/read-exchange.ts';
import type { Subject } from '../../../src/core/explain/subject.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { exchangeJson } from '../../../src/core/report/exchange-json.ts';
import { har } from '../../../src/core/report/har.ts';
import { assertAlike } from '../../support/alike.ts';
import { exchange, request, response } from '../../support/exchanges.ts';

const wire = (sent: string | Uint8Array, received: string | Uint8Array, truncated = false): Exchange['wire'] => {
  const [out, back] = [Buffer.from(sent), Buffer.from(received)];
  return {
    records: [
      { direction: 'out', at: 0, bytes: out },
      { direction: 'in', at: 3, bytes: back.subarray(0, 4) },
      { direction: 'in', at: 4, bytes: back.subarray(4) },
    ],
    sentLength: out.length,
    receivedLength: back.length + (truncated ? 1000 : 0),
    truncated,
  };
};
const { connection } = exchange();
const coded = gzipSync('{"id":7}');
const CODED = response({
  content: coded,
  fields: [
    ['Content-Encoding', 'gzip'],
    ['Content-Type', 'application/json'],
  ],
});
const post = request({ method: 'POST', content: [{ kind: 'bytes', bytes: Buffer.from('{"a":1}') }] });
const TLS: NonNullable<Exchange['connection']>['tls'] = {
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  authorized: false,
  authorizationError: 'CERT_HAS_EXPIRED',
  servername: 'a.test',
  chain: ['a.test', 'ca'].map((name) => ({
    ...{ subject: `CN=${name}`, issuer: 'CN=ca', validFrom: '2025-01-01T00:00:00.000Z', validTo: '2026-01-01T00:00:00.000Z' },
    ...{ altNames: [`DNS:${name}`], fingerprint256: 'AA:BB' },
  })),
};
assert.ok(connection);

const KINDS: readonly (readonly [name: string, exchange: Exchange])[] = [
  ['an answer', exchange({ wire: wire('GET', 'HTTP/1.1 200 OK\r\n\r\n{"id":7,"title":"Margins"}') })],
  ['a coded one on the wire', exchange({ wire: wire('GET', coded), outcome: { kind: 'response', response: CODED } })],
  ['a coded one of which not all was kept', exchange({ wire: wire('GET', 'HTTP', true), outcome: { kind: 'response', response: CODED } })],
  [
    'a coded one in chunks',
    exchange({ wire: wire('GET', 'x'), outcome: { kind: 'response', response: { ...CODED, framing: 'chunked' } } }),
  ],
  [
    'a coded one that is none, in chunks',
    exchange({
      wire: wire('GET', 'x'),
      outcome: { kind: 'response', response: { ...CODED, content: Buffer.from('plain'), contentLength: 5, framing: 'chunked' } },
    }),
  ],
  [
    'text in Latin-1',
    exchange({
      wire: wire('GET', 'HTTP', true),
      outcome: {
        kind: 'response',
        response: response({ content: Buffer.from('gr\xfcn', 'latin1'), fields: [['Content-Type', 'text/plain; charset=iso-8859-1']] }),
      },
    }),
  ],
  ['content that was sent', exchange({ request: post, wire: wire('POST /\r\n\r\n{"a":1}', '{"id":7,"title":"Margins"}') })],
  ['content that was sent in chunks', exchange({ request: post, wire: wire('7\r\n{"a":1}\r\n0\r\n\r\n', '{"id":7,"title":"Margins"}') })],
  [
    'content out of a file',
    exchange({
      request: request({ content: [{ kind: 'file', path: '/tmp/x', size: 7 }] }),
      wire: wire('{"a":1}', '{"id":7,"title":"Margins"}'),
    }),
  ],
  [
    'a certificate',
    exchange({ connection: { ...connection, tls: TLS, alpn: 'http/1.1', closedBy: 'server', proxy: 'http://127.0.0.1:3128' } }),
  ],
  [
    'no connection, with what was tried',
    exchange({
      connection: undefined,
      wire: wire('', ''),
      outcome: {
        kind: 'failure',
        partial: undefined,
        failure: {
          ...{ kind: 'connect', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED ::1:8080', phase: 'connect' },
          causes: [
            { kind: 'connect', code: 'ECONNREFUSED', message: 'connect', phase: 'connect', address: '::1', port: 8080, syscall: 'connect' },
          ],
        },
      },
    }),
  ],
  [
    'half of an answer',
    exchange({
      wire: wire('GET', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'),
      outcome: {
        kind: 'failure',
        partial: response({ content: 'half', fields: [['Content-Length', '9']], complete: false }),
        failure: { kind: 'reset', code: 'ECONNRESET', message: 'read ECONNRESET', phase: 'content' },
      },
    }),
  ],
  [
    'an answer that came early',
    exchange({
      request: post,
      outcome: {
        kind: 'response',
        response: response({ status: 413, reason: 'Too Large', oddities: [{ code: 'early-answer', start: 0, end: 0, detail: '3' }] }),
      },
    }),
  ],
  [
    'interim answers',
    exchange({ informational: [{ version: 'HTTP/1.0', status: 103, reason: 'Early Hints', fields: [['Link', '</a>; rel=preload']] }] }),
  ],
  [
    'a redirect',
    exchange({
      redirectedFrom: exchange({
        request: request({ url: 'http://127.0.0.1:8080/old', target: '/old' }),
        outcome: {
          kind: 'response',
          response: response({
            status: 302,
            fields: [
              ['Location', '/articles/7'],
              ['Set-Cookie', 'a=1'],
            ],
          }),
        },
      }),
    }),
  ],
  [
    'HTTP/2',
    exchange({
      request: request({ version: 'HTTP/2' }),
      outcome: {
        kind: 'response',
        response: { ...CODED, version: 'HTTP/2', framing: 'http2', fields: CODED.fields },
      },
    }),
  ],
  [
    'times of less than a microsecond',
    exchange({
      connection: { ...connection, reused: false, use: 1 },
      timings: { dns: 0.0004, connected: 1.23456, secured: undefined, sent: 1.9996, firstByte: 2.4499999, done: 2.44999999 },
    }),
  ],
];

for (const [name, given] of KINDS) test(`explained from its JSON as itself: ${name}`, () => assertAlike(given));

/** What a HAR, which has no octets and nothing of TLS, proxies, interim answers and oddities, says less than the exchange: ids that are lost. */
const LESS: Readonly<Record<string, readonly string[]>> = {
  'a coded one on the wire': ['content/coding-grows', 'content/json'],
  'a coded one of which not all was kept': ['content/coding-grows', 'content/json'],
  'a coded one in chunks': ['content/coding-grows', 'content/json'],
  'a coded one that is none, in chunks': ['content/mislabelled'],
  'a certificate': ['connection/closed-unannounced', 'connection/proxy-plain', 'connection/tls', 'connection/tls-unverified'],
  'an answer that came early': ['framing/early-answer-reset'],
  'interim answers': ['status/103'],
  'HTTP/2': ['content/coding-grows', 'content/json'],
};

for (const [name, given] of KINDS)
  test(`a HAR of it is explained alike, but for ${LESS[name]?.join(' and ') ?? 'nothing'}: ${name}`, () => {
    const read = fromHar(JSON.parse(JSON.stringify(har([{ kind: 'http', exchange: given }], '1'))));
    assert.ok(read.ok);
    const ids = (subject: Subject): readonly string[] => explain(subject).annotations.map(({ level, id }) => `${level} ${id}`);
    const [own, theirs] = [ids(fromExchange(given, { now: momentOf(given) })), ids(read.value.at(-1) ?? { context: {} })];
    const lost = own.filter((id) => !theirs.includes(id)).map((id) => id.split(' ')[1] ?? '');
    assert.deepEqual([...new Set(lost)].sort(), LESS[name] ?? []);
    assert.deepEqual(
      theirs.filter((id) => !own.includes(id)),
      [],
    );
  });

test('who cut a body is the error, and what is missing only follows', () => {
  const half = KINDS.find(([name]) => name === 'half of an answer')?.[1] ?? exchange();
  const { annotations } = explain(fromExchange(half, { now: momentOf(half) }));
  assert.deepEqual(
    annotations.flatMap(({ id, level }) => (level === 'error' || id.startsWith('framing/') ? [`${level} ${id}`] : [])),
    ['info framing/short', 'error failure/econnreset'],
  );
});

const json = (given: Exchange): Record<string, unknown> =>
  JSON.parse(JSON.stringify(exchangeJson(given, explain({ context: {} }), { line: 1 })));

test('what was sent twice over is written once', () => {
  const named = (name: string): string => JSON.stringify(json(KINDS.find((kind) => kind[0] === name)?.[1] ?? exchange()));
  const [plain, chunked] = [named('content that was sent'), named('content that was sent in chunks')];
  assert.doesNotMatch(plain ?? '', /"bodyBase64"|"contentBase64"/);
  assert.match(chunked ?? '', /"bodyBase64":"eyJhIjoxfQ=="/);
});

test('without one of its parts it is no whole exchange, and its facts are read one by one', () => {
  const whole = json(exchange());
  assert.ok(wholeExchange(whole));
  for (const part of ['request', 'response', 'wire', 'timings', 'informational', 'startedAt']) {
    const { [part]: _, ...rest } = whole;
    assert.equal(wholeExchange(rest), undefined, part);
    assert.ok(fromExchangeJson(rest).context);
  }
  assert.equal(wholeExchange({ ...whole, connection: { id: 1 } }), undefined);
  assert.equal(wholeExchange({ ...whole, redirects: [{}] }), undefined);
});

test('content of more than a mebibyte that the log does not hold is not written again, and nothing is said of its octets', () => {
  const long = response({
    content: gzipSync(Buffer.from(Array.from({ length: 1_400_000 }, (_, i) => ((i * i * 31) % 251) ^ (i >> 7))), { level: 0 }),
    fields: [['Content-Encoding', 'gzip']],
  });
  const given = exchange({ wire: wire('GET', 'HTTP', true), outcome: { kind: 'response', response: long } });
  assert.equal(fromExchangeJson(json(given)).response?.content, undefined);
});
