// A server of 1996: HTTP/1.0, and the end of the connection is the end of the content (RFC 9112 section 6.3).
import { message, raw } from '../reply.ts';
import type { Family } from '../route.ts';

export const http10: Family = {
  title: 'HTTP/1.0',
  routes: [
    {
      methods: ['GET'],
      path: '/http10',
      tells: 'Answers HTTP/1.0 without a length and closes.',
      answer: ({ request }) => {
        const head = ['HTTP/1.0 200 OK', `Date: ${new Date().toUTCString()}`, 'Content-Type: text/plain', 'Cache-Control: no-store'];
        raw(request.socket, message(head, request.method === 'HEAD' ? '' : 'The end of the connection is the end of this text.\n'));
      },
    },
  ],
};
