// What stands in the margin in Notes beside each line of ordinary messages: only what says more than the line itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain } from '../../../src/core/text/prose.ts';
import { explained } from './told.ts';

type Row = readonly [line: string, ...notes: string[]];

const DATE = 'Date: Fri, 20 Nov 2026 12:00:00 GMT';
const token = `${['{"alg":"HS256"}', '{"exp":1795183200}'].map((part) => Buffer.from(part).toString('base64url')).join('.')}.c2ln`;
const pair = (line: string): readonly [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()];

/** The notes of the margin beside the line, levels left out; good ones collapse and stand elsewhere. */
function beside(side: 'request' | 'response', line: string, others: readonly string[] = []): readonly string[] {
  const [name] = pair(line);
  const headers = { request: [] as string[], response: [DATE] };
  headers[side] = [...headers[side].filter((other) => !line.startsWith('Date:') || other !== DATE), line, ...others];
  const { annotations } = explained({
    request: { method: 'GET', url: 'https://api.example.com/r', headers: headers.request.map(pair) },
    response: { status: 200, headers: headers.response.map(pair) },
    context: { now: '2026-11-20T12:00:00Z' },
  });
  return annotations
    .filter((note) => note.anchor === `${side}.header:${name}` && note.definition !== true && note.aside !== true && note.level !== 'good')
    .map((note) => plain(note.title));
}

const RESPONSE: readonly Row[] = [
  [DATE],
  ['Content-Type: application/json'],
  ['Content-Type: application/json; charset=utf-8'],
  ['Content-Type: text/html; charset=utf-8'],
  ['Content-Length: 12'],
  ['Age: 20', 'Answered by a cache, which got it or checked it 20 s ago'],
  ['Cache-Control: max-age=60', 'Fresh for 1 min: until then a cache answers without asking'],
  ['Cache-Control: no-store', 'Not stored by any cache: each use of /r asks the server'],
  ['ETag: "a"'],
  ['ETag: W/"a"', 'Version W/"a", weak: good for a 304, not for ranges'],
  ['Last-Modified: Thu, 19 Nov 2026 10:00:00 GMT', 'No lifetime given; the usual guess is 2.6 hours, 10 % of the time unchanged'],
  ['Vary: Accept-Encoding', 'Caches keep one copy for each Accept-Encoding'],
  ['Set-Cookie: theme=dark; Max-Age=86400; SameSite=Lax; Secure; HttpOnly', 'Sets the cookie theme for 1 day'],
  ['Location: /b', 'Location has no defined meaning with status 200'],
  ['Link: </r?page=2>; rel="next"', 'next (the following page): /r?page=2'],
  ['Retry-After: 120', 'Wait 2 min, until 12:02:00 GMT, then try again'],
  ['Server-Timing: db;dur=53, app;dur=47.2', 'Reported by the server: db 53 ms, app 47.2 ms'],
  ['Strict-Transport-Security: max-age=31536000; includeSubDomains', 'Browsers will use only HTTPS for 1 year, on subdomains too'],
  ['Keep-Alive: timeout=5'],
  ['Connection: keep-alive'],
  ['Server: nginx'],
  ['Server: nginx/1.25.3'],
  ['Access-Control-Allow-Origin: *'],
  ['Access-Control-Expose-Headers: ETag'],
  ['Accept-Ranges: bytes'],
  ['X-Content-Type-Options: nosniff'],
  ['X-Request-Id: 7d3'],
  ['X-Cache: HIT'],
  ['X-RateLimit-Remaining: 58'],
  ['Alt-Svc: h3=":443"; ma=86400', 'Also reachable by HTTP/3 (over QUIC) at :443, for 1 day'],
  ['Via: 1.1 varnish', 'Passed 1 intermediary: varnish'],
  ['Content-Language: en'],
  ['Content-Disposition: attachment; filename="a.pdf"'],
];

const REQUEST: readonly Row[] = [
  ['Host: api.example.com'],
  ['Accept: application/json'],
  ['Accept: */*'],
  ['Accept-Language: en-GB, en;q=0.8'],
  ['Accept-Encoding: gzip, br'],
  ['User-Agent: Postil/0.1'],
  [`Authorization: Bearer ${token}`, 'A JSON Web Token (HS256), valid until 20 Nov 2026, 14:00:00 GMT'],
  ['Authorization: Basic YW5uOnNlY3JldA==', 'Basic: signs in as ann'],
  ['If-None-Match: "a"', 'Send the content only if it is no longer "a"'],
  ['Cookie: theme=dark; sid=1'],
  ['Content-Type: application/json'],
];
for (const [line, ...notes] of RESPONSE) test(`beside ${line}`, () => assert.deepEqual(beside('response', line), notes));
for (const [line, ...notes] of REQUEST) test(`beside ${line}, sent`, () => assert.deepEqual(beside('request', line), notes));
