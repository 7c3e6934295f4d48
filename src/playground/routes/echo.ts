// The mirror: what arrived, in the order and case in which it arrived, and the content as a server understands it.
import { decodeBody } from '../decode/body.ts';
import { bodyOf } from '../read-body.ts';
import { json } from '../reply.ts';
import type { Call, Family } from '../route.ts';

export const echo: Family = {
  title: 'Mirror',
  routes: [
    {
      methods: ['*'],
      path: '/echo',
      tells:
        'Shows the request as it arrived: method, target, fields in order and case, content decoded (urlencoded, multipart, JSON, XML).',
      answer: mirror,
    },
    {
      methods: ['*'],
      path: '/echo/{anything}',
      tells: 'The same, for targets of your own.',
      example: '/echo/a%20b?c=d',
      answer: mirror,
    },
  ],
};

async function mirror(call: Call): Promise<void> {
  const { request, url } = call;
  const body = await bodyOf(call);
  if (body === undefined) return;
  json(call, {
    method: request.method,
    target: request.url,
    version: `HTTP/${request.httpVersion}`,
    query: [...url.searchParams],
    fields: lines(request.rawHeaders),
    body: decodeBody(request.headers['content-type'], body),
    ...(request.rawTrailers.length > 0 && { trailers: lines(request.rawTrailers) }),
  });
}

/** `Host: 127.0.0.1`, one for each field line. */
const lines = (flat: readonly string[]): string[] =>
  flat.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${flat[i + 1] ?? ''}`.trimEnd()] : []));
