// Exchanges and sessions made by hand, so that the panel can be looked at without a network.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Connection, Exchange, Failure, HttpResponse, Timings, WireRecord } from '../../src/core/http/exchange.ts';
import type { Field, Fields } from '../../src/core/http/field.ts';
import type { HttpRequest } from '../../src/core/http/request.ts';
import { type Frame, stateOf, type WsEvent, type WsSession } from '../../src/core/http/websocket.ts';
import { FrameReader } from '../../src/core/send/websocket/frame-reader.ts';

export const NOW = Date.UTC(2026, 10, 20, 12, 0, 20);
const UTF8 = new TextEncoder();

const CONNECTION: Connection = {
  id: 3,
  reused: true,
  use: 2,
  localAddress: '127.0.0.1',
  localPort: 53124,
  remoteAddress: '127.0.0.1',
  remotePort: 8443,
  alpn: 'http/1.1',
  tls: {
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    authorized: true,
    authorizationError: undefined,
    servername: 'localhost',
    chain: [
      {
        subject: 'CN=localhost',
        issuer: 'CN=Postil Playground CA',
        validFrom: '2026-11-01T00:00:00.000Z',
        validTo: '2027-11-01T00:00:00.000Z',
        altNames: ['DNS:localhost', 'IP Address:127.0.0.1'],
        fingerprint256: 'AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99',
      },
    ],
  },
  attempts: [],
  closedBy: undefined,
};

const ARTICLE = JSON.stringify({
  id: 7,
  title: 'Margins',
  author: { name: 'Ada', role: 'editor', since: 2019, active: true },
  tags: ['http', 'notes'],
  words: 1280.0,
  related: [
    { id: 8, title: 'Footnotes' },
    { id: 9, title: 'Glosses' },
  ],
});

/** The article of the sketch: a cached JSON document and a cookie that browsers reject. */
export function article(): Exchange {
  const content = new Uint8Array(gzipSync(ARTICLE));
  return exchange(
    {
      url: 'https://localhost:8443/articles/7',
      fields: [
        ['Host', 'localhost:8443'],
        ['Accept', 'application/json'],
        ['Authorization', 'Bearer eyJhbGciOiJIUzI1NiJ9.secret'],
        ['User-Agent', 'Postil/0.1'],
        ['Accept-Encoding', 'gzip, deflate, br'],
        ['Connection', 'keep-alive'],
      ],
      added: 3,
    },
    {
      fields: [
        ['Date', 'Fri, 20 Nov 2026 12:00:00 GMT'],
        ['Content-Type', 'application/json; charset=utf-8'],
        ['Age', '20'],
        ['Cache-Control', 'max-age=60'],
        ['ETag', 'W/"v7"'],
        ['Set-Cookie', 'sid=9f8e7d6c5b; Path=/; HttpOnly; SameSite=None'],
        ['Content-Encoding', 'gzip'],
        ['Vary', 'Accept-Encoding'],
        ['Server-Timing', 'db;dur=24;desc="article by id", tpl;dur=3'],
        ['Content-Length', String(content.length)],
      ],
      content,
    },
    {
      connection: CONNECTION,
      timings: { dns: undefined, connected: undefined, secured: undefined, sent: 1.2, firstByte: 32.4, done: 38.3 },
    },
  );
}

/** A login and the page after it, with a jar: cookies stored, replaced, refused, sent and kept back. */
export function cookies(): Exchange {
  const from = 'http://127.0.0.1:8080/login';
  const cookie = { domain: '127.0.0.1', hostOnly: true, path: '/', pathByDefault: false, from, verdict: 'sent' } as const;
  const login = exchange(
    { method: 'POST', url: 'http://127.0.0.1:8080/login', fields: [['Host', '127.0.0.1:8080']] },
    {
      status: 303,
      reason: 'See Other',
      fields: [
        ['Date', 'Fri, 20 Nov 2026 12:00:20 GMT'],
        ['Location', '/home'],
        ['Set-Cookie', 'sid=9f8e7d6c5b4a39281706; Path=/; HttpOnly; SameSite=Lax'],
        ['Set-Cookie', 'partner=1; Domain=partner.example'],
        ['Content-Length', '0'],
      ],
    },
  );
  const home = exchange(
    {
      url: 'http://127.0.0.1:8080/home',
      fields: [
        ['Host', '127.0.0.1:8080'],
        ['Accept', '*/*'],
        ['Cookie', 'sid=9f8e7d6c5b4a39281706; theme=dark'],
      ],
      added: 2,
    },
    {
      fields: [
        ['Date', 'Fri, 20 Nov 2026 12:00:20 GMT'],
        ['Content-Type', 'text/plain; charset=utf-8'],
        ['Set-Cookie', 'theme=light; Path=/; Max-Age=31536000; SameSite=Lax'],
        ['Set-Cookie', 'seen=1; Max-Age=0; Path=/'],
        ['Set-Cookie', '__Host-csrf=ab12; Path=/'],
        ['Set-Cookie', 'tracking=1; SameSite=None; Path=/'],
        ['Content-Length', '7'],
      ],
      content: UTF8.encode('Welcome'),
    },
  );
  return {
    ...home,
    cookies: {
      use: 'asked',
      considered: [
        { ...cookie, name: 'sid' },
        { ...cookie, name: 'theme', from: 'http://127.0.0.1:8080/settings' },
        { ...cookie, name: 'refresh', path: '/auth/token', pathByDefault: true, verdict: 'path' },
      ],
      set: [
        { name: 'theme', outcome: 'replaced' },
        { name: 'seen', outcome: 'absent' },
        { name: '__Host-csrf', outcome: 'refused', why: 'host-prefix' },
        { name: 'tracking', outcome: 'stored' },
      ],
    },
    redirectedFrom: {
      ...login,
      cookies: {
        use: 'asked',
        considered: [],
        set: [
          { name: 'sid', outcome: 'stored' },
          { name: 'partner', outcome: 'refused', why: 'domain-mismatch' },
        ],
      },
    },
  };
}

