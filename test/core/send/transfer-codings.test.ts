// Transfer codings below the chunks: they are taken off for showing and saving, and the octets of the wire stay.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { explain } from '../../../src/core/explain/explain.ts';
import { fromExchange } from '../../../src/core/explain/from-exchange.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { Field } from '../../../src/core/http/field.ts';
import { rawServer, type Scope } from '../../support/raw-server.ts';
import { request, responseOf, send, text, wireOf } from './sending.ts';

const WORDS = 'to be or not to be, '.repeat(20);

/** In two chunks. */
function chunked(octets: Buffer): Buffer {
  const half = octets.length >> 1;
  const chunk = (piece: Buffer): Buffer[] => [Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')];
  return Buffer.concat([...chunk(octets.subarray(0, half)), ...chunk(octets.subarray(half)), Buffer.from('0\r\n\r\n')]);
}

interface Given {
  readonly coding: string;
  readonly body: Buffer;
  readonly fields?: readonly Field[];
  /** The answer's own. */
  readonly more?: string;
}

async function answered(t: Scope, { coding, body, fields = [], more = '' }: Given): Promise<Exchange> {
  const head = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n${more}Transfer-Encoding: ${coding}\r\n\r\n`;
  const server = await rawServer(t, (socket) => socket.end(Buffer.concat([Buffer.from(head), body])));
  const exchange = await send(t, request(server.port, 'GET /', [['Host', 'test'], ...fields]));
  await server.close();
  return exchange;
}

const noted = (exchange: Exchange): readonly string[] =>
  explain(fromExchange(exchange, {})).annotations.flatMap(({ id, level }) => (/transfer-coding$/.test(id) ? [`${level} ${id}`] : []));

const zipped = gzipSync(WORDS);
const UNDONE: readonly (readonly [coding: string, body: Buffer])[] = [
  ['gzip, chunked', chunked(zipped)],
  ['X-GZIP , chunked', chunked(zipped)],
  ['deflate, chunked', chunked(deflateSync(WORDS))],
  ['deflate, chunked', chunked(deflateRawSync(WORDS))],
  ['br, chunked', chunked(brotliCompressSync(WORDS))],
  ['deflate, gzip, chunked', chunked(gzipSync(deflateSync(WORDS)))],
  ['gzip', zipped],
];
for (const [coding, body] of UNDONE)
  test(`taken off: ${coding}, ${body.length} octets`, async (t) => {
    const exchange = await answered(t, { coding, body });
    const response = responseOf(exchange);
    assert.equal(text(response.content), WORDS);
    assert.equal(response.contentLength, WORDS.length);
    assert.equal(response.framedLength, body.length);
    assert.ok(wireOf(exchange, 'in').endsWith(body.toString('latin1')));
    assert.deepEqual(noted(exchange), ['warning framing/odd/transfer-coding']);
  });

test('a content coding below it stays on, as with any other content', async (t) => {
  const body = chunked(gzipSync(zipped));
  const { content } = responseOf(await answered(t, { coding: 'gzip, chunked', body, more: 'Content-Encoding: gzip\r\n' }));
  assert.deepEqual(Buffer.from(content), zipped);
});

const TAKES: readonly (readonly [te: string, level: string])[] = [
  ['gzip', 'info'],
  ['trailers, GZIP;q=0.5', 'info'],
  ['gzip;q=0', 'warning'],
  ['deflate', 'warning'],
];
for (const [te, level] of TAKES)
  test(`with TE: ${te} it is of level ${level}`, async (t) => {
    const exchange = await answered(t, {
      coding: 'gzip, chunked',
      body: chunked(zipped),
      fields: [
        ['TE', te],
        ['Connection', 'TE'],
      ],
    });
    assert.deepEqual(noted(exchange), [`${level} framing/odd/transfer-coding`]);
  });

const KEPT: readonly (readonly [why: string, coding: string, body: Buffer, note: string])[] = [
  ['it is none', 'gzip, chunked', chunked(Buffer.from('plain words')), 'error framing/odd/bad-transfer-coding'],
  ['it is cut', 'gzip, chunked', chunked(zipped.subarray(0, -9)), 'error framing/odd/bad-transfer-coding'],
  ['nobody knows it', 'zork, chunked', chunked(zipped), 'warning framing/odd/unknown-transfer-coding'],
  ['one of several is unknown', 'gzip, zork, chunked', chunked(zipped), 'warning framing/odd/unknown-transfer-coding'],
  ['chunks stand below it', 'chunked, gzip', gzipSync(chunked(Buffer.from(WORDS))), 'warning framing/odd/unknown-transfer-coding'],
  [
    'it becomes longer than what is kept',
    'gzip, chunked',
    chunked(gzipSync(Buffer.alloc(9 << 20))),
    'error framing/odd/bad-transfer-coding',
  ],
];
for (const [why, coding, body, note] of KEPT)
  test(`left on, and named, because ${why}`, async (t) => {
    const exchange = await answered(t, { coding, body });
    const { content, contentLength, complete } = responseOf(exchange);
    assert.ok(complete);
    assert.equal(content.length, contentLength);
    assert.ok(text(content) !== WORDS);
    assert.deepEqual(noted(exchange), [note]);
  });

test('of a message that was cut what came is shown', async (t) => {
  const body = chunked(zipped).subarray(0, -12);
  const { outcome } = await answered(t, { coding: 'gzip, chunked', body });
  assert.ok(outcome.kind === 'failure' && outcome.partial !== undefined);
  assert.ok(outcome.partial.content.length > 0 && WORDS.startsWith(text(outcome.partial.content)));
});
