// Content of several types and sizes.

import { picture } from '../picture.ts';
import { answer, HTML_TYPE, text } from '../reply.ts';
import { type Call, type Family, numberOf } from '../route.ts';

export const content: Family = {
  title: 'Content',
  routes: [
    {
      methods: ['GET'],
      path: '/image',
      tells: 'A small PNG.',
      answer: (call) => answer(call, { type: 'image/png', content: picture() }),
    },
    {
      methods: ['GET'],
      path: '/html',
      tells: 'An HTML page with a script that a viewer must not run.',
      answer: (call) => answer(call, { type: HTML_TYPE, content: PAGE }),
    },
    {
      methods: ['GET'],
      path: '/xml',
      tells: 'An XML document.',
      answer: (call) => answer(call, { type: 'application/xml', content: XML }),
    },
    {
      methods: ['GET'],
      path: '/text',
      tells: 'Plain text in several scripts, UTF-8.',
      answer: (call) => text(call, 'Grüße · Привет · 你好 · 👋'),
    },
    {
      methods: ['GET'],
      path: '/large',
      tells: 'As many octets as ?bytes= says (a million), at most 2 GiB.',
      example: '/large?bytes=100000',
      answer: large,
    },
  ],
};

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A practice page</title>
<h1>Hello</h1>
<p>This page has a <a href="/">link</a> and a script.</p>
<script>document.body.append('The script ran.');</script>
</html>
`;

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<library xmlns="https://example.test/library">
  <book id="1"><title>HTTP Semantics</title><number>9110</number></book>
  <book id="2"><title>HTTP Caching</title><number>9111</number></book>
</library>
`;

const MOST = 2 ** 31;
const PIECE = Buffer.from('0123456789abcdef'.repeat(4096));

async function large(call: Call): Promise<void> {
  const { reply } = call;
  let left = numberOf(call.url, 'bytes', 1_000_000, MOST);
  reply.writeHead(200, ['Content-Type', 'application/octet-stream', 'Cache-Control', 'no-store', 'Content-Length', String(left)]);
  while (left > 0 && call.request.method !== 'HEAD' && !reply.destroyed) {
    const piece = PIECE.subarray(0, Math.min(left, PIECE.length));
    left -= piece.length;
    if (!reply.write(piece)) await drained(call);
  }
  reply.end();
}

/** The reader has caught up, or gone. */
const drained = ({ reply }: Call): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      reply.off('drain', done).off('close', done);
      resolve();
    };
    reply.once('drain', done).once('close', done);
  });
