// Takes in a request's content, up to a limit.
import type { IncomingMessage } from 'node:http';
import { problem } from './reply.ts';
import type { Call } from './route.ts';

const LIMIT = 16 * 1024 * 1024;

/** The content, `undefined` when it is longer than the limit. Rejects when the connection breaks; the server then has nobody to answer. */
export async function readBody(request: IncomingMessage, limit = LIMIT): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let length = 0;
  // To stop reading must not end the connection: the answer still has to go out on it.
  const octets: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const piece of octets) {
    length += piece.length;
    if (length > limit) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** The content, or `undefined` after the request was answered with 413. */
export async function bodyOf(call: Call): Promise<Buffer | undefined> {
  const body = await readBody(call.request);
  if (body === undefined) problem(call, 413, `This server takes at most ${LIMIT} octets.`, [['Connection', 'close']]);
  return body;
}
