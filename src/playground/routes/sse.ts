// Server-sent events (the HTML standard, section 9.2): ids, names, retry, and a stream that resumes.
import { pause } from '../pause.ts';
import { answer } from '../reply.ts';
import { type Call, type Family, numberOf } from '../route.ts';

export const sse: Family = {
  title: 'Server-sent events',
  routes: [
    {
      methods: ['GET'],
      path: '/sse',
      tells: 'Events up to ?events= (5), one every ?every= milliseconds (200), resuming after Last-Event-ID; 204 when there are no more.',
      answer: events,
    },
  ],
};

async function events(call: Call): Promise<void> {
  const { reply, request, url } = call;
  const last = numberOf(url, 'events', 5, 1_000_000);
  const every = numberOf(url, 'every', 200, 60_000);
  const seen = /^\d{1,9}$/.exec(String(request.headers['last-event-id'] ?? ''))?.[0] ?? '0';
  if (Number(seen) >= last) {
    // The one answer that tells a browser not to connect again.
    answer(call, { status: 204 });
    return;
  }
  reply.writeHead(200, ['Content-Type', 'text/event-stream', 'Cache-Control', 'no-store']);
  reply.write(': a comment keeps the connection alive\nretry: 3000\n\n');
  for (let id = Number(seen) + 1; id <= last; id++) {
    reply.write(event(id, last));
    if (id < last && !(await pause(reply, every))) return;
  }
  reply.end();
}

/** The last one has a name of its own; every third has two lines of data. */
function event(id: number, last: number): string {
  const data = id % 3 === 0 ? `data: {"tick": ${id},\ndata:  "lines": 2}\n` : `data: {"tick": ${id}}\n`;
  return `${id === last ? 'event: done\n' : ''}id: ${id}\n${data}\n`;
}
