// Ordinary exchanges as real services answer them.
import { readFileSync } from 'node:fs';

type Pairs = readonly (readonly [string, string])[];

const DATE = ['Date', 'Fri, 20 Nov 2026 12:00:00 GMT'] as const;
const ASKED: Pairs = [
  ['User-Agent', 'Postil/0.1'],
  ['Accept', '*/*'],
  ['Accept-Encoding', 'gzip, deflate, br'],
];

function exchange(
  method: string,
  url: string,
  status: number,
  headers: Pairs,
  more: { sent?: Pairs; body?: string; answer?: string; rest?: object; version?: string } = {},
): object {
  const { sent = [], body, answer, rest, version = 'HTTP/1.1' } = more;
  const length: Pairs =
    answer === undefined || headers.some(([n]) => /content-length|transfer-encoding/i.test(n))
      ? []
      : [['Content-Length', String(Buffer.byteLength(answer))]];
  return {
    request: {
      method,
      url,
      version,
      headers: [
        ['Host', new URL(url).host],
        ...ASKED,
        ...sent,
        ...(body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))]]),
      ],
      ...(body === undefined ? {} : { body }),
    },
    response: {
      status,
      version,
      headers: [DATE, ...headers, ...length],
      ...(answer === undefined ? {} : { body: answer, complete: true }),
    },
    timing: { dns: 4, tcp: 18, tls: 22, send: 1, ttfb: 60, download: 2, total: 107, reused: false },
    context: { now: '2026-11-20T12:00:00Z' },
    ...rest,
  };
}

const JSON_TYPE = ['Content-Type', 'application/json'] as const;
const JSON_UTF8 = ['Content-Type', 'application/json; charset=utf-8'] as const;
const BEARER = ['Authorization', 'Bearer abc.def'] as const;

