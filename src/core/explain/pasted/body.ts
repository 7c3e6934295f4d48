// Where the content of a pasted message ends, and whether its octets can be trusted (RFC 9112 section 6.3).
import { combined, type Field, firstOf } from '../../http/field.ts';
import { known } from '../read-json.ts';
import type { ResponseFacts } from '../subject.ts';
import type { Head } from './head.ts';

export interface Body {
  readonly facts: Pick<ResponseFacts, 'content' | 'contentLength' | 'rawBody' | 'trailers' | 'complete' | 'extraBytes'>;
  /** Where the next message may begin. */
  readonly end: number;
}

interface Source {
  readonly octets: Uint8Array;
  /** The same octets as latin1. */
  readonly text: string;
}

/** A request's content goes to its length, or to the next status line. */
export function requestBody({ octets, text }: Source, head: Head): Body {
  const length = declared(head);
  const next = /(?:^|\n)(?=HTTP\/\d(?:\.\d)? \d{3})/.exec(text.slice(head.end));
  const limit = next === null ? octets.length : head.end + next.index + next[0].length;
  if (head.exact && length !== undefined && head.end + length <= limit)
    return { facts: { content: octets.subarray(head.end, head.end + length) }, end: head.end + length };
  const end = Math.max(head.end, limit);
  if (next !== null || !head.exact) return { facts: trusted(octets.subarray(head.end, end), head, length), end };
  return { facts: { content: octets.subarray(head.end, end) }, end };
}

export function responseBody(source: Source, head: Head, method: string | undefined): Body {
  const status = head.start.kind === 'response' ? head.start.status : 200;
  const none = method === 'HEAD' || status < 200 || status === 204 || status === 304;
  if (!none && /\bchunked\b/i.test(combined(head.fields, 'Transfer-Encoding') ?? '')) return chunked(source, head);
  const end = nextMessage(source.text, head.end) ?? source.octets.length;
  const rest = source.octets.subarray(head.end, end);
  if (none) return { facts: leftOver(rest, status < 200), end: status < 200 ? head.end : end };
  const length = declared(head);
  if (length === undefined || !head.exact || rest.length === 0) return { facts: trusted(rest, head, length), end };
  return measured(source, head, rest, length);
}

/** The line ends are those of the wire, so the length counts. */
function measured({ octets, text }: Source, head: Head, rest: Uint8Array, length: number): Body {
  const whole = octets.subarray(head.end, head.end + length);
  if (whole.length < length) {
    const facts = decodable(rest, head);
    return { facts: facts.content === undefined ? facts : { content: rest, complete: false }, end: octets.length };
  }
  const end = nextMessage(text, head.end + length) ?? octets.length;
  const more = octets.subarray(head.end + length, end);
  return { facts: { ...decodable(whole, head), ...(isBlank(more) ? {} : { extraBytes: more.length }) }, end };
}

/** Where a line begins that can only be the start line of another message. */
function nextMessage(text: string, from: number): number | undefined {
  const start = /(?:^|\n)(?=(?:HTTP\/\d(?:\.\d)? \d{3}|[A-Z]{3,10} \S+ HTTP\/\d(?:\.\d)?)[^\n]*\n[\w-]+:)/.exec(text.slice(from));
  return start === null ? undefined : from + start.index + start[0].length;
}

const isBlank = (octets: Uint8Array): boolean => octets.length <= 2 && octets.every((octet) => octet === 10 || octet === 13);

const leftOver = (rest: Uint8Array, interim: boolean): Body['facts'] =>
  interim || rest.length === 0 || isBlank(rest) ? {} : { extraBytes: rest.length };

function declared(head: Head): number | undefined {
  const value = firstOf(head.fields, 'Content-Length');
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** Line ends of pasted text are not those of the wire: its length proves nothing. */
function trusted(rest: Uint8Array, head: Head, length: number | undefined): Body['facts'] {
  if (rest.length === 0) return {};
  const content =
    length !== undefined && rest.length > length && isBlank(rest.subarray(length))
      ? rest.subarray(0, length)
      : withoutLastBreak(rest, head);
  const facts = decodable(content, head);
  return length === undefined || facts.content === undefined || facts.content.length === length
    ? facts
    : { ...facts, contentLength: length };
}

const withoutLastBreak = (rest: Uint8Array, head: Head): Uint8Array => (!head.exact && rest.at(-1) === 10 ? rest.subarray(0, -1) : rest);

/** Tools print a compressed body decoded: then its coded octets are not known. */
function decodable(content: Uint8Array, head: Head): Body['facts'] {
  const coding = combined(head.fields, 'Content-Encoding');
  if (coding === undefined || /^\s*identity\s*$/i.test(coding)) return { content };
  const printable = content.subarray(0, 64).every((octet) => octet >= 0x20 || octet === 9 || octet === 10 || octet === 13);
  const length = declared(head);
  return printable && content.length !== length ? known({ contentLength: length }) : { content };
}

/** RFC 9112 section 7.1. Text that is not in chunks was put together by the tool that printed it. */
function chunked({ octets, text }: Source, head: Head): Body {
  const rest = octets.subarray(head.end);
  if (rest.length === 0) return { facts: {}, end: octets.length };
  const pieces: Uint8Array[] = [];
  let at = head.end;
  for (;;) {
    const line = /^([0-9A-Fa-f]{1,8})[^\r\n]*\r?\n/.exec(text.slice(at, at + 400));
    if (line === null) break;
    const size = Number.parseInt(line[1] ?? '', 16);
    const start = at + line[0].length;
    if (size === 0) return ended({ octets, text }, pieces, head.end, start);
    if (start + size > octets.length) break;
    pieces.push(octets.subarray(start, start + size));
    at = start + size + (/^\r?\n/.exec(text.slice(start + size, start + size + 2))?.[0].length ?? 0);
  }
  if (pieces.length === 0) return { facts: trusted(rest, { ...head, exact: false }, undefined), end: octets.length };
  return { facts: { content: joined(pieces), rawBody: rest, complete: false }, end: octets.length };
}

function ended({ octets, text }: Source, pieces: readonly Uint8Array[], start: number, at: number): Body {
  const trailers: Field[] = [];
  let next = at;
  for (
    let line = /^([^\r\n]*)\r?\n/.exec(text.slice(next));
    line !== null && line[1] !== '';
    line = /^([^\r\n]*)\r?\n/.exec(text.slice(next))
  ) {
    const colon = line[1]?.indexOf(':') ?? -1;
    if (colon > 0) trailers.push([line[1]?.slice(0, colon) ?? '', line[1]?.slice(colon + 1).trim() ?? '']);
    next += line[0].length;
  }
  next += /^\r?\n/.exec(text.slice(next, next + 2))?.[0].length ?? 0;
  const end = nextMessage(text, next) ?? octets.length;
  const more = octets.subarray(next, end);
  const facts = { content: joined(pieces), rawBody: octets.subarray(start, next), complete: true };
  return { facts: { ...facts, ...(trailers.length > 0 && { trailers }), ...(isBlank(more) ? {} : { extraBytes: more.length }) }, end };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
