// Takes in the content of a refused handshake as Node reads it, up to a limit.
import type { IncomingMessage } from 'node:http';
import type { Field, Fields } from '../../http/field.ts';

export interface Refusal {
  readonly content: Uint8Array;
  /** Octets of the content, also where `content` holds fewer. */
  readonly length: number;
  readonly complete: boolean;
  readonly trailers: Fields;
}

const CAPTURE = 8 * 1_048_576;

/** Resolves when the response has ended or broken off. */
export function collect(response: IncomingMessage): Promise<Refusal> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  response.on('data', (piece: Buffer) => {
    const room = CAPTURE - length;
    if (room > 0) pieces.push(piece.subarray(0, room));
    length += piece.length;
  });
  response.on('error', () => undefined);
  return new Promise((resolve) => {
    response.once('close', () => {
      const trailers = response.rawTrailers.flatMap((name, i, all): Field[] => (i % 2 === 0 ? [[name, all[i + 1] ?? '']] : []));
      resolve({ content: new Uint8Array(Buffer.concat(pieces)), length, complete: response.complete, trailers });
    });
  });
}