/** Nobody listens: two addresses refused. */
export function refused(): Exchange {
  const one = (address: string): Failure => ({
    kind: 'connect',
    code: 'ECONNREFUSED',
    message: `connect ECONNREFUSED ${address}:8080`,
    phase: 'connect',
    address,
    port: 8080,
    syscall: 'connect',
  });
  const failure: Failure = { ...one('127.0.0.1'), causes: [one('::1'), one('127.0.0.1')] };
  const { request } = exchange({ url: 'http://localhost:8080/todos', fields: [['Host', 'localhost:8080']] }, { fields: [] });
  return {
    request,
    outcome: { kind: 'failure', failure, partial: undefined },
    informational: [],
    connection: undefined,
    timings: { dns: 1.1, connected: undefined, secured: undefined, sent: undefined, firstByte: undefined, done: 3.4 },
    wire: { records: [], sentLength: 0, receivedLength: 0, truncated: false },
    redirectedFrom: undefined,
    startedAt: NOW,
  };
}

/** Two redirects, then a page; the last hop is served over a fresh connection that took time to open. */
export function redirected(): Exchange {
  const hop = (url: string, status: number, reason: string, location: string, redirectedFrom?: Exchange): Exchange => ({
    ...exchange(
      {
        url,
        fields: [
          ['Host', '127.0.0.1:8080'],
          ['Accept', '*/*'],
        ],
      },
      {
        status,
        reason,
        fields: [
          ['Date', 'Fri, 20 Nov 2026 12:00:20 GMT'],
          ['Location', location],
          ['Content-Length', '0'],
        ],
      },
    ),
    redirectedFrom,
  });
  const first = hop('http://127.0.0.1:8080/redirect/2', 301, 'Moved Permanently', '/redirect/1');
  const second = hop('http://127.0.0.1:8080/redirect/1', 302, 'Found', '/echo?token=abc123secret', first);
  const last = exchange(
    {
      url: 'http://127.0.0.1:8080/echo?token=abc123secret',
      fields: [
        ['Host', '127.0.0.1:8080'],
        ['Accept', '*/*'],
      ],
    },
    {
      fields: [
        ['Date', 'Fri, 20 Nov 2026 12:00:20 GMT'],
        ['Content-Type', 'text/plain; charset=utf-8'],
        ['Content-Length', '12'],
      ],
      content: UTF8.encode('You made it!'),
    },
    { timings: { dns: 4, connected: 7, secured: undefined, sent: 7.4, firstByte: 21, done: 22 } },
  );
  return { ...last, redirectedFrom: second };
}

/** A stream of events, one of them unfinished, with a comment between. */
export function eventStream(): Exchange {
  const content = UTF8.encode(
    'retry: 3000\n\nid: 1\ndata: {"tick":1}\n\n: keep-alive\n\nid: 2\nevent: news\ndata: first line\ndata: second line\n\nid: 3\ndata: {"tick":3}\n',
  );
  return exchange(
    {
      url: 'http://127.0.0.1:8080/sse',
      fields: [
        ['Host', '127.0.0.1:8080'],
        ['Accept', 'text/event-stream'],
      ],
    },
    {
      fields: [
        ['Date', 'Fri, 20 Nov 2026 12:00:20 GMT'],
        ['Content-Type', 'text/event-stream'],
        ['Cache-Control', 'no-store'],
        ['Connection', 'close'],
      ],
      content,
    },
    { timings: { dns: undefined, connected: 1, secured: undefined, sent: 1.3, firstByte: 3, done: 2140 } },
  );
}

