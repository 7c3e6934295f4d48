import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainFraming } from '../../../../src/core/explain/framing/framing.ts';
import type { Subject } from '../../../../src/core/explain/subject.ts';
import { plain } from '../../../../src/core/text/prose.ts';

const subject = (early: { readonly detail?: string } | undefined, status: number, more: Partial<Subject> = {}): Subject => ({
  request: { method: 'POST', url: 'http://a.test/', contentLength: 5_000_000, fields: [] },
  response: {
    status,
    version: 'HTTP/1.1',
    fields: [['Content-Length', '0']],
    ...(early && { oddities: [{ code: 'early-answer', start: 0, end: 0, ...early }] }),
  },
  connection: { sentLength: 400_000 },
  context: {},
  ...more,
});

const told = (given: Subject): readonly (readonly [string, string])[] =>
  explainFraming(given).flatMap(({ id, detail }) => (id.startsWith('framing/early') ? [[id, plain(detail)] as const] : []));

test('an answer before the request was whole says how far it had come, and how to ask first', () => {
  assert.deepEqual(told(subject({}, 413)), [
    [
      'framing/early-answer',
      'About 400 kB of 5 MB had been handed to the connection. The server has decided without the rest, so Postil sent no more of it and left the connection. With Expect: 100-continue the server is asked before the content goes out.',
    ],
  ]);
});

test('a success needs no question first, and unknown numbers are not told', () => {
  const [, detail = ''] = told(subject({}, 200, { connection: {} }))[0] ?? [];
  assert.doesNotMatch(detail, /Expect|About/);
});

test('a write that failed is named with its code', () => {
  const [[id, detail] = []] = told(subject({ detail: 'EPIPE' }, 401));
  assert.equal(id, 'framing/early-answer-reset');
  assert.match(detail ?? '', /Then writing failed with EPIPE/);
});

test('an answer in its time says nothing of it', () => assert.deepEqual(told(subject(undefined, 413)), []));
