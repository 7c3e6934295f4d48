import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import net from 'node:net';
import { test } from 'node:test';
import * as zlib from 'node:zlib';
import { exchange, head, playground } from '../client.ts';

const { at, get } = playground();

test('/cache is fresh for a minute, and 304 to each kind of condition that holds', async () => {
  const first = await get('/cache');
  assert.equal(first.field('Cache-Control'), 'public, max-age=60');
  const [etag = '', modified = ''] = [first.field('ETag'), first.field('Last-Modified')];
  const cases: readonly (readonly [readonly string[], number])[] = [
    [['If-None-Match', etag], 304],
    [['If-None-Match', `W/${etag}`], 304],
    [['If-None-Match', `"a", ${etag}`], 304],
    [['If-None-Match', '*'], 304],
    [['If-None-Match', '"a"'], 200],
    [['If-Modified-Since', modified], 304],
    [['If-Modified-Since', 'Thu, 01 Jan 1998 00:00:00 GMT'], 200],
    [['If-Modified-Since', 'nonsense'], 200],
    [['If-None-Match', '"a"', 'If-Modified-Since', modified], 200],
  ];
  for (const [fields, status] of cases) {
    const got = await get('/cache', { fields });
    assert.equal(got.status, status, fields.join(' '));
    assert.equal(got.field('ETag'), etag);
    if (status === 304)
      assert.deepEqual([got.content.length, got.field('Content-Length'), got.field('Content-Type')], [0, undefined, undefined]);
  }
  assert.equal((await get('/cache?max-age=5')).field('Cache-Control'), 'public, max-age=5');
});

test('/cache/vary picks a language and says by what', async () => {
  const { text, field } = await get('/cache/vary', { fields: ['Accept-Language', 'xx, de-AT;q=0.8, fr;q=0.5'] });
  assert.deepEqual([text, field('Content-Language'), field('Vary')], ['Guten Morgen\n', 'de', 'Accept-Language']);
});

const RANGES: readonly (readonly [range: string, status: number, place: string | undefined, text?: string])[] = [
  ['bytes=0-9', 206, 'bytes 0-9/1000', '000000000\n'],
  ['bytes=990-', 206, 'bytes 990-999/1000', '000000990\n'],
  ['bytes=-5', 206, 'bytes 995-999/1000', '0990\n'],
  ['bytes=990-5000', 206, 'bytes 990-999/1000', '000000990\n'],
  ['bytes=0-0,5000-', 206, 'bytes 0-0/1000', '0'],
  ['bytes=5000-', 416, 'bytes */1000'],
  ['bytes=-0', 416, 'bytes */1000'],
  ['bytes=9-1', 416, 'bytes */1000'],
  ['lines=1-2', 200, undefined],
  ['bytes=a-b', 200, undefined],
  ['bytes=-', 200, undefined],
];

for (const [range, status, place, text] of RANGES) {
  test(`/range with ${range} is ${status}`, async () => {
    const got = await get('/range', { fields: ['Range', range] });
    assert.deepEqual([got.status, got.field('Content-Range')], [status, place]);
    if (text !== undefined) assert.equal(got.text, text);
  });
}

test('/range with several ranges is multipart/byteranges', async () => {
  const { status, text, field } = await get('/range', { fields: ['Range', 'bytes=0-3, 10-13'] });
  const boundary = /^multipart\/byteranges; boundary=(.+)$/.exec(field('Content-Type') ?? '')?.[1] ?? '';
  const part = (place: string): string =>
    `--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: ${place}\r\n\r\n0000\r\n`;
  assert.equal(status, 206);
  assert.equal(text, `${part('bytes 0-3/1000')}${part('bytes 10-13/1000')}--${boundary}--\r\n`);
});

test('/range takes If-Range only with the current strong tag', async () => {
  const status = async (tag: string): Promise<number> => (await get('/range', { fields: ['Range', 'bytes=0-1', 'If-Range', tag] })).status;
  assert.deepEqual([await status('"thousand"'), await status('W/"thousand"'), await status('"old"')], [206, 200, 200]);
});

const DECODERS: Readonly<Record<string, (octets: Buffer) => Buffer>> = {
  gzip: (octets) => zlib.gunzipSync(octets),
  deflate: (octets) => zlib.inflateSync(octets),
  br: (octets) => zlib.brotliDecompressSync(octets),
  zstd: (octets) => zlib.zstdDecompressSync(octets),
};

for (const [coding, decode] of Object.entries(DECODERS)) {
  test(`/encoding/${coding} decodes to the JSON`, async () => {
    const { content, field } = await get(`/encoding/${coding}`);
    assert.deepEqual([field('Content-Encoding'), field('Vary')], [coding, 'Accept-Encoding']);
    assert.equal((JSON.parse(decode(content).toString()) as unknown[]).length, 60);
  });
}

test('/encoding keeps to Accept-Encoding', async () => {
  const coding = async (target: string, accept: string): Promise<string | undefined> =>
    (await get(target, { fields: ['Accept-Encoding', accept] })).field('Content-Encoding');
  assert.equal(await coding('/encoding', 'gzip, br;q=0.5'), 'gzip');
  assert.equal(await coding('/encoding', 'identity'), undefined);
  assert.equal(await coding('/encoding', '*'), 'zstd');
  assert.equal(await coding('/encoding/br', 'gzip'), undefined);
  assert.equal(await coding('/encoding/br', 'br;q=0'), undefined);
  assert.equal((await get('/encoding/rot13')).status, 404);
});