/** Two thousand rows of JSON, an image's worth of lines. */
export function large(): Exchange {
  const content = UTF8.encode(
    JSON.stringify(Array.from({ length: 2000 }, (_, id) => ({ id, name: `item ${id}`, price: 12.5, inStock: id % 3 === 0 }))),
  );
  return exchange(
    { url: 'http://127.0.0.1:8080/large', fields: [['Host', '127.0.0.1:8080']] },
    {
      fields: [
        ['Content-Type', 'application/json'],
        ['Content-Length', String(content.length)],
      ],
      content,
    },
  );
}

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAF0lEQVR42mP8z8DwnwEHYMIlMaiAQgUAXQYCD6YyCzYAAAAASUVORK5CYII=';

/** A picture. */
export function image(): Exchange {
  const content = new Uint8Array(Buffer.from(PNG, 'base64'));
  return exchange(
    { url: 'http://127.0.0.1:8080/image', fields: [['Host', '127.0.0.1:8080']] },
    {
      fields: [
        ['Content-Type', 'image/png'],
        ['Content-Length', String(content.length)],
      ],
      content,
    },
  );
}

interface Asked {
  readonly url: string;
  readonly method?: string;
  readonly fields: Fields;
  /** The last so many fields were added. */
  readonly added?: number;
  readonly body?: string;
}

interface Answered {
  readonly status?: number;
  readonly reason?: string;
  readonly fields: Fields;
  readonly content?: Uint8Array;
}

interface Rest {
  readonly connection?: Connection;
  readonly timings?: Timings;
}

export function exchange(asked: Asked, answered: Answered, rest: Rest = {}): Exchange {
  const request = requestOf(asked);
  const content = answered.content ?? new Uint8Array(0);
  const status = answered.status ?? 200;
  const reason = answered.reason ?? 'OK';
  const response: HttpResponse = {
    version: 'HTTP/1.1',
    status,
    reason,
    fields: answered.fields,
    trailers: [],
    content,
    contentLength: content.length,
    framedLength: content.length,
    complete: true,
    framing: content.length === 0 ? 'none' : 'length',
    oddities: [],
  };
  const timings = rest.timings ?? { dns: undefined, connected: 0.6, secured: undefined, sent: 0.9, firstByte: 4.2, done: 5.1 };
  const out = head(
    `${request.method} ${request.target} ${request.version}`,
    request.fields,
    asked.body === undefined ? undefined : UTF8.encode(asked.body),
  );
  const back = head(`HTTP/1.1 ${status} ${reason}`, answered.fields, content);
  const records: readonly WireRecord[] = [
    { direction: 'out', at: timings.sent ?? 0, bytes: out },
    { direction: 'in', at: timings.firstByte ?? 0, bytes: back },
  ];
  return {
    request,
    outcome: { kind: 'response', response },
    informational: [],
    connection: rest.connection ?? { ...CONNECTION, id: 1, use: 1, reused: false, remotePort: 8080, tls: undefined, alpn: undefined },
    timings,
    wire: { records, sentLength: out.length, receivedLength: back.length, truncated: false },
    redirectedFrom: undefined,
    startedAt: NOW,
  };
}

function requestOf({ url, method = 'GET', fields, added = 0, body }: Asked): HttpRequest {
  const parsed = new URL(url);
  const scheme = parsed.protocol.slice(0, -1) as HttpRequest['origin']['scheme'];
  return {
    method,
    url,
    origin: { scheme, host: parsed.hostname, port: Number(parsed.port || (scheme === 'https' || scheme === 'wss' ? 443 : 80)) },
    target: `${parsed.pathname}${parsed.search}`,
    version: 'HTTP/1.1',
    fields,
    sources: fields.map((_, i) =>
      i >= fields.length - added
        ? { kind: 'added', why: 'not written, but expected by most servers' }
        : { kind: 'text', range: { start: 0, end: 0 } },
    ),
    content: body === undefined ? undefined : [{ kind: 'bytes', bytes: UTF8.encode(body) }],
  };
}

