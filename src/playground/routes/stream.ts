// Answers that take their time or come in pieces: chunks, interim responses, trailers, long polls.
import { createHash } from 'node:crypto';
import { pause } from '../pause.ts';
import { answer, HTML_TYPE, json, TEXT_TYPE, text } from '../reply.ts';
import { type Call, type Family, numberOf } from '../route.ts';

export const stream: Family = {
  title: 'Streams and time',
  routes: [
    {
      methods: ['GET'],
      path: '/drip',
      tells: 'Text in ?chunks= chunks (5), one every ?every= milliseconds (200).',
      answer: drip,
    },
    { methods: ['GET'], path: '/early-hints', tells: 'A 103 with Link fields goes ahead of the page.', answer: earlyHints },
    { methods: ['GET'], path: '/trailers', tells: 'Chunks, and after them trailer fields with a digest of the content.', answer: trailers },
    { methods: ['GET'], path: '/long-poll', tells: 'Answers when there is news: after ?ms= milliseconds (1000).', answer: longPoll },
    { methods: ['*'], path: '/slow', tells: 'The first octet comes after ?ms= milliseconds (1000).', answer: slow },
  ],
};

const LONGEST = 600_000;

async function drip(call: Call): Promise<void> {
  const chunks = numberOf(call.url, 'chunks', 5, 10_000);
  const every = numberOf(call.url, 'every', 200, 60_000);
  call.reply.writeHead(200, ['Content-Type', TEXT_TYPE, 'Cache-Control', 'no-store']);
  for (let i = 1; i <= chunks; i++) {
    call.reply.write(`drop ${i} of ${chunks}\n`);
    if (i < chunks && !(await pause(call.reply, every))) return;
  }
  call.reply.end();
}

async function earlyHints(call: Call): Promise<void> {
  call.reply.writeEarlyHints({ link: ['</style.css>; rel=preload; as=style', '</script.js>; rel=preload; as=script'] });
  if (!(await pause(call.reply, 100))) return;
  answer(call, {
    type: HTML_TYPE,
    fields: [['Link', '</style.css>; rel=preload; as=style, </script.js>; rel=preload; as=script']],
    content: '<!doctype html>\n<title>Early hints</title>\n<link rel="stylesheet" href="/style.css">\n<p>Thinking took 100 ms.</p>\n',
  });
}

/** RFC 9110 section 6.5: known only when all of the content is. */
function trailers({ reply }: Call): void {
  const lines = ['one\n', 'two\n', 'three\n'];
  const digest = createHash('sha256').update(lines.join('')).digest('base64');
  reply.writeHead(200, ['Content-Type', TEXT_TYPE, 'Cache-Control', 'no-store', 'Trailer', 'Content-Digest, Server-Timing']);
  for (const line of lines) reply.write(line);
  reply.addTrailers([
    ['Content-Digest', `sha-256=:${digest}:`],
    ['Server-Timing', 'write;dur=0.4'],
  ]);
  reply.end();
}

async function longPoll(call: Call): Promise<void> {
  if (await pause(call.reply, numberOf(call.url, 'ms', 1000, LONGEST))) json(call, { news: 'Something has happened.' });
}

async function slow(call: Call): Promise<void> {
  const ms = numberOf(call.url, 'ms', 1000, LONGEST);
  call.request.resume();
  if (await pause(call.reply, ms)) text(call, `Here after ${ms} ms.`, { fields: [['Server-Timing', `think;dur=${ms};desc="asked for"`]] });
}
