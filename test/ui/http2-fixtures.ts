// Exchanges over HTTP/2, through proxies, and with contents that are in a file: made by hand, to be looked at.
import type { Exchange, Failure } from '../../src/core/http/exchange.ts';
import type { H2Frame } from '../../src/core/http/http2.ts';
import { FrameReader } from '../../src/core/send/http2/frame-reader.ts';
import { block, frame } from '../core/send/http2/servers.ts';
import * as fixtures from './panel-fixtures.ts';

type Step = readonly [at: number, direction: 'in' | 'out', ...octets: Buffer[]];

/** The exchange with these octets on its wire instead of its own. */
function overHttp2(exchange: Exchange, steps: readonly Step[], began = { in: 0, out: 0 }): Exchange {
  const frames: H2Frame[] = [];
  const onFrame = (one: H2Frame): void => void frames.push(one);
  const readers = { in: new FrameReader({ direction: 'in', onFrame }), out: new FrameReader({ direction: 'out', onFrame }) };
  const records = steps.map(([at, direction, ...octets]) => ({ at, direction, bytes: Buffer.concat(octets) }));
  for (const { at, direction, bytes } of records) readers[direction].push(bytes, at);
  const length = (direction: 'in' | 'out'): number =>
    records.reduce((sum, one) => sum + (one.direction === direction ? one.bytes.length : 0), 0);
  return {
    ...exchange,
    request: { ...exchange.request, version: 'HTTP/2' },
    http2: { stream: 1, frames, omitted: 0, began },
    wire: { records, sentLength: length('out'), receivedLength: length('in'), truncated: false },
  };
}

const settings = (hex: string): Buffer => frame(4, 0, 0, Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const number = (...values: readonly number[]): Buffer =>
  Buffer.concat(values.map((value) => Buffer.from(value.toString(16).padStart(8, '0'), 'hex')));

const OPENING: readonly Step[] = [
  [3.1, 'out', Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), settings('0002 00000000 0004 00040000'), frame(8, 0, 0, number(458_753))],
  [
    3.4,
    'out',
    frame(
      1,
      5,
      1,
      Buffer.concat([
        Buffer.of(0x82, 0x87),
        block([':authority', 'localhost:8443'], [':path', '/articles/7'], ['accept', 'application/json'], ['user-agent', 'Postil/0.1']),
        Buffer.concat([Buffer.from('\x1f\x08', 'latin1'), Buffer.of(21), Buffer.from('Bearer eyJhbGciOiJIUz')]),
      ]),
    ),
  ],
  [8.2, 'in', settings('0003 00000064 2a2a 00000007'), frame(4, 1, 0)],
  [8.4, 'out', frame(4, 1, 0)],
];

const CONTENT = '{"id":7,"title":"Margins","tags":["http","notes"]}';

const request = {
  url: 'https://localhost:8443/articles/7',
  fields: [
    ['Host', 'localhost:8443'],
    ['Accept', 'application/json'],
    ['User-Agent', 'Postil/0.1'],
    ['Authorization', 'Bearer eyJhbGciOiJIUz'],
  ] as const,
  added: 1,
};

export function article(): Exchange {
  const fields = [
    ['content-type', 'application/json'],
    ['vary', 'accept'],
    ['cache-control', 'max-age=60'],
    ['vary', 'accept-encoding'],
    ['date', 'Fri, 20 Nov 2026 12:00:00 GMT'],
  ] as const;
  const made = fixtures.exchange(request, { fields, content: Buffer.from(CONTENT) });
  const answered =
    made.outcome.kind === 'response'
      ? {
          ...made,
          outcome: { ...made.outcome, response: { ...made.outcome.response, version: 'HTTP/2', reason: '', framing: 'http2' as const } },
        }
      : made;
  return overHttp2({ ...answered, connection: secured() }, [
    ...OPENING,
    [31.6, 'in', frame(1, 4, 1, Buffer.concat([Buffer.of(0x88), block(...fields)])), frame(0, 0, 1, CONTENT.slice(0, 30))],
    [31.9, 'in', frame(6, 0, 0, '\x00\x00\x00\x00\x00\x00\x00\x07'), frame(0, 1, 1, CONTENT.slice(30))],
    [32.1, 'out', frame(6, 1, 0, '\x00\x00\x00\x00\x00\x00\x00\x07')],
  ]);
}