function head(start: string, fields: Fields, content: Uint8Array | undefined): Uint8Array {
  const text = UTF8.encode(`${start}\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  const all = new Uint8Array(text.length + (content?.length ?? 0));
  all.set(text);
  all.set(content ?? new Uint8Array(0), text.length);
  return all;
}

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
export const acceptOf = (key: string, guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'): string =>
  createHash('sha1')
    .update(key + guid)
    .digest('base64');

interface Handshake {
  readonly path: string;
  readonly accept?: string;
  readonly status?: number;
  readonly reason?: string;
  readonly fields?: readonly Field[];
}

export function handshakeOf({
  path,
  accept = acceptOf(KEY),
  status = 101,
  reason = 'Switching Protocols',
  fields = [],
}: Handshake): Exchange {
  const made = exchange(
    {
      url: `ws://127.0.0.1:8080${path}`,
      fields: [
        ['Host', '127.0.0.1:8080'],
        ['Connection', 'keep-alive, Upgrade'],
        ['Upgrade', 'websocket'],
        ['Sec-WebSocket-Key', KEY],
        ['Sec-WebSocket-Version', '13'],
        ['Sec-WebSocket-Protocol', 'chat, superchat'],
      ],
      added: 5,
    },
    {
      status,
      reason,
      fields:
        status === 101
          ? [
              ['Upgrade', 'websocket'],
              ['Connection', 'Upgrade'],
              ['Sec-WebSocket-Accept', accept],
              ['Sec-WebSocket-Protocol', 'chat'],
              ...fields,
            ]
          : [...fields],
      ...(status !== 101 && { content: UTF8.encode('No WebSocket here.\n') }),
    },
  );
  return made;
}

interface Sent {
  readonly direction: 'out' | 'in';
  readonly hex: string;
  readonly at: number;
  readonly read: number;
}

export function framesOf(all: readonly Sent[]): readonly Frame[] {
  const frames: Frame[] = [];
  const readers = {
    out: new FrameReader({ direction: 'out', onFrame: (frame) => frames.push(frame) }),
    in: new FrameReader({ direction: 'in', onFrame: (frame) => frames.push(frame) }),
  };
  for (const { direction, hex, at, read } of all)
    readers[direction].push(new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex')), at, read);
  return frames;
}

export function session(handshake: Exchange, events: readonly WsEvent[], frames: readonly Frame[]): WsSession {
  return { handshake, state: stateOf(events), events, frames, compression: undefined };
}

const HELLO = { direction: 'out', hex: '81 85 37 fa 21 3d 7f 9f 4d 51 58', at: 4.1, read: 0 } as const;

/** A socket that echoed once and is still open. */
export function openSocket(): WsSession {
  return session(
    handshakeOf({ path: '/ws/echo' }),
    [
      { kind: 'connecting', at: 0 },
      { kind: 'open', at: 3.8, subprotocol: 'chat', extensions: '' },
      { kind: 'message', at: 4.1, direction: 'out', data: 'Hello', frames: [0] },
      { kind: 'message', at: 4.9, direction: 'in', data: 'Hello', frames: [1] },
    ],
    framesOf([HELLO, { direction: 'in', hex: '81 05 48 65 6c 6c 6f', at: 4.9, read: 1 }]),
  );
}

/** The server masks a frame, which only clients may; Postil closes with 1002. */
export function maskedByServer(): WsSession {
  return session(
    handshakeOf({ path: '/ws/bad/masked' }),
    [
      { kind: 'connecting', at: 0 },
      { kind: 'open', at: 3.8, subprotocol: 'chat', extensions: '' },
      { kind: 'message', at: 4.1, direction: 'out', data: 'Hello', frames: [0] },
      { kind: 'message', at: 4.5, direction: 'in', data: 'Hello', frames: [1] },
      { kind: 'ping', at: 4.5, direction: 'in', payload: new Uint8Array(0) },
      { kind: 'closing', at: 1106.7, by: 'postil', code: 1002, reason: '' },
      { kind: 'closed', at: 1107.1, code: 1006, reason: '', clean: false },
    ],
    framesOf([
      HELLO,
      { direction: 'in', hex: '81 05 48 65 6c 6c 6f 89 00', at: 4.5, read: 1 },
      { direction: 'in', hex: '81 85 37 fa 21 3d 7f 9f 4d 51 58', at: 1106.5, read: 2 },
      { direction: 'out', hex: '88 82 01 02 03 04 02 e8', at: 1106.7, read: 0 },
    ]),
  );
}

/** The Accept was made of the key in lower case: the connection fails. */
export function wrongAccept(): WsSession {
  const handshake = handshakeOf({ path: '/ws/bad/accept', accept: acceptOf(KEY.toLowerCase()) });
  const failure: Failure = {
    kind: 'protocol',
    code: 'WS_INVALID_ACCEPT',
    message: 'Invalid Sec-WebSocket-Accept header',
    phase: 'websocket',
  };
  return session(
    handshake,
    [
      { kind: 'connecting', at: 0 },
      { kind: 'failed', at: 4.2, failure },
    ],
    [],
  );
}

/** The server answers with a page instead of switching. */
export function refusedSocket(): WsSession {
  const handshake = handshakeOf({
    path: '/ws/refuse/403',
    status: 403,
    reason: 'Forbidden',
    fields: [
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['Content-Length', '19'],
    ],
  });
  return session(
    handshake,
    [
      { kind: 'connecting', at: 0 },
      { kind: 'refused', at: 4.2 },
    ],
    [],
  );
}