test('/drip comes in chunks', async () => {
  const { text } = await exchange(at().port, head('/drip?chunks=2&every=1', 'Connection: close'));
  assert.match(text, /\r\n\r\nc\r\ndrop 1 of 2\n\r\nc\r\ndrop 2 of 2\n\r\n0\r\n\r\n$/);
});

test('/early-hints sends a 103 ahead', async () => {
  const { informational, status } = await get('/early-hints');
  assert.deepEqual([informational, status], [[103], 200]);
});

test('/trailers has a digest of the content after it', async () => {
  const { trailers, content, field } = await get('/trailers');
  assert.equal(field('Trailer'), 'Content-Digest, Server-Timing');
  assert.deepEqual(trailers, [
    ['Content-Digest', `sha-256=:${createHash('sha256').update(content).digest('base64')}:`],
    ['Server-Timing', 'write;dur=0.4'],
  ]);
});

test('/sse has ids, a retry, several lines of data, and a name for the last event', async () => {
  const { text, field } = await get('/sse?events=3&every=1');
  assert.equal(field('Content-Type'), 'text/event-stream');
  assert.equal(
    text,
    [
      ': a comment keeps the connection alive\nretry: 3000',
      'id: 1\ndata: {"tick": 1}',
      'id: 2\ndata: {"tick": 2}',
      'event: done\nid: 3\ndata: {"tick": 3,\ndata:  "lines": 2}',
      '',
    ].join('\n\n'),
  );
});

test('/sse resumes after Last-Event-ID, and ends the reconnecting with 204', async () => {
  const resumed = await get('/sse?events=3&every=1', { fields: ['Last-Event-ID', '2'] });
  assert.match(resumed.text, /retry: 3000\n\nevent: done\nid: 3/);
  assert.equal((await get('/sse?events=3', { fields: ['Last-Event-ID', '3'] })).status, 204);
});

test('/long-poll and /slow answer after the time asked for', async () => {
  assert.deepEqual((await get('/long-poll?ms=1')).json(), { news: 'Something has happened.' });
  assert.equal((await get('/slow?ms=1', { method: 'POST', body: 'x' })).text, 'Here after 1 ms.\n');
});

test('/image is a PNG with pixels, /xml and /html are what they say', async () => {
  const { content } = await get('/image');
  assert.equal(content.subarray(0, 8).toString('hex'), '89504e470d0a1a0a');
  assert.equal(content.readUInt32BE(16), 64);
  assert.equal(zlib.inflateSync(content.subarray(41, 41 + content.readUInt32BE(33))).length, 64 * (64 * 3 + 1));
  assert.match((await get('/html')).text, /^<!doctype html>/);
  assert.equal((await get('/xml')).field('Content-Type'), 'application/xml');
});

test('/large has as many octets as asked for', async () => {
  const { content, field } = await get('/large?bytes=200001');
  assert.deepEqual([content.length, field('Content-Length')], [200_001, '200001']);
  assert.equal((await get('/large?bytes=0')).content.length, 0);
  assert.equal((await get('/large?bytes=5', { method: 'HEAD' })).field('Content-Length'), '5');
});

const BAD: readonly (readonly [name: string, answer: RegExp])[] = [
  ['surplus', /Content-Length: 5\r\n\r\nhello, and then some$/],
  ['short', /Content-Length: 20\r\n\r\nhello$/],
  ['two-lengths', /Content-Length: 5\r\nContent-Length: 11\r\n/],
  ['length-and-chunked', /Content-Length: 5\r\nTransfer-Encoding: chunked\r\n/],
  ['chunk-size', /\r\nfive\r\n/],
  ['chunk-end', /5\r\nhello\r\n$/],
  ['truncated-gzip', /Content-Encoding: gzip\r\nContent-Length: \d+\r\n\r\n\x1f\x8b/],
  ['not-gzip', /Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello$/],
  ['no-status-line', /^hello, this is not HTTP\r\n$/],
  ['bare-lf', /^[^\r]*$/],
  ['no-colon', /\r\nThis line has none\r\n/],
  ['space-before-colon', /\r\nContent-Length : 5\r\n/],
  ['folded', /\r\nX-Long: one\r\n {2}two\r\n/],
  ['304-with-body', /^HTTP\/1\.1 304 [\s\S]*\r\n\r\nhello$/],
  ['wrong-version', /^HTTP\/7\.3 200 OK/],
  ['empty', /^$/],
];

for (const [name, answer] of BAD) {
  test(`/bad/${name} is as bad as it says`, async () => {
    const { text, end } = await exchange(at().port, head(`/bad/${name}`));
    assert.match(text, answer);
    assert.equal(end, 'closed');
  });
}

test('/bad/reset resets in the middle of the content', async () => {
  const { text, end } = await exchange(at().port, head('/bad/reset'));
  assert.match(text, /The rest of this text$/);
  assert.equal(end, 'ECONNRESET');
});

test('/bad/endless-headers does not end by itself', async () => {
  const { text } = await exchange(at().port, head('/bad/endless-headers'), 50_000);
  assert.ok(text.length > 50_000);
  assert.doesNotMatch(text, /\r\n\r\n/);
});

test('/bad/silence says nothing, even after the next request was answered', async () => {
  const socket = net.connect({ host: '127.0.0.1', port: at().port });
  let heard = '';
  socket.on('data', (octets) => {
    heard += octets.toString();
  });
  socket.write(head('/bad/silence'));
  assert.equal((await get('/text')).status, 200);
  socket.destroy();
  assert.equal(heard, '');
});

test('/bad lists all of them, and knows no other', async () => {
  const { text } = await get('/bad');
  for (const [name] of BAD) assert.ok(text.includes(`/bad/${name}:`), name);
  assert.equal((await get('/bad/good')).status, 404);
});