const TABLED: Readonly<Record<string, object>> = {
  'a repository from a REST API': exchange(
    'GET',
    'https://api.example.com/repos/a/b',
    200,
    [
      JSON_UTF8,
      ['Cache-Control', 'public, max-age=60, s-maxage=60'],
      ['Vary', 'Accept, Accept-Encoding, Accept-Language'],
      ['ETag', 'W/"5f1c"'],
      ['Last-Modified', 'Thu, 19 Nov 2026 10:00:00 GMT'],
      ['X-RateLimit-Limit', '60'],
      ['X-RateLimit-Remaining', '58'],
      ['X-RateLimit-Reset', '1795179600'],
      ['Access-Control-Allow-Origin', '*'],
      ['Strict-Transport-Security', 'max-age=31536000; includeSubdomains; preload'],
      ['X-Content-Type-Options', 'nosniff'],
    ],
    { answer: '{"id":1,"name":"b"}' },
  ),
  'a list with pages': exchange(
    'GET',
    'https://api.example.com/items?page=2',
    200,
    [
      JSON_TYPE,
      ['Link', '<https://api.example.com/items?page=3>; rel="next", <https://api.example.com/items?page=1>; rel="prev"'],
      ['Cache-Control', 'private, max-age=0, must-revalidate'],
      ['ETag', '"a1"'],
    ],
    { sent: [BEARER], answer: '[{"id":1},{"id":2}]' },
  ),
  'a member that was created': exchange(
    'POST',
    'https://api.example.com/todos',
    201,
    [JSON_TYPE, ['Location', '/todos/7'], ['ETag', '"1"']],
    { sent: [JSON_TYPE], body: '{"title":"x"}', answer: '{"id":7,"title":"x"}' },
  ),
  'a member that was deleted': exchange('DELETE', 'https://api.example.com/todos/7', 204, [], { sent: [BEARER] }),
  'a member that was replaced under a condition': exchange('PUT', 'https://api.example.com/todos/7', 200, [JSON_TYPE, ['ETag', '"2"']], {
    sent: [JSON_TYPE, ['If-Match', '"1"']],
    body: '{"title":"y"}',
    answer: '{"id":7}',
  }),
  'a patch': exchange('PATCH', 'https://api.example.com/todos/7', 200, [JSON_TYPE, ['Cache-Control', 'no-store']], {
    sent: [['Content-Type', 'application/merge-patch+json']],
    body: '{"done":true}',
    answer: '{"id":7,"done":true}',
  }),
  'a copy that is current': exchange(
    'GET',
    'https://cdn.example.com/app.js',
    304,
    [
      ['ETag', '"v7"'],
      ['Cache-Control', 'public, max-age=3600'],
      ['Vary', 'Accept-Encoding'],
    ],
    { sent: [['If-None-Match', '"v7"']] },
  ),
  'a script with a hash in its name': exchange(
    'GET',
    'https://cdn.example.com/app.3f9c.js',
    200,
    [
      ['Content-Type', 'text/javascript; charset=utf-8'],
      ['Cache-Control', 'public, max-age=31536000, immutable'],
      ['ETag', '"3f9c"'],
      ['Age', '1234'],
      ['Via', '1.1 varnish'],
      ['X-Cache', 'HIT'],
    ],
    { answer: 'export const a = 1;\n' },
  ),
  'a page': exchange(
    'GET',
    'https://www.example.com/',
    200,
    [
      ['Content-Type', 'text/html; charset=UTF-8'],
      ['Cache-Control', 'no-cache'],
      ['ETag', '"p1"'],
      ['Content-Security-Policy', "default-src 'self'"],
      ['Referrer-Policy', 'strict-origin-when-cross-origin'],
      ['X-Content-Type-Options', 'nosniff'],
      ['Strict-Transport-Security', 'max-age=63072000'],
    ],
    { answer: '<!doctype html><title>Hi</title><p>Hello' },
  ),
  'a login that sets a session': exchange(
    'POST',
    'https://www.example.com/login',
    303,
    [
      ['Location', '/home'],
      ['Set-Cookie', 'sid=31d4d96e; Path=/; Secure; HttpOnly; SameSite=Lax'],
      ['Cache-Control', 'no-store'],
    ],
    { sent: [['Content-Type', 'application/x-www-form-urlencoded']], body: 'user=a&password=b' },
  ),
  'a token': exchange(
    'POST',
    'https://auth.example.com/oauth/token',
    200,
    [JSON_TYPE, ['Cache-Control', 'no-store'], ['Pragma', 'no-cache']],
    {
      sent: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: 'grant_type=client_credentials',
      answer: '{"access_token":"x","token_type":"Bearer","expires_in":3600}',
    },
  ),
  'a challenge': exchange(
    'GET',
    'https://api.example.com/me',
    401,
    [
      ['WWW-Authenticate', 'Bearer realm="api"'],
      ['Content-Type', 'application/problem+json'],
      ['Cache-Control', 'no-store'],
    ],
    { answer: '{"type":"about:blank","title":"Unauthorized","status":401}' },
  ),
  'a resource that is not there': exchange('GET', 'https://api.example.com/todos/999', 404, [JSON_TYPE, ['Cache-Control', 'no-store']], {
    answer: '{"error":"not found"}',
  }),
  'a wrong value': exchange('POST', 'https://api.example.com/todos', 422, [['Content-Type', 'application/problem+json']], {
    sent: [JSON_TYPE],
    body: '{"title":""}',
    answer: '{"type":"https://example.com/probs/validation","title":"Invalid","status":422,"detail":"title may not be empty"}',
  }),
  'a limit that is reached': exchange(
    'GET',
    'https://api.example.com/search',
    429,
    [['Retry-After', '30'], JSON_TYPE, ['Cache-Control', 'no-store']],
    { answer: '{"message":"slow down"}' },
  ),
  'a service in maintenance': exchange(
    'GET',
    'https://api.example.com/',
    503,
    [
      ['Retry-After', '120'],
      ['Content-Type', 'text/html; charset=utf-8'],
    ],
    { answer: '<!doctype html><title>Back soon</title>' },
  ),
  'a part of a file': exchange(
    'GET',
    'https://dl.example.com/a.iso',
    206,
    [
      ['Content-Type', 'application/octet-stream'],
      ['Content-Range', 'bytes 0-4/1000'],
      ['Content-Length', '5'],
      ['Accept-Ranges', 'bytes'],
      ['ETag', '"i"'],
      ['Last-Modified', 'Thu, 19 Nov 2026 10:00:00 GMT'],
    ],
    { sent: [['Range', 'bytes=0-4']], answer: 'abcde' },
  ),
  'a preflight': exchange(
    'OPTIONS',
    'https://api.example.com/data',
    204,
    [
      ['Access-Control-Allow-Origin', 'https://app.example.org'],
      ['Access-Control-Allow-Methods', 'GET, PUT'],
      ['Access-Control-Allow-Headers', 'content-type'],
      ['Access-Control-Max-Age', '600'],
      ['Vary', 'Origin'],
    ],
    {
      sent: [
        ['Origin', 'https://app.example.org'],
        ['Access-Control-Request-Method', 'PUT'],
        ['Access-Control-Request-Headers', 'content-type'],
      ],
    },
  ),
  'an answer for another origin': exchange(
    'GET',
    'https://api.example.com/data',
    200,
    [
      JSON_TYPE,
      ['Access-Control-Allow-Origin', 'https://app.example.org'],
      ['Access-Control-Allow-Credentials', 'true'],
      ['Vary', 'Origin'],
      ['Cache-Control', 'private, max-age=60'],
      ['ETag', '"q"'],
    ],
    { sent: [['Origin', 'https://app.example.org']], answer: '{"a":1}' },
  ),
  'the fields alone': exchange('HEAD', 'https://dl.example.com/a.iso', 200, [
    ['Content-Type', 'application/octet-stream'],
    ['Content-Length', '734003200'],
    ['Accept-Ranges', 'bytes'],
    ['ETag', '"i"'],
    ['Cache-Control', 'public, max-age=86400'],
  ]),
  chunks: exchange(
    'GET',
    'https://api.example.com/report',
    200,
    [
      ['Content-Type', 'text/csv; charset=utf-8'],
      ['Transfer-Encoding', 'chunked'],
      ['Content-Disposition', 'attachment; filename="report.csv"'],
      ['Cache-Control', 'no-store'],
    ],
    { answer: 'a,b\n1,2\n' },
  ),
  'an event stream': exchange(
    'GET',
    'https://api.example.com/events',
    200,
    [
      ['Content-Type', 'text/event-stream'],
      ['Cache-Control', 'no-store'],
      ['Transfer-Encoding', 'chunked'],
    ],
    { sent: [], answer: 'id: 1\nevent: tick\ndata: {"n":1}\n\n' },
  ),
  'a page that moved for good': exchange('GET', 'https://example.com/', 301, [
    ['Location', 'https://www.example.com/'],
    ['Cache-Control', 'max-age=3600'],
    ['Content-Type', 'text/html'],
    ['Content-Length', '0'],
  ]),
  'work that was taken in': exchange(
    'POST',
    'https://api.example.com/jobs',
    202,
    [['Location', '/jobs/5'], JSON_TYPE, ['Cache-Control', 'no-store']],
    { sent: [JSON_TYPE], body: '{}', answer: '{"status":"queued"}' },
  ),
  'XML from a SOAP service': exchange(
    'POST',
    'https://soap.example.com/ws',
    200,
    [
      ['Content-Type', 'text/xml; charset=utf-8'],
      ['Cache-Control', 'private'],
    ],
    {
      sent: [
        ['Content-Type', 'text/xml; charset=utf-8'],
        ['SOAPAction', '"urn:x"'],
      ],
      body: '<a/>',
      answer:
        '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body/></soap:Envelope>',
    },
  ),
  GraphQL: exchange('POST', 'https://api.example.com/graphql', 200, [JSON_UTF8, ['Cache-Control', 'no-store']], {
    sent: [JSON_TYPE, BEARER],
    body: '{"query":"{ me { id } }"}',
    answer: '{"data":{"me":{"id":"1"}}}',
  }),
  'an answer over HTTP/2': exchange(
    'GET',
    'https://api.example.com/v2',
    200,
    [
      ['content-type', 'application/json'],
      ['cache-control', 'max-age=10'],
      ['etag', '"h2"'],
      ['alt-svc', 'h3=":443"; ma=86400'],
    ],
    { version: 'HTTP/2', answer: '{}' },
  ),
  'methods of a resource': exchange('OPTIONS', 'https://api.example.com/todos', 204, [['Allow', 'GET, HEAD, POST, OPTIONS']]),
  'a method that is not allowed': exchange('DELETE', 'https://api.example.com/todos', 405, [
    ['Allow', 'GET, HEAD, POST'],
    ['Content-Length', '0'],
  ]),
  'a picture': exchange(
    'GET',
    'https://img.example.com/a.svg',
    200,
    [
      ['Content-Type', 'image/svg+xml'],
      ['Cache-Control', 'public, max-age=604800'],
      ['Last-Modified', 'Sun, 01 Nov 2026 00:00:00 GMT'],
    ],
    { answer: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
  ),
  'compressed JSON behind a CDN': exchange(
    'GET',
    'https://api.example.com/feed',
    200,
    [
      JSON_UTF8,
      ['Content-Encoding', 'gzip'],
      ['Vary', 'Accept-Encoding'],
      ['Cache-Control', 'public, max-age=30, stale-while-revalidate=60'],
      ['Age', '12'],
      ['ETag', 'W/"f"'],
      ['CF-Cache-Status', 'HIT'],
      ['Server', 'cloudflare'],
    ],
    {
      rest: {
        timing: { ttfb: 20, download: 3, total: 23, reused: true },
        tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', authorized: true },
      },
    },
  ),
  'an http address that is moved to https': {
    chain: [
      {
        request: { method: 'GET', url: 'http://www.example.com/', headers: ASKED },
        response: { status: 301, headers: [DATE, ['Location', 'https://www.example.com/'], ['Content-Length', '0']] },
      },
      {
        request: { method: 'GET', url: 'https://www.example.com/', headers: ASKED },
        response: {
          status: 200,
          headers: [DATE, ['Content-Type', 'text/html; charset=utf-8'], ['Cache-Control', 'no-cache'], ['ETag', '"p"']],
        },
      },
    ],
  },
  'a folder over WebDAV': exchange(
    'PROPFIND',
    'https://dav.example.com/a/',
    207,
    [
      ['Content-Type', 'application/xml; charset=utf-8'],
      ['DAV', '1, 2'],
    ],
    {
      sent: [['Depth', '1']],
      answer:
        '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"><d:response><d:href>/a/</d:href><d:propstat><d:prop/><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>',
    },
  ),
  'a file that was uploaded with parts': exchange(
    'POST',
    'https://api.example.com/files',
    201,
    [JSON_TYPE, ['Location', 'https://api.example.com/files/9'], ['Cache-Control', 'no-store']],
    {
      sent: [['Content-Type', 'multipart/form-data; boundary=X']],
      body: '--X\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhi\r\n--X--\r\n',
      answer: '{"id":9}',
    },
  ),
  'a page in the language preferred': exchange(
    'GET',
    'https://www.example.com/fr',
    200,
    [
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Content-Language', 'fr'],
      ['Vary', 'Accept-Language'],
      ['Cache-Control', 'private, no-cache'],
      ['ETag', '"l"'],
    ],
    {
      sent: [['Accept-Language', 'fr-FR, fr;q=0.9, en;q=0.5']],
      answer: '<!doctype html><title>Bonjour</title>',
    },
  ),
  'a change that lost to another one': exchange(
    'PUT',
    'https://api.example.com/doc/1',
    412,
    [
      ['ETag', '"v2"'],
      ['Content-Length', '0'],
    ],
    { sent: [JSON_TYPE, ['If-Match', '"v1"']], body: '{}' },
  ),
  'a permission that is missing': exchange('GET', 'https://api.example.com/admin', 403, [JSON_TYPE, ['Cache-Control', 'no-store']], {
    sent: [BEARER],
    answer: '{"message":"insufficient scope"}',
  }),
  'an answer that a slow server measured': exchange(
    'GET',
    'https://api.example.com/report/7',
    200,
    [
      JSON_TYPE,
      ['Cache-Control', 'no-store'],
      ['Server-Timing', 'db;dur=53, render;dur=4'],
      ['X-Request-Id', '7f'],
      ['Traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
    ],
    { answer: '{"rows":[]}' },
  ),
  'a public file without much ado': exchange(
    'GET',
    'https://static.example.com/robots.txt',
    200,
    [
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['Last-Modified', 'Sun, 01 Nov 2026 00:00:00 GMT'],
      ['ETag', '"r"'],
      ['Accept-Ranges', 'bytes'],
      ['Server', 'nginx'],
    ],
    { answer: 'User-agent: *\nAllow: /\n' },
  ),
  'a WebSocket that opens': {
    ws: {
      handshake: {
        request: {
          method: 'GET',
          url: 'wss://ws.example.com/chat',
          headers: [
            ['Host', 'ws.example.com'],
            ['Upgrade', 'websocket'],
            ['Connection', 'Upgrade'],
            ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
            ['Sec-WebSocket-Version', '13'],
          ],
        },
        response: {
          status: 101,
          headers: [
            ['Upgrade', 'websocket'],
            ['Connection', 'Upgrade'],
            ['Sec-WebSocket-Accept', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='],
          ],
        },
      },
    },
  },
  'a request alone, before it is sent': {
    request: {
      method: 'POST',
      url: 'https://api.example.com/todos',
      headers: [['Host', 'api.example.com'], JSON_TYPE, ['Accept', 'application/json']],
      body: '{"title":"x"}',
    },
  },
};

const pair = (line: string): readonly [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()];

const WRITTEN = readFileSync(new URL('../../fixtures/fields/healthy.txt', import.meta.url), 'utf8')
  .trim()
  .split(/\n\n(?=[A-Z]+ http)/)
  .filter((block) => !block.startsWith('#'))
  .map(written);

/** A request and its answer as they stand in a file, heads only. */
function written(block: string): readonly [name: string, given: object] {
  const [asked = '', answered = ''] = block.split('\n\n');
  const [line = '', ...sent] = asked.split('\n');
  const [status = '', ...got] = answered.split('\n');
  const [method, url] = line.split(' ');
  const [version, code, ...reason] = status.split(' ');
  return [
    `${line}, answered ${code}`,
    {
      request: { method, url, headers: sent.map(pair) },
      response: { version, status: Number(code), reason: reason.join(' '), headers: got.map(pair) },
      context: { now: '2026-11-20T12:00:00Z' },
    },
  ];
}

/** Descriptions by what they are. */
export const HEALTHY: Readonly<Record<string, object>> = { ...TABLED, ...Object.fromEntries(WRITTEN) };
