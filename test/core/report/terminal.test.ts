import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field, responseStatus } from '../../../src/core/explain/anchor.ts';
import type { Annotation, Explanation } from '../../../src/core/explain/annotation.ts';
import { type Density, exchangeText } from '../../../src/core/report/terminal.ts';
import { say, text } from '../../../src/core/text/prose.ts';
import { exchange, request, response } from '../../support/exchanges.ts';

const note = (change: Partial<Annotation>): Annotation => ({
  id: 'test/note',
  level: 'info',
  anchor: responseStatus,
  title: say`a note`,
  detail: say`All about it.`,
  basis: 'computed',
  specs: [],
  ...change,
});

const explanation: Explanation = {
  summary: say`${text('GET /articles/7')} → 200 in 38 ms: one article`,
  annotations: [
    note({ anchor: field('response', 'Content-Type'), title: say`JSON is always UTF-8` }),
    note({ anchor: field('response', 'Content-Type'), title: say`names the media type`, definition: true }),
    note({ anchor: field('response', 'Date'), title: say`made at noon`, aside: true }),
    note({ level: 'good', title: say`it succeeded` }),
    note({
      id: 'test/wrong',
      level: 'error',
      anchor: field('response', 'Content-Length'),
      title: say`too short`,
      specs: [{ spec: 'RFC 9110', section: '8.6', url: '' }],
    }),
  ],
};

const shown = (density: Density, change: Parameters<typeof exchange>[0] = {}): string =>
  exchangeText(exchange(change), explanation, { columns: 80, colour: false, density, bodyLines: 4 });

test('Notes has what was computed in the margin, findings at the end, and good ones counted', () => {
  assert.equal(
    shown('notes'),
    `GET /articles/7 → 200 in 38 ms: one article
HTTP/1.1 · connection 3, use 2 · 120 B out, 240 B in · 38 ms

  GET /articles/7 HTTP/1.1
  Host: 127.0.0.1:8080
  Accept: application/json

  HTTP/1.1 200 OK
  Date: Fri, 20 Nov 2026 12:00:00 GMT
  Content-Type: application/json          │ JSON is always UTF-8
  Content-Length: 26                      │ ✕ error: too short

  {
    "id": 7,
    "title": "Margins"
  }

✕ error  too short
    All about it.
    computed · RFC 9110 section 8.6 · test/wrong
✓ 1 thing is right`,
  );
});

test('Quiet has the outcome, the content and what is wrong', () => {
  assert.equal(
    shown('quiet'),
    `GET /articles/7 → 200 in 38 ms: one article
HTTP/1.1 · connection 3, use 2 · 120 B out, 240 B in · 38 ms

  HTTP/1.1 200 OK

  {
    "id": 7,
    "title": "Margins"
  }

✕ error  too short
    All about it.
    computed · RFC 9110 section 8.6 · test/wrong`,
  );
});

test('Learn says everything', () => {
  const lines = shown('learn').split('\n');
  for (const words of ['made at noon', 'names the media type', 'it succeeded', 'JSON is always UTF-8'])
    assert.ok(
      lines.some((line) => line.includes(words)),
      words,
    );
});

test('credentials are masked, and what Postil added is counted', () => {
  const secret = request({ fields: [['Authorization', 'Bearer abc']], sources: [{ kind: 'added', why: 'test' }] });
  const lines = shown('notes', { request: secret });
  assert.ok(!lines.includes('abc'));
  assert.match(lines, /\(1 of these fields added by Postil\)/);
});

test('content that is no text is named, not shown', () => {
  const image = response({ fields: [['Content-Type', 'image/png']], content: Uint8Array.of(0x89, 0x50, 0, 1) });
  assert.match(shown('notes', { outcome: { kind: 'response', response: image } }), /\(4 B of image\/png, not shown\)/);
});

test('long content ends with how much more there is', () => {
  const long = response({ fields: [['Content-Type', 'text/plain']], content: 'a\nb\nc\nd\ne\nf' });
  assert.match(shown('notes', { outcome: { kind: 'response', response: long } }), / {2}d\n {2}… 2 more lines/);
});

test('of many interim responses the first are shown, and the others counted', () => {
  const informational = Array.from({ length: 300 }, () => ({ version: 'HTTP/1.1', status: 102, reason: 'Processing', fields: [] }));
  const lines = shown('notes', { informational }).split('\n');
  assert.equal(lines.filter((line) => line.includes('102 Processing')).length, 5);
  assert.ok(lines.includes('  (295 more interim responses; --json has them all)'));
  assert.doesNotMatch(shown('quiet', { informational }), /interim|Processing/);
});
