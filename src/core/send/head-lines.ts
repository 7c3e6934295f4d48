// Lines of a response's head read leniently (RFC 9112 sections 4 and 5): what departs from the grammar is read over and named.
import type { Oddity, ResponseHead } from '../http/exchange.ts';
import type { Field } from '../http/field.ts';
import { isToken } from '../http/token.ts';

/** A line without its end; `start` is an offset in the received stream. */
export interface Line {
  readonly bytes: Uint8Array;
  readonly start: number;
}

export type Note = (code: string, start: number, end: number, detail?: string) => void;

export interface StatusLine {
  /** As on the wire. */
  readonly version: string;
  readonly status: number;
  readonly reason: string;
}

/** llhttp's codes for a first line that can't be read. */
export type StatusLineFault = 'HPE_INVALID_CONSTANT' | 'HPE_INVALID_VERSION' | 'HPE_INVALID_STATUS';

/** `true` as long as these first octets may become a status line; `ICY` is how Shoutcast says HTTP/1.0. */
export function mayBeStatusLine(bytes: Uint8Array): boolean {
  const start = latin1(bytes.subarray(0, 5)).toUpperCase();
  return ['HTTP/', 'ICY '].some((mark) => mark.startsWith(start) || start.startsWith(mark));
}

const USUAL_STATUS = /^(HTTP\/1\.[01]) (\d{3}) ((?:[\x21-\x7e][\t\x20-\x7e]*)?)$/;
/** A token, a colon, and visible ASCII with blanks around it. */
const USUAL_FIELD = /^([\w!#$%&'*+.^`|~-]+):([\t\x20-\x7e]*)$/;

/** Whole heads of such lines, each with its end. */
const USUAL_HEAD = /^HTTP\/1\.[01] \d{3} (?:[\x21-\x7e][\t\x20-\x7e]*)?\r\n(?:[\w!#$%&'*+.^`|~-]+:[\t\x20-\x7e]*\r\n)*$/;

/**
 * A head as nearly all are, read at once: `text` up to the empty line, without it. `undefined`: there is something to it that wants to be
 * read line by line.
 */
export function readUsualHead(text: string): ResponseHead | undefined {
  if (!USUAL_HEAD.test(text)) return undefined;
  const first = text.indexOf('\r\n');
  const fields: Field[] = [];
  for (let at = first + 2; at < text.length; ) {
    const colon = text.indexOf(':', at);
    const end = text.indexOf('\r\n', colon);
    fields.push([text.slice(at, colon), text.slice(colon + 1, end).trim()]);
    at = end + 2;
  }
  return { version: text.slice(0, 8), status: Number(text.slice(9, 12)), reason: text.slice(13, first), fields };
}

export function readStatusLine({ bytes, start }: Line, note: Note): StatusLine | StatusLineFault {
  const line = latin1(bytes);
  const [, usual, digits, phrase] = USUAL_STATUS.exec(line) ?? [];
  if (usual !== undefined && digits !== undefined && phrase !== undefined)
    return { version: usual, status: Number(digits), reason: phrase };
  if (!mayBeStatusLine(bytes)) return 'HPE_INVALID_CONSTANT';
  const found = /^(\S+)([ \t]+)(\d{1,9})(?:([ \t]+)(.*))?$/s.exec(line);
  if (found === null) return /^(?:http\/\d+(?:\.\d+)?|icy)(?:[ \t]|$)/i.test(line) ? 'HPE_INVALID_STATUS' : 'HPE_INVALID_VERSION';
  const [, version = '', gap = '', code = '', space, reason = ''] = found;
  if (!/^(?:HTTP\/\d+(?:\.\d+)?|ICY)$/i.test(version)) return 'HPE_INVALID_VERSION';
  if (!/^HTTP\/1\.[01]$/.test(version)) note('version', start, start + version.length, version);
  const codeStart = start + version.length + gap.length;
  if (gap !== ' ') note('odd-space', start + version.length, codeStart);
  if (code.length !== 3) note('status-not-3-digits', codeStart, codeStart + code.length, code);
  if (space === undefined) note('no-space-before-reason', start + line.length, start + line.length);
  else if (space !== ' ' && reason !== '') note('odd-space', codeStart + code.length, codeStart + code.length + space.length);
  noteOctets(bytes.subarray(bytes.length - reason.length), start + bytes.length - reason.length, note);
  return { version, status: Number(code), reason: textOf(bytes.subarray(bytes.length - reason.length)) };
}

/** Adds one line to the fields read so far; a fold joins the field before it. */
export function readFieldLine({ bytes, start }: Line, fields: Field[], note: Note): void {
  const [, plainName, plainValue] = USUAL_FIELD.exec(latin1(bytes)) ?? [];
  if (plainName !== undefined && plainValue !== undefined) {
    fields.push([plainName, plainValue.trim()]);
    return;
  }
  const end = start + bytes.length;
  const first = bytes[0];
  const last = fields.at(-1);
  if (first === SPACE || first === TAB) {
    note(last === undefined ? 'space-before-name' : 'obs-fold', start, end);
    if (last !== undefined) {
      fields[fields.length - 1] = [last[0], `${last[1]} ${textOf(bytes).trim()}`.trim()];
      return;
    }
  }
  const colon = bytes.indexOf(COLON);
  if (colon < 0) {
    note('no-colon', start, end);
    fields.push([textOf(bytes).trim(), '']);
    return;
  }
  const raw = textOf(bytes.subarray(0, colon));
  const name = raw.trim();
  if (raw !== raw.trimEnd()) note('space-before-colon', start + raw.trimEnd().length, start + colon);
  if (name === '') note('empty-name', start, start + colon);
  else if (!isToken(name)) note('bad-name', start, start + colon, name);
  const value = trimmed(bytes, colon + 1);
  noteOctets(bytes.subarray(value.start, value.end), start + value.start, note);
  fields.push([name, textOf(bytes.subarray(value.start, value.end))]);
}

export const oddity = (code: string, start: number, end: number, detail?: string): Oddity =>
  detail === undefined ? { code, start, end } : { code, start, end, detail };

const TAB = 9;
const SPACE = 32;
const COLON = 58;

function trimmed(bytes: Uint8Array, from: number): { start: number; end: number } {
  let start = from;
  let end = bytes.length;
  while (start < end && (bytes[start] === SPACE || bytes[start] === TAB)) start++;
  while (end > start && (bytes[end - 1] === SPACE || bytes[end - 1] === TAB)) end--;
  return { start, end };
}

/** Controls (RFC 9110 section 5.5 forbids CR, LF and NUL, and calls the others invalid) and octets above ASCII. */
function noteOctets(bytes: Uint8Array, start: number, note: Note): void {
  const text = latin1(bytes);
  const control = text.search(/[\0-\x08\x0a-\x1f\x7f]/);
  if (control >= 0) note('ctl-in-value', start + control, start + control + 1);
  const high = text.search(/[\x80-\xff]/);
  if (high >= 0) note('obs-text', start + high, start + bytes.length, isUtf8(bytes) ? 'utf-8' : 'latin-1');
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isUtf8(bytes: Uint8Array): boolean {
  try {
    STRICT.decode(bytes);
    return true;
  } catch {
    // Then the octets are taken for Latin-1.
    return false;
  }
}

/** The same octets with Buffer's methods. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

const latin1 = (bytes: Uint8Array): string => asBuffer(bytes).toString('latin1');

/** UTF-8 where the octets are, else Latin-1, as RFC 9110 section 5.5 has it for history's sake. */
function textOf(bytes: Uint8Array): string {
  const text = latin1(bytes);
  return /[\x80-\xff]/.test(text) && isUtf8(bytes) ? STRICT.decode(bytes) : text;
}
