// Healthy answers: complete fields, so that an explanation of them has nothing to warn of. Also the raw answer, for those that are not.
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Fields, has } from '../core/http/field.ts';
import type { Call } from './route.ts';

export const JSON_TYPE = 'application/json';
export const TEXT_TYPE = 'text/plain; charset=utf-8';
export const HTML_TYPE = 'text/html; charset=utf-8';

export interface Answer {
  readonly status?: number;
  /** Sent in this order, with this case; `Content-Type`, `Content-Length` and `Cache-Control` are added where they are missing. */
  readonly fields?: Fields;
  readonly type?: string;
  readonly content?: string | Uint8Array;
}

/** Answers with all of the content at once. */
export function answer({ reply }: Call, { status = 200, fields = [], type, content }: Answer): void {
  const octets = typeof content === 'string' ? Buffer.from(content) : content;
  const all: [string, string][] = [];
  if (octets !== undefined && type !== undefined && !has(fields, 'Content-Type')) all.push(['Content-Type', type]);
  if (!has(fields, 'Cache-Control')) all.push(['Cache-Control', 'no-store']);
  all.push(...fields.map(([name, value]): [string, string] => [name, value]));
  if (octets !== undefined && !has(fields, 'Content-Length')) all.push(['Content-Length', String(octets.length)]);
  reply.writeHead(status, all.flat());
  reply.end(octets);
}

export const text = (call: Call, content: string, rest: Omit<Answer, 'content'> = {}): void =>
  answer(call, { type: TEXT_TYPE, ...rest, content: content.endsWith('\n') ? content : `${content}\n` });

export const json = (call: Call, value: unknown, rest: Omit<Answer, 'content'> = {}): void =>
  answer(call, { type: JSON_TYPE, ...rest, content: `${pretty(value)}\n` });

/** Indented, but a pair of strings on one line. */
const pretty = (value: unknown): string =>
  JSON.stringify(value, undefined, 2).replaceAll(/\[\n\s+("(?:[^"\\]|\\.)*"),\n\s+("(?:[^"\\]|\\.)*")\n\s+\]/g, '[$1, $2]');

/** RFC 9457: what is wrong, for programs and people. */
export function problem(call: Call, status: number, detail: string, fields: Fields = []): void {
  json(call, { title: STATUS_CODES[status] ?? 'Unknown', status, detail }, { status, fields, type: 'application/problem+json' });
}

/** The head and content of a message as octets, nothing added. Lines are joined with CRLF. */
export const message = (lines: readonly string[], content: string | Uint8Array = ''): Buffer =>
  Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(content)]);

/** Puts these octets on the connection in place of an answer, and closes it unless told otherwise. */
export function raw(socket: Duplex, octets: Uint8Array, end = true): void {
  socket.write(octets);
  if (end) socket.end();
}

/** A whole answer on a connection that asked for an upgrade and does not get it. */
export function refuse(socket: Duplex, status: number, fields: Fields, content: string): void {
  const octets = Buffer.from(content);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}`,
    `Date: ${new Date().toUTCString()}`,
    `Content-Type: ${TEXT_TYPE}`,
    'Cache-Control: no-store',
    ...fields.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${octets.length}`,
    ...(has(fields, 'Connection') ? [] : ['Connection: close']),
  ];
  raw(socket, message(head, octets));
}

/** Ends the connection with a TCP reset where the system lets us, else at once. */
export function reset(socket: Socket): void {
  if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}
