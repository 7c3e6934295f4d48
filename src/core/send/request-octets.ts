// The octets of a request exactly as it says: order, case and duplicates of its fields, nothing added (RFC 9112 section 3).
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Failure } from '../http/exchange.ts';
import { valuesOf } from '../http/field.ts';
import type { HttpRequest } from '../http/request.ts';
import { isToken } from '../http/token.ts';
import { failure, failureOf } from './failure.ts';
import { expectsContinue } from './framing.ts';

/** Start line and fields, with the empty line. Non-ASCII goes out as UTF-8. */
export function headOctets({ method, target, version, fields }: HttpRequest): Uint8Array {
  let head = `${method} ${target} ${version}\r\n`;
  for (const [name, value] of fields) head += value === '' ? `${name}:\r\n` : `${name}: ${value}\r\n`;
  return Buffer.from(`${head}\r\n`, 'utf8');
}

/** Why this request can't go out; `undefined` when it can. CR, LF and NUL would make another message of it (RFC 9110 section 5.5). */
export function blockedBy(request: HttpRequest): Failure | undefined | Promise<Failure | undefined> {
  const fault = headFault(request);
  return fault !== undefined || request.content?.some((piece) => piece.kind === 'file') !== true ? fault : contentFault(request);
}

function headFault({ method, target, fields, origin }: HttpRequest): Failure | undefined {
  const wrong = (code: string, message: string): Failure => failure('request', code, 'request', message);
  if (!isToken(method)) return wrong('ERR_INVALID_HTTP_TOKEN', `The method is no token: ${JSON.stringify(method)}`);
  if (target === '' || /[\u0000-\u0020\u007f]/.test(target))
    return wrong('ERR_UNESCAPED_CHARACTERS', `The target holds a space or a control character: ${JSON.stringify(target)}`);
  if (!Number.isInteger(origin.port) || origin.port < 0 || origin.port > 65_535)
    return wrong('ERR_SOCKET_BAD_PORT', `${origin.port} is no port: ports go from 0 to 65535`);
  if (origin.host === '') return wrong('ERR_INVALID_URL', 'There is no host to connect to');
  for (const [name, value] of fields) {
    if (/[\r\n\0:]/.test(name) || name === '')
      return wrong('ERR_INVALID_HTTP_TOKEN', `The field name ${JSON.stringify(name)} holds a character that would end it`);
    if (/[\r\n\0]/.test(value)) return wrong('ERR_INVALID_CHAR', `The value of ${name} holds a line break or NUL`);
  }
  return undefined;
}

async function contentFault({ content = [] }: HttpRequest): Promise<Failure | undefined> {
  for (const piece of content) {
    if (piece.kind === 'bytes') continue;
    try {
      const { size } = await stat(piece.path);
      if (size !== piece.size)
        return failure(
          'request',
          'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
          'request',
          `${piece.path} had ${piece.size} octets and now has ${size}`,
        );
    } catch (error) {
      return failureOf(error, 'request');
    }
  }
  return undefined;
}

/** Octets of the content itself, without chunk framing. */
export const contentSize = ({ content = [] }: HttpRequest): number =>
  content.reduce((sum, piece) => sum + (piece.kind === 'bytes' ? piece.bytes.length : piece.size), 0);

/** Whether this client writes the chunk framing around the content. */
export const writesChunks = (request: HttpRequest): boolean =>
  request.content !== undefined &&
  request.contentFramed !== true &&
  valuesOf(request.fields, 'transfer-encoding').some((value) => /(?:^|,)\s*chunked\s*$/i.test(value));

/** The octets after the head, in pieces; files are read as they go. Throws what reading a file throws. */
export async function* contentOctets(request: HttpRequest): AsyncGenerator<Uint8Array, void, undefined> {
  const chunked = writesChunks(request);
  for await (const octets of plainOctets(request)) {
    if (octets.length > 0) yield chunked ? chunk(octets) : octets;
  }
  if (chunked) yield Buffer.from('0\r\n\r\n', 'latin1');
}

/** So many octets at a time: in between it is seen whether the server still wants them. */
const STEP = 256 * 1024;

async function* plainOctets({ content = [] }: HttpRequest): AsyncGenerator<Uint8Array, void, undefined> {
  for (const piece of content) {
    if (piece.kind === 'file') yield* createReadStream(piece.path, { highWaterMark: STEP }) as AsyncIterable<Buffer>;
    else for (let at = 0; at < piece.bytes.length; at += STEP) yield piece.bytes.subarray(at, at + STEP);
  }
}

const chunk = (octets: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`${octets.length.toString(16)}\r\n`, 'latin1'), octets, Buffer.from('\r\n', 'latin1')]);

/** Whether the content stays behind until a 100 has come (RFC 9110 section 10.1.1). */
export const waitsForContinue = (request: HttpRequest): boolean =>
  request.content !== undefined && expectsContinue(request.fields) && contentSize(request) > 0;

/** The whole request at once where its content can go out with the head; `undefined` otherwise. */
export function wholeOctets(request: HttpRequest): Uint8Array | undefined {
  if (request.content === undefined) return headOctets(request);
  const content = waitsForContinue(request) ? undefined : smallContent(request);
  return content && Buffer.concat([headOctets(request), content]);
}

/** All of the content at once where it is in memory and small, so that it can go out with the head; `undefined` otherwise. */
export function smallContent(request: HttpRequest, limit = 64 * 1024): Uint8Array | undefined {
  const { content = [] } = request;
  if (contentSize(request) > limit) return undefined;
  const pieces = content.flatMap((piece) => (piece.kind === 'bytes' ? [piece.bytes] : []));
  if (pieces.length < content.length) return undefined;
  const octets = pieces.length === 1 ? (pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(pieces);
  if (!writesChunks(request)) return octets;
  return Buffer.concat([...(octets.length === 0 ? [] : [chunk(octets)]), Buffer.from('0\r\n\r\n', 'latin1')]);
}
