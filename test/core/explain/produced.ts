// Exchanges that produce a note, each beside one that differs in a single point and does not.
import { gzipSync } from 'node:zlib';
import { answer } from './told.ts';

type Headers = readonly (readonly [string, string])[];

const PACKED = gzipSync('a'.repeat(400));
const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');
const control = (value: string, more: Headers = []): object => answer([['Cache-Control', value], ...more]);
const asked = (headers: Headers, response: object, got: Headers = []): object => answer(got, { request: { headers }, response });
const status = (code: number, got: Headers = [], request: object = {}, response: object = {}): object =>
  answer(got, { request, response: { status: code, ...response } });
const body = (headers: Headers, response: object): object => answer(headers, { response });
const gzip: Headers = [
  ['Content-Encoding', 'gzip'],
  ['Content-Type', 'text/plain'],
];
const hop = (url: string, code: number, got: Headers, sent: Headers = []): object => ({
  request: { method: 'GET', url, headers: sent },
  response: { status: code, headers: got },
});
const damaged = Uint8Array.from(PACKED, (octet, i) => (i === PACKED.length - 10 ? octet ^ 0xff : octet));
const chunked: Headers = [['Transfer-Encoding', 'chunked']];

export const CASES: readonly (readonly [id: string, produced: object, withheld: object])[] = [
  [
    'caching/authorization-shared',
    answer([['Cache-Control', 'public, max-age=60']], { request: { headers: [['Authorization', 'Bearer x']] } }),
    control('public, max-age=60'),
  ],
  [
    'caching/demand-ignored',
    asked([['Cache-Control', 'no-cache']], {}, [['Age', '20']]),
    asked([['Cache-Control', 'max-age=60']], {}, [['Age', '20']]),
  ],
  ['caching/immutable', control('max-age=60, immutable'), control('max-age=60')],
  ['caching/immutable-stale', control('immutable'), control('max-age=60, immutable')],
  ['caching/must-revalidate', control('max-age=60, must-revalidate'), control('max-age=60')],
  ['caching/must-understand', control('must-understand, no-store'), control('no-store')],
  [
    'caching/not-by-default',
    status(302, [['Location', '/x']]),
    status(302, [
      ['Location', '/x'],
      ['Cache-Control', 'max-age=60'],
    ]),
  ],
  ['caching/not-cached', asked([['Cache-Control', 'only-if-cached']], { status: 504 }), status(504)],
  ['caching/nothing-said', answer([]), control('max-age=60')],
  ['caching/stale-if-error', control('max-age=60, stale-if-error=60'), control('max-age=60, stale-if-error=x')],
  [
    'caching/stale-while-revalidate',
    control('max-age=60, stale-while-revalidate=30'),
    control('max-age=60, must-revalidate, stale-while-revalidate=30'),
  ],
  [
    'caching/stale-while-strict',
    control('max-age=60, must-revalidate, stale-while-revalidate=30'),
    control('max-age=60, stale-while-revalidate=30'),
  ],
  ['conditional/match-ignored', asked([['If-Match', '"1"']], {}, [['ETag', '"2"']]), asked([['If-Match', '"1"']], {}, [['ETag', '"1"']])],
  [
    'connection/closed-unannounced',
    body([['Content-Length', '0']], { version: 'HTTP/1.1', connectionClosed: true }),
    body(
      [
        ['Content-Length', '0'],
        ['Connection', 'close'],
      ],
      { version: 'HTTP/1.1', connectionClosed: true },
    ),
  ],
  [
    'connection/older',
    answer([], { request: { version: 'HTTP/1.1' }, response: { version: 'HTTP/1.0' } }),
    answer([], { request: { version: 'HTTP/1.1' }, response: { version: 'HTTP/1.1' } }),
  ],
  [
    'content/bom-contradicts',
    body([['Content-Type', 'text/plain; charset=iso-8859-1']], { bodyHex: 'efbbbf41' }),
    body([['Content-Type', 'text/plain; charset=utf-8']], { bodyHex: 'efbbbf41' }),
  ],
  ['content/coding-corrupt', body(gzip, { bodyHex: hex(damaged) }), body(gzip, { bodyHex: hex(PACKED) })],
  ['content/coding-grows', body(gzip, { bodyHex: hex(gzipSync('a')) }), body(gzip, { bodyHex: hex(PACKED) })],
  ['content/coding-surplus', body(gzip, { bodyHex: `${hex(PACKED)}ffff` }), body(gzip, { bodyHex: hex(PACKED) })],
  ['content/coding-limit', body(gzip, { bodyHex: hex(gzipSync(Buffer.alloc(3 << 20))) }), body(gzip, { bodyHex: hex(PACKED) })],
  [
    'content/json-bom',
    body([['Content-Type', 'application/json']], { bodyHex: 'efbbbf7b7d' }),
    body([['Content-Type', 'application/json']], { bodyHex: '7b7d' }),
  ],
  [
    'content/uncompressed',
    asked([['Accept-Encoding', 'gzip']], { body: 'a'.repeat(30_000) }, [['Content-Type', 'text/plain']]),
    asked([], { body: 'a'.repeat(30_000) }, [['Content-Type', 'text/plain']]),
  ],
  ['framing/chunk-extension', body(chunked, { rawBody: '2;a\r\nok\r\n0\r\n\r\n' }), body(chunked, { rawBody: '2\r\nok\r\n0\r\n\r\n' })],
  ['framing/chunk-overrun', body(chunked, { rawBody: '2\r\nhello\r\n0\r\n\r\n' }), body(chunked, { rawBody: '5\r\nhello\r\n0\r\n\r\n' })],
  ['framing/chunked-twice', body([['Transfer-Encoding', 'chunked, chunked']], {}), body(chunked, {})],
  ['framing/coding-without-content', status(204, chunked), status(200, chunked)],
  ['framing/disguised', asked([['Transfer-Encoding ', 'chunked']], {}), asked([['Transfer-Encoding', 'chunked']], {})],
  ['framing/head-cut', body([], { raw: 'HTTP/1.1 200 OK\r\nA: b\r\n' }), body([], { raw: 'HTTP/1.1 200 OK\r\nA: b\r\n\r\n' })],
  ['framing/not-chunked', body([['Transfer-Encoding', 'gzip']], {}), body([['Transfer-Encoding', 'gzip, chunked']], {})],
  [
    'framing/trailer',
    body(chunked, { trailers: [['X-Sum', '1']] }),
    body([...chunked, ['Trailer', 'X-Sum']], { trailers: [['X-Sum', '1']] }),
  ],
  [
    'framing/trailer-announced',
    body([...chunked, ['Trailer', 'X-Sum']], { trailers: [['X-Sum', '1']] }),
    body([...chunked, ['Trailer', 'X-Sum']], { trailers: [] }),
  ],
  [
    'framing/next-protocol',
    status(101, [['Upgrade', 'foo']], { headers: [['Upgrade', 'foo']] }, { extraBytes: 5 }),
    status(101, [['Upgrade', 'foo']], { headers: [['Upgrade', 'foo']] }),
  ],
  [
    'framing/endless',
    answer([], { response: { version: 'HTTP/1.1', complete: false, body: 'x' }, rest: { error: { code: 'UND_ERR_BODY_TIMEOUT' } } }),
    answer([], { response: { version: 'HTTP/1.1', complete: false, body: 'x' }, rest: { error: { code: 'ECONNRESET' } } }),
  ],
  ['framing/trailer-forbidden', body(chunked, { trailers: [['Content-Length', '1']] }), body(chunked, { trailers: [['X-Sum', '1']] })],
  ['method/unregistered', answer([], { request: { method: 'FOO' } }), answer([])],
  ['ranges/content-range-in-200', answer([['Content-Range', 'bytes 0-1/2']]), status(206, [['Content-Range', 'bytes 0-1/2']])],
  [
    'ranges/if-range-alone',
    asked([['If-Range', '"1"']], {}),
    asked(
      [
        ['If-Range', '"1"'],
        ['Range', 'bytes=0-'],
      ],
      {},
    ),
  ],
  [
    'ranges/no-validator',
    status(206, [['Content-Range', 'bytes 0-1/2']]),
    status(206, [
      ['Content-Range', 'bytes 0-1/2'],
      ['ETag', '"1"'],
    ]),
  ],
  [
    'ranges/outer-content-range',
    status(206, [
      ['Content-Type', 'multipart/byteranges; boundary=x'],
      ['Content-Range', 'bytes 0-1/2'],
    ]),
    status(206, [['Content-Type', 'multipart/byteranges; boundary=x']]),
  ],
  [
    'ranges/weak-if-range',
    asked(
      [
        ['If-Range', 'W/"1"'],
        ['Range', 'bytes=0-'],
      ],
      {},
    ),
    asked(
      [
        ['If-Range', '"1"'],
        ['Range', 'bytes=0-'],
      ],
      {},
    ),
  ],
  [
    'redirects/cookies-leaked',
    {
      chain: [
        hop('https://a.example/', 302, [['Location', 'https://b.test/']], [['Cookie', 'a=1']]),
        hop('https://b.test/', 200, [], [['Cookie', 'a=1']]),
      ],
    },
    { chain: [hop('https://a.example/', 302, [['Location', 'https://b.test/']], [['Cookie', 'a=1']]), hop('https://b.test/', 200, [])] },
  ],
  [
    'redirects/elsewhere',
    { chain: [hop('https://a.example/', 302, [['Location', '/b']]), hop('https://a.example/c', 200, [])] },
    { chain: [hop('https://a.example/', 302, [['Location', '/b']]), hop('https://a.example/b', 200, [])] },
  ],
  ['status/101/no-upgrade', status(101), status(101, [['Upgrade', 'x']])],
  ['status/101/not-asked', status(101, [['Upgrade', 'x']]), status(101, [['Upgrade', 'x']], { headers: [['Upgrade', 'x']] })],
  ['status/201/location', status(201, [['Location', '/7']], { method: 'POST' }), status(201, [], { method: 'POST' })],
  ['status/201/no-location', status(201, [], { method: 'POST' }), status(201, [], { method: 'PUT' })],
  ['status/204/content-length', status(204, [['Content-Length', '0']]), status(204)],
  ['status/205/content', status(205, [], {}, { body: 'x' }), status(205, [], {}, { body: '' })],
  [
    'status/304/method',
    status(304, [], { method: 'POST', headers: [['If-None-Match', '"1"']] }),
    status(304, [], { headers: [['If-None-Match', '"1"']] }),
  ],
  ['status/304/not-asked', status(304), status(304, [], { headers: [['If-None-Match', '"1"']] })],
  [
    'status/403/csrf',
    status(403, [], { method: 'POST', headers: [['Cookie', 'a=1']] }),
    status(403, [], {
      method: 'POST',
      headers: [
        ['Cookie', 'a=1'],
        ['X-CSRF-Token', 'x'],
      ],
    }),
  ],
  [
    'status/403/hotlink',
    status(403, [], { headers: [['Referer', 'https://other.example/']] }),
    status(403, [], { headers: [['Referer', 'https://api.example.com/']] }),
  ],
  ['status/403/user-agent', status(403), status(403, [], { headers: [['User-Agent', 'x']] })],
  ['status/405/allow', status(405, [['Allow', 'POST']]), status(405, [['Allow', 'GET']])],
  ['status/406/asked', status(406, [], { headers: [['Accept', 'a/b']] }), status(406)],
  ['status/407/no-challenge', status(407), status(407, [['Proxy-Authenticate', 'Basic realm="x"']])],
  ['status/415/accepted', status(415, [['Accept-Patch', 'application/json-patch+json']]), status(415)],
  ['status/426/protocol', status(426, [['Upgrade', 'HTTP/2.0']]), status(426, [['Upgrade', 'websocket']])],
  ['status/426/websocket', status(426, [['Upgrade', 'websocket']]), status(426, [['Upgrade', 'HTTP/2.0']])],
];
