// How long an explanation takes: an ordinary exchange of 15 fields and 4 kB, and one of 200 fields.

import { explain } from '../../src/core/explain/explain.ts';
import type { Subject } from '../../src/core/explain/subject.ts';
import type { Fields } from '../../src/core/http/field.ts';
import { compare } from './measure.ts';

const ORDINARY: Fields = [
  ['Date', 'Fri, 20 Nov 2026 12:00:00 GMT'],
  ['Content-Type', 'application/json; charset=utf-8'],
  ['Content-Length', '4096'],
  ['Cache-Control', 'private, max-age=60'],
  ['ETag', '"v7"'],
  ['Last-Modified', 'Thu, 19 Nov 2026 12:00:00 GMT'],
  ['Vary', 'Accept-Encoding'],
  ['Age', '20'],
  ['Set-Cookie', 'sid=1; Path=/; HttpOnly; Secure; SameSite=Lax'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Server-Timing', 'db;dur=24, app;dur=7.5'],
  ['Link', '</items?page=2>; rel="next"'],
  ['Connection', 'keep-alive'],
];

const body = JSON.stringify(Array.from({ length: 60 }, (_, id) => ({ id, title: `An item with number ${id}`, tags: ['a', 'b'] }))).slice(
  0,
  4095,
);

function subject(fields: Fields): Subject {
  return {
    request: {
      method: 'GET',
      url: 'https://api.example.com/items',
      version: 'HTTP/1.1',
      fields: [
        ['Host', 'api.example.com'],
        ['Accept', 'application/json'],
      ],
    },
    response: { status: 200, reason: 'OK', version: 'HTTP/1.1', fields, content: new TextEncoder().encode(body), complete: true },
    timing: { dns: 1, tcp: 2, tls: 8, send: 0.2, ttfb: 30, download: 1, total: 42 },
    context: { now: Date.UTC(2026, 10, 20, 12) },
  };
}

const ordinary = subject(ORDINARY);
const large = subject([...ORDINARY, ...Array.from({ length: 185 }, (_, i): [string, string] => [`X-Custom-${i}`, `value ${i}`])]);

await compare('explain one exchange', [
  { name: '15 fields, 4 kB of JSON (goal: 1 ms)', run: () => explain(ordinary) },
  { name: '200 fields (goal: 5 ms)', run: () => explain(large) },
]);
