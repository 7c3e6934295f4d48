// The start line and fields of one HTTP/1 message (RFC 9112 sections 2 to 5), read leniently from latin1 text.
import type { Oddity } from '../../http/exchange.ts';
import type { Field } from '../../http/field.ts';

export interface Head {
  readonly start: StartLine;
  readonly fields: readonly Field[];
  readonly oddities: readonly Oddity[];
  /** Just past the blank line, or the end of the text. */
  readonly end: number;
  /** Lines end in CR LF, so the octets are probably those of the wire. */
  readonly exact: boolean;
}

export type StartLine =
  | { readonly kind: 'request'; readonly method: string; readonly target: string; readonly version: string | undefined }
  | { readonly kind: 'response'; readonly version: string; readonly status: number; readonly reason: string };

const STATUS_LINE = /^(HTTP\/\d(?:\.\d)?)[ \t]+(\d{3})(?:[ \t]+(.*))?$/;
const REQUEST_LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]+(\S+)(?:[ \t]+(HTTP\/\d(?:\.\d)?))?[ \t]*$/;
const METHODS = /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|QUERY|PROPFIND|SEARCH|REPORT|MKCOL|COPY|MOVE|LOCK|UNLOCK)$/;

/** `undefined` when no start line stands at `at` (blank lines before it are skipped). */
export function readHead(text: string, at: number): Head | undefined {
  let from = at;
  while (/[\r\n]/.test(text[from] ?? '')) from++;
  const first = lineAt(text, from);
  const start = startLine(first.text);
  if (start === undefined) return undefined;
  const fields: Field[] = [];
  const oddities: Oddity[] = [];
  let exact = first.crlf;
  let next = first.end;
  while (next < text.length) {
    const line = lineAt(text, next);
    const from = next;
    next = line.end;
    exact &&= line.crlf;
    if (line.text === '') break;
    const last = fields.at(-1);
    const field = fieldOf(line.text);
    if (/^[ \t]/.test(line.text) && last !== undefined)
      fields[fields.length - 1] = [last[0], utf8(`${last[1]} ${line.text.trim()}`.trim())];
    else if (field !== undefined) fields.push(field);
    else oddities.push({ code: 'no-colon', start: from, end: from + line.text.length });
  }
  return { start, fields, oddities, end: next, exact };
}

export function startLine(line: string): StartLine | undefined {
  const status = STATUS_LINE.exec(line);
  if (status !== null) return { kind: 'response', version: status[1] ?? '', status: Number(status[2]), reason: (status[3] ?? '').trim() };
  const request = REQUEST_LINE.exec(line);
  const [, method = '', target = '', version] = request ?? [];
  if (request === null || (version === undefined && !(METHODS.test(method) && /^(?:\/|\*$|[a-z]+:\/\/)/i.test(target)))) return undefined;
  return { kind: 'request', method, target, version };
}

/** A line without a colon is no field. */
export function fieldOf(line: string): Field | undefined {
  const colon = line.indexOf(':', line.startsWith(':') ? 1 : 0);
  return colon < 1 ? undefined : [line.slice(0, colon), utf8(line.slice(colon + 1).trim())];
}

function lineAt(text: string, at: number): { readonly text: string; readonly end: number; readonly crlf: boolean } {
  const feed = text.indexOf('\n', at);
  const end = feed < 0 ? text.length : feed;
  const crlf = text[end - 1] === '\r' && end > at;
  return { text: text.slice(at, crlf ? end - 1 : end), end: feed < 0 ? text.length : feed + 1, crlf };
}

/** Octets above 7F that are UTF-8 become its characters; others stay as they are. */
function utf8(latin1: string): string {
  if (!/[\u0080-\u00ff]/.test(latin1) || /[\u0100-\uffff]/.test(latin1)) return latin1;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(latin1, (c) => c.charCodeAt(0)));
  } catch {
    return latin1;
  }
}