/** The server allows 0 octets more, which is none. */
export function strange(): Exchange {
  const made = article();
  return overHttp2(made, [...OPENING, [31, 'in', frame(1, 5, 1, Buffer.of(0x89)), frame(8, 0, 1, number(0))]]);
}

/** The server ends the connection before it answers. */
export function refused(): Exchange {
  const failure: Failure = {
    kind: 'protocol',
    code: 'ERR_HTTP2_GOAWAY_SESSION',
    message: 'The server ended the connection and did not take the request: ENHANCE_YOUR_CALM (too many requests from you)',
    phase: 'wait',
  };
  const made = fixtures.exchange(request, { fields: [] });
  return overHttp2({ ...made, outcome: { kind: 'failure', failure, partial: undefined }, connection: secured() }, [
    ...OPENING,
    [20.2, 'in', frame(7, 0, 0, Buffer.concat([number(0, 11), Buffer.from('too many requests from you')]))],
  ]);
}

function secured(): NonNullable<Exchange['connection']> {
  const { connection } = fixtures.article();
  if (connection === undefined) throw new Error('the article has a connection');
  return { ...connection, alpn: 'h2', reused: false, use: 1 };
}

const PROXY = 'http://proxy.example:3128';

function asked(status: number, reason: string, content = ''): Exchange {
  const made = fixtures.exchange(
    { url: `${PROXY}/`, method: 'CONNECT', fields: [['Host', 'localhost:8443']] },
    { status, reason, fields: content === '' ? [] : [['Content-Type', 'text/html']], content: Buffer.from(content) },
  );
  return { ...made, request: { ...made.request, target: 'localhost:8443' }, connection: undefined };
}

/** Through a proxy's tunnel. */
export function tunnelled(): Exchange {
  const made = fixtures.article();
  return {
    ...made,
    tunnel: asked(200, 'Connection established'),
    ...(made.connection && { connection: { ...made.connection, proxy: PROXY } }),
  };
}

/** The proxy says no, and why. */
export function tunnelRefused(): Exchange {
  const made = fixtures.article();
  const failure: Failure = {
    kind: 'proxy',
    code: 'ERR_PROXY_TUNNEL',
    message: `The proxy ${PROXY} refused the tunnel: 403 Forbidden`,
    phase: 'proxy',
  };
  const wire = { records: [], sentLength: 0, receivedLength: 0, truncated: false };
  return {
    ...made,
    wire,
    outcome: { kind: 'failure', failure, partial: undefined },
    tunnel: asked(403, 'Forbidden', '<h1>Not this host</h1>\n<p>Ask the network team.</p>\n'),
    ...(made.connection && { connection: { ...made.connection, tls: undefined, alpn: undefined, proxy: PROXY } }),
  };
}

/** Plain http to a proxy that takes absolute URLs. */
export function proxied(): Exchange {
  const made = fixtures.exchange(
    { url: 'http://example.test/a', fields: [['Host', 'example.test']] },
    { fields: [['Content-Type', 'text/plain']], content: Buffer.from('hello\n') },
  );
  const { connection, request: sent } = made;
  return { ...made, request: { ...sent, target: sent.url }, ...(connection && { connection: { ...connection, proxy: PROXY } }) };
}

/** Of 1.2 GB the beginning is in memory, the whole in a file. */
export function inFile(): Exchange {
  const made = fixtures.large();
  if (made.outcome.kind !== 'response') return made;
  const { response } = made.outcome;
  const fields = response.fields.filter(([name]) => name !== 'Content-Length');
  const contentFile = '/home/ann/.config/Code/User/globalStorage/postil.postil/responses/4711/content-Xk2bQ9';
  return {
    ...made,
    outcome: {
      kind: 'response',
      response: { ...response, fields, contentLength: 1_204_000_000, framedLength: 1_204_000_000, contentFile },
    },
  };
}
